/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/match.c - words at a place in a sentence */
#include "notice/match.h"

size_t
td_match_word(const char *at, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t length;

		if (words[i][0] != *at)
			continue;
		length = strlen(words[i]);
		/* A sentence ends with a NUL. NOLINTNEXTLINE(clang-analyzer-core.*) */
		if (strncmp(at, words[i], length) == 0 && td_match_ends_word(at[length]))
			return length;
	}
	return 0;
}
