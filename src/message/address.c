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
	g_free(address);
}

td_address *
td_address_new(td_span name, td_span address)
{
	td_address *made = g_malloc(sizeof *made + name.n + 1 + address.n + 1);
	char *text = (char *)(made + 1);

	made->name = text;
	if (name.n > 0)
		memcpy(text, name.p, name.n);
	text[name.n] = '\0';
	made->address = text += name.n + 1;
	if (address.n > 0)
		memcpy(text, address.p, address.n);
	text[address.n] = '\0';
	return made;
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

/* As td_utf8_line, but what is plain is not copied; *kept is freed by the caller. */
static td_span
clean_line(td_span text, bool decode, struct reader *reader, char **kept)
{
	if (text.n <= TD_MAX_NAME_BYTES && td_is_plain_line(text) &&
	    (!decode || !td_encoded_word_any(text)))
		return text;
	*kept = decode ? td_encoded_word_decode(
			     text, TD_MAX_NAME_BYTES, reader->converters, reader->defects)
		       : td_utf8_line(text, TD_MAX_NAME_BYTES, reader->defects);
	return td_span_of(*kept);
}

static void
add_address(struct reader *reader, td_span name, td_span address)
{
	g_autofree char *name_kept = NULL, *address_kept = NULL;

	if (reader->addresses->len >= reader->max) {
		*reader->defects |= TD_DEFECT_LIMIT;
		return;
	}
	name = td_span_trim(clean_line(td_span_trim(name), true, reader, &name_kept));
	address = clean_line(td_span_trim(address), false, reader, &address_kept);
	if (td_span_find_byte(address, '@') < 0)
		*reader->defects |= TD_DEFECT_BAD_ADDRESS;
	g_ptr_array_add(reader->addresses, td_address_new(name, address));
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

	if (reader->has_angle && td_span_find_byte(phrase, '@') > 0 &&
	    td_span_find_byte(of_string(reader->angle), '@') < 0) {
		/* "<Ann Author>ann@example.org", "ann@example.org <Ann>" */
		if (td_span_find_byte(phrase, ' ') < 0)
			add_address(reader, of_string(reader->angle), phrase);
		else
			add_bare(reader, phrase);
	} else if (reader->has_angle) {
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

/* How many bytes at the front mean nothing but themselves. */
static size_t
plain_length(td_span text)
{
	static const bool means_something[0x100] = { ['"'] = true,
		['('] = true,
		['<'] = true,
		[','] = true,
		[';'] = true,
		[':'] = true };
	size_t n = 0;

	while (n < text.n && !means_something[(unsigned char)text.p[n]])
		n++;
	return n;
}

/* "Ann" of "Ann <" and of "\"Ann\" <"; *n is where the "<" is. False for all that is not
 * so simple. */
static bool
read_simple_name(td_span text, td_span *name, size_t *n)
{
	size_t blanks = 0, plain;

	while (blanks < text.n && (text.p[blanks] == ' ' || text.p[blanks] == '\t'))
		blanks++;
	*n = blanks + plain_length(td_span_skip(text, blanks));
	*name = td_span_between(text.p + blanks, text.p + *n);
	if (*n == blanks && *n < text.n && text.p[*n] == '"') {
		td_span rest = td_span_skip(text, *n + 1);
		ptrdiff_t quote = td_span_find_byte(rest, '"');

		if (quote < 0 || memchr(rest.p, '\\', (size_t)quote))
			return false;
		*name = td_span_head(rest, (size_t)quote);
		rest = td_span_skip(rest, (size_t)quote + 1);
		plain = plain_length(rest);
		if (td_span_trim(td_span_head(rest, plain)).n > 0)
			return false;
		*n = (size_t)(rest.p - text.p) + plain;
	}
	return *n < text.n && text.p[*n] == '<';
}

/* "ann@example.org," at the front. */
static size_t
read_simple_bare(struct reader *reader, td_span text)
{
	size_t n = plain_length(text);
	td_span word = td_span_trim(td_span_head(text, n));

	if ((n < text.n && text.p[n] != ',') || td_span_find_byte(word, '@') < 0 ||
	    td_span_find_byte(word, ' ') >= 0 || td_span_find_byte(word, '\t') >= 0)
		return 0;
	add_address(reader, (td_span){ NULL, 0 }, word);
	return n < text.n ? n + 1 : n;
}

/*
 * "Ann <ann@example.org>," at the front. Most of all lists are made of these two: the
 * same as what the long way makes of them, without a copy. 0 for what is not so simple,
 * else how far it goes.
 */
static size_t
read_simple(struct reader *reader, td_span text)
{
	td_span name, angle, after;
	size_t n, plain;
	ptrdiff_t close;

	if (!read_simple_name(text, &name, &n))
		return read_simple_bare(reader, text);
	angle = td_span_skip(text, n + 1);
	close = td_span_find_byte(angle, '>');
	if (close < 0 || memchr(angle.p, '<', (size_t)close) ||
	    !memchr(angle.p, '@', (size_t)close))
		return 0;
	after = td_span_skip(angle, (size_t)close + 1);
	plain = plain_length(after);
	if (td_span_trim(td_span_head(after, plain)).n > 0 ||
	    (plain < after.n && after.p[plain] != ','))
		return 0;
	add_address(reader, name, without_route(td_span_head(angle, (size_t)close)));
	n = (size_t)(after.p - text.p) + plain;
	return n < text.n ? n + 1 : n;
}

/* Reads one character that means something, and what belongs to it. */
static size_t
read_special(struct reader *reader, td_span text, size_t i)
{
	char c = text.p[i++];

	switch (c) {
	case '"':
		return read_quoted(reader, text, i);
	case '(':
		return read_comment(reader, text, i);
	case '<':
		return read_angle(reader, text, i);
	case ',':
		finish(reader, false);
		break;
	case ';':
		finish(reader, true);
		break;
	default:
		/* "group name:"; a colon after an @ is part of a bad address. */
		if (reader->has_angle ||
		    memchr(reader->phrase->str, '@', reader->phrase->len))
			g_string_append_c(reader->phrase, c);
		else
			start_afresh(reader);
		break;
	}
	return i;
}

/* text begins where an address does. */
static void
read_list(struct reader *reader, td_span text)
{
	for (size_t i = 0; i < text.n;) {
		td_span rest = td_span_skip(text, i);
		size_t n = plain_length(rest);

		g_string_append_len(reader->phrase, rest.p, (gssize)n);
		i += n;
		if (i < text.n)
			i = read_special(reader, text, i);
	}
	finish(reader, true);
}

void
td_address_parse_list(td_span value, GPtrArray *addresses, unsigned max,
    td_converters *converters, unsigned *defects)
{
	struct reader reader = { .addresses = addresses,
		.max = max,
		.converters = converters,
		.defects = defects };
	g_autoptr(GString) phrase = NULL;
	g_autoptr(GString) comment = NULL;
	g_autoptr(GString) angle = NULL;
	size_t n;

	while (value.n > 0 && (n = read_simple(&reader, value)) > 0)
		value = td_span_skip(value, n);
	if (td_span_trim(value).n == 0)
		return;
	reader.phrase = phrase = g_string_new(NULL);
	reader.comment = comment = g_string_new(NULL);
	reader.angle = angle = g_string_new(NULL);
	read_list(&reader, value);
}

static bool
is_quote(char c)
{
	return c == '\'' || c == '"' || c == '`';
}

const char *
td_address_bare_name(const char *name, char **kept)
{
	td_span bare = td_span_of(name);
	char *via;

	if (bare.n == 0 || (!is_quote(name[0]) && !is_quote(name[bare.n - 1])))
		return name;
	while (bare.n > 0 && (is_quote(bare.p[0]) || bare.p[0] == ' '))
		bare = td_span_skip(bare, 1);
	while (bare.n > 0 && (is_quote(bare.p[bare.n - 1]) || bare.p[bare.n - 1] == ' '))
		bare.n--;
	*kept = td_span_dup(bare);
	via = is_quote(name[0]) ? strstr(*kept, "' via ") : NULL;
	if (via != NULL)
		memmove(via, via + 1, strlen(via));
	return *kept;
}
