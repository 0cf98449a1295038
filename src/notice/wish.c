/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/wish.c - "please send a v5", "could you repost this" */
#include "notice/wish.h"

#include <glib.h>
#include <string.h>

#include "notice/lead.h"
#include "notice/match.h"
#include "notice/rest.h"

enum { most_near = 80 }; /* bytes into a sentence */

static bool
is_doubtful(const char *lower)
{
	static const char *const no[] = { " if ", " unless ", " not ", "n't " };

	/* What is far behind is of what the version is to be. */
	return td_match_contains(
	    lower, lower + strnlen(lower, most_near), no, G_N_ELEMENTS(no));
}

/* "send a v5", "resend this as v3", "spin out a new v2", "post another revision". */
bool
td_wish_sends_version(const char *at)
{
	static const char *const verbs[] = { "send", "re-send", "resend", "post",
		"re-post", "repost", "spin", "respin", "submit", "resubmit", "make",
		"prepare", "create", "sending", "submitting", "posting", "resending",
		"come up with" };
	static const char *const objects[] = { "a", "an", "the", "out", "it", "this",
		"that", "as", "me", "us", "new", "proper", "fresh", "clean", "one",
		"more", "another", "updated", "rebased", "complete", "full", "my", "our",
		"next", "fixed", "new", "corrected", "improved", "up" };
	static const char *const versions[] = { "version", "revision", "respin",
		"patch version", "iteration", "patch revision" };
	static const char *const fresh[] = { "updated", "rebased", "fixed", "corrected",
		"improved" };
	static const char *const patches[] = { "patch", "patches", "patchset", "series",
		"set" };
	const char *next = td_match_skip_word(at, verbs, G_N_ELEMENTS(verbs));
	bool other = false;

	if (next == at)
		return false;
	do {
		at = next;
		other = other || td_match_word(at, fresh, G_N_ELEMENTS(fresh)) > 0;
		next = td_match_skip_word(at, objects, G_N_ELEMENTS(objects));
	} while (next != at);
	return td_rest_match_version(at + (*at == '(')) > 0 ||
	       td_match_word(at, versions, G_N_ELEMENTS(versions)) > 0 ||
	       (other && td_match_word(at, patches, G_N_ELEMENTS(patches)) > 0);
}

/* Behind "so please", "can you", "would you mind" and "please," too; NULL where nobody
 * is asked for anything. */
static const char *
skip_asking(const char *at)
{
	static const char *const filling[] = { "so", "then", "just", "also", "kindly",
		"do", "simply", "instead", "at least" };
	static const char *const asking[] = { "please", "can you", "could you",
		"would you", "care to", "better to", "better", "would you mind",
		"do you mind", "can i ask you to", "may i ask you to",
		"i'd like you to" };
	const char *next;
	bool asks = false;

	for (;;) {
		next = td_match_skip_word(at, asking, G_N_ELEMENTS(asking));
		asks = asks || next != at;
		/* "do you mind" before "do" */
		if (next == at)
			next = td_match_skip_word(at, filling, G_N_ELEMENTS(filling));
		if (next == at)
			return asks ? at : NULL;
		at = next + strspn(next, ", ");
	}
}

/* "Merge these patches into one", "squash the whole series into a single patch": of what
 * is asked for. */
static bool
joins_patches(const char *at)
{
	static const char *const verbs[] = { "merge", "squash", "combine", "fold",
		"join" };
	static const char *const into[] = { " into one", " in one patch",
		" into a single", " in a single patch", " together in a single",
		" into 1 patch" };
	static const char *const what[] = { "patches", "series", "these", "both", "all",
		"them", "three", "two", "commits", "patch " };
	const char *next = td_match_skip_word(at, verbs, G_N_ELEMENTS(verbs));

	for (size_t i = 0; next != at && i < G_N_ELEMENTS(into); i++) {
		const char *hit = strstr(next, into[i]);

		if (hit && td_match_contains(next, hit, what, G_N_ELEMENTS(what)))
			return true;
	}
	return false;
}

/* A clause that asks: "…, but please can you resend". */
static bool
asks_for_version(const char *clause)
{
	const char *at = skip_asking(td_lead_skip(clause));

	if (!at || is_doubtful(clause))
		return false;
	if (td_wish_sends_version(at) || joins_patches(at))
		return true;
	for (const char *next = strstr(at, " & "); next; next = strstr(next + 1, " & "))
		if (td_wish_sends_version(next + strlen(" & ")))
			return true;
	for (const char *next = strstr(at, " and "); next;
	     next = strstr(next + 1, " and "))
		if (td_wish_sends_version(next + strlen(" and ")))
			return true;
	return false;
}

/* What is said of a case that may not be. */
static bool
supposes(const char *lower)
{
	static const char *const words[] = { "if ", "when ", "in case ", "unless ",
		"once ", "next time", "for next time", "for the future", "in the future",
		"in future", "whenever ", "in that case", "in which case" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (g_str_has_prefix(lower, words[i]))
			return true;
	return false;
}

bool
td_wish_is_for_version(const char *lower)
{
	if (asks_for_version(lower))
		return true;
	if (supposes(td_lead_skip(lower)))
		return false;
	for (const char *at = lower; (at = td_lead_next(at));)
		if (strchr("pcwa", *at) && asks_for_version(at))
			return true;
	return false;
}

/* What is to be sent again, of a clause that asks for it. */
static const char *
find_again(const char *clause)
{
	static const char *const verbs[] = { "resend", "re-send", "repost", "re-post",
		"respin", "re-spin", "rebase", "resubmit", "re-submit", "resending",
		"reposting", "respinning", "rebasing", "resubmitting", "re-sending",
		"re-posting", "re-submitting" };
	const char *at = skip_asking(td_lead_skip(clause)), *next;

	if (!at)
		return NULL;
	next = td_match_skip_word(at, verbs, G_N_ELEMENTS(verbs));
	if (next != at)
		return next;
	/* "Please break this up and resend" */
	for (const char *joint = at; (joint = strstr(joint, " and "));) {
		joint += strlen(" and ");
		next = td_match_skip_word(joint, verbs, G_N_ELEMENTS(verbs));
		if (next != joint && !is_doubtful(clause))
			return next;
	}
	return NULL;
}

const char *
td_wish_find_again(const char *lower)
{
	const char *found = find_again(lower);

	if (found || supposes(td_lead_skip(lower)))
		return found;
	for (const char *at = lower; !found && (at = td_lead_next(at));)
		found = strchr("pcwa", *at) ? find_again(at) : NULL;
	return found;
}

/* "be split", "a respin", "rebasing": what a patch may need; not "splitting hairs". */
static bool
names_redoing(const char *at)
{
	static const char *const done[] = { "resent", "respun", "rebased", "reposted",
		"resubmitted", "split", "splitted", "redone", "reworked", "rewritten",
		"re-sent", "re-spun", "re-posted", "re-done", "re-worked", "sent again" };
	static const char *const doing[] = { "rebasing", "rebase", "respin", "resend",
		"repost", "splitting", "rework", "reworking", "re-spin", "respinning" };
	const char *next =
	    td_match_skip_word(at, (const char *const[]){ "to be", "be" }, 2);

	if (next != at)
		return td_match_word(next, done, G_N_ELEMENTS(done)) > 0;
	at = td_match_skip_word(at, (const char *const[]){ "a", "another" }, 2);
	return td_match_word(at, doing, G_N_ELEMENTS(doing)) > 0 ||
	       td_rest_match_version(at) > 0;
}

/* "This patch needs to be split", "it needs a rebase". */
static bool
needs_redoing(const char *lower)
{
	static const char *const leads[] = { "but", "so", "also", "and", "unfortunately",
		"sorry", "hmm", "i think", "i'm afraid", "however", "then", "ok", "okay",
		"hi", "as mark brown says" };
	static const char *const what[] = { "this", "this patch", "the patch",
		"this series", "the series", "it", "these", "these patches", "this one",
		"your patch", "the patches", "your series", "patch", "series",
		"this patchset", "this patch set", "this commit" };
	static const char *const fill[] = { "still", "probably", "definitely", "really",
		"now", "clearly", "also", "will", "will probably" };
	static const char *const needs[] = { "needs", "need", "must", "should", "has to",
		"have to", "will need", "requires", "needs to", "need to" };
	const char *at = lower, *next;

	while ((next = td_match_skip_word(at, leads, G_N_ELEMENTS(leads))) != at)
		at = next + strspn(next, " ,");
	next = td_match_skip_word(at, what, G_N_ELEMENTS(what));
	if (next == at)
		return false;
	at = td_match_skip_word(next, fill, G_N_ELEMENTS(fill));
	next = td_match_skip_word(at, needs, G_N_ELEMENTS(needs));
	return next != at && names_redoing(next);
}

/* "You'll have to resubmit this", "you need to rebase it on my tree". */
static bool
has_to_redo(const char *lower)
{
	static const char *const has[] = { "you need to", "you'll need to",
		"you will need to", "you have to", "you'll have to", "you will have to",
		"you must", "you should", "we need you to", "i need you to" };
	static const char *const verbs[] = { "resend", "respin", "rebase", "resubmit",
		"repost", "split this", "split it", "split the patch", "split up this",
		"redo this", "re-send", "re-spin", "re-submit", "rework this",
		"split these" };
	static const char *const no[] = { " if ", " when ", " next time", " future",
		" once ", "in case ", "case you ", "should you " };
	const char *even;

	/* Each of them has it. */
	if (!strstr(lower, "you"))
		return false;
	even = strstr(lower, " even if ");
	for (size_t i = 0; i < G_N_ELEMENTS(has); i++) {
		const char *hit = strstr(lower, has[i]);
		const char *at;

		if (!hit || (even && hit > even) ||
		    (hit > lower && !strchr(" ,", hit[-1])))
			continue;
		at = td_match_skip_blanks(hit + strlen(has[i]));
		at = td_match_skip_word(
		    at, (const char *const[]){ "also", "then", "probably", "just" }, 4);
		if (td_match_word(at, verbs, G_N_ELEMENTS(verbs)) > 0 ||
		    td_wish_sends_version(at))
			return strncmp(lower, "if ", strlen("if ")) != 0 &&
			       strncmp(lower, "when ", strlen("when ")) != 0 &&
			       !td_match_contains(
				   lower, even ? even + 1 : NULL, no, G_N_ELEMENTS(no));
	}
	return false;
}

/* "Split the patch please" */
static bool
ends_with_please(const char *lower)
{
	static const char *const verbs[] = { "resend", "respin", "rebase", "repost",
		"split", "resubmit" };
	const char *please = td_match_word(lower, verbs, G_N_ELEMENTS(verbs)) > 0
				 ? strstr(lower, " please")
				 : NULL;

	return please && please[strlen(" please")] == '\0';
}

/* "Looks like we need a v3", "looking forward to your v2". */
static bool
awaits_version(const char *lower)
{
	static const char *const waits[] = { "we need a ", "waiting for ",
		"looking forward to ", "look forward to ", "expecting ", "we'll need a ",
		"i expect a ", "i'll wait for ", "i will wait for ", "let's wait for " };
	/* Each of them has one of these. */
	static const char *const roots[] = { " need a ", "wait", "forward", "expect" };
	static const char *const whose[] = { "a", "the", "your", "next", "new" };

	if (!td_match_contains(lower, NULL, roots, G_N_ELEMENTS(roots)))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(waits); i++) {
		const char *at = strstr(lower, waits[i]), *next;

		if (!at || is_doubtful(lower))
			continue;
		at += strlen(waits[i]);
		while ((next = td_match_skip_word(at, whose, G_N_ELEMENTS(whose))) != at)
			at = next;
		if (td_rest_match_version(at) > 0 ||
		    td_match_word(at, (const char *const[]){ "version", "respin" }, 2) >
			0)
			return true;
	}
	return false;
}

bool
td_wish_needs_version(const char *lower)
{
	return needs_redoing(lower) || has_to_redo(lower) || ends_with_please(lower) ||
	       awaits_version(lower);
}
