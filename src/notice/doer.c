/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/doer.c - a sentence read backwards from its verb */
#include "notice/doer.h"

#include <glib.h>
#include <string.h>

#include "notice/match.h"
#include "notice/said.h"

enum { most_before = 6 }; /* words of "all 5 of your man page patches" */

static bool
is_one_of(const char *at, const char *end, const char *const *words, size_t n)
{
	return at < end && td_match_word(at, words, n) == (size_t)(end - at);
}

/* The word that ends at end, which may have a blank behind it; *stop: its end. NULL where
 * there is none, or a mark comes first. */
static const char *
word_before(const char *sentence, const char *end, const char **stop)
{
	const char *at;

	while (end > sentence && end[-1] == ' ')
		end--;
	for (at = end;
	     at > sentence && (g_ascii_isalnum(at[-1]) || strchr("'_-/*", at[-1]));)
		at--;
	*stop = end;
	return at < end ? at : NULL;
}

/* "I've finally", "and then just": at the word that says who; what a verb has before it.
 */
static const char *
skip_back(const char *sentence, const char *verb)
{
	static const char *const fill[] = { "just", "already", "finally", "also", "now",
		"directly", "boldly", "actually", "here", "have", "has", "been", "is",
		"are", "was", "were", "got", "only", "quickly", "therefore", "still" };
	const char *word, *stop;

	while ((word = word_before(sentence, verb, &stop)) &&
	       is_one_of(word, stop, fill, G_N_ELEMENTS(fill)))
		verb = word;
	return verb;
}

/* "Thus both patches ...", but not "patches 1 and 3 of this series", "it needs all of the
 * patches merged": the noun is what the clause is about. */
static bool
begins_noun(const char *sentence, const char *at)
{
	static const char *const articles[] = { "the", "all", "both" };
	static const char *const joints[] = { "and", "but", "so", "now", "hence", "thus",
		"then", "therefore", "also", "fyi", "ok", "thanks" };
	const char *stop, *word = word_before(sentence, at, &stop);

	while (word && is_one_of(word, stop, articles, G_N_ELEMENTS(articles)))
		word = word_before(sentence, word, &stop);
	return !word || is_one_of(word, stop, joints, G_N_ELEMENTS(joints));
}

/* "All 5 of your man page patches", "rest of the patchset": what was pushed. */
static const char *
find_noun(const char *sentence, const char *end)
{
	static const char *const nouns[] = { "patch", "patches", "patchset", "patchsed",
		"patchsets", "series", "workaround", "commits" };
	static const char *const begins[] = { "all", "both", "rest", "this", "*this*",
		"these", "whole", "entire", "your", "full" };
	static const char *const no[] = { "if", "once", "when", "after", "until", "that",
		"which", "kernel", "previous", "other", "another", "same", "similar",
		"and", "or", "with", "from", "my", "his", "her", "their", "first",
		"for" };
	const char *stop, *word = word_before(sentence, end, &stop);

	if (!word || !is_one_of(word, stop, nouns, G_N_ELEMENTS(nouns)))
		return NULL;
	for (unsigned i = 0; i < most_before; i++) {
		const char *next = word_before(sentence, word, &stop);

		if (!next)
			return i == 0 && begins_noun(sentence, word) ? word : NULL;
		if (is_one_of(next, stop, no, G_N_ELEMENTS(no)) ||
		    memchr(next, '\'', (size_t)(stop - next)))
			return NULL;
		word = next;
		if (is_one_of(word, stop, begins, G_N_ELEMENTS(begins)) &&
		    begins_noun(sentence, word))
			return word;
	}
	return NULL;
}

td_doer
td_doer_find(const char *sentence, const char *verb, const char **from)
{
	static const char *const me[] = { "i", "i've" };
	static const char *const concedes[] = { "but", "thus", "then", "therefore",
		"hence", "so" };
	const char *stop, *noun, *word;

	*from = skip_back(sentence, verb);
	word = word_before(sentence, *from, &stop);
	noun = find_noun(sentence, *from);
	if (!word && (*from == sentence || td_said_skip_leads(sentence) == *from))
		return TD_DOER_FIRST;
	if (!word)
		return stop > sentence && strchr(",;:>-", stop[-1]) ? TD_DOER_JOINED
								    : TD_DOER_UNKNOWN;
	*from = noun ? noun : word;
	if (is_one_of(word, stop, me, G_N_ELEMENTS(me)))
		return TD_DOER_MYSELF;
	if (noun)
		return TD_DOER_PATCH;
	if (is_one_of(word, stop, (const char *const[]){ "and" }, 1))
		return TD_DOER_JOINED;
	return is_one_of(word, stop, concedes, G_N_ELEMENTS(concedes)) ? TD_DOER_CONCEDED
								       : TD_DOER_UNKNOWN;
}

bool
td_doer_is_behind(
    const char *sentence, const char *at, const char *const *words, size_t n)
{
	const char *stop, *word = word_before(sentence, at, &stop);

	return word && is_one_of(word, stop, words, n);
}

const char *
td_doer_find_clause(const char *sentence, const char *from)
{
	static const char *const joints[] = { ", ", "; ", " so ", " but ", " thus ",
		" therefore ", " hence ", " and ", " - ", ". ", "! ", ": " };
	const char *begin = sentence;

	for (const char *at = sentence; at < from; at++)
		for (unsigned i = 0; i < G_N_ELEMENTS(joints); i++)
			if (*at == joints[i][0] && g_str_has_prefix(at, joints[i]) &&
			    at + strlen(joints[i]) <= from)
				begin = at + strlen(joints[i]);
	return begin;
}
