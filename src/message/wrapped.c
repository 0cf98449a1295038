/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/wrapped.c - asks for all that Mailman does, so that nothing else is taken apart
 */
#include "message/wrapped.h"

#include <string.h>

#include "base/limits.h"
#include "message/address.h"
#include "message/encoded_word.h"
#include "message/header.h"
#include "message/parts.h"

enum { most_parts = 3 }; /* a notice, the mail, a footer */

static td_span
nothing(void)
{
	return (td_span){ "", 0 };
}

static td_span
find_field(td_span header, const char *name)
{
	td_field field;

	while (td_field_next(&header, &field))
		if (td_field_is(&field, name))
			return td_span_head(field.value, TD_MAX_HEADER_VALUE);
	return nothing();
}

static char *
decode(td_span value)
{
	g_autoptr(GString) buffer = g_string_new(NULL);
	g_auto(td_converters) converters = { 0 };
	unsigned defects = 0;

	return td_encoded_word_decode(
	    td_header_unfold(value, buffer), TD_MAX_TITLE_BYTES, &converters, &defects);
}

static void
free_address(void *address)
{
	td_address_free(address);
}

static GPtrArray *
addresses_of(td_span value)
{
	GPtrArray *addresses = g_ptr_array_new_with_free_func(free_address);
	g_autoptr(GString) buffer = g_string_new(NULL);
	g_auto(td_converters) converters = { 0 };
	unsigned defects = 0;

	td_address_parse_list(td_header_unfold(value, buffer), addresses,
	    TD_MAX_ADDRESSES, &converters, &defects);
	return addresses;
}

static bool
has_address(td_span value, const char *address)
{
	g_autoptr(GPtrArray) all = addresses_of(value);

	for (unsigned i = 0; i < all->len; i++) {
		const td_address *one = g_ptr_array_index(all, i);

		if (g_ascii_strcasecmp(one->address, address) == 0)
			return true;
	}
	return false;
}

/* "Ann via List" wrote it, and answers go to who wrote the one inside. */
static bool
is_sender(td_span outer, td_span inner)
{
	g_autoptr(GPtrArray) writers = addresses_of(find_field(inner, "from"));
	g_autofree char *from = decode(find_field(outer, "from"));
	const td_address *writer;

	if (writers->len == 0 || !strstr(from, " via "))
		return false;
	writer = g_ptr_array_index(writers, 0);
	return strchr(writer->address, '@') &&
	       !has_address(find_field(outer, "from"), writer->address) &&
	       (has_address(find_field(outer, "reply-to"), writer->address) ||
		   has_address(find_field(outer, "cc"), writer->address));
}

/* Blanks do not count: where the two were folded is not the same. */
static bool
is_same_text(const char *a, const char *b)
{
	for (;;) {
		a += strspn(a, " \t");
		b += strspn(b, " \t");
		if (*a != *b)
			return false;
		if (*a == '\0')
			return true;
		a++;
		b++;
	}
}

/* Behind what lists and answers put before a subject; NULL where there is no such. */
static const char *
skip_word(const char *subject)
{
	const char *end;

	subject += strspn(subject, " \t");
	if (g_ascii_strncasecmp(subject, "re:", 3) == 0)
		return subject + 3;
	if (*subject != '[')
		return NULL;
	end = strchr(subject, ']');
	return end ? end + 1 : NULL;
}

/* "[List] Re: title" is "Re: title", and "Re: [List] title", too. Mailman 3 may leave the
 * outer one out. */
static bool
is_same_subject(td_span outer, td_span inner)
{
	g_autofree char *whole = decode(find_field(outer, "subject"));
	g_autofree char *named = decode(find_field(inner, "subject"));
	const char *rest = whole, *title = named;

	if (whole[strspn(whole, " \t")] == '\0')
		return true;
	while (g_ascii_strncasecmp(title + strspn(title, " \t"), "re:", 3) == 0)
		title = skip_word(title);
	for (; rest; rest = skip_word(rest))
		if (is_same_text(rest, title))
			return true;
	return false;
}

/* The one mail among parts of plain text. */
static td_span
find_mail(const td_message *message)
{
	g_autoptr(GPtrArray) parts = td_parts_read(message);
	td_span mail = nothing();

	if (parts->len > most_parts)
		return nothing();
	for (unsigned i = 0; i < parts->len; i++) {
		const td_part *part = g_ptr_array_index(parts, i);

		if (strcmp(part->type, "message/rfc822") == 0 && mail.n == 0)
			mail = part->content;
		else if (strcmp(part->type, "text/plain") != 0)
			return nothing();
	}
	return mail;
}

td_span
td_wrapped_find(const td_message *message)
{
	td_span mail;

	if (!td_span_has_prefix_nocase(message->raw_type, "multipart/mixed") ||
	    td_span_find(message->body, "message/rfc822") < 0)
		return nothing();
	mail = find_mail(message);
	if (mail.n == 0 || !is_sender(message->header, mail) ||
	    !is_same_subject(message->header, mail))
		return nothing();
	return mail;
}
