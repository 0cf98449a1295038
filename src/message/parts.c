/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/parts.c - multiparts taken apart, without recursion */
#include "message/parts.h"

#include <string.h>

#include "base/limits.h"
#include "message/attribute.h"
#include "message/charset.h"
#include "message/header.h"
#include "message/transfer.h"

/* What is still to be taken apart. */
typedef struct piece {
	td_span bytes; /* headers and content; of the whole mail its body */
	td_span type;  /* Content-Type, of the whole mail only */
	td_span encoding, disposition;
	char *number; /* "" of the whole mail */
	unsigned depth;
} piece;

static void
free_piece(void *data)
{
	piece *one = data;

	g_free(one->number);
	g_free(one);
}

static void
free_part(void *data)
{
	td_part *part = data;

	g_free(part->number);
	g_free(part->name);
	g_free(part->type);
	g_free(part->charset);
	g_free(part);
}

static td_transfer
find_transfer(td_span value)
{
	value = td_span_trim(value);
	if (td_span_has_prefix_nocase(value, "base64"))
		return TD_TRANSFER_BASE64;
	return td_span_has_prefix_nocase(value, "quoted-printable")
		   ? TD_TRANSFER_QUOTED_PRINTABLE
		   : TD_TRANSFER_NONE;
}

static char *
lower_word(td_span word)
{
	g_autofree char *copy = td_span_dup(td_span_head(td_span_trim(word), 128));

	for (char *p = copy; *p; p++)
		if (!g_ascii_isgraph(*p))
			*p = '_';
	return g_ascii_strdown(copy, -1);
}

/* What comes before the first ";". */
static char *
read_type(td_span value)
{
	ptrdiff_t end = td_span_find_byte(value, ';');
	char *type = lower_word(end >= 0 ? td_span_head(value, (size_t)end) : value);

	if (*type)
		return type;
	g_free(type);
	return g_strdup("text/plain");
}

/* A name only: whoever saves it chooses where. */
static char *
read_name(td_span disposition, td_span type)
{
	g_auto(td_converters) converters = { 0 };
	g_autofree char *name = td_attribute_file_name(disposition, &converters);
	const char *slash, *other;

	if (!*name) {
		g_free(name);
		name = td_attribute_file_name(type, &converters);
	}
	slash = strrchr(name, '/');
	other = strrchr(name, '\\');
	if (other > slash)
		slash = other;
	return g_strdup(slash ? slash + 1 : name);
}

static void
add_piece(GPtrArray *todo, const piece *parent, td_span bytes, unsigned number)
{
	piece *child = g_new0(piece, 1);

	child->bytes = bytes;
	child->depth = parent->depth + 1;
	child->number = *parent->number ? g_strdup_printf("%s.%u", parent->number, number)
					: g_strdup_printf("%u", number);
	g_ptr_array_add(todo, child);
}

/* The pieces between lines that begin with the boundary; last first, as todo is a stack.
 */
static void
split(GPtrArray *todo, const piece *parent, td_span content, td_span boundary)
{
	g_autofree char *name = td_span_dup(boundary);
	g_autofree char *mark = g_strconcat("--", name, NULL);
	unsigned first = todo->len, number = 0;
	td_span rest = content, line;
	const char *begin = NULL;

	while (td_span_next_line(&rest, &line) && number < TD_MAX_PARTS) {
		if (!td_span_has_prefix(line, mark))
			continue;
		if (begin)
			add_piece(todo, parent, td_span_between(begin, line.p), ++number);
		begin = rest.p;
		if (td_span_has_prefix(td_span_skip(line, strlen(mark)), "--")) {
			begin = NULL;
			break;
		}
	}
	if (begin && number < TD_MAX_PARTS)
		add_piece(
		    todo, parent, td_span_between(begin, td_span_end(content)), ++number);
	for (unsigned i = first, k = todo->len; i + 1 < k; i++, k--) {
		void *kept = todo->pdata[i];

		todo->pdata[i] = todo->pdata[k - 1];
		todo->pdata[k - 1] = kept;
	}
}

static void
take_piece(GPtrArray *todo, GPtrArray *parts, piece *one)
{
	td_span content = one->bytes, type = one->type, encoding = one->encoding;
	td_span disposition = one->disposition, boundary;
	td_field field;
	td_part *part;

	while (*one->number && td_field_next(&content, &field)) {
		if (td_field_is(&field, "content-type"))
			type = field.value;
		else if (td_field_is(&field, "content-transfer-encoding"))
			encoding = field.value;
		else if (td_field_is(&field, "content-disposition"))
			disposition = field.value;
	}
	if (*one->number)
		td_header_skip_empty_line(&content);
	type = td_span_head(type, TD_MAX_HEADER_VALUE);
	boundary = td_attribute_find(type, "boundary");
	if (boundary.n > 0 && boundary.n < 200 && one->depth < TD_MAX_PART_DEPTH &&
	    td_span_has_prefix_nocase(td_span_trim(type), "multipart/")) {
		split(todo, one, content, boundary);
		return;
	}
	part = g_new0(td_part, 1);
	part->name = read_name(disposition, type);
	part->number = *one->number ? g_steal_pointer(&one->number) : g_strdup("1");
	part->type = read_type(type);
	part->charset = lower_word(td_attribute_find(type, "charset"));
	part->content = content;
	part->encoding = find_transfer(encoding);
	g_ptr_array_add(parts, part);
}

GPtrArray *
td_parts_read(const td_message *message)
{
	g_autoptr(GPtrArray) todo = g_ptr_array_new();
	GPtrArray *parts = g_ptr_array_new_with_free_func(free_part);
	piece *whole = g_new0(piece, 1);

	whole->bytes = message->body;
	whole->type = message->raw_type;
	whole->disposition = message->raw_disposition;
	whole->encoding = message->raw_encoding;
	whole->number = g_strdup("");
	g_ptr_array_add(todo, whole);
	while (todo->len > 0) {
		piece *one = g_ptr_array_steal_index(todo, todo->len - 1);

		if (parts->len < TD_MAX_PARTS)
			take_piece(todo, parts, one);
		if (!one->number)
			one->number = g_strdup("");
		free_piece(one);
	}
	return parts;
}

bool
td_parts_is_bare_text(const td_message *message)
{
	td_span type = td_span_head(message->raw_type, TD_MAX_HEADER_VALUE);
	ptrdiff_t end = td_span_find_byte(type, ';');
	td_span word = td_span_trim(end >= 0 ? td_span_head(type, (size_t)end) : type);

	return (word.n == 0 || td_span_equal_nocase(word, td_span_of("text/plain")) ||
		   td_span_equal_nocase(word, td_span_of("text/html"))) &&
	       (end < 0 || td_attribute_find(type, "name").n == 0);
}

GString *
td_part_decode(const td_part *part)
{
	GString *decoded = g_string_sized_new(part->content.n + 1);

	if (part->encoding == TD_TRANSFER_BASE64)
		td_decode_base64(part->content, decoded);
	else if (part->encoding == TD_TRANSFER_QUOTED_PRINTABLE)
		td_decode_quoted_printable(part->content, decoded);
	else
		g_string_append_len(decoded, part->content.p, (gssize)part->content.n);
	return decoded;
}
