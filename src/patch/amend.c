/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/amend.c - puts the trailers that a patch got into its commit message */
#include "patch/amend.h"

#include "message/link.h"
#include "patch/trailer_word.h"

static const char signed_off[] = "Signed-off-by";

/* The word between <> (which may not be closed, or hold "<mailto:...>" once more), else
 * the word with the @. */
static td_span
address_of(const char *value)
{
	const char *open = strchr(value, '<');
	const char *at = open ? open + 1 : strchr(value, '@');

	if (!at)
		return (td_span){ "", 0 };
	if (open)
		at += strspn(at, " \t");
	while (!open && at > value && !g_ascii_isspace(at[-1]))
		at--;
	return (td_span){ at, strcspn(at, open ? " \t<>" : " \t") };
}

char *
td_amend_identity(const td_trailer *trailer)
{
	g_autofree char *key = g_ascii_strdown(trailer->key, -1);
	g_autofree char *id = NULL, *text = NULL;

	if (td_trailer_is_person(trailer)) {
		id = td_span_dup(address_of(trailer->value));
		if (*id == '\0')
			g_clear_pointer(&id, g_free);
	} else {
		/* A Message-ID knows capitals from small letters. */
		id = td_message_id_from_link(td_span_of(trailer->value));
		if (id)
			return g_strconcat(key, "\n", id, NULL);
	}
	text = g_ascii_strdown(id ? id : trailer->value, -1);
	return g_strconcat(key, "\n", text, NULL);
}

static void
trim_end(GString *text)
{
	while (text->len > 0 && strchr(" \t\r\n", text->str[text->len - 1]))
		g_string_truncate(text, text->len - 1);
}

static GString *
without_carriage_returns(const char *message)
{
	td_span rest = td_span_of(message);
	GString *text = g_string_sized_new(rest.n + 256);
	td_span line;

	while (td_span_next_line(&rest, &line)) {
		while (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		g_string_append_len(text, line.p, (gssize)line.n);
		g_string_append_c(text, '\n');
	}
	trim_end(text);
	return text;
}

static bool
is_own(const td_trailer *trailer, const char *own)
{
	return own && g_ascii_strcasecmp(trailer->key, signed_off) == 0 &&
	       td_span_equal_nocase(address_of(trailer->value), td_span_of(own));
}

/* Where the last line begins. */
static size_t
last_line(const char *text, size_t n)
{
	const char *lf = n > 0 ? memrchr(text, '\n', n) : NULL;

	return lf ? (size_t)(lf + 1 - text) : 0;
}

/* Takes the last such line out of the last paragraph; NULL where there is none. */
static char *
take_own(GString *text, const char *own)
{
	size_t end = text->len;

	while (end > 0) {
		size_t begin = last_line(text->str, end);
		td_span line = { text->str + begin, end - begin };
		g_autofree char *value = NULL;
		char *taken;

		if (td_span_trim(line).n == 0)
			return NULL;
		value = td_span_dup(td_span_skip(line, strlen(signed_off)));
		if (td_span_has_prefix_nocase(line, signed_off) && *value == ':' &&
		    td_span_equal_nocase(address_of(value), td_span_of(own))) {
			taken = td_span_dup(line);
			g_string_erase(text, (gssize)begin,
			    (gssize)(end - begin + (end < text->len)));
			trim_end(text);
			return taken;
		}
		end = begin > 0 ? begin - 1 : 0;
	}
	return NULL;
}

/* "Key: Name <address>" */
static bool
is_person_line(td_span line)
{
	ptrdiff_t colon = td_span_find_byte(line, ':');

	return colon > 0 && td_trailer_key_is_person(td_span_head(line, (size_t)colon)) &&
	       td_span_find_byte(line, '@') > colon;
}

/* Signed-off-by right below the text, which git does not take for a block of trailers:
 * an empty line goes between. Returns whether there is one. */
static bool
part_from_text(GString *text)
{
	size_t end = text->len, begin = end;

	while (end > 0) {
		size_t at = last_line(text->str, end);
		td_span line = { text->str + at, end - at };

		if (!is_person_line(line))
			break;
		begin = at;
		end = at > 0 ? at - 1 : 0;
	}
	if (begin == text->len)
		return false;
	if (begin > 1 && text->str[begin - 2] != '\n')
		g_string_insert_c(text, (gssize)begin, '\n');
	return true;
}

/* One line, whatever the mail had in it. */
static void
append_line(GString *text, const char *line)
{
	for (; *line; line++) {
		if ((unsigned char)*line >= ' ' && *line != 0x7f)
			g_string_append_c(text, *line);
		else if (*line == '\t')
			g_string_append_c(text, ' ');
	}
	g_string_append_c(text, '\n');
}

static void
append_trailer(GString *text, const td_trailer *trailer)
{
	g_string_append_printf(text, "%s: ", trailer->key);
	append_line(text, trailer->value);
	if (trailer->note)
		append_line(text, trailer->note);
}

/* Those of add that are not there yet, each once. */
static GPtrArray *
choose_new(const GPtrArray *has, const GPtrArray *add, const char *own)
{
	g_autoptr(GHashTable) seen =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GPtrArray) chosen = g_ptr_array_new();

	for (guint i = 0; i < has->len; i++)
		g_hash_table_add(seen, td_amend_identity(g_ptr_array_index(has, i)));
	for (guint i = 0; add && i < add->len; i++) {
		td_trailer *trailer = g_ptr_array_index(add, i);

		if (!is_own(trailer, own) &&
		    g_hash_table_add(seen, td_amend_identity(trailer)))
			g_ptr_array_add(chosen, trailer);
	}
	return g_steal_pointer(&chosen);
}

/* The committer's own line, from the text or from what is added, goes last. */
static char *
find_own(GString *text, const GPtrArray *has, const GPtrArray *add, const char *own,
    bool others)
{
	char *line = NULL;

	if (has->len > 0 &&
	    (others || !is_own(g_ptr_array_index(has, has->len - 1), own)))
		line = take_own(text, own);
	else if (has->len > 0)
		return NULL;
	for (guint i = 0; !line && add && i < add->len; i++) {
		const td_trailer *trailer = g_ptr_array_index(add, i);

		if (is_own(trailer, own))
			line = g_strdup_printf("%s: %s", signed_off, trailer->value);
	}
	return line;
}

char *
td_amend_message(
    const char *title, const char *message, const GPtrArray *add, const char *own)
{
	g_autoptr(GString) text = without_carriage_returns(message);
	g_autofree char *whole = g_strconcat(title, "\n\n", text->str, NULL);
	g_autoptr(GPtrArray) has = td_trailer_parse_message(td_span_of(whole));
	g_autofree char *last = NULL;
	g_autoptr(GPtrArray) new = NULL;

	new = choose_new(has, add, own);
	if (own)
		last = find_own(text, has, add, own, new->len > 0);
	if (text->len > 0 && (new->len > 0 || last)) {
		bool block = has->len > 0 || part_from_text(text);

		g_string_append(text, block ? "\n" : "\n\n");
	} else if (text->len > 0) {
		g_string_append_c(text, '\n');
	}
	for (guint i = 0; i < new->len; i++)
		append_trailer(text, g_ptr_array_index(new, i));
	if (last)
		append_line(text, last);
	return g_strdup(text->str);
}
