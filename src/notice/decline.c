/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/decline.c - "skip this one", "I took Ann's instead", "I have to reject this"
 */
#include "notice/decline.h"

#include <glib.h>
#include <string.h>

#include "notice/lead.h"
#include "notice/match.h"

static bool
begins_with(const char *at, const char *const *words, size_t n)
{
	return td_match_word(at, words, n) > 0;
}

/* "this patch", "both of my patches", "the series": behind it; at for none. *one: it is
 * a single patch; *bare: no noun says of what. */
static const char *
skip_patches(const char *at, bool *one, bool *bare)
{
	static const char *const whose[] = { "this", "these", "the", "my", "both",
		"both of", "all", "all of", "that", "those", "your", "whole", "entire",
		"v1", "v2", "v3", "v4", "v5", "single", "first", "two" };
	static const char *const single[] = { "patch", "one", "change", "commit" };
	static const char *const many[] = { "patches", "series", "patchset", "patch set",
		"patch series", "set", "version", "versions", "submission", "thread",
		"ones", "posting" };
	const char *begin = at, *next, *end;

	while ((next = td_match_skip_word(at, whose, G_N_ELEMENTS(whose))) != at)
		at = next;
	if (at == begin)
		return begin;
	end = td_match_skip_word(at, many, G_N_ELEMENTS(many));
	next = td_match_skip_word(at, single, G_N_ELEMENTS(single));
	*one = end == at && next != at;
	*bare = end == at && next == at;
	return end != at ? end : next;
}

/* What ends there is all that is said, or why it is. */
static bool
ends_there(const char *at)
{
	static const char *const behind[] = { "as", "since", "because", "for now", "then",
		"and", "in favor", "in favour", "for the moment", "it", "i", "sorry",
		"thanks", "again", "too", "now", "altogether", "completely", "but" };

	return *at == '\0' || strchr(".,;:!(-", *at) ||
	       begins_with(at, behind, G_N_ELEMENTS(behind));
}

static bool
is_doubtful(const char *lower)
{
	static const char *const no[] = { "if ", "unless ", "?", "whether ", "should we",
		"shall we", "in case ", "once " };

	return td_match_contains(lower, NULL, no, G_N_ELEMENTS(no));
}

bool
td_decline_drops(const char *lower, bool *one)
{
	static const char *const filling[] = { "just", "simply", "also", "kindly", "do",
		"so", "then", "go ahead and" };
	static const char *const verbs[] = { "ignore", "disregard", "drop", "skip",
		"discard", "reject", "forget", "forget about", "disregard and drop",
		"ignore and drop", "ignore/drop", "abandon", "scrap", "hold off on",
		"hold off with", "don't apply", "don't merge", "do not apply",
		"do not merge", "don't take", "don't pull", "do not pull", "don't make",
		"not make", "not apply", "not merge" };
	const char *please = strstr(lower, "please"), *at, *next, *verb;
	bool bare = false;

	if (!please || is_doubtful(lower))
		return false;
	/* Behind who is asked and why, but not within a clause. */
	if (please > lower && !strchr(" ,(", please[-1]))
		return false;
	at = please + strlen("please");
	at += strspn(at, ", ");
	while ((next = td_match_skip_word(at, filling, G_N_ELEMENTS(filling))) != at)
		at = next;
	verb = at;
	next = td_match_skip_word(at, verbs, G_N_ELEMENTS(verbs));
	if (next == at)
		return false;
	/* "Please drop this" may be said of a line. */
	at = skip_patches(next, one, &bare);
	if (bare && !(begins_with(next, (const char *const[]){ "this", "these" }, 2) &&
			(*verb == 'i' || strncmp(verb, "dis", 3) == 0)))
		return false;
	return at != next && ends_there(at) && !strstr(at, " until ") &&
	       !strstr(at, " from ") && !strstr(at, " yet");
}

/* "I took Ann's patch instead", "I've applied this one from Bob instead". */
static bool
takes_instead(const char *clause)
{
	static const char *const who[] = { "i", "i've", "i have", "i'll", "i will", "we",
		"we've", "let's", "i'm going to", "i am going to" };
	static const char *const verbs[] = { "took", "taken", "take", "applied", "picked",
		"picked up", "merged", "queued", "queued up", "went with", "go with",
		"pick", "apply", "pick up" };
	const char *at = td_match_skip_word(clause, who, G_N_ELEMENTS(who)), *next,
		   *instead;

	if (at == clause)
		return false;
	at = td_match_skip_word(at, (const char *const[]){ "just", "already", "now" }, 3);
	next = td_match_skip_word(at, verbs, G_N_ELEMENTS(verbs));
	instead = next == at ? NULL : strstr(next, " instead");
	if (!instead || g_str_has_prefix(instead, " instead of"))
		return false;
	/* Somebody's: "from Ann", "Ann's patch", "the other one". */
	for (const char *hit = next; hit < instead; hit++)
		if (strncmp(hit, "'s ", 3) == 0 || strncmp(hit, " from ", 6) == 0 ||
		    strncmp(hit, "the other ", 10) == 0)
			return strncmp(hit - 2, "it's ", 5) != 0 &&
			       strncmp(hit - 3, "let's ", 6) != 0;
	return false;
}

/* "This has been superseded by", "superseded by Bob's": not "v1 is superseded". */
static bool
is_superseded(const char *lower)
{
	static const char *const what[] = { "this", "this patch", "this series", "it",
		"the patch", "the series", "patch", "these", "these patches", "this one",
		"this patchset", "this set" };
	static const char *const been[] = { "is", "was", "has been", "got", "has been",
		"are", "have been", "is now", "is already", "has now been", "has", "have",
		"will be" };
	static const char *const past[] = { "superseded", "superceded", "superseeded",
		"obsoleted", "made obsolete" };
	const char *at = td_lead_skip(lower), *next;

	next = td_match_skip_word(at, what, G_N_ELEMENTS(what));
	if (next != at) {
		at = td_match_skip_word(next, been, G_N_ELEMENTS(been));
		if (at == next)
			return false;
	}
	return begins_with(at, past, G_N_ELEMENTS(past));
}

static bool
names_version(const char *lower)
{
	for (const char *at = strstr(lower, " v"); at; at = strstr(at + 1, " v"))
		if (g_ascii_isdigit(at[2]))
			return true;
	return strstr(lower, "version") || strstr(lower, "revision");
}

/* "Bob sent the same patch yesterday", "there is an identical fix in x-next": whoever
 * knows of it does not need this one. */
static bool
knows_same(const char *lower)
{
	static const char *const same[] = { "the same patch ", "the same fix ",
		"an identical patch ", "an identical fix ", "the exact same patch ",
		"the same change ", "the exact same fix ", "same patch ", "same fix ",
		"identical patch " };
	static const char *const sent[] = { "sent", "posted", "submitted", "sent out",
		"already sent", "already posted", "already submitted", "applied",
		"merged", "queued", "already applied", "already merged", "already queued",
		"already have", "already has", "picked up" };
	static const char *const before[] = { "yesterday", "earlier", "already", " ago",
		"last week", "last month", "this morning", "few days", "in linux-next",
		"queued", "upstream" };
	static const char *const no[] = { " you ", "you've ", "your ", " not ", "n't ",
		" would ", " could ", " should ", " will ", "i'll ", " need ", " when ",
		" as the same ", "stable" };

	if (g_str_has_prefix(lower, "you ") ||
	    td_match_contains(lower, NULL, no, G_N_ELEMENTS(no)))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
		const char *hit = strstr(lower, same[i]);
		size_t n = strlen(same[i]);

		if (!hit)
			continue;
		for (size_t k = 0; k < G_N_ELEMENTS(sent); k++) {
			size_t length = strlen(sent[k]);

			/* "Bob sent the same patch", "the same patch was sent" */
			if (((size_t)(hit - lower) > length &&
				strncmp(hit - 1 - length, sent[k], length) == 0) ||
			    (begins_with(hit + n,
				 (const char *const[]){ "was", "has been", "is" }, 3) &&
				strstr(hit + n, sent[k])))
				return td_match_contains(
				    lower, NULL, before, G_N_ELEMENTS(before));
		}
	}
	return false;
}

bool
td_decline_has_another(const char *lower)
{
	const char *at = lower;

	if (is_doubtful(lower))
		return false;
	/* By what number, the versions of the series tell. */
	if ((is_superseded(lower) && !names_version(lower)) || knows_same(lower))
		return true;
	if (!strstr(lower, " instead"))
		return false;
	do {
		if (takes_instead(td_lead_skip(at)))
			return true;
	} while ((at = td_lead_next(at)));
	return false;
}

/* "I have to reject this patch", "let's not merge this", "I'd reject it". */
static bool
refuses(const char *at)
{
	static const char *const who[] = { "i have to", "i'll have to", "i will have to",
		"i must", "i will", "i'll", "i would", "i'd", "i'm going to",
		"i am going to", "i'm", "i am", "we have to", "i" };
	static const char *const verbs[] = { "reject", "rejecting", "rejected" };
	static const char *const lets[] = { "let's not", "lets not", "let us not" };
	static const char *const doing[] = { "do", "apply", "merge", "take", "add" };
	bool one, bare;
	const char *next = td_match_skip_word(at, lets, G_N_ELEMENTS(lets)), *end;

	if (next != at) {
		at = td_match_skip_word(next, doing, G_N_ELEMENTS(doing));
		if (at == next)
			return false;
		end = td_match_skip_word(at,
		    (const char *const[]){ "this patch", "this series", "this", "that" },
		    4);
		return end != at && *end == '\0';
	}
	next = td_match_skip_word(at, who, G_N_ELEMENTS(who));
	if (next == at)
		return false;
	at = td_match_skip_word(
	    next, (const char *const[]){ "therefore", "just", "also" }, 3);
	next = td_match_skip_word(at, verbs, G_N_ELEMENTS(verbs));
	if (next == at)
		return false;
	next = td_match_skip_word(next, (const char *const[]){ "proposed" }, 1);
	end = skip_patches(next, &one, &bare);
	return end != next && ends_there(end) &&
	       !(bare && !g_str_has_prefix(next, "this"));
}

bool
td_decline_refuses(const char *lower)
{
	const char *at = lower;

	if (is_doubtful(lower))
		return false;
	do {
		const char *begin = td_lead_skip(at);

		if (refuses(begin))
			return true;
	} while ((at = td_lead_next(at)));
	return false;
}
