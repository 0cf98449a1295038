/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * notice/verdict.c - what an answer wants to become of a patch, where it says so plainly
 *
 * Reviews are full of wishes. These few sentences mean the patch as a whole and nothing
 * else; better none than a wrong one.
 */
#include "notice/verdict.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "notice/hint.h"
#include "notice/match.h"
#include "notice/refusal.h"
#include "notice/rest.h"
#include "notice/wish.h"

enum {
	most_lines = 400,    /* of the writer's own, */
	most_quoted = 20000, /* and of what is quoted before and between them */
	longest_sentence = 160,
};

typedef struct phrase {
	const char *words;
	td_verdict verdict;
} phrase;

/* A sentence that begins so. */
static const phrase phrases[] = {
	{ "nak", TD_VERDICT_REJECTED },
	{ "nack", TD_VERDICT_REJECTED },
	{ "big nak", TD_VERDICT_REJECTED },
	{ "strong nak", TD_VERDICT_REJECTED },
	{ "so nak", TD_VERDICT_REJECTED },
	{ "closing this as rejected", TD_VERDICT_REJECTED },
	{ "marking this as rejected", TD_VERDICT_REJECTED },
	{ "please ignore this", TD_VERDICT_REJECTED },
	{ "please ignore the", TD_VERDICT_REJECTED },
	{ "please disregard this", TD_VERDICT_REJECTED },
	{ "please discard this", TD_VERDICT_REJECTED },
	{ "please drop this patch", TD_VERDICT_REJECTED },
	{ "please drop this series", TD_VERDICT_REJECTED },
	{ "please do not apply this", TD_VERDICT_REJECTED },
	{ "please don't apply this", TD_VERDICT_REJECTED },
	{ "please do not merge this", TD_VERDICT_REJECTED },
	{ "please don't merge this", TD_VERDICT_REJECTED },
	{ "please reject this", TD_VERDICT_REJECTED },
	{ "please ignore these", TD_VERDICT_REJECTED },
	{ "please drop these", TD_VERDICT_REJECTED },
	{ "please disregard these", TD_VERDICT_REJECTED },
	{ "please disregard the patch", TD_VERDICT_REJECTED },
	{ "please forget this", TD_VERDICT_REJECTED },
	{ "please forget about this", TD_VERDICT_REJECTED },
	{ "i will abandon this", TD_VERDICT_REJECTED },
	{ "i will just abandon this", TD_VERDICT_REJECTED },
	{ "i will then just abandon this", TD_VERDICT_REJECTED },
	{ "i'll abandon this", TD_VERDICT_REJECTED },
	{ "i'm dropping this", TD_VERDICT_REJECTED },
	{ "i withdraw this", TD_VERDICT_REJECTED },
	/* What a maintainer's script says of its patchwork. */
	{ "patch set to rejected", TD_VERDICT_REJECTED },
	{ "patch set to not applicable", TD_VERDICT_REJECTED },
	{ "patch set to deferred", TD_VERDICT_REJECTED },
	{ "patch set to changes requested", TD_VERDICT_CHANGES },
	{ "patches set to rejected", TD_VERDICT_REJECTED },
	{ "patches set to changes requested", TD_VERDICT_CHANGES },
	{ "please send a new version", TD_VERDICT_CHANGES },
	{ "please send an updated", TD_VERDICT_CHANGES },
	{ "expect a v", TD_VERDICT_PROMISED },
	{ "please expect v", TD_VERDICT_PROMISED },
	{ "please fix and", TD_VERDICT_CHANGES },
	{ "please address", TD_VERDICT_CHANGES },
	{ "please split", TD_VERDICT_CHANGES },
	/* Greg Kroah-Hartman's form letter. */
	{ "you are receiving this message because of the following common error",
	    TD_VERDICT_CHANGES },
	{ "this breaks the build", TD_VERDICT_CHANGES },
	{ "it breaks the build", TD_VERDICT_CHANGES },
	{ "this patch breaks the build", TD_VERDICT_CHANGES },
	{ "this fails to build", TD_VERDICT_CHANGES },
	{ "this fails to compile", TD_VERDICT_CHANGES },
};

/* "Please resend once the fix is merged" waits for somebody else. */
static const char *const doubts[] = { " if ", " once ", " unless ", " when ", " after ",
	" don't", " do not", " not ", " mail ", " email ", " message " };

/* Of a phrase; a figure may follow one, as in "expect a v3". */
static bool
ends_phrase(char c)
{
	return !g_ascii_isalpha(c) && c != '\'' && c != '-' && c != '_';
}

/* The sentence that begins here, in lower case. Returns what ended it. */
static char
read_lower(td_span text, char lower[longest_sentence + 1])
{
	size_t n = 0;

	for (; n < text.n && n < longest_sentence; n++) {
		char c = text.p[n];

		/* "v6.6" goes on. */
		if (c == '\n' || (td_match_ends_sentence(c) &&
				     !(n + 1 < text.n && g_ascii_isdigit(text.p[n + 1]))))
			break;
		lower[n] = td_lower(c);
	}
	lower[n] = '\0';
	return n < text.n ? text.p[n] : '\0';
}

static bool
contains_any(const char *lower, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(lower, words[i]))
			return true;
	return false;
}

/* "Please ignore this question", "the noise": no patch. */
static bool
is_of_talk(td_span rest)
{
	static const char *const nouns[] = { "comment", "comments", "question",
		"questions", "remark", "remarks", "note", "suggestion", "noise", "link",
		"warning", "warnings", "report", "error", "errors", "thread", "reply",
		"review", "line", "lines", "hunk", "chunk", "request", "tag", "part",
		"above", "last", "previous", "check", "code", "variable", "rest",
		"whole" };
	char lower[longest_sentence + 1];

	read_lower(rest, lower);
	return td_match_word(td_match_skip_blanks(lower), nouns, G_N_ELEMENTS(nouns)) > 0;
}

/* In what follows the phrase. */
static bool
is_doubtful(td_span rest)
{
	static const char *const reasons[] = { ", as ", " because ", " since ", ", it " };
	static const char *const patch[] = { "patch", "series", "in its", "as is" };
	char lower[longest_sentence + 1];

	read_lower(rest, lower);
	/* What is a reason is none: "this patch as it is, since it does not say why". */
	for (size_t i = 0;
	     td_match_word(td_match_skip_blanks(lower), patch, G_N_ELEMENTS(patch)) > 0 &&
	     i < G_N_ELEMENTS(reasons);
	     i++) {
		char *hit = strstr(lower, reasons[i]);

		if (hit)
			*hit = '\0';
	}
	return contains_any(lower, doubts, G_N_ELEMENTS(doubts));
}

/* "in v3", "send a v2". */
static bool
names_version(const char *lower)
{
	for (const char *at = strstr(lower, " v"); at; at = strstr(at + 1, " v"))
		if (td_rest_match_version(at + 1) > 0)
			return true;
	return false;
}

static bool
begins_with_word(const char *text, const char *const *words, size_t n)
{
	return td_match_word(text, words, n) > 0;
}

/* "Please resend once the fix is merged" waits for somebody else; "repost, and when you
 * do, drop that" does not. */
static bool
asks_again(const char *lower)
{
	const char *rest = td_wish_find_again(lower), *end;
	char what[longest_sentence + 1];

	if (!rest)
		return false;
	end = strstr(rest, ", and ");
	g_strlcpy(what, rest - (rest > lower), sizeof what);
	if (end)
		what[end - rest + (rest > lower)] = '\0';
	return !contains_any(what, doubts, G_N_ELEMENTS(doubts)) &&
	       !is_of_talk(td_span_of(what));
}

/* What somebody says that he will do: "fix that in v3"; NULL for nothing. */
static const char *
find_intent(const char *lower, bool will)
{
	static const char *const future[] = { "i will ", "i'll ", "we will ", "we'll ",
		"i am going to ", "i'm going to ", ", will ", "let me ", "ok will ",
		"okay will ", "sure will ", "yes will ", "i plan to ", "i need to ",
		"i'm about to ", "i am about to ", "i'm planning to " };
	static const char *const between[] = { "also", "just", "definitely", "then",
		"certainly", "of course", "try to", "now" };
	const char *at = strncmp(lower, "will ", strlen("will ")) == 0
			     ? lower + strlen("will ")
			     : NULL;

	/* Each of them has one of these. */
	if (!at && !will && !strstr(lower, " to "))
		return NULL;
	for (size_t i = 0; !at && i < G_N_ELEMENTS(future); i++) {
		at = strstr(lower, future[i]);
		if (at)
			at += strlen(future[i]);
	}
	for (size_t i = 0; at && i < G_N_ELEMENTS(between); i++)
		if (begins_with_word(at, &between[i], 1))
			at += strlen(between[i]) + strspn(at + strlen(between[i]), " ");
	return at;
}

/* "I'll fix that in v3", "Will do in the next version", "will respin". */
static bool
is_promise(const char *lower, bool will, bool asks)
{
	static const char *const again[] = { "respin", "re-spin", "resend", "re-send",
		"repost", "re-post", "resubmit" };
	static const char *const doing[] = { "fix", "send", "address", "update", "change",
		"do", "add", "remove", "drop", "post", "rework", "rebase", "split",
		"include", "correct", "make", "put", "move", "rename", "use", "take",
		"clean", "adjust", "revise", "submit", "incorporate", "handle", "improve",
		"mention", "clarify", "prepare", "replace", "modify", "delete", "write",
		"rewrite", "switch", "squash", "merge", "reword", "have", "get", "create",
		"come up with", "cook", "generate", "roll", "issue" };
	static const char *const next[] = { " next version", " next revision",
		" next submission", " next iteration", " next spin", " next round",
		" next series", " new version", " new revision", " respin", " re-spin",
		" updated version", " updated patch", " next patch version" };
	static const char *const no[] = { " if ", " unless ", " not ", "n't ",
		" whether ", " wait ", " you ", " maybe ", " perhaps " };
	const char *intent = find_intent(lower, will);

	if (!intent || asks || contains_any(lower, no, G_N_ELEMENTS(no)))
		return false;
	if (begins_with_word(intent, again, G_N_ELEMENTS(again)))
		return true;
	return begins_with_word(intent, doing, G_N_ELEMENTS(doing)) &&
	       (names_version(intent) || contains_any(intent, next, G_N_ELEMENTS(next)));
}

/* Behind "3 " of "3 patches set to Rejected". */
static td_span
skip_count(td_span text)
{
	size_t n = 0;

	while (n < text.n && g_ascii_isdigit(text.p[n]))
		n++;
	return n > 0 && n < text.n && text.p[n] == ' ' ? td_span_skip(text, n + 1) : text;
}

/* Behind "Herbert, ", "Sorry, " or "Hi Mark, " where it asks for something; else text. */
static td_span
skip_address(td_span text)
{
	static const char asks[] = ", please ";
	unsigned words = 1;
	size_t n = 0;

	while (n < text.n && words <= 2 &&
	       (g_ascii_isalpha(text.p[n]) || text.p[n] == ' ')) {
		words += text.p[n] == ' ';
		n++;
	}
	if (n == 0 || words > 2 ||
	    !td_span_has_prefix_nocase(td_span_skip(text, n), asks))
		return text;
	return td_span_skip(text, n + strlen(", "));
}

/* "This is the same fix, please ignore this patch": from "please" on. */
static td_span
skip_to_wish(td_span text, const char *lower)
{
	static const char *const joints[] = { ", please ", " so please ", " and please ",
		", so please ", ", and please ", " - please " };
	static const char *const verbs[] = { "ignore", "disregard", "drop", "reject",
		"discard", "forget" };
	static const char *const what[] = { "this", "these", "the patch", "the series" };
	static const char *const no[] = { "if ", "unless " };

	if (contains_any(lower, no, G_N_ELEMENTS(no)))
		return text;
	for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
		const char *hit = strstr(lower, joints[i]);
		const char *wish = hit ? strstr(hit, "please ") : NULL;
		const char *verb = wish ? wish + strlen("please ") : "";
		size_t n = td_match_word(verb, verbs, G_N_ELEMENTS(verbs));

		if (n > 0 && td_match_word(td_match_skip_blanks(verb + n), what,
				 G_N_ELEMENTS(what)) > 0)
			return td_span_skip(text, (size_t)(wish - lower));
	}
	return text;
}

/* Nearly all sentences begin like none of them, so that is looked at first. */
static td_verdict
read_sentence(td_span text, bool one_of_many)
{
	char lower[longest_sentence + 1];
	char first, end;
	td_hints may;

	text = skip_address(skip_count(text));
	end = read_lower(text, lower);
	may = td_hint_look(lower);
	/* Their first words begin with these. */
	if (strchr("stjakpcwbd", *lower) &&
	    (td_wish_is_for_version(lower) || asks_again(lower)))
		return TD_VERDICT_CHANGES;
	/* Another's patch does the same and is taken. */
	if (may.beat && strstr(lower, " beat you to ") != NULL)
		return TD_VERDICT_REJECTED;
	if (strchr("snbi", *lower) && td_refusal_is_no(lower))
		return TD_VERDICT_REJECTED;
	/* The others of its set go on. */
	if (may.will && td_refusal_withdraws(lower))
		return one_of_many ? TD_VERDICT_NONE : TD_VERDICT_REJECTED;
	if (may.already && td_refusal_is_taken(lower))
		return TD_VERDICT_REJECTED;
	if (may.drop && td_refusal_is_dropped(lower))
		return one_of_many ? TD_VERDICT_NONE : TD_VERDICT_CHANGES;
	if (may.apply && td_refusal_does_not_apply(lower))
		return TD_VERDICT_CHANGES;
	if (may.please)
		text = skip_to_wish(text, lower);
	first = text.n > 0 ? td_lower(text.p[0]) : '\0';
	for (size_t i = 0; i < G_N_ELEMENTS(phrases); i++) {
		const char *words = phrases[i].words;
		size_t length;

		if (*words != first || !td_span_has_prefix_nocase(text, words))
			continue;
		length = strlen(words);
		if (text.n > length && !ends_phrase(text.p[length]))
			continue;
		text = td_span_skip(text, length);
		return is_doubtful(text) ||
			       (g_str_has_prefix(words, "please") && is_of_talk(text))
			   ? TD_VERDICT_NONE
			   : phrases[i].verdict;
	}
	return is_promise(lower, may.will, end == '?') ? TD_VERDICT_PROMISED
						       : TD_VERDICT_NONE;
}

/* A line goes on the one before, unless that was empty, a quote or ended a sentence. */
static bool
begins(td_span before)
{
	before = td_span_trim(before);
	return before.n == 0 || before.p[0] == '>' ||
	       strchr(".!?:,;", before.p[before.n - 1]) != NULL;
}

/* Before what ends the sentence; 0 for none. */
static char
last_letter(td_span line)
{
	size_t n = line.n;

	while (n > 0 && td_match_ends_sentence(line.p[n - 1]))
		n--;
	return n > 0 ? line.p[n - 1] : '\0';
}

td_verdict
td_verdict_find(td_span text, bool one_of_many)
{
	td_span line, before = { "", 0 };
	td_verdict found = TD_VERDICT_NONE;
	unsigned own = 0, quoted = 0;

	while (
	    own < most_lines && quoted < most_quoted && td_span_next_line(&text, &line)) {
		td_span rest = td_span_trim(line);
		char last = last_letter(rest);

		if (td_span_has_prefix(line, ">"))
			quoted++;
		else
			own++;
		if (td_span_is(line, "-- ") || td_span_has_prefix(line, "diff --git ") ||
		    td_span_has_prefix_nocase(line, "-----Original Message"))
			break;
		if (rest.n > 0 && g_ascii_isalnum(rest.p[0]) &&
		    (begins(before) || td_match_skip_sentence(&rest))) {
			do {
				td_verdict said = read_sentence(rest, one_of_many);

				found = said != TD_VERDICT_NONE ? said : found;
			} while (td_match_skip_sentence(&rest));
		}
		/* Few lines end so. */
		if (last == 'K' && td_refusal_ends(line))
			found = TD_VERDICT_REJECTED;
		before = line;
	}
	return found;
}

const char *
td_verdict_word(td_verdict verdict)
{
	switch (verdict) {
	case TD_VERDICT_NONE:
		break;
	case TD_VERDICT_REJECTED:
		return "rejected";
	case TD_VERDICT_CHANGES:
		return "changes requested";
	case TD_VERDICT_PROMISED:
		return "changes promised";
	}
	return NULL;
}
