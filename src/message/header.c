/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/header.c - walks a header block once, without copying */
#include "message/header.h"

static td_span
trim_right(td_span line)
{
	while (line.n > 0 && strchr(" \t\r\n", line.p[line.n - 1]) && line.p[line.n - 1])
		line.n--;
	return line;
}

/* How many bytes at the front may stand in a field's name; looks at sixteen at once. */
static size_t
name_prefix(td_span line)
{
	size_t i = 0;

#if defined(__SSE2__)
	for (; i + 16 <= line.n; i += 16) {
		__m128i bytes =
		    _mm_loadu_si128((const __m128i *)(const void *)(line.p + i));
		/* Below 33, signed, is what is above 127, too. */
		__m128i ends =
		    _mm_or_si128(_mm_or_si128(_mm_cmplt_epi8(bytes, _mm_set1_epi8(33)),
				     _mm_cmpeq_epi8(bytes, _mm_set1_epi8(127))),
			_mm_cmpeq_epi8(bytes, _mm_set1_epi8(':')));
		int found = _mm_movemask_epi8(ends);

		if (found != 0)
			return i + (size_t)__builtin_ctz((unsigned)found);
	}
#endif
	while (i < line.n && line.p[i] > 32 && line.p[i] < 127 && line.p[i] != ':')
		i++;
	return i;
}

/* The length of the field's name, or 0 where the line is no field (git and RFC 5322
 * 3.6.8: printable US-ASCII up to the colon). An empty name passes, as in git. */
static bool
find_name(td_span line, size_t *n)
{
	if (td_span_has_prefix(line, "From ") || td_span_has_prefix(line, ">From ")) {
		*n = line.p[0] == '>' ? 6 : 5;
		return true;
	}
	*n = name_prefix(line);
	return *n < line.n && line.p[*n] == ':';
}

bool
td_field_next(td_span *rest, td_field *field)
{
	const char *limit = td_span_end(*rest);
	const char *end;
	td_span whole;
	size_t name_n;

	if (rest->n == 0)
		return false;
	end = td_find_lf(rest->p, rest->n);
	if (!end)
		end = limit;
	if (!find_name(td_span_between(rest->p, end), &name_n))
		return false;
	while (end + 1 < limit && (end[1] == ' ' || end[1] == '\t')) {
		const char *next = td_find_lf(end + 1, (size_t)(limit - end - 1));

		end = next ? next : limit;
	}
	whole = td_span_between(rest->p, end);
	*rest = td_span_skip(*rest, whole.n + 1);
	field->name = td_span_head(whole, name_n);
	if (name_n < whole.n && whole.p[name_n] == ':')
		name_n++;
	field->value = td_span_trim(td_span_skip(whole, name_n));
	return true;
}

bool
td_header_skip_empty_line(td_span *rest)
{
	td_span line, left = *rest;

	if (!td_span_next_line(&left, &line) || trim_right(line).n > 0)
		return false;
	*rest = left;
	return true;
}

td_span
td_header_unfold(td_span value, GString *buffer)
{
	td_span line;
	bool first = true;

	if (td_span_find_byte(value, '\n') < 0)
		return value;
	g_string_truncate(buffer, 0);
	while (td_span_next_line(&value, &line)) {
		line = trim_right(line);
		if (line.n == 0)
			continue;
		if (!first) {
			g_string_append_c(buffer, ' ');
			line = td_span_skip(line, 1);
		}
		first = false;
		g_string_append_len(buffer, line.p, (gssize)line.n);
	}
	return (td_span){ buffer->str, buffer->len };
}
