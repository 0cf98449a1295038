/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/settled.c - what a patch is for was done by another */
#include "notice/settled.h"

#include <glib.h>
#include <string.h>

#include "notice/lead.h"
#include "notice/match.h"

enum { most_near = 50 }; /* bytes between who did it and what */

/* What is not there yet, is asked for, or is of a line or another version. */
static bool
is_doubtful(const char *lower)
{
	static const char *const no[] = { "if ", "unless ", "?", " not ", "n't ",
		" would ", " could ", " might ", "wonder", " will ", "'ll ", " when ",
		" next patch", " later patch", " previous patch", " following patch",
		" this series", " your series", " your patch", " your fix", " in v",
		" my next", " first patch", " last patch", " in patch ", " same time",
		"backport", "stable", " no one", " nobody", " reported", " next version",
		" as i ", " until ", " before ", "thought ", "thinking ",
		"apparently not" };

	return td_match_contains(lower, NULL, no, G_N_ELEMENTS(no));
}

static bool
begins_with(const char *at, const char *const *words, size_t n)
{
	return td_match_word(at, words, n) > 0;
}

/* By what: "by commit", "in another patch". */
static bool
names_patch(const char *at)
{
	static const char *const ways[] = { "by commit", "in commit", "with commit",
		"by another patch", "upstream" };

	return begins_with(at, ways, G_N_ELEMENTS(ways));
}

/* Where it is: "upstream", "in linux-next", "by commit 0123abcd", or a link follows. */
static bool
says_where(const char *at)
{
	static const char *const places[] = { "in mainline", "in linux-next", "in next",
		"in -next", "in net-next", "in the latest", "in linus", "in master",
		"in my tree", "in the tree", "here", "in my branch", "in tip",
		"by this patch", "by the patch" };
	static const char *const ways[] = { "by", "in", "with", "there" };

	at = td_match_skip_blanks(at);
	if (*at == ':' || names_patch(at) ||
	    begins_with(at, places, G_N_ELEMENTS(places)))
		return true;
	/* "by [1]", "in 0123abcd" */
	at = td_match_skip_word(at, ways, G_N_ELEMENTS(ways));
	return *at == '[' || g_str_has_prefix(at, "http") ||
	       strspn(at, "0123456789abcdef") >= 8;
}

/* "This issue was already fixed upstream", "it has been fixed already", "already fixed by
 * commit 0123abcd" */
static bool
is_fixed(const char *at)
{
	static const char *const what[] = { "this", "it", "that", "this issue",
		"this bug", "the issue", "the bug", "this problem", "the problem",
		"this one", "this warning", "the warning", "this error", "it's", "that's",
		"this build error", "the same issue", "the same bug", "same issue" };
	static const char *const been[] = { "is", "was", "has been", "has", "should be",
		"should", "had been", "is actually", "was actually" };
	static const char *const done[] = { "fixed", "been fixed", "be fixed",
		"addressed", "been addressed", "solved", "been solved", "resolved",
		"been resolved", "taken care of", "been taken care of", "fix" };
	static const char *const already[] = { "already" };
	const char *next = td_match_skip_word(at, what, G_N_ELEMENTS(what));
	bool that = g_str_has_prefix(at, "that"), topic = next != at, before, behind;

	next = td_match_skip_word(next, been, G_N_ELEMENTS(been));
	at = td_match_skip_word(next, already, 1);
	before = at != next;
	next = td_match_skip_word(at, done, G_N_ELEMENTS(done));
	if (next == at || (!topic && !before))
		return false;
	at = td_match_skip_word(next, already, 1);
	behind = at != next;
	if (topic && behind && *at == '\0')
		return true;
	/* Without "already" it may be anything that a commit fixed. */
	return before || behind ? says_where(at) : topic && !that && names_patch(at);
}

/* "a similar fix", "the exact same patch", "an equivalent one": behind it; NULL for none.
 */
static const char *
find_same(const char *lower)
{
	static const char *const alike[] = { "similar ", "same ", "identical ",
		"equivalent " };
	static const char *const what[] = { "patch", "fix", "change", "one", "cleanup",
		"series" };

	for (size_t i = 0; i < G_N_ELEMENTS(alike); i++)
		for (const char *hit = lower; (hit = strstr(hit, alike[i]));) {
			size_t n;

			hit += strlen(alike[i]);
			n = td_match_word(hit, what, G_N_ELEMENTS(what));
			if (n > 0)
				return hit + n;
		}
	return NULL;
}

/* "A similar patch has already been applied", "an identical fix was merged as 0123abcd"
 */
static bool
is_same(const char *lower)
{
	static const char *const done[] = { " has already been applied",
		" has already been merged", " has already been queued",
		" has already been sent", " has already been posted",
		" has already been submitted", " has been applied", " has been merged",
		" was already applied", " was already merged", " was already sent",
		" was already posted", " was merged", " was applied",
		" is already queued", " is already applied", " is already in ",
		" is already merged", " was already submitted", " has been posted",
		" has been sent already", " already applied", " already queued",
		" already merged" };
	const char *end = find_same(lower);

	for (size_t i = 0; end && i < G_N_ELEMENTS(done); i++)
		if (g_str_has_prefix(end, done[i]))
			return true;
	return false;
}

/* "to do this", "for this issue", "fixing that": what it is for. */
static bool
says_purpose(const char *at)
{
	static const char *const ways[] = { "for", "to fix", "to do", "fixing",
		"that fixes", "which fixes", "to address", "that does", "doing" };
	static const char *const what[] = { "this", "that", "it", "the same",
		"the issue" };
	const char *next = td_match_skip_word(at, ways, G_N_ELEMENTS(ways));

	return next != at && begins_with(next, what, G_N_ELEMENTS(what));
}

/* "We already posted a patch to do this", "Ann already sent a fix for it", "I already
 * have one fixing this up queued" */
static bool
is_sent(const char *lower)
{
	static const char *const did[] = { "sent", "posted", "submitted", "applied",
		"merged", "queued", "queued up", "have", "has", "picked up", "got",
		"pushed", "took", "landed", "sent out", "picked" };
	static const char *const article[] = { "a", "another", "my own", "an", "one" };
	static const char *const fix[] = { "fix", "patch", "fixes", "patches", "series",
		"fixing" };
	static const char *const me[] = { "i've", "we've", "you've", "i", "we" };
	static const char already[] = "already ";
	const char *at = strstr(lower, already), *already_at = at, *next, *fixed;

	if (!at || (at > lower && at[-1] != ' '))
		return false;
	at += strlen(already);
	next = td_match_skip_word(at, did, G_N_ELEMENTS(did));
	if (next == at)
		return false;
	at = td_match_skip_word(next, article, G_N_ELEMENTS(article));
	if (at == next)
		return false;
	/* "one fixing this" */
	if (says_purpose(at))
		return true;
	fixed = at - 1;
	while (fixed > lower && fixed[-1] != ' ')
		fixed--;
	next = td_match_skip_word(at, fix, G_N_ELEMENTS(fix));
	if (next == at)
		return false;
	next += *next == '[' ? strcspn(next, " ") : 0;
	if (says_purpose(td_match_skip_blanks(next)))
		return true;
	/* "I've already applied the patch" is this one. */
	return (*next == ':' || *next == '\0') && *fixed != 't' &&
	       td_match_word(lower, me, G_N_ELEMENTS(me)) == 0 &&
	       strchr(lower, ' ') == already_at - 1;
}

/* Behind "Ann's patch for this"; at where it is none. */
static const char *
skip_theirs(const char *at)
{
	static const char *const what[] = { "patch for this", "fix for this", "patch",
		"fix" };
	const char *end = at + strspn(at, "abcdefghijklmnopqrstuvwxyz");

	if (!g_str_has_prefix(end, "'s ") ||
	    td_match_word(at,
		(const char *const[]){ "it's", "let's", "that's", "there's", "here's" },
		5) > 0)
		return at;
	end += strlen("'s ");
	return begins_with(end, what, G_N_ELEMENTS(what))
		   ? td_match_skip_word(end, what, G_N_ELEMENTS(what))
		   : at;
}

/* "A fix for this has been posted", "Ann's patch has already been applied" */
static bool
is_fix_there(const char *at)
{
	static const char *const lead[] = { "a fix for this", "a patch for this",
		"the fix for this", "a fix for that", "a patch to fix this",
		"a fix for this issue", "a patch for this issue", "a fix for it",
		"fix for this", "patch for this" };
	static const char *const been[] = { "has been", "was", "is", "has already been",
		"was already", "is already", "has just been" };
	static const char *const done[] = { "posted", "sent", "queued", "applied",
		"merged", "submitted", "picked up", "in", "queued up", "sent out",
		"pending", "folded in" };
	static const char *const already[] = { "has already been", "was already",
		"is already" };
	const char *next = td_match_skip_word(at, lead, G_N_ELEMENTS(lead));

	if (next == at) {
		next = skip_theirs(at);
		if (next == at || !begins_with(next, already, G_N_ELEMENTS(already)))
			return false;
	}
	at = td_match_skip_word(next, been, G_N_ELEMENTS(been));
	return at != next && begins_with(at, done, G_N_ELEMENTS(done));
}

/* "I already applied Ann's patch", "I just picked up Bob's fix for this" */
static bool
takes_theirs(const char *at)
{
	static const char *const who[] = { "i've", "i have", "i", "we've", "we have",
		"we" };
	static const char *const adverbs[] = { "already", "just" };
	static const char *const did[] = { "applied", "merged", "queued", "queued up",
		"picked up", "took", "taken", "picked" };
	static const char *const what[] = { "patch", "fix", "version", "series",
		"approach" };
	const char *next = td_match_skip_word(at, who, G_N_ELEMENTS(who)), *name, *end;

	if (next == at)
		return false;
	at = td_match_skip_word(next, adverbs, G_N_ELEMENTS(adverbs));
	if (at == next)
		return false;
	name = td_match_skip_word(at, did, G_N_ELEMENTS(did));
	end = name != at ? strstr(name, "'s ") : NULL;
	return end && end - name < most_near &&
	       !memchr(name, ',', (size_t)(end - name)) &&
	       !g_str_has_prefix(name, "it") && !g_str_has_prefix(name, "let") &&
	       begins_with(end + strlen("'s "), what, G_N_ELEMENTS(what));
}

/* Any clause of it. */
static bool
is_in_clause(const char *lower)
{
	const char *at = lower;

	do {
		const char *begin = td_lead_skip(at);

		if (is_fixed(begin) || is_fix_there(begin) || takes_theirs(begin))
			return true;
	} while ((at = td_lead_next(at)));
	return false;
}

bool
td_settled_is_said(const char *lower)
{
	/* Its doubts are the longest list, and hardly any sentence says it. */
	return (is_same(lower) || is_sent(lower) || is_in_clause(lower)) &&
	       !is_doubtful(lower);
}
