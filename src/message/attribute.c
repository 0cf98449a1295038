/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/attribute.c - what stands behind the ";" of Content-Type and
 * Content-Disposition */
#include "message/attribute.h"

#include <glib.h>
#include <string.h>

#include "base/limits.h"

enum { most_pieces = 100 };

td_span
td_attribute_find(td_span value, const char *name)
{
	size_t n = strlen(name), at = 0;
	ptrdiff_t sign;

	/* Signs are few, and the name stands right before one. */
	while ((sign = td_span_find_byte(td_span_skip(value, at), '=')) >= 0) {
		size_t end = 0;
		bool quoted;

		at += (size_t)sign;
		if (at < n ||
		    !td_span_has_prefix_nocase(td_span_skip(value, at - n), name)) {
			at++;
			continue;
		}
		value = td_span_skip(value, at + 1);
		quoted = value.n > 0 && value.p[0] == '"';
		if (quoted)
			value = td_span_skip(value, 1);
		while (end < value.n &&
		       (quoted ? value.p[end] != '"' : !strchr("; \t\r\n", value.p[end])))
			end++;
		return td_span_head(value, end);
	}
	return (td_span){ "", 0 };
}

/* As within an encoded word: "%C3" is "=C3" there, and so is all that means something. */
static void
add_coded(GString *word, td_span piece, bool percent)
{
	for (size_t i = 0; i < piece.n; i++) {
		unsigned char c = (unsigned char)piece.p[i];

		if (percent && c == '%' && i + 2 < piece.n &&
		    g_ascii_isxdigit(piece.p[i + 1]) &&
		    g_ascii_isxdigit(piece.p[i + 2])) {
			g_string_append_printf(
			    word, "=%c%c", piece.p[i + 1], piece.p[i + 2]);
			i += 2;
		} else if (g_ascii_isalnum(c)) {
			g_string_append_c(word, (char)c);
		} else {
			g_string_append_printf(word, "=%02X", c);
		}
	}
}

/* "UTF-8'en'": what begins the first piece. */
static void
begin_word(GString *word, td_span *piece)
{
	ptrdiff_t end = td_span_find_byte(*piece, '\'');
	td_span rest = td_span_skip(*piece, end < 0 ? piece->n : (size_t)end + 1);
	ptrdiff_t language = td_span_find_byte(rest, '\'');
	td_span charset =
	    td_span_head(*piece, end > 0 && language >= 0 ? (size_t)end : 0);

	g_string_append(word, "=?");
	for (size_t i = 0; i < charset.n; i++)
		if (g_ascii_isalnum(charset.p[i]) || strchr("-_.:", charset.p[i]))
			g_string_append_c(word, charset.p[i]);
	if (word->len == strlen("=?"))
		g_string_append(word, "utf-8");
	g_string_append(word, "?q?");
	if (end >= 0 && language >= 0)
		*piece = td_span_skip(rest, (size_t)language + 1);
}

char *
td_attribute_file_name(td_span value, td_converters *converters)
{
	g_autoptr(GString) word = g_string_new(NULL);
	td_span piece = td_attribute_find(value, "name*");
	unsigned defects = 0;

	value = td_span_head(value, TD_MAX_HEADER_VALUE);
	if (piece.n > 0) {
		begin_word(word, &piece);
		add_coded(word, piece, true);
	}
	for (unsigned i = 0; word->len == 0 || i > 0; i++) {
		char plain[24], coded[24];
		bool percent;

		g_snprintf(plain, sizeof plain, "name*%u", i);
		g_snprintf(coded, sizeof coded, "name*%u*", i);
		piece = td_attribute_find(value, coded);
		percent = piece.n > 0;
		if (!percent)
			piece = td_attribute_find(value, plain);
		if (piece.n == 0 || i == most_pieces || word->len > TD_MAX_NAME_BYTES)
			break;
		if (i == 0 && percent)
			begin_word(word, &piece);
		else if (i == 0)
			g_string_append(word, "=?utf-8?q?");
		add_coded(word, piece, percent);
	}
	if (word->len == 0)
		return td_encoded_word_decode(td_attribute_find(value, "name"),
		    TD_MAX_NAME_BYTES, converters, &defects);
	g_string_append(word, "?=");
	return td_encoded_word_decode(
	    (td_span){ word->str, word->len }, TD_MAX_NAME_BYTES, converters, &defects);
}
