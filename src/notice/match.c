/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/match.c - words at a place in a sentence */
#include "notice/match.h"

size_t
td_match_word(const char *at, const char *const *words, size_t n)
{
	size_t longest = 0;

	for (size_t i = 0; i < n; i++) {
		size_t length;

		if (words[i][0] != *at)
			continue;
		length = strlen(words[i]);
		/* A sentence ends with a NUL. NOLINTNEXTLINE(clang-analyzer-core.*) */
		if (length > longest && strncmp(at, words[i], length) == 0 &&
		    td_match_ends_word(at[length]))
			longest = length;
	}
	return longest;
}

bool
td_match_contains(const char *text, const char *end, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *hit = strstr(text, words[i]);

		if (hit && (!end || hit < end))
			return true;
	}
	return false;
}

/* Before the mouth of ":)" and ";-)". */
static bool
is_smile(char c)
{
	return c == ':' || c == ';' || c == '-';
}

bool
td_match_skip_sentence(td_span *line)
{
	for (size_t i = 0; i + 2 < line->n; i++) {
		char c = line->p[i];

		if (line->p[i + 1] != ' ' ||
		    !(td_match_ends_sentence(c) || c == ':' ||
			(c == ')' && i > 0 && is_smile(line->p[i - 1]))))
			continue;
		*line = td_span_trim(td_span_skip(*line, i + 1));
		return line->n > 0;
	}
	return false;
}
