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

/* The length of the field's name, or 0 where the line is no field (git and RFC 5322
 * 3.6.8: printable US-ASCII up to the colon). An empty name passes, as in git. */
static bool
find_name(td_span line, size_t *n)
{
	if (td_span_has_prefix(line, "From ") || td_span_has_prefix(line, ">From ")) {
		*n = line.p[0] == '>' ? 6 : 5;
		return true;
	}
	for (size_t i = 0; i < line.n; i++) {
		unsigned char c = (unsigned char)line.p[i];

		if (c == ':') {
			*n = i;
			return true;
		}
		if (c < 33 || c > 126)
			return false;
	}
	return false;
}

bool
td_field_next(td_span *rest, td_field *field)
{
	const char *limit = rest->p + rest->n;
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
