/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output/clean.c - nothing that a mail says is obeyed by who shows it */
#include "output/clean.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* What must not be written as it is, past ASCII. */
static bool
is_obeyed(gunichar c)
{
	return (c >= 0x80 && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
}

static bool
is_harmless_byte(unsigned char c)
{
	return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t';
}

/* How many bytes at the front are harmless; looks at sixteen of them at once. */
static size_t
harmless_prefix(const char *text, size_t n)
{
	size_t i = 0;

#if defined(__SSE2__)
	for (; i + 16 <= n; i += 16) {
		__m128i bytes =
		    _mm_loadu_si128((const __m128i *)(const void *)(text + i));
		/* Those from 0x80 on are less than 0 here. */
		__m128i shown =
		    _mm_andnot_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7f)),
			_mm_cmpgt_epi8(bytes, _mm_set1_epi8(0x1f)));
		__m128i blank = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')),
		    _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t')));
		unsigned good = (unsigned)_mm_movemask_epi8(_mm_or_si128(shown, blank));

		if (good != 0xffff)
			return i + (unsigned)__builtin_ctz(~good);
	}
#endif
	while (i < n && is_harmless_byte((unsigned char)text[i]))
		i++;
	return i;
}

/* One character past ASCII at p. Returns its bytes, 0 where the end cuts it. */
static size_t
append_wide(GString *to, const char *p, size_t n, bool all)
{
	gunichar c = g_utf8_get_char_validated(p, (gssize)n);
	size_t bytes;

	if (c == (gunichar)-2 && !all)
		return 0;
	if (c == (gunichar)-1 || c == (gunichar)-2) {
		g_string_append(to, "\xef\xbf\xbd");
		return 1;
	}
	bytes = (size_t)g_utf8_skip[(unsigned char)*p];
	if (is_obeyed(c))
		g_string_append_printf(to, "<U+%04X>", c);
	else
		g_string_append_len(to, p, (gssize)bytes);
	return bytes;
}

size_t
td_clean_append(GString *to, const char *text, size_t n, bool all)
{
	size_t at = 0;

	while (at < n) {
		size_t good = harmless_prefix(text + at, n - at);
		unsigned char c;

		g_string_append_len(to, text + at, (gssize)good);
		at += good;
		if (at == n)
			break;
		c = (unsigned char)text[at];
		if (c >= 0x80) {
			size_t bytes = append_wide(to, text + at, n - at, all);

			if (bytes == 0)
				break;
			at += bytes;
			continue;
		}
		if (c == '\r' && at + 1 == n && !all)
			break;
		if (c != '\r' || at + 1 == n || text[at + 1] != '\n')
			g_string_append_unichar(to, c == 0x7f ? 0x2421 : 0x2400u + c);
		at++;
	}
	return at;
}

char *
td_clean_text(const char *text)
{
	size_t n = text ? strlen(text) : 0;
	GString *clean = g_string_sized_new(n + 1);

	td_clean_append(clean, text, n, true);
	return g_string_free(clean, FALSE);
}

char *
td_clean_line(const char *text)
{
	char *line = td_clean_text(text);

	for (char *p = line; *p; p++) {
		if (*p == '\n' || *p == '\t')
			*p = ' ';
	}
	return line;
}
