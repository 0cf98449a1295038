/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/noun.c - "both of your patches", "the entire series": what was applied */
#include "notice/noun.h"

#include <glib.h>
#include <stdbool.h>

#include "notice/match.h"
#include "notice/rest.h"

enum { most_words = 9 };

static const char *const nouns[] = { "patch", "patches", "series", "serie", "set",
	"patchset", "patch-set", "patchsets" };
/* "The fix", "the changes" may be anything. */
static const char *const vague[] = { "version", "changes", "change", "fix", "fixes",
	"commits", "cleanups", "cleanup" };

/* "both", "of", "your", "two" */
static const char *
skip_before(const char *at)
{
	static const char *const words[] = { "all", "both", "the", "this", "that",
		"these", "those", "your", "our", "of", "whole", "entire", "full",
		"complete", "above", "remaining", "updated", "new", "current", "$subject",
		"subject", "two", "three", "four", "five", "six", "seven", "eight",
		"nine", "ten", "patch", "single", "last", "latest", "first", "second",
		"third" };

	return td_match_skip_word(at, words, G_N_ELEMENTS(words));
}

static size_t
match_noun(const char *at, bool certain)
{
	size_t n = td_match_word(at, nouns, G_N_ELEMENTS(nouns));

	return n == 0 && certain ? td_match_word(at, vague, G_N_ELEMENTS(vague)) : n;
}

const char *
td_noun_skip(const char *at)
{
	/* "The series of patches is large", and "patches were applied to the old one". */
	static const char *const begins[] = { "all", "both", "the", "this", "these",
		"your", "patch", "entire", "whole" };
	static const char *const behind[] = { "in", "of", "from" };
	static const char *const certain[] = { "all", "both", "this", "these", "your" };
	const char *end = at, *next;
	bool is_certain = td_match_word(at, certain, G_N_ELEMENTS(certain)) > 0;

	if (td_match_word(at, begins, G_N_ELEMENTS(begins)) == 0)
		return at;
	for (unsigned i = 0; i < most_words; i++) {
		size_t n = match_noun(at, is_certain);
		bool noun = n > 0;

		next = n > 0 ? td_match_skip_blanks(at + n) : skip_before(at);
		if (n == 0 && next == at) {
			n = td_rest_match_version(at);
			next = td_match_skip_blanks(at + n);
		}
		/* "of the series" */
		if (next == at && end == at)
			next = td_match_skip_word(at, behind, G_N_ELEMENTS(behind));
		if (next == at)
			break;
		if (noun)
			end = next;
		at = next;
	}
	return end;
}
