/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/doubt.c - words that make "Applied" no news of a patch */
#include "notice/doubt.h"

#include <glib.h>
#include <string.h>

#include "notice/deed.h"
#include "notice/match.h"
#include "notice/plan.h"
#include "notice/when.h"

static const char *const doubts[] = { "if ", "once ", " when ", " not ", "n't", " should",
	" could", " would", " can ", " will ", "revert", "drop", "cleanly", " on top",
	" to those ", " locally", "and test it", "and test this", "and test the",
	"and rebuil", "and built", "and ran the", "and ran it", "and run ", " tested",
	" tests ", "my test ", "my tests", " tried", " but ", "without", "unless",
	" boot", " fail", "wrong", "manually", " error", " issue", "reproduc", " still",
	"incorrect", "twice", "previously", " yet", "?", " from ", " see ", " hand ",
	" against ", " before ", " and i ", "upstream yet", "by mistake", " ago",
	" machine", " same ", " internally", "pulled in ", "single patch", "suggestion",
	"feedback", " comments", "diff below", "your diff", "following diff",
	"following change", "following commit", "i merged with", "posted and",
	", then i'll", " fork", " personal ", " next-20", "linux-next-20" };

static const char *
skip_blanks(const char *at)
{
	return at + strspn(at, " \t");
}

/* "Merged patches 2 and 3 from this series" */
static bool
is_from_series(const char *at)
{
	static const char *const whose[] = { "this", "the", "your", "that" };
	static const char *const what[] = { "series", "set", "patchset", "patch set" };
	size_t n;

	if (!g_str_has_prefix(at, " from "))
		return false;
	at = skip_blanks(at + strlen(" from "));
	if (g_str_has_prefix(at, "github") || g_str_has_prefix(at, "gitlab"))
		return true;
	n = td_match_word(at, whose, G_N_ELEMENTS(whose));
	return n > 0 && td_match_word(skip_blanks(at + n), what, G_N_ELEMENTS(what)) > 0;
}

/* "moved from for-next to misc-next" */
static bool
is_from_tree(const char *sentence, const char *hit)
{
	static const char verb[] = " moved";
	size_t n = strlen(verb);

	return g_str_has_prefix(hit, " from ") && (size_t)(hit - sentence) >= n &&
	       strncmp(hit - n, verb, n) == 0;
}

/* "Applied after dropping the second hunk" */
static bool
is_after_dropping(const char *sentence, const char *hit)
{
	static const char before[] = " after ";
	size_t n = strlen(before);

	return g_str_has_prefix(hit, "dropping") && (size_t)(hit - sentence) >= n &&
	       strncmp(hit - n, before, n) == 0;
}

/* "Pulled in to my tree", "pulled in for 7.1"; a header is pulled in by another. */
static bool
is_pulled_in_here(const char *hit)
{
	static const char pulled[] = "pulled in ";
	static const char *const here[] = { "to", "for", "this", "these", "both" };

	return g_str_has_prefix(hit, pulled) &&
	       td_match_word(hit + strlen(pulled), here, G_N_ELEMENTS(here)) > 0;
}

/* "Applied all but this patch to x-next" leaves one out. */
static bool
is_exception(const char *sentence, const char *hit)
{
	static const char all[] = " all";
	size_t n = strlen(all);

	return g_str_has_prefix(hit, " but ") && (size_t)(hit - sentence) >= n &&
	       strncmp(hit - n, all, n) == 0;
}

/* "Applied with Bea's tested-by" */
static bool
is_tag(const char *hit)
{
	static const char tested[] = " tested";

	return g_str_has_prefix(hit, tested) &&
	       g_str_has_prefix(hit + strlen(tested), "-by");
}

/* "I've dropped the old set and merged this updated one" */
static bool
is_older(const char *hit)
{
	static const char *const forms[] = { "dropped ", "dropping " };
	static const char *const older[] = { "old", "older", "previous", "earlier",
		"former", "v1", "v2", "v3", "v4", "v5" };

	for (unsigned i = 0; i < G_N_ELEMENTS(forms); i++) {
		const char *at = hit + strlen(forms[i]);

		if (!g_str_has_prefix(hit, forms[i]))
			continue;
		at = skip_blanks(
		    at + td_match_word(at, (const char *const[]){ "the", "your" }, 2));
		if (td_match_word(at, older, G_N_ELEMENTS(older)) > 0)
			return true;
	}
	return false;
}

/* "Applied, even if it is late", "unless you're in a hurry"; the "?" of a link asks
 * nothing. */
static bool
is_none(const char *sentence, const char *hit)
{
	static const char even[] = "even ";
	size_t n = strlen(even);

	if (*hit == '?')
		return g_ascii_isgraph(hit[1]) && !strchr("?!)\"'", hit[1]);
	if (g_str_has_prefix(hit, "unless"))
		return td_plan_is_objection(hit);
	/* "once rc1 is out" */
	if (g_str_has_prefix(hit, "once ") || g_str_has_prefix(hit, " when "))
		return td_when_skip(hit + (*hit == ' ')) != NULL;
	return g_str_has_prefix(hit, "if ") && (size_t)(hit - sentence) >= n &&
	       strncmp(hit - n, even, n) == 0;
}

/* "Merged without two spaces", "applied without the stable tag"; but not "without
 * testing". */
static bool
is_change(const char *sentence, const char *hit)
{
	static const char *const nothing[] = { "any", "test", "testing", "issue",
		"issues", "problem", "problems", "error", "errors", "conflict",
		"conflicts", "fuzz", "luck", "success", "it", "this", "them", "that",
		"these", "seeing", "complaint", "complaints", "trouble", "a problem",
		"warnings", "warning", "further" };
	const char *word = hit;

	if (!g_str_has_prefix(hit, "without ") || hit - sentence < 2)
		return false;
	/* Behind the verb or what it was done to, and nothing else. */
	while (word > sentence && word[-1] == ' ')
		word--;
	while (word > sentence && g_ascii_isalnum(word[-1]))
		word--;
	return (td_deed_match_verb(word) > 0 || g_str_has_prefix(word, "it ") ||
		   g_str_has_prefix(word, "this ") || g_str_has_prefix(word, "patch ") ||
		   g_str_has_prefix(word, "series ")) &&
	       td_match_word(hit + strlen("without "), nothing, G_N_ELEMENTS(nothing)) ==
		   0;
}

/* " of x.git#for-6.2/y": no tester has what he tries it on in a branch so called. */
static bool
is_of_tree(const char *at)
{
	static const char of[] = " of ";
	static const char *const elsewhere[] = { "linux", "linus", "next-", "torvalds" };
	const char *name = at + strlen(of), *end, *slash;

	if (!g_str_has_prefix(at, of) ||
	    td_match_word(name, elsewhere, G_N_ELEMENTS(elsewhere)) > 0)
		return false;
	end = name + strcspn(name, " ,;!(");
	slash = memchr(name, '/', (size_t)(end - name));
	return slash && slash > name && end - slash > 2 && g_ascii_isalpha(slash[1]) &&
	       (*end == '\0' || strchr(",!", *end));
}

/* "Applied on top, thanks.", "applied on top of mtd/next" */
static bool
is_on_top(const char *sentence, const char *hit)
{
	const char *word = hit;

	if (!g_str_has_prefix(hit, " on top"))
		return false;
	if (is_of_tree(hit + strlen(" on top")))
		return true;
	while (word > sentence && g_ascii_isalnum(word[-1]))
		word--;
	hit += strlen(" on top");
	return (td_deed_match_verb(word) > 0 || g_str_has_prefix(word, "it ")) &&
	       (*hit == '\0' || strchr(",.!", *hit));
}

/* "Applied manually, thanks", "applied these manually, as git am failed" */
static bool
is_by_hand(const char *sentence, const char *hit)
{
	static const char manually[] = "manually";
	static const char *const what[] = { "it", "this", "these", "them", "both",
		"patch", "patches", "series" };
	static const char *const behind[] = { "as", "meanwhile" };
	const char *word = hit, *at = hit + strlen(manually);

	if (!g_str_has_prefix(hit, manually) || hit - sentence < 2)
		return false;
	while (word > sentence && word[-1] == ' ')
		word--;
	while (word > sentence && g_ascii_isalnum(word[-1]))
		word--;
	return (td_deed_match_verb(word) > 0 ||
		   td_match_word(word, what, G_N_ELEMENTS(what)) > 0) &&
	       (*at == '\0' || strchr(",.!)", *at) ||
		   td_match_word(td_match_skip_blanks(at), behind, G_N_ELEMENTS(behind)) >
		       0);
}

/* "My test queue" is where patches go; "after fixing style issues" it was applied. */
static bool
is_done_before(const char *sentence, const char *hit)
{
	static const char mine[] = "my test ";
	static const char *const places[] = { "queue", "branch", "tree" };
	static const char *const ways[] = { " after fixing ", " after correcting ",
		" after resolving ", " after addressing " };

	if (g_str_has_prefix(hit, mine))
		return td_match_word(hit + strlen(mine), places, G_N_ELEMENTS(places)) >
		       0;
	for (unsigned i = 0; i < G_N_ELEMENTS(ways); i++) {
		const char *way = strstr(sentence, ways[i]);

		if (way && way < hit)
			return true;
	}
	return false;
}

bool
td_doubt_find(const char *sentence, const char *end)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(doubts); i++) {
		const char *hit = strstr(sentence, doubts[i]);

		if (hit && hit < end && !is_from_series(hit) &&
		    !is_from_tree(sentence, hit) && !is_after_dropping(sentence, hit) &&
		    !is_pulled_in_here(hit) && !is_exception(sentence, hit) &&
		    !is_tag(hit) && !is_older(hit) && !is_none(sentence, hit) &&
		    !is_done_before(sentence, hit) && !is_change(sentence, hit) &&
		    !is_on_top(sentence, hit) && !is_by_hand(sentence, hit))
			return true;
	}
	return false;
}
