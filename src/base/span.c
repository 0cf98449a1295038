/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/span.c - looking at borrowed bytes */
#include "base/span.h"

#include <glib.h>

bool
td_span_equal_nocase(td_span a, td_span b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++) {
		if (a.p[i] != b.p[i] && td_lower(a.p[i]) != td_lower(b.p[i]))
			return false;
	}
	return true;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

td_span
td_span_trim(td_span span)
{
	while (span.n > 0 && is_blank(span.p[0])) {
		span.p++;
		span.n--;
	}
	while (span.n > 0 && is_blank(span.p[span.n - 1]))
		span.n--;
	return span;
}

ptrdiff_t
td_span_find_byte(td_span span, char byte)
{
	const char *hit = span.n ? memchr(span.p, byte, span.n) : NULL;

	return hit ? hit - span.p : -1;
}

td_span
td_span_next(td_span *rest, char separator)
{
	ptrdiff_t at = td_span_find_byte(*rest, separator);
	td_span part = at < 0 ? *rest : td_span_head(*rest, (size_t)at);

	*rest = td_span_skip(*rest, part.n + 1);
	return part;
}

#if defined(__SSE2__)
/*
 * Sixteen places at a time where the first and the last byte of text are: for a few short
 * words in a whole mail that is several times as fast as memmem. *at is where it was
 * found, or from where nobody has looked yet.
 */
static bool
find_quickly(td_span span, const char *text, size_t n, size_t *at)
{
	const __m128i first = _mm_set1_epi8(text[0]);
	const __m128i last = _mm_set1_epi8(text[n - 1]);

	for (*at = 0; *at + n - 1 + 16 <= span.n; *at += 16) {
		const char *p = span.p + *at;
		__m128i heads = _mm_loadu_si128((const __m128i *)(const void *)p);
		__m128i tails =
		    _mm_loadu_si128((const __m128i *)(const void *)(p + n - 1));
		unsigned hits = (unsigned)_mm_movemask_epi8(_mm_and_si128(
		    _mm_cmpeq_epi8(heads, first), _mm_cmpeq_epi8(tails, last)));

		for (; hits != 0; hits &= hits - 1) {
			unsigned i = (unsigned)__builtin_ctz(hits);

			if (memcmp(p + i, text, n) == 0) {
				*at += i;
				return true;
			}
		}
	}
	return false;
}
#endif

ptrdiff_t
td_span_find(td_span span, const char *text)
{
	/* A longer text could be made so that all of it is compared at each place. */
	enum { longest = 32 };
	size_t n = strlen(text), at = 0;
	const char *hit;

	if (span.n == 0)
		return -1;
#if defined(__SSE2__)
	if (n > 0 && n <= longest) {
		if (find_quickly(span, text, n, &at))
			return (ptrdiff_t)at;
		/* Fewer places than sixteen are left, for which memmem prepares too much.
		 */
		for (; at + n <= span.n; at++)
			if (span.p[at] == text[0] && memcmp(span.p + at, text, n) == 0)
				return (ptrdiff_t)at;
		return -1;
	}
#endif
	hit = memmem(span.p + at, span.n - at, text, n);
	return hit ? hit - span.p : -1;
}

char *
td_span_dup(td_span span)
{
	char *copy = g_malloc(span.n + 1);

	if (span.n > 0)
		memcpy(copy, span.p, span.n);
	copy[span.n] = '\0';
	return copy;
}

bool
td_span_to_unsigned(td_span span, unsigned max, unsigned *out)
{
	unsigned long long value = 0;

	if (span.n == 0 || span.n > 10)
		return false;
	for (size_t i = 0; i < span.n; i++) {
		if (!g_ascii_isdigit(span.p[i]))
			return false;
		value = value * 10 + (unsigned)(span.p[i] - '0');
	}
	if (value > max)
		return false;
	*out = (unsigned)value;
	return true;
}
