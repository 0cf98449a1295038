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

bool
td_span_has_prefix_nocase(td_span span, const char *prefix)
{
	td_span wanted = td_span_of(prefix);

	return span.n >= wanted.n &&
	       td_span_equal_nocase(td_span_head(span, wanted.n), wanted);
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

ptrdiff_t
td_span_find(td_span span, const char *text)
{
	const char *hit = span.n ? memmem(span.p, span.n, text, strlen(text)) : NULL;

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
