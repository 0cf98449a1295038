/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/span.h - borrowed bytes: how parsers walk a mail without copying it */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* n bytes at p, owned by somebody else. Not NUL-terminated; may hold NUL bytes. */
typedef struct td_span {
	const char *p;
	size_t n;
} td_span;

static inline td_span
td_span_of(const char *text)
{
	return (td_span){ text, text ? strlen(text) : 0 };
}

static inline td_span
td_span_between(const char *begin, const char *end)
{
	return (td_span){ begin, (size_t)(end - begin) };
}

/* Where the next byte would be; NULL of a text that is none. */
static inline const char *
td_span_end(td_span span)
{
	/* No step at all from a NULL: C forbids even one of zero. */
	return span.n == 0 ? span.p : span.p + span.n;
}

/* What is left when the first n bytes are gone; n may be too large. */
static inline td_span
td_span_skip(td_span span, size_t n)
{
	if (n >= span.n)
		return (td_span){ td_span_end(span), 0 };
	/* Nor here: see td_span_end(). */
	return n == 0 ? span : (td_span){ span.p + n, span.n - n };
}

/* What is left without blanks and tabs at the front. */
static inline td_span
td_span_skip_blanks(td_span span)
{
	while (span.n > 0 && (*span.p == ' ' || *span.p == '\t'))
		span = td_span_skip(span, 1);
	return span;
}

static inline td_span
td_span_head(td_span span, size_t n)
{
	return (td_span){ span.p, n < span.n ? n : span.n };
}

static inline bool
td_span_equal(td_span a, td_span b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool
td_span_is(td_span span, const char *text)
{
	return td_span_equal(span, td_span_of(text));
}

static inline bool
td_span_has_prefix(td_span span, const char *prefix)
{
	size_t n = strlen(prefix);

	return span.n >= n && memcmp(span.p, prefix, n) == 0;
}

/* Only A-Z and a-z fold: no locale has a say. */
static inline char
td_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Without regard to the case of A-Z. */
bool td_span_equal_nocase(td_span a, td_span b);

/* Nearly all that are asked differ in their first letter. */
static inline bool
td_span_has_prefix_nocase(td_span span, const char *prefix)
{
	td_span wanted;

	if (span.n == 0 || td_lower(*span.p) != td_lower(*prefix))
		return *prefix == '\0';
	wanted = td_span_of(prefix);
	return span.n >= wanted.n &&
	       td_span_equal_nocase(td_span_head(span, wanted.n), wanted);
}

/* Blanks, tabs, CR and LF go at both ends. */
td_span td_span_trim(td_span span);

/* Whatever is white goes at the end: those and form feeds. */
static inline td_span
td_span_trim_end(td_span span)
{
	while (span.n > 0 &&
	       (span.p[span.n - 1] == ' ' || span.p[span.n - 1] == '\f' ||
		   (span.p[span.n - 1] >= '\t' && span.p[span.n - 1] <= '\n') ||
		   span.p[span.n - 1] == '\r'))
		span.n--;
	return span;
}

/*
 * The first LF of n bytes, or NULL. Lines of mail are short, and for a short line
 * calling memchr costs more than looking.
 */
static inline const char *
td_find_lf(const char *p, size_t n)
{
#if defined(__SSE2__)
	const __m128i lf = _mm_set1_epi8('\n');

	for (int i = 0; i < 6 && n >= 16; i++, p += 16, n -= 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
		int hits = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, lf));

		if (hits != 0)
			return p + __builtin_ctz((unsigned)hits);
	}
#endif
	return n > 0 ? (const char *)memchr(p, '\n', n) : NULL;
}

/*
 * Takes the next line off the front of *rest. The line is without its LF (a CR stays).
 * False when nothing is left.
 */
static inline bool
td_span_next_line(td_span *rest, td_span *line)
{
	const char *end;

	*line = *rest;
	if (rest->n == 0)
		return false;
	end = td_find_lf(rest->p, rest->n);
	if (!end) {
		*rest = (td_span){ rest->p + rest->n, 0 };
		return true;
	}
	*line = td_span_between(rest->p, end);
	*rest = (td_span){ end + 1, rest->n - line->n - 1 };
	return true;
}

/* Takes what is up to the next such byte, or all, off the front of *rest, and the byte.
 */
td_span td_span_next(td_span *rest, char separator);

/* Offset of the first such byte or text, or -1. */
ptrdiff_t td_span_find_byte(td_span span, char byte);
ptrdiff_t td_span_find(td_span span, const char *text);

/* A NUL-terminated copy; g_free it. */
char *td_span_dup(td_span span);

/* Decimal digits only, the whole span; false on anything else or above max. */
bool td_span_to_unsigned(td_span span, unsigned max, unsigned *out);
