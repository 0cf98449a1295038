/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/attached.c - the parts of a mail that git format-patch wrote */
#include "patch/attached.h"

#include <string.h>

#include "base/limits.h"
#include "message/charset.h"
#include "message/encoded_word.h"
#include "message/header.h"

/* "From ID Mon Sep 17 00:00:00 2001": no mailer writes that date. */
static bool
is_separator(td_span line)
{
	static const char date[] = " Mon Sep 17 00:00:00 2001";
	size_t n = 0;

	if (!td_span_has_prefix(line, "From "))
		return false;
	line = td_span_skip(line, 5);
	while (n < line.n && g_ascii_isxdigit(line.p[n]))
		n++;
	if (n != 40 && n != 64)
		return false;
	line = td_span_skip(line, n);
	while (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	return td_span_is(line, date);
}

bool
td_attached_begins(td_span line, td_span rest)
{
	return is_separator(line) && td_span_has_prefix_nocase(rest, "From:");
}

/* Takes the separator off the front, where a header follows it. */
static bool
take_separator(td_span *text)
{
	td_span rest = *text;
	td_span line;

	if (!td_span_next_line(&rest, &line) || !td_attached_begins(line, rest))
		return false;
	*text = rest;
	return true;
}

/* Up to the next one of the same part. */
static td_span
take_mail(td_span *text)
{
	td_span rest = *text;
	td_span mail = rest;
	ptrdiff_t at;

	while ((at = td_span_find(rest, "\nFrom ")) >= 0) {
		td_span here = td_span_skip(rest, (size_t)at + 1);

		if (take_separator(&here)) {
			mail = td_span_between(text->p, rest.p + at + 1);
			*text = here;
			return mail;
		}
		rest = td_span_skip(rest, (size_t)at + 1);
	}
	*text = (td_span){ "", 0 };
	return mail;
}

static char *
decode_header(td_span raw)
{
	g_autoptr(GString) buffer = g_string_new(NULL);
	g_auto(td_converters) converters = { 0 };
	unsigned defects = 0; /* its own mail may be sound */

	return td_encoded_word_decode(
	    td_header_unfold(td_span_head(raw, TD_MAX_HEADER_VALUE), buffer),
	    TD_MAX_TITLE_BYTES, &converters, &defects);
}

static void
replace(char **into, char *text)
{
	g_free(*into);
	*into = text;
}

static void
take_over(td_split *split, td_split *its, const td_message *message)
{
	if (!its->from)
		its->from = decode_header(message->raw_from);
	if (!its->subject)
		its->subject = g_strdup(message->subject);
	if (!its->date)
		its->date = decode_header(message->raw_date);
	replace(&split->from, g_steal_pointer(&its->from));
	replace(&split->subject, g_steal_pointer(&its->subject));
	replace(&split->date, g_steal_pointer(&its->date));
	g_string_free(split->message, TRUE);
	split->message = g_steal_pointer(&its->message);
	g_clear_pointer(&split->patch, g_byte_array_unref);
	split->patch = g_steal_pointer(&its->patch);
	replace(&split->own_charset, g_strdup(its->charset));
	split->charset = split->own_charset;
	split->defects |= its->defects;
}

typedef struct reading {
	td_split *split;
	unsigned number, count;
	bool scissors;
} reading;

/* The part names the charset where the mail in it does not. */
static void
read_mail(reading *r, td_span mail, const char *charset)
{
	g_autoptr(td_message) message = td_message_parse(mail, 0);
	g_autofree char *type = NULL;
	g_autoptr(td_body) body = NULL;
	g_autoptr(td_split) its = NULL;
	unsigned defects = 0;

	if (message->raw_type.n == 0 && *charset) {
		type = g_strdup_printf("text/plain; charset=%s", charset);
		message->raw_type = td_span_of(type);
	}
	body = td_body_read(message, &defects);
	its = td_split_read(body, r->scissors);
	if (!its->patch)
		return;
	r->count++;
	if (r->count == MAX(r->number, 1))
		take_over(r->split, its, message);
	else if (r->number == 0)
		g_byte_array_append(r->split->patch, its->patch->data, its->patch->len);
}

unsigned
td_attached_read(const td_body *body, unsigned number, bool scissors, td_split *split)
{
	reading r = { .split = split, .number = number, .scissors = scissors };

	for (unsigned i = 0; i < td_body_count(body); i++) {
		const td_text *text = td_body_get(body, i);
		td_span rest = text->bytes;

		while (rest.n > 0 && (*rest.p == '\n' || *rest.p == '\r'))
			rest = td_span_skip(rest, 1);
		if (!take_separator(&rest))
			continue;
		while (rest.n > 0 && r.count < TD_MAX_PARTS)
			read_mail(&r, take_mail(&rest), text->charset);
	}
	return r.count;
}
