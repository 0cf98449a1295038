/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/promise.c - "I'll fix that and send a v3" */
#include "notice/promise.h"

#include <glib.h>
#include <string.h>

#include "notice/lead.h"
#include "notice/match.h"
#include "notice/rest.h"
#include "notice/wish.h"

enum {
	most_near = 60,  /* bytes behind what is intended */
	most_short = 30, /* and between what was done and where */
};

/* "I will", "I plan to", "let me": what these have in common with others. */
enum { LL, TO, LET };

/* "look at v20", "like in v1", "broken since v2": what is there already. */
static bool
is_looked_at(const char *lower, const char *version)
{
	static const char *const words[] = { " look at", " looking at", " since", " than",
		" against", " like in", " as in" };

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
		size_t n = strlen(words[i]);

		if ((size_t)(version - lower) >= n &&
		    strncmp(version - n, words[i], n) == 0)
			return true;
	}
	return false;
}

/* "in v3", "send a v2"; a subject that is quoted has one of its own. */
static bool
names_version(const char *lower)
{
	const char *end = strstr(lower, "\"[");

	for (const char *at = strstr(lower, " v"); at && (!end || at < end);
	     at = strstr(at + 1, " v"))
		if (td_rest_match_version(at + 1) > 0 && !is_looked_at(lower, at))
			return true;
	return false;
}

/* "keep it in v3", "apply that to v4" */
static bool
goes_into_version(const char *intent)
{
	static const char *const ways[] = { " in v", " for v", " to v", " into v",
		" in the v", " with v", " with a v", " on a v", " at a v" };

	for (unsigned i = 0; i < G_N_ELEMENTS(ways); i++) {
		const char *hit = strstr(intent, ways[i]);

		if (hit && td_rest_match_version(hit + strlen(ways[i]) - 1) > 0)
			return true;
	}
	return false;
}

/* "next version", "respin": what the next version is called, but for its number; 0 for
 * nothing. Whether a word ends behind it is not looked at. */
static size_t
match_next(const char *at)
{
	static const char *const next[] = { "next version", "next revision",
		"next submission", "next iteration", "next spin", "next round",
		"next series", "next drop", "next patchset", "next patch set",
		"next patch series", "next update", "next submit", "next posting",
		"next resend", "next v", "new version", "new revision", "respin",
		"re-spin", "updated version", "updated patch", "updated series",
		"next patch version" };

	if (*at != 'n' && *at != 'r' && *at != 'u')
		return 0;
	for (size_t i = 0; i < G_N_ELEMENTS(next); i++)
		if (td_match_begins(at, next[i]))
			return strlen(next[i]);
	return 0;
}

/* One of them is anywhere behind a blank. */
static bool
names_next(const char *text)
{
	for (const char *at = text; (at = strchr(at, ' '));)
		if (match_next(++at) > 0)
			return true;
	return false;
}

/* What somebody says that he will do: "fix that in v3"; NULL for nothing. begin: of what
 * lower says, as for the two below. */
static const char *
find_intent(const char *lower, const char *begin, bool will)
{
	/* Each with what it has in common with others. */
	static const char *const roots[] = { [LL] = "ll ", [TO] = " to ", [LET] = "let" };
	static const struct {
		const char *words;
		unsigned root;
	} future[] = {
		{ "i will ", LL },
		{ "i'll ", LL },
		{ "we will ", LL },
		{ "we'll ", LL },
		{ "i am going to ", TO },
		{ "i'm going to ", TO },
		{ ", will ", LL },
		{ "let me ", LET },
		{ "ok will ", LL },
		{ "okay will ", LL },
		{ "sure will ", LL },
		{ "yes will ", LL },
		{ "i plan to ", TO },
		{ "i need to ", TO },
		{ "i'm about to ", TO },
		{ "i am about to ", TO },
		{ "i'm planning to ", TO },
		{ "i intend to ", TO },
		{ "i am planning to ", TO },
		{ "i want to ", TO },
		{ "i'd like to ", TO },
		{ "i would like to ", TO },
		{ "and will ", LL },
		{ "so will ", LL },
		{ "i was about to ", TO },
		{ "let's ", LET },
		{ "i shall ", LL },
		{ "i have to ", TO },
		{ "i'll have to ", TO },
	};
	/* What may be said without "I". */
	static const char *const bare[] = { "would", "going to", "planning to", "plan to",
		"about to" };
	static const char *const between[] = { "also", "just", "definitely", "then",
		"certainly", "of course", "try to", "now" };
	bool has[G_N_ELEMENTS(roots)] = { false };
	const char *at;

	at = strncmp(begin, "will ", strlen("will ")) == 0
		 ? begin + strlen("will ")
		 : td_match_skip_word(begin, bare, G_N_ELEMENTS(bare));
	if (at == begin)
		at = NULL;
	/* Each of them has one of these. */
	if (!at && !will && !strstr(lower, " to ") && !strstr(lower, "shall "))
		return NULL;
	for (size_t i = 0; !at && i < G_N_ELEMENTS(roots); i++)
		has[i] = strstr(lower, roots[i]) != NULL;
	for (size_t i = 0; !at && i < G_N_ELEMENTS(future); i++) {
		at = has[future[i].root] ? strstr(lower, future[i].words) : NULL;
		if (at)
			at += strlen(future[i].words);
	}
	for (size_t i = 0; at && i < G_N_ELEMENTS(between); i++)
		if (td_match_word(at, &between[i], 1) > 0)
			at += strlen(between[i]) + strspn(at + strlen(between[i]), " ");
	return at;
}

/* "If you prefer it", "you need to", "I will not". */
static bool
is_doubtful(const char *lower, const char *intent)
{
	static const char *const before[] = { "if ", "unless ", "once ", " when ",
		" whether ", "do you want", "let me know", "should i", "maybe ",
		"perhaps ", "otherwise", "in the future", "do i ", "would you ",
		"prefer that" };
	static const char *const behind[] = { "not ", "never ", "let you", "see if",
		"see whether", "wait for you" };
	static const char *const no[] = { " if ", " unless ", " whether ",
		" before i send", " when i send", " after you ", " you send",
		" you post" };

	if (td_match_contains(lower, intent, before, G_N_ELEMENTS(before)))
		return true;
	for (unsigned i = 0; i < G_N_ELEMENTS(behind); i++)
		if (g_str_has_prefix(intent, behind[i]))
			return true;
	/* What is far behind is of what the version is to do. */
	return td_match_contains(
	    intent, intent + strnlen(intent, most_near), no, G_N_ELEMENTS(no));
}

/* "…, and post a v2", "… and resend": whatever he does before. */
static bool
sends_later(const char *intent)
{
	static const char *const again[] = { "respin", "re-spin", "resend", "re-send",
		"repost", "re-post", "resubmit", "re-submit", "resend it",
		"send it again", "send again" };

	for (const char *at = intent; *at; at++)
		if ((at == intent || at[-1] == ' ') && td_wish_sends_version(at))
			return true;
	for (const char *at = intent; (at = strstr(at, " and "));) {
		at = td_match_skip_blanks(at + strlen(" and "));
		at = td_match_skip_word(at, (const char *const[]){ "then", "will" }, 2);
		if (td_match_word(at, again, G_N_ELEMENTS(again)) > 0)
			return true;
	}
	return false;
}

/* "rework this patch", "split the series", "update my patch": all of it. */
static bool
changes_whole(const char *intent)
{
	static const char *const verbs[] = { "rework", "redo", "rewrite", "update",
		"revise", "split", "improve", "correct", "change", "modify", "amend",
		"refine", "reorganize", "restructure", "rebase", "fix", "fix up",
		"split up", "reformat", "rethink", "adjust", "simplify", "recreate" };
	static const char *const whose[] = { "this", "the", "my", "these", "that", "it",
		"whole" };
	static const char *const what[] = { "patch", "patches", "series", "patchset",
		"patch set", "patch series", "set", "commit message", "commit log",
		"commit description", "changelog", "cover letter", "description",
		"patch description" };
	static const char *const no[] = { "when appl", "while appl", "before appl",
		"before merg", "before commit", "before push", "when i appl",
		"when commit", "when merg", "no need", "follow", "later", "separate",
		"in my tree", "in my branch", "in the tree", "locally", "next time",
		"other patch", "in the future", "myself", "queue" };
	const char *at = td_match_skip_word(intent, verbs, G_N_ELEMENTS(verbs)), *object;

	if (at == intent)
		return false;
	object = td_match_skip_word(at, whose, G_N_ELEMENTS(whose));
	if (object == at)
		return false;
	object =
	    td_match_skip_word(object, (const char *const[]){ "whole", "entire" }, 2);
	return td_match_word(object, what, G_N_ELEMENTS(what)) > 0 &&
	       !td_match_contains(intent, NULL, no, G_N_ELEMENTS(no));
}

/* Behind "v3", "the next version", "a new revision"; at where it is none. *number: of
 * it, 0 for none. */
static const char *
skip_version(const char *at, unsigned *number)
{
	static const char *const whose[] = { "a", "the", "my", "our" };
	const char *begin = td_match_skip_word(at, whose, G_N_ELEMENTS(whose));
	size_t n = td_rest_match_version(begin);

	*number = 0;
	if (n > 0) {
		*number = (unsigned)g_ascii_strtoull(begin + 1, NULL, 10);
		return td_match_skip_blanks(begin + n);
	}
	n = match_next(begin);
	return n > 0 && td_match_ends_word(begin[n]) ? td_match_skip_blanks(begin + n)
						     : at;
}

/* A version that is not there yet, or has no number. */
static bool
is_to_come(unsigned number, unsigned version)
{
	return number == 0 || version == 0 || number > version;
}

/* "In v2 I will split it", "the next version will have a test", "v3 is on its way". */
static bool
begins_with_version(const char *begin, unsigned version)
{
	static const char *const ways[] = { "in", "for", "with" };
	static const char *const who[] = { "i'll", "i will", "we'll", "we will",
		"i'm going to", "i am going to", "i'd", "will" };
	static const char *const comes[] = { "will", "is coming", "is on its way",
		"is on the way", "is on it's way", "on its way", "on it's way",
		"on the way", "coming", "coming up", "coming soon", "follows",
		"to follow", "will follow", "incoming", "is in the works", "soon",
		"shortly", "sent", "posted", "was sent", "was posted", "is sent",
		"has been sent", "has been posted", "is out", "is posted" };
	const char *at, *end;
	unsigned number;
	bool way;

	at = td_match_skip_word(begin, ways, G_N_ELEMENTS(ways));
	way = at != begin;
	end = skip_version(at, &number);
	/* "In the next iteration of the loop" */
	if (end == at || !is_to_come(number, version) || strstr(end, " loop"))
		return false;
	/* "In the next version of the series I will" */
	if (!way)
		return td_match_word(end, comes, G_N_ELEMENTS(comes)) > 0;
	for (unsigned i = 0; i < 8; i++) {
		end += strspn(end, " ,");
		if (td_match_word(end, who, G_N_ELEMENTS(who)) > 0)
			return true;
		end += strcspn(end, " ");
	}
	return false;
}

/* "Fixed in v2, thanks", "to be addressed in the next version", "v2 will have it". */
static bool
is_done_there(const char *begin, unsigned version)
{
	static const char *const been[] = { "to be", "will be", "this is", "it is",
		"this will be", "it will be", "that will be", "it'll be", "they will be",
		"these will be", "all", "both", "i've", "i have", "now", "already", "i",
		"have", "this has been" };
	static const char *const done[] = { "fixed", "done", "addressed", "changed",
		"added", "removed", "dropped", "updated", "renamed", "reworked", "moved",
		"corrected", "rewritten", "reworded", "adjusted", "split", "included",
		"improved", "clarified", "resolved", "implemented", "modified" };
	static const char *const ways[] = { " in ", " for ", " with " };
	const char *at = begin, *after;

	while ((after = td_match_skip_word(at, been, G_N_ELEMENTS(been))) != at)
		at = after;
	after = td_match_skip_word(at, done, G_N_ELEMENTS(done));
	if (after == at)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
		const char *hit = strstr(after - 1, ways[i]);
		unsigned number;
		const char *end = hit ? hit + strlen(ways[i]) : NULL;

		const char *behind = hit ? skip_version(end, &number) : NULL;

		/* "Removed support for v3 signatures" is of something else. */
		if (hit && hit - after < most_short && behind != end)
			return is_to_come(number, version) &&
			       !td_match_contains(
				   after, hit, (const char *const[]){ "support" }, 1);
	}
	return false;
}

/* "Sure, I've just sent a v2", of what came before it. */
static bool
has_sent(const char *lower, unsigned version)
{
	static const char *const who[] = { "i've", "i have", "i", "we've", "we have",
		"just", "i just", "i've just", "i have just", "i already", "have" };
	static const char *const did[] = { "sent", "posted", "submitted", "sent out",
		"posted out", "resent" };
	const char *at = lower;

	do {
		const char *begin = td_lead_skip(at);
		const char *next = td_match_skip_word(begin, who, G_N_ELEMENTS(who));
		const char *end = td_match_skip_word(next, did, G_N_ELEMENTS(did));
		unsigned number;

		if (next != begin && end != next && skip_version(end, &number) != end)
			return is_to_come(number, version);
	} while ((at = td_lead_next(at)));
	return false;
}

/* "I'll fix that in v3", "Will do in the next version", "will respin". */
bool
td_promise_is_made(const char *lower, bool will, bool named, bool asks, unsigned version)
{
	static const char *const again[] = { "respin", "re-spin", "resend", "re-send",
		"repost", "re-post", "resubmit" };
	static const char *const doing[] = { "fix", "send", "address", "update", "change",
		"do", "add", "remove", "drop", "post", "rework", "rebase", "split",
		"include", "correct", "make", "put", "move", "rename", "use", "take",
		"clean", "adjust", "revise", "submit", "incorporate", "handle", "improve",
		"mention", "clarify", "prepare", "replace", "modify", "delete", "write",
		"rewrite", "switch", "squash", "merge", "reword", "have", "get", "create",
		"come up with", "cook", "generate", "roll", "issue", "bring", "provide",
		"simplify", "convert", "restructure", "refactor", "reorganize", "avoid",
		"implement", "work on", "spin", "see to", "try", "crate", "apply",
		"solve", "resolve", "introduce", "keep", "note", "follow", "ensure",
		"expand", "extend", "explain", "describe", "document", "be working on",
		"be doing", "be sending", "be posting", "be fixing", "be adding",
		"be updating", "recreate" };
	static const char *const loose[] = { "keep", "apply", "take", "try", "follow",
		"note", "explain", "describe" };
	const char *begin, *intent;

	/* "Would update" needs to say where. */
	if (asks || (!will && !named && !strstr(lower, " to ")))
		return false;
	begin = td_lead_skip(lower);
	if (named && (is_done_there(begin, version) ||
			 begins_with_version(begin, version) || has_sent(lower, version)))
		return !is_doubtful(lower, lower + strlen(lower));
	intent = find_intent(lower, begin, will);
	if (!intent || is_doubtful(lower, intent))
		return false;
	/* "Let's split the patch" asks somebody. */
	if (sends_later(intent) || (!strstr(lower, "let's ") && changes_whole(intent)))
		return true;
	if (td_match_word(intent, again, G_N_ELEMENTS(again)) > 0)
		return true;
	if (names_next(intent))
		return td_match_word(intent, doing, G_N_ELEMENTS(doing)) > 0 &&
		       !strstr(intent, " loop");
	/* "I'll keep the v2", "apply v2" */
	if (td_match_word(intent, loose, G_N_ELEMENTS(loose)) > 0)
		return goes_into_version(intent);
	return td_match_word(intent, doing, G_N_ELEMENTS(doing)) > 0 &&
	       names_version(intent);
}
