/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * message/body.c - the parts of a mail, as `git mailinfo` walks them
 *
 * git reads lines, not a MIME tree: a part ends where a line begins with the boundary on
 * top of its stack, a part's headers end at the first line that is none (which is lost),
 * and nothing is read behind the end of the outermost multipart. We do the same to come
 * to the same bytes, but for two things. The line after a part's headers git takes for
 * text even if it is a boundary, and so the parts of a multipart without a preamble
 * inside another one, as mailers that sign send them, are left encoded. And the preamble
 * of a multipart inside ("This is a multi-part message in MIME format.") git takes for
 * text, which it never is.
 */
#include "message/message.h"

#include "base/limits.h"
#include "message/attribute.h"
#include "message/charset.h"
#include "message/flowed.h"
#include "message/header.h"
#include "message/html.h"
#include "message/transfer.h"

struct td_body {
	GArray *texts;      /* of td_text */
	GPtrArray *buffers; /* of GString *: decoded bytes */
	GPtrArray *words;   /* of char *: charsets and types */
	GPtrArray *names;   /* of char * */
};

/* The walk: boundaries begin with "--"; the innermost is the last. */
struct walk {
	td_body *body;
	td_span rest;
	td_span boundaries[TD_MAX_PART_DEPTH];
	unsigned depth;
	td_transfer transfer;
	const char *charset;
	const char *type;
	bool flowed, delsp;
	bool preamble; /* what comes next is that of a multipart inside */
	unsigned parts;
	GString *buffer;
	unsigned *defects;
};

static void
free_string(void *string)
{
	g_string_free(string, TRUE);
}

void
td_body_free(td_body *body)
{
	if (!body)
		return;
	g_array_unref(body->texts);
	g_ptr_array_unref(body->buffers);
	g_ptr_array_unref(body->words);
	g_ptr_array_unref(body->names);
	g_free(body);
}

unsigned
td_body_count(const td_body *body)
{
	return body->texts->len;
}

const GPtrArray *
td_body_names(const td_body *body)
{
	return body->names;
}

const td_text *
td_body_get(const td_body *body, unsigned i)
{
	return &g_array_index(body->texts, td_text, i);
}

/* Common words are not copied. */
static const char *
keep_word(struct walk *walk, td_span word)
{
	static const char *const common[] = { "", "utf-8", "us-ascii", "iso-8859-1",
		"text/plain", "multipart/mixed", "multipart/alternative",
		"multipart/signed", "application/pgp-signature", "text/html" };
	g_autofree char *copy = NULL;
	char *lower;

	for (size_t i = 0; i < G_N_ELEMENTS(common); i++) {
		if (td_span_equal_nocase(word, td_span_of(common[i])))
			return common[i];
	}
	copy = td_utf8_line(td_span_head(word, 128), 128, walk->defects);
	lower = g_ascii_strdown(copy, -1);
	g_ptr_array_add(walk->body->words, lower);
	return lower;
}

/* As git finds it: the name anywhere in the value, up to ; or a blank, or in quotes. */
static bool
find_attribute(td_span value, const char *name, td_span *attribute)
{
	size_t name_n = strlen(name);
	const char *ends = "; \t";
	size_t n = 0;

	*attribute = (td_span){ "", 0 };
	while (value.n >= name_n && ((value.p[0] | 0x20) != name[0] ||
					!td_span_has_prefix_nocase(value, name)))
		value = td_span_skip(value, 1);
	if (value.n < name_n)
		return false;
	value = td_span_skip(value, name_n);
	if (value.n > 0 && value.p[0] == '"') {
		value = td_span_skip(value, 1);
		ends = "\"";
	}
	while (n < value.n && value.p[n] != '\0' && !strchr(ends, value.p[n]))
		n++;
	*attribute = td_span_head(value, n);
	return true;
}

/* Boundaries outlive the buffer that unfolded them. */
static void
push_boundary(struct walk *walk, td_span boundary)
{
	GString *copy;

	if (walk->depth == TD_MAX_PART_DEPTH) {
		*walk->defects |= TD_DEFECT_LIMIT;
		return;
	}
	copy = g_string_new("--");
	g_string_append_len(copy, boundary.p, (gssize)boundary.n);
	g_ptr_array_add(walk->body->buffers, copy);
	walk->boundaries[walk->depth++] = (td_span){ copy->str, copy->len };
}

static void
take_type(struct walk *walk, td_span value)
{
	td_span attribute;
	size_t n = 0;

	if (value.n > TD_MAX_HEADER_VALUE)
		value = td_span_head(value, TD_MAX_HEADER_VALUE);
	value = td_header_unfold(value, walk->buffer);
	while (n < value.n && value.p[n] != ';' && value.p[n] != ' ')
		n++;
	walk->type = keep_word(walk, td_span_head(value, n));
	find_attribute(value, "format=", &attribute);
	walk->flowed = td_span_equal_nocase(attribute, td_span_of("flowed"));
	find_attribute(value, "delsp=", &attribute);
	walk->delsp = td_span_equal_nocase(attribute, td_span_of("yes"));
	find_attribute(value, "charset=", &attribute);
	walk->charset = keep_word(walk, attribute);
	if (find_attribute(value, "boundary=", &attribute))
		push_boundary(walk, attribute);
}

/* "name=" of Content-Type, "filename=" of Content-Disposition; mostly both are said. */
static void
take_name(struct walk *walk, td_span value)
{
	g_auto(td_converters) converters = { 0 };
	g_autofree char *name = NULL;
	GPtrArray *names = walk->body->names;

	value = td_header_unfold(td_span_head(value, TD_MAX_HEADER_VALUE), walk->buffer);
	name = td_attribute_file_name(value, &converters);
	if (!*name)
		return;
	if (names->len > 0 && strcmp(names->pdata[names->len - 1], name) == 0)
		return;
	g_ptr_array_add(names, g_steal_pointer(&name));
}

static td_transfer
transfer_of(td_span value)
{
	for (; value.n >= 6; value = td_span_skip(value, 1)) {
		char first = value.p[0] | 0x20;

		if (first != 'b' && first != 'q')
			continue;
		if (td_span_has_prefix_nocase(value, "base64"))
			return TD_TRANSFER_BASE64;
		if (td_span_has_prefix_nocase(value, "quoted-printable"))
			return TD_TRANSFER_QUOTED_PRINTABLE;
	}
	return TD_TRANSFER_NONE;
}

static void
add_text(struct walk *walk, td_span bytes)
{
	td_text text = { bytes, walk->charset, walk->type };

	if (bytes.n > 0)
		g_array_append_val(walk->body->texts, text);
}

static void
add_content(struct walk *walk, td_span content)
{
	GString *decoded;

	if (walk->transfer == TD_TRANSFER_NONE && !walk->flowed) {
		add_text(walk, content);
		return;
	}
	decoded = g_string_sized_new(content.n + 1);
	g_ptr_array_add(walk->body->buffers, decoded);
	if (walk->flowed) {
		*walk->defects |= TD_DEFECT_FLOWED;
		td_decode_flowed(content, walk->transfer, walk->delsp, decoded);
	} else if (walk->transfer == TD_TRANSFER_BASE64) {
		td_decode_base64(content, decoded);
	} else {
		td_decode_quoted_printable(content, decoded);
	}
	add_text(walk, (td_span){ decoded->str, decoded->len });
}

/* Where the next line begins that starts with the innermost boundary; -1 for nowhere. */
static ptrdiff_t
find_boundary(const struct walk *walk)
{
	td_span boundary = walk->boundaries[walk->depth - 1];
	const char *begin = walk->rest.p;
	const char *p = begin;
	const char *end = begin + walk->rest.n;

	while ((p = memmem(p, (size_t)(end - p), boundary.p, boundary.n))) {
		if (p == begin || p[-1] == '\n')
			return p - begin;
		p++;
	}
	return -1;
}

/* Takes the boundary line; true where it closes its multipart. */
static bool
take_boundary_line(struct walk *walk)
{
	td_span line;

	td_span_next_line(&walk->rest, &line);
	line = td_span_skip(line, walk->boundaries[walk->depth - 1].n);
	return td_span_has_prefix(line, "--");
}

static void
take_part_header(struct walk *walk)
{
	unsigned depth = walk->depth;
	td_field field;
	td_span line;

	walk->transfer = TD_TRANSFER_NONE;
	walk->charset = walk->type = "";
	while (td_field_next(&walk->rest, &field)) {
		if (td_field_is(&field, "content-type")) {
			take_type(walk, field.value);
			take_name(walk, field.value);
		} else if (td_field_is(&field, "content-disposition")) {
			take_name(walk, field.value);
		} else if (td_field_is(&field, "content-transfer-encoding")) {
			walk->transfer = transfer_of(field.value);
		}
	}
	if (td_span_next_line(&walk->rest, &line) && td_span_trim(line).n > 0)
		*walk->defects |= TD_DEFECT_BAD_MIME;
	walk->preamble = walk->depth > depth;
}

/* What stands between here and the innermost boundary, which need not be there. */
static void
take_content(struct walk *walk)
{
	ptrdiff_t end = find_boundary(walk);
	td_span content;

	if (end < 0) {
		*walk->defects |= TD_DEFECT_BAD_MIME;
		end = (ptrdiff_t)walk->rest.n;
		walk->preamble = false;
	}
	content = td_span_head(walk->rest, (size_t)end);
	if (!walk->preamble || td_span_trim(content).n == 0)
		add_content(walk, content);
	walk->rest = td_span_skip(walk->rest, (size_t)end);
}

/* Reads up to the next part's text; false where no part follows. For ends of multiparts
 * that follow each other git puts one empty line. */
static bool
next_part(struct walk *walk)
{
	bool ended = false;

	while (walk->depth > 0) {
		ptrdiff_t begin = find_boundary(walk);

		if (begin < 0)
			return false;
		walk->rest = td_span_skip(walk->rest, (size_t)begin);
		if (!take_boundary_line(walk)) {
			if (++walk->parts > TD_MAX_PARTS) {
				*walk->defects |= TD_DEFECT_LIMIT;
				return false;
			}
			take_part_header(walk);
			return walk->rest.n > 0;
		}
		walk->depth--;
		walk->charset = walk->type = "";
		if (!ended)
			add_text(walk, (td_span){ "\n", 1 });
		ended = true;
	}
	return false;
}

static void
walk_multipart(struct walk *walk)
{
	if (find_boundary(walk) < 0) {
		/* git reads nothing at all then; a person would rather see the text. */
		*walk->defects |= TD_DEFECT_BAD_MIME;
		add_content(walk, walk->rest);
		return;
	}
	while (next_part(walk))
		take_content(walk);
	if (walk->depth > 0)
		*walk->defects |= TD_DEFECT_BAD_MIME;
}

td_body *
td_body_read(const td_message *message, unsigned *defects)
{
	td_body *body = g_new0(td_body, 1);
	g_autoptr(GString) buffer = g_string_new(NULL);
	struct walk walk = {
		.body = body,
		.rest = message->body,
		.charset = "",
		.type = "",
		.buffer = buffer,
		.defects = defects,
	};

	body->texts = g_array_new(FALSE, FALSE, sizeof(td_text));
	body->buffers = g_ptr_array_new_with_free_func(free_string);
	body->words = g_ptr_array_new_with_free_func(g_free);
	body->names = g_ptr_array_new_with_free_func(g_free);
	if (message->raw_type.n > 0)
		take_type(&walk, message->raw_type);
	walk.transfer = transfer_of(message->raw_encoding);
	if (walk.depth > 0)
		walk_multipart(&walk);
	else
		add_content(&walk, walk.rest);
	if (body->texts->len == 0)
		*defects |= TD_DEFECT_NO_BODY;
	return body;
}

static bool
is_plain(const td_text *text)
{
	return (text->type[0] == '\0' || strcmp(text->type, "text/plain") == 0) &&
	       td_span_trim(text->bytes).n > 0;
}

/* HTML is the other form of the plain text before it, or attached to it; a list's footer
 * may stand behind one that is all there is. */
static bool
is_for_reading(const td_text *text, bool has_plain)
{
	if (strcmp(text->type, "text/html") == 0)
		return !has_plain;
	if (text->type[0] == '\0' || g_str_has_prefix(text->type, "text"))
		return true;
	return !memchr(text->bytes.p, '\0', text->bytes.n) &&
	       (g_str_has_prefix(text->type, "multipart/") ||
		   g_str_has_prefix(text->type, "message/") ||
		   strcmp(text->type, "application/octet-stream") == 0 ||
		   strstr(text->type, "patch") || strstr(text->type, "diff"));
}

static void
append_text(
    GString *out, const td_text *text, td_converters *converters, unsigned *defects)
{
	g_autoptr(GString) html = NULL;

	if (out->len > 0 && out->str[out->len - 1] != '\n')
		g_string_append_c(out, '\n');
	if (strcmp(text->type, "text/html") != 0) {
		td_append_utf8(out, text->bytes, text->charset, converters, defects);
		return;
	}
	html = g_string_sized_new(text->bytes.n + 1);
	td_append_utf8(html, text->bytes, text->charset, converters, defects);
	td_html_append_text(out, (td_span){ html->str, html->len });
}

char *
td_body_to_utf8(const td_body *body)
{
	g_auto(td_converters) converters = { 0 };
	GString *out;
	unsigned defects = 0;
	bool has_plain = false;
	size_t n = 0;

	for (unsigned i = 0; i < td_body_count(body); i++)
		n += td_body_get(body, i)->bytes.n;
	out = g_string_sized_new(n + 1);
	for (unsigned i = 0; i < td_body_count(body); i++) {
		const td_text *text = td_body_get(body, i);

		if (is_for_reading(text, has_plain))
			append_text(out, text, &converters, &defects);
		has_plain = has_plain || is_plain(text);
	}
	return g_string_free(out, FALSE);
}
