/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/match.c - words at a place in a sentence */
#include "notice/match.h"

size_t
td_match_word(const char *at, const char *const *words, size_t n)
{
	size_t longest = 0;

	/* Hardly any word has the second letter too, so nothing is called for it. */
	for (size_t i = 0; i < n; i++) {
		const char *word = words[i];
		size_t length = 0;

		while (word[length] != '\0' && word[length] == at[length])
			length++;
		if (word[length] == '\0' && length > longest &&
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

bool
td_match_has_word(const char *from, const char *end, const char *const *words, size_t n)
{
	for (const char *at = from; at < end; at++)
		if ((at == from || strchr(" (\"", at[-1])) &&
		    td_match_word(at, words, n) > 0)
			return true;
	return false;
}

/* Before the mouth of ":)" and ";-)". */
static bool
is_smile(char c)
{
	return c == ':' || c == ';' || c == '-';
}

/* One look for each letter: blanks are many, and what ends a sentence is not. */
static const bool ends[256] = {
	['.'] = true, ['!'] = true, ['?'] = true, [':'] = true, [')'] = true
};

bool
td_match_skip_sentence(td_span *line)
{
	for (size_t i = 0; i + 2 < line->n; i++) {
		if (!ends[(unsigned char)line->p[i]] || line->p[i + 1] != ' ' ||
		    (line->p[i] == ')' && !(i > 0 && is_smile(line->p[i - 1]))))
			continue;
		*line = td_span_trim(td_span_skip(*line, i + 1));
		return line->n > 0;
	}
	return false;
}
