/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/intent.c - "Good point, will change it.": the next version has it */
#include "notice/intent.h"

#include <glib.h>
#include <string.h>

#include "notice/lead.h"
#include "notice/match.h"

/* "It", "this too, thanks": nothing more is said. */
static bool
ends_there(const char *at)
{
	static const char *const what[] = { "it", "this", "that", "them", "these",
		"those", "all", "both", "all of them", "all of these", "the typo",
		"the typos" };
	static const char *const ends[] = { "too", "as well", "here", "up", "accordingly",
		"everywhere" };
	static const char *const thanks[] = { "thanks", "thank you", "thx" };

	at = td_match_skip_word(at, what, G_N_ELEMENTS(what));
	at = td_match_skip_word(at, ends, G_N_ELEMENTS(ends));
	at += strspn(at, " ,");
	return *at == '\0' || td_match_word(at, thanks, G_N_ELEMENTS(thanks)) > 0;
}

/* "Will remove the check", "I'll rename it to pump_stop": it is of the patch, and not of
 * what comes later, elsewhere or not for sure. */
static bool
changes_something(const char *lower, const char *at)
{
	static const char *const verbs[] = { "fix", "fix up", "add", "update", "change",
		"remove", "drop", "use", "move", "make", "modify", "switch", "rename",
		"correct", "replace", "address", "adjust", "improve", "clarify", "reword",
		"convert", "document", "refactor", "rewrite", "rework", "incorporate",
		"mention", "expand", "reorder", "delete", "introduce", "simplify",
		"reduce", "shorten", "swap", "include", "implement", "rephrase", "revise",
		"split", "split up", "define", "amend", "rearrange", "restore", "adopt",
		"extend", "deprecate", "align", "format", "fixup", "get rid of", "clean",
		"clean up", "go with", "rebase", "wrap", "factor out" };
	static const char *const no[] = { " if ", " unless ", " later", " follow",
		" separate", " on top", " next time", " future", " when ", " once ",
		" my ", " our ", " you", " local", " apply", " another", " after",
		" but ", " not ", "n't ", " until", " however", " before", " queue",
		" tomorrow", " wait", " maybe", " perhaps", " test", " patch", " series",
		" bug", " wiki", " git", " tree", " branch", " tag", "-by", " rb",
		"a note of", "make a note", " notes", " sure", " day", " week", " month",
		" soon", " kernel", " release", " going forward", " number", " result",
		" report", " link", " cc ", " explain", " internal", " downstream",
		" script", " stable", " backport", " firmware", " setup", " machine",
		" discussion", " a look", " a pr", " pull request", "use it in " };
	static const char *const there[] = { " in next patch", " in the next patch" };
	const char *behind = td_match_skip_word(at, verbs, G_N_ELEMENTS(verbs));
	const char *end = NULL;

	/* So some call the next version. */
	for (size_t i = 0; !end && i < G_N_ELEMENTS(there); i++)
		end = strstr(lower, there[i]);
	/* What is dropped may be the patch. */
	return behind != at && *behind != '\0' && !(*at == 'd' && ends_there(behind)) &&
	       !td_match_contains(lower, end ? end + 1 : NULL, no, G_N_ELEMENTS(no));
}

/* "Will do." right below what is asked for, where that is of the patch: not "please test
 * it", nor of the next time. */
static bool
does_what_is_asked(const char *at, td_span above)
{
	static const char *const verbs[] = { "do", "do so", "do that" };
	static const char *const no[] = { "next time", "future", "from now on",
		"going forward", "test", "publish", "let me know", "keep me", "keep us",
		"report", "cc ", "cc:", "check", "confirm", "verif", "investigat",
		"submit", "revert", "if really", "look into", "look at", "try ", "try to",
		"bug", "send ", "follow", "wait", "ping", "on top", "later", "another",
		"merge", "reproduc", "share", "numbers", "benchmark", "report", "bisect",
		"apply", "push", "stable", "backport" };
	enum { most_above = 300 };
	char lower[most_above + 1];
	const char *behind = td_match_skip_word(at, verbs, G_N_ELEMENTS(verbs));
	const char *line;

	if (behind == at || !ends_there(behind))
		return false;
	above = td_span_trim(above);
	line = above.n > 0 ? memrchr(above.p, '\n', above.n) : NULL;
	line = line ? line + 1 : above.p;
	if (line == td_span_end(above) || *line != '>')
		return false;
	if (above.n > most_above)
		above = td_span_skip(above, above.n - most_above);
	for (size_t i = 0; i < above.n; i++)
		lower[i] = (char)(above.p[i] ? g_ascii_tolower(above.p[i]) : ' ');
	lower[above.n] = '\0';
	return !td_match_contains(lower, NULL, no, G_N_ELEMENTS(no));
}

bool
td_intent_is_told(const char *lower, td_span above)
{
	static const char *const leads[] = { "you are right", "you're right", "my bad",
		"of course", "absolutely", "done", "no problem", "i agree",
		"you are correct", "thanks for the comment", "thanks for the suggestion",
		"thanks for catching", "thanks for pointing out",
		"thanks for catching this", "thanks for pointing this out",
		"thanks for your comment" };
	static const char *const will[] = { "i'll", "i will", "will", "we'll",
		"we will" };
	static const char *const adverbs[] = { "also", "just", "definitely", "certainly",
		"surely", "now", "of course" };
	static const char *const verbs[] = { "fix", "fix up", "change", "correct",
		"update", "remove", "rename", "move", "rework", "address", "adjust",
		"clean", "clean up", "modify", "replace", "convert", "switch", "reword",
		"rewrite", "split", "mention", "document", "clarify", "simplify",
		"delete", "improve", "include", "add" };
	const char *at = td_lead_skip(lower), *next;

	while ((next = td_match_skip_word(at, leads, G_N_ELEMENTS(leads))) != at)
		at = td_lead_skip(next + strspn(next, " ,-"));
	next = td_match_skip_word(at, will, G_N_ELEMENTS(will));
	if (next == at)
		return false;
	at = td_match_skip_word(next, adverbs, G_N_ELEMENTS(adverbs));
	next = td_match_skip_word(at, verbs, G_N_ELEMENTS(verbs));
	return (next != at && ends_there(next)) || changes_something(lower, at) ||
	       does_what_is_asked(at, above);
}
