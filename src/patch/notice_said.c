/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/notice_said.c - the grammar of "Applied, thanks" */
#include "patch/notice_said.h"

#include <glib.h>
#include <string.h>

enum { farthest_tree = 60 }; /* bytes from the verb to where it says where to */

/* What may come before it. Those with a name after them take it along: "Thanks Joe,". */
static const char *const greetings[] = { "thank you", "thanks", "thx", "hi", "hello",
	"hey", "dear" };
static const char *const leads[] = { "good catch", "good point", "looks good to me",
	"looks good", "looks fine", "looks great", "lgtm", "okay", "ok", "great", "good",
	"nice", "cool", "perfect", "sure", "yes", "yep", "fine", "alright", "all right",
	"excellent", "anyway", "and", "so", "makes sense", "agreed", "done", "i see",
	"no problem", "for the record", "fyi", "fixed up", "gladly taken", "very good",
	"very nice", "awesome", "fair enough", "looks ok", "no objections",
	"reviewed and", "acked and", "hence", "therefore", "thus", "as such", "anyhow",
	"for now", "good idea", "no worries", "as a result", "as discussed" };
static const char *const subjects[] = { "this patch set", "the patch set", "i've",
	"i have", "i", "we've", "we have", "the whole series", "the series",
	"whole series", "entire series", "series", "the patch", "this patch", "patches",
	"patch", "both patches", "both", "all patches", "all", "this is", "these are",
	"this was", "these were", "it is", "it's", "this patchset", "this set",
	"this series", "this", "the patchset", "the whole patchset", "whole patchset",
	"patchset", "the whole set", "the set", "these patches", "the patches",
	"your patch", "your patches", "these", "now", "everything", "all of these",
	"all of them", "both of these", "the rest", "patch set" };
static const char *const adverbs[] = { "is", "are", "was", "were", "has been",
	"have been", "been", "now", "just", "also", "both", "all", "already", "finally",
	"got", "gone", "tentatively", "provisionally", "hence" };
static const char *const verbs[] = { "applied", "queued", "merged", "pulled", "picked up",
	"picked", "pushed", "committed" };
/* What is being done: only where nothing, a tree or thanks follow. */
static const char *const doing[] = { "applying", "queuing", "queueing", "merging",
	"pushing", "taking" };
/* After something else that was done: "I fixed the typo and pushed". Who applied or
 * pulled may be a tester. */
static const char *const at_last[] = { " and pushed", " and merged", " and queued",
	" and committed", ", pushed", ", merged", ", queued", ", applied",
	" and applied it to", " and applied this to", " and applied to",
	" and applied the patch to", " and picked it up" };
static const char *const doubts[] = { "if ", "once ", " when ", " not ", "n't", " should",
	" could", " would", " can ", " will ", "revert", "drop", "cleanly", " on top",
	" locally", "and test", " tested", " tests ", "my test", " tried", " but ",
	"without", "unless", " boot", " fail", "wrong", "manually", " error", " issue",
	"reproduc", " still", "incorrect", "twice", "previously", " yet", "?", " from ",
	" see ", " hand ", " against ", " before ", " and i ", "upstream yet",
	"by mistake", " ago", " machine", " same ", " internally", "pulled in ",
	"single patch", "suggestion", "feedback", " comments", "following diff",
	"following change", "i merged with" };

static bool
ends_word(char c)
{
	return !g_ascii_isalnum(c) && c != '\'' && c != '-' && c != '_';
}

size_t
td_said_match(const char *at, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t length;

		if (words[i][0] != *at)
			continue;
		length = strlen(words[i]);
		/* A sentence ends with a NUL. NOLINTNEXTLINE(clang-analyzer-core.*) */
		if (strncmp(at, words[i], length) == 0 && ends_word(at[length]))
			return length;
	}
	return 0;
}

static const char *
skip_blanks(const char *at)
{
	return at + strspn(at, " \t");
}

/* "Alex" of "Thanks, Alex. Applied": a word alone, if it is not what was done. */
static size_t
match_name(const char *at)
{
	size_t n = strcspn(at, " \t,.!;:");

	if (n == 0 || n > 20 || !strchr(".,!", at[n]) || at[n] == '\0' ||
	    at[n + 1] != ' ' || td_said_match(at, verbs, G_N_ELEMENTS(verbs)) > 0 ||
	    td_said_match(at, doing, G_N_ELEMENTS(doing)) > 0)
		return 0;
	return n;
}

/* After "Thanks", "OK" and the like with what ends them; NULL when a name never ends. */
static const char *
skip_leads(const char *at)
{
	for (unsigned i = 0; i < 4; i++) {
		size_t n = td_said_match(at, greetings, G_N_ELEMENTS(greetings));

		if (n > 0) {
			const char *next = skip_blanks(at + n);
			size_t name = td_said_match(next, verbs, G_N_ELEMENTS(verbs)) > 0
					  ? (size_t)(next - at) - n
					  : strcspn(at + n, ",.!;:-");

			if (name > 40 || at[n + name] == '\0')
				return at;
			at += n + name;
			if (name == 0 && g_str_has_prefix(at, ", "))
				at += 2 + match_name(at + 2);
		} else if ((n = td_said_match(at, leads, G_N_ELEMENTS(leads))) > 0) {
			at += n;
		} else {
			break;
		}
		at += strspn(at, " \t,.!;:-");
	}
	return at;
}

static bool
goes_on_well(const char *rest)
{
	static const char *const next[] = { "to", "for", "up", "in", "into", "onto", "it",
		"this", "these", "them", "both", "all", "the", "patch", "patches", "as",
		"with", "thanks", "thank", "and", "now", "series", "v1", "v2", "v3", "v4",
		"v5", "for-next", "your", "that", "everything", "after", "whole",
		"entire", "by", "upstream", "manually" };
	const char *word = skip_blanks(rest);

	if (*rest == '\0' || strchr(".,!;:(-", *rest))
		return true;
	if (g_ascii_isdigit(*word) || *word == '\0' || *word == '(' || *word == '#')
		return true;
	return td_said_match(word, next, G_N_ELEMENTS(next)) > 0;
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
	n = td_said_match(at, whose, G_N_ELEMENTS(whose));
	return n > 0 && td_said_match(skip_blanks(at + n), what, G_N_ELEMENTS(what)) > 0;
}

static bool
is_doubtful(const char *sentence, const char *end)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(doubts); i++) {
		const char *hit = strstr(sentence, doubts[i]);

		if (hit && hit <= end && !is_from_series(hit))
			return true;
	}
	return false;
}

/* " to the togreg branch of iio.git", " into cifs-2.6.git for-next": behind it; NULL
 * where no tree is named. What a tester applied something to has no such name. */
static const char *
find_tree(const char *rest)
{
	static const char *const ways[] = { " to ", " into ", " onto ", " in " };
	static const char *const stops[] = { ", ", " (", ". ", "; ", "! ", " which ",
		" and ", " as ", " so ", " but ", " for ", " with ", " now", " since ",
		" because ", " pending ", " after ", " - ", " -- ", " where ", " that ",
		" though ", " although ", " on " };
	static const char *const marks[] = { ".git", "-next", "next-", " tree", " branch",
		"fixes", " queue", "staging", "for-", "for/", "/next", "mainline",
		" next" };
	const char *where = NULL, *end;

	for (unsigned i = 0; i < G_N_ELEMENTS(ways); i++) {
		const char *hit = strstr(rest, ways[i]);

		if (hit && (!where || hit < where))
			where = hit;
	}
	if (!where || where - rest > farthest_tree)
		return NULL;
	end = where + strlen(where);
	for (unsigned i = 0; i < G_N_ELEMENTS(stops); i++) {
		const char *hit = strstr(where + 3, stops[i]);

		if (hit && hit < end)
			end = hit;
	}
	for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++) {
		const char *hit = strstr(where, marks[i]);

		if (hit && hit < end)
			return end;
	}
	return NULL;
}

/* What takes back even what names a tree. */
static bool
is_taken_back(const char *rest)
{
	static const char *const words[] = { "revert", " dropped", " fail", " error",
		" boot", " tested", " tests ", "my test", " locally", " by mistake",
		" broke", " breaks the", " breaks my", " but it ", " but the ",
		"n't build", "n't compile", "n't work", "n't apply", "n't fix" };

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
		if (strstr(rest, words[i]))
			return true;
	return false;
}

/* "Thanks, applying.", "Applying to nfsd-next", but not "Applying this broke the build".
 */
static const char *
find_doing(const char *at)
{
	size_t n = td_said_match(at, doing, G_N_ELEMENTS(doing));
	const char *rest = skip_blanks(at + n);

	if (n == 0)
		return NULL;
	if (*rest == '\0' || strchr(".,!;", *rest) || g_str_has_prefix(rest, "--") ||
	    g_str_has_prefix(rest, "to ") || g_str_has_prefix(rest, "for ") ||
	    g_str_has_prefix(rest, "thanks"))
		return at + n;
	return NULL;
}

/* "it.", ", thanks": no more is said. */
static bool
is_bare(const char *rest)
{
	static const char *const objects[] = { "it", "this", "them", "both", "these",
		"the patch", "the patches", "the series", "this series", "these patches",
		"the set", "now", "as is" };
	const char *at = skip_blanks(rest);

	at = skip_blanks(at + td_said_match(at, objects, G_N_ELEMENTS(objects)));
	return *at == '\0' || strchr(".!", *at) || g_str_has_prefix(at, ", thank") ||
	       g_str_has_prefix(at, "thank");
}

/* "I fixed the prefix and pushed this to hyperv-fixes.", "Tweaked that and applied." */
static const char *
find_at_last(const char *at)
{
	const char *hit;

	/* All of them begin with one of these. */
	if (!strstr(at, " and ") && !strstr(at, ", "))
		return NULL;
	for (unsigned i = 0; i < G_N_ELEMENTS(at_last); i++) {
		size_t n = strlen(at_last[i]);

		hit = strstr(at, at_last[i]);
		if (hit && ends_word(hit[n]) && goes_on_well(hit + n))
			return hit + n;
	}
	hit = strstr(at, " and applied");
	if (hit && is_bare(hit + strlen(" and applied")))
		return hit + strlen(" and applied");
	return NULL;
}

/* "patches 1 and 3": behind the numbers, which are of patches. */
static const char *
skip_numbers(const char *at)
{
	static const char *const words[] = { "and", "to", "through", "patch", "patches" };
	const char *end = at;

	while (g_ascii_isdigit(*at) || *at == '#') {
		at += strspn(at, "0123456789/#-");
		end = at = at + strspn(at, " ,&");
		for (size_t n; (n = td_said_match(at, words, G_N_ELEMENTS(words))) > 0;)
			at = skip_blanks(at + n);
	}
	return end;
}

/* "these four patches", "all 3 patches" */
static const char *
skip_subject(const char *at)
{
	static const char *const numbers[] = { "two", "three", "four", "five", "six",
		"seven", "eight", "nine", "ten" };
	size_t n = td_said_match(at, subjects, G_N_ELEMENTS(subjects));
	const char *count = skip_blanks(at + n);
	size_t number = td_said_match(count, numbers, G_N_ELEMENTS(numbers));
	const char *rest;

	if (number == 0)
		number = strspn(count, "0123456789");
	rest = skip_blanks(count + number);
	if (n == 0 || number == 0 || !g_str_has_prefix(rest, "patches"))
		return count;
	return skip_blanks(rest + strlen("patches"));
}

static const char *
skip_adverbs(const char *at)
{
	for (unsigned i = 0; i < 3; i++) {
		size_t n = td_said_match(at, adverbs, G_N_ELEMENTS(adverbs));

		if (n == 0)
			break;
		at = skip_blanks(at + n);
	}
	return at;
}

/* "The series looks good, I've now queued it, thanks!" */
static const char *
find_clause(const char *sentence)
{
	static const char *const starts[] = { ", i've ", ", i have ", " so i've ",
		" so i have ", " hence i've " };

	for (unsigned i = 0; i < G_N_ELEMENTS(starts); i++) {
		const char *at = strstr(sentence, starts[i]);
		size_t n;

		if (!at)
			continue;
		at = skip_adverbs(at + strlen(starts[i]));
		n = td_said_match(at, verbs, G_N_ELEMENTS(verbs));
		if (n > 0 && (is_bare(at + n) || find_tree(at + n)))
			return at + n;
	}
	return NULL;
}

/* What follows the verb; NULL where the sentence does not say that it was done. */
static const char *
find_verb(const char *sentence, const char **which)
{
	static const char *const final[] = { "queued", "merged", "pushed", "committed" };
	const char *at = skip_leads(sentence);
	const char *first = at, *numbers;
	bool alone_i = false;
	size_t n = td_said_match(at, subjects, G_N_ELEMENTS(subjects));

	if (n > 0) {
		alone_i = n == 1;
		at = skip_subject(at);
	}
	/* Without "patches" before it a number may be of anything. */
	numbers = n > 0 || at[strspn(at, "0123456789")] == '/' ? skip_numbers(at) : at;
	*which = numbers != at ? at : NULL;
	at = skip_adverbs(numbers);
	n = td_said_match(at, verbs, G_N_ELEMENTS(verbs));
	if (n == 0) {
		const char *rest = at == first ? find_doing(at) : NULL;

		*which = NULL;
		if (!rest)
			rest = find_at_last(at);
		return rest ? rest : find_clause(sentence);
	}
	if (!goes_on_well(at + n))
		return NULL;
	/* "I applied this and ..." is a tester's word as often as a maintainer's. */
	if (alone_i && strstr(at, " and ") &&
	    !td_said_match(at, final, G_N_ELEMENTS(final)))
		return NULL;
	return at + n;
}

/* Where the sentence with the verb ends: "merged. Thanks for testing." has two. A reason
 * says nothing of what was done. */
static const char *
find_end(const char *at)
{
	for (; *at; at++) {
		if (strchr(".!", *at) && (at[1] == ' ' || at[1] == '\0'))
			break;
		if (g_str_has_prefix(at, " since ") || g_str_has_prefix(at, " because "))
			break;
	}
	return at;
}

/* Doubts are many, and hardly any sentence has a verb. */
bool
td_said_find(const char *sentence, bool first, td_said *said)
{
	const char *which, *tree;
	const char *rest = find_verb(sentence, &which);

	if (!rest)
		return false;
	tree = find_tree(rest);
	if (!first && !tree && !is_bare(rest))
		return false;
	if (tree && is_taken_back(tree))
		return false;
	*said = (td_said){ which, rest, tree ? tree : find_end(rest) };
	return !is_doubtful(sentence, said->end);
}

bool
td_said_whole(const char *sentence, const td_said *said)
{
	static const char *const words[] = { "both", "series", "patchset", "patch set",
		"patch-set", "all", "everything", "these", "patches", "set" };
	static const char *const parts[] = { "rest", "part", "some", "most", "other",
		"few", "except", "first", "last", "half", "none" };
	g_autofree char *text = g_strndup(sentence, (size_t)(said->end - sentence));
	const char *at = skip_leads(text);
	bool whole = false;

	while (*at) {
		if (td_said_match(at, parts, G_N_ELEMENTS(parts)) > 0)
			return false;
		whole = whole || td_said_match(at, words, G_N_ELEMENTS(words)) > 0;
		at += strcspn(at, " \t(,");
		at += strspn(at, " \t(,");
	}
	return whole;
}

bool
td_said_may(const char *text, size_t n)
{
	static const char *const pieces[] = { "ppl", "ueu", "erg", "ull", "ick", "ush",
		"ommit", "aking" };

	for (unsigned i = 0; i < G_N_ELEMENTS(pieces); i++)
		if (memmem(text, n, pieces[i], strlen(pieces[i])))
			return true;
	return false;
}
