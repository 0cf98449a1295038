/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/address.c - RFC 5322 3.4, and what is sent instead of it */
#include "message/address.h"

#include <stdbool.h>

#include "base/limits.h"
#include "message/encoded_word.h"

/* One list being read. The strings hold the address begun and not yet closed. */
struct reader {
	GString *phrase;  /* words outside <> and (), quotes undone */
	GString *comment; /* the last comment, without its outer () */
	GString *angle;   /* between <> */
	bool has_angle;
	GPtrArray *addresses;
	unsigned max;
	td_converters *converters;
	unsigned *defects;
};

void
td_address_free(td_address *address)
{
	if (!address)
		return;
	g_free(address->name);
	g_free(address->address);
	g_free(address);
}

static td_span
of_string(const GString *string)
{
	return (td_span){ string->str, string->len };
}

static void
start_afresh(struct reader *reader)
{
	g_string_truncate(reader->phrase, 0);
	g_string_truncate(reader->comment, 0);
	g_string_truncate(reader->angle, 0);
	reader->has_angle = false;
}

static void
add_address(struct reader *reader, td_span name, td_span address)
{
	td_address *result;
	g_autofree char *decoded = NULL;
	td_span trimmed;

	if (reader->addresses->len >= reader->max) {
		*reader->defects |= TD_DEFECT_LIMIT;
		return;
	}
	decoded = td_encoded_word_decode(
	    td_span_trim(name), TD_MAX_NAME_BYTES, reader->converters, reader->defects);
	result = g_new0(td_address, 1);
	trimmed = td_span_trim(td_span_of(decoded));
	result->name = trimmed.p == decoded && decoded[trimmed.n] == '\0'
			   ? g_steal_pointer(&decoded)
			   : td_span_dup(trimmed);
	result->address =
	    td_utf8_line(td_span_trim(address), TD_MAX_NAME_BYTES, reader->defects);
	if (!strchr(result->address, '@'))
		*reader->defects |= TD_DEFECT_BAD_ADDRESS;
	g_ptr_array_add(reader->addresses, result);
}

/* The word around the first @ of a text without <> is the address; the rest is a name. */
static void
add_bare(struct reader *reader, td_span text)
{
	ptrdiff_t at = td_span_find_byte(text, '@');
	size_t begin, end;

	if (at < 0) {
		bool one_word = td_span_find_byte(text, ' ') < 0;

		add_address(reader, one_word ? of_string(reader->comment) : text,
		    one_word ? text : (td_span){ NULL, 0 });
		return;
	}
	begin = end = (size_t)at;
	while (begin > 0 && text.p[begin - 1] != ' ' && text.p[begin - 1] != '\t')
		begin--;
	while (end < text.n && text.p[end] != ' ' && text.p[end] != '\t')
		end++;
	if (begin == 0 && end == text.n) {
		add_address(reader, of_string(reader->comment), text);
	} else {
		g_autoptr(GString) name = g_string_new_len(text.p, (gssize)begin);

		g_string_append_len(name, text.p + end, (gssize)(text.n - end));
		add_address(reader, of_string(name),
		    td_span_between(text.p + begin, text.p + end));
	}
}

/* RFC 5322 4.4: <@relay,@relay:local@domain>. */
static td_span
without_route(td_span angle)
{
	ptrdiff_t colon;

	angle = td_span_trim(angle);
	if (angle.n == 0 || angle.p[0] != '@')
		return angle;
	colon = td_span_find_byte(angle, ':');
	return colon < 0 ? angle : td_span_skip(angle, (size_t)colon + 1);
}

/* At a comma, a semicolon or the end. */
static void
finish(struct reader *reader, bool last)
{
	td_span phrase = td_span_trim(of_string(reader->phrase));

	if (reader->has_angle) {
		td_span name = phrase.n > 0 ? phrase : of_string(reader->comment);

		add_address(reader, name, without_route(of_string(reader->angle)));
	} else if (phrase.n > 0 && !last && td_span_find_byte(phrase, '@') < 0) {
		/* "Last, First <a@b>" without quotes: the name goes on. */
		g_string_append_c(reader->phrase, ',');
		return;
	} else if (phrase.n > 0) {
		add_bare(reader, phrase);
	}
	start_afresh(reader);
}

static size_t
read_quoted(struct reader *reader, td_span text, size_t i)
{
	for (; i < text.n && text.p[i] != '"'; i++) {
		if (text.p[i] == '\\' && i + 1 < text.n)
			i++;
		g_string_append_c(reader->phrase, text.p[i]);
	}
	return i + 1;
}

static size_t
read_comment(struct reader *reader, td_span text, size_t i)
{
	unsigned depth = 1;

	g_string_truncate(reader->comment, 0);
	for (; i < text.n; i++) {
		if (text.p[i] == '(')
			depth++;
		else if (text.p[i] == ')' && --depth == 0)
			return i + 1;
		else if (text.p[i] == '\\' && i + 1 < text.n)
			i++;
		g_string_append_c(reader->comment, text.p[i]);
	}
	*reader->defects |= TD_DEFECT_BAD_ADDRESS;
	return i;
}

/* A second <> before a comma replaces the first: people write "Name <x> <a@b>". */
static size_t
read_angle(struct reader *reader, td_span text, size_t i)
{
	size_t begin;

	g_string_truncate(reader->angle, 0);
	reader->has_angle = true;
	for (begin = i; i < text.n && text.p[i] != '>'; i++)
		if (text.p[i] == '<')
			begin = i + 1;
	g_string_append_len(reader->angle, text.p + begin, (gssize)(i - begin));
	if (i == text.n)
		*reader->defects |= TD_DEFECT_BAD_ADDRESS;
	return i + 1;
}

/* How many bytes from i on mean nothing but themselves. */
static size_t
plain_length(td_span text, size_t i)
{
	size_t n = 0;

	while (i + n < text.n) {
		char c = text.p[i + n];

		if (c == '"' || c == '(' || c == '<' || c == ',' || c == ';' || c == ':')
			break;
		n++;
	}
	return n;
}

static void
read_list(struct reader *reader, td_span text)
{
	for (size_t i = 0; i < text.n;) {
		size_t n = plain_length(text, i);
		char c;

		g_string_append_len(reader->phrase, text.p + i, (gssize)n);
		i += n;
		if (i == text.n)
			break;
		c = text.p[i++];

		switch (c) {
		case '"':
			i = read_quoted(reader, text, i);
			break;
		case '(':
			i = read_comment(reader, text, i);
			break;
		case '<':
			i = read_angle(reader, text, i);
			break;
		case ',':
			finish(reader, false);
			break;
		case ';':
			finish(reader, true);
			break;
		case ':':
			/* "group name:"; a colon after an @ is part of a bad address. */
			if (reader->has_angle ||
			    memchr(reader->phrase->str, '@', reader->phrase->len))
				g_string_append_c(reader->phrase, c);
			else
				start_afresh(reader);
			break;
		default:
			break;
		}
	}
	finish(reader, true);
}

void
td_address_parse_list(td_span value, GPtrArray *addresses, unsigned max,
    td_converters *converters, unsigned *defects)
{
	g_autoptr(GString) phrase = g_string_new(NULL);
	g_autoptr(GString) comment = g_string_new(NULL);
	g_autoptr(GString) angle = g_string_new(NULL);
	struct reader reader = { phrase, comment, angle, false, addresses, max,
		converters, defects };

	read_list(&reader, value);
}
