/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words/searched.c - a mail's text into columns; as public-inbox, in one pass of lines */
#include "words/searched.h"

#include "base/limits.h"
#include "diff/name.h"
#include "message/attribute.h"
#include "message/encoded_word.h"
#include "message/header.h"

/* Lines of one column that follow each other are handed on at once. */
typedef struct splitter {
	td_searched_each each;
	void *data;
	td_span run; /* own or quoted lines not handed on yet */
	td_column column;
	bool diffish; /* since the last quote there was something like a diff's header */
	bool in_diff;
	bool in_binary;
	char *names[2]; /* of the file that the diff is at */
} splitter;

static void
flush(splitter *s)
{
	if (s->run.n > 0)
		s->each(s->column, s->run, s->data);
	s->run.n = 0;
}

static void
add_line(splitter *s, td_column column, td_span line)
{
	if (s->run.n > 0 && s->column == column && s->run.p + s->run.n + 1 == line.p) {
		s->run.n += line.n + 1;
		return;
	}
	flush(s);
	s->column = column;
	s->run = line;
}

static void
add_piece(splitter *s, td_column column, td_span text)
{
	flush(s);
	if (text.n > 0)
		s->each(column, text, s->data);
}

static void
add_name(splitter *s, char *name, unsigned at)
{
	g_autofree char *mine = name;

	if (name == NULL)
		return;
	s->in_diff = true;
	if (g_strcmp0(name, s->names[0]) == 0 || g_strcmp0(name, s->names[1]) == 0)
		return;
	add_piece(s, TD_COLUMN_DIFF_NAME, td_span_of(name));
	g_free(s->names[at]);
	s->names[at] = g_steal_pointer(&mine);
}

static void
start_file(splitter *s)
{
	g_clear_pointer(&s->names[0], g_free);
	g_clear_pointer(&s->names[1], g_free);
	s->in_binary = false;
}

/* "a/x b/y" behind "diff --git": a rename's names are where the line can be halved at
 * " b/"; more of them stand in "rename from" and the like. */
static void
take_git_header(splitter *s, td_span line)
{
	td_span names = td_span_skip(line, 11);
	char *both = td_diff_name_both(names, 1);
	ptrdiff_t at;

	start_file(s);
	add_line(s, TD_COLUMN_OWN, line);
	s->in_diff = true;
	if (both != NULL) {
		add_name(s, both, 0);
		return;
	}
	at = td_span_find(names, names.n > 0 && names.p[0] == '"' ? "\" " : " b/");
	if (at < 0)
		return;
	if (names.p[at] == '"')
		at++;
	add_name(s, td_diff_name(td_span_head(names, (size_t)at), 1, false), 0);
	add_name(s, td_diff_name(td_span_skip(names, (size_t)at + 1), 1, false), 1);
}

/* Behind "--- " and "+++ "; a name without a directory is a word of the text. */
static void
take_side(splitter *s, td_span line, unsigned at)
{
	td_span name = td_span_skip(line, 4);

	if (td_diff_name_is_null(name)) {
		s->in_diff = true;
		return;
	}
	if (td_span_find_byte(name, '/') >= 0)
		add_name(s, td_diff_name(name, 1, true), at);
	else
		add_line(s, TD_COLUMN_OWN, line);
}

static size_t
count_hex(td_span text)
{
	size_t n = 0;

	while (n < text.n && g_ascii_isxdigit(text.p[n]))
		n++;
	return n;
}

static void
take_blobs(splitter *s, td_span line)
{
	td_span old = td_span_skip(line, 6);
	td_span new;
	size_t n = count_hex(old);

	new = td_span_skip(old, n + 2);
	if (n == 0 || !td_span_has_prefix(td_span_skip(old, n), "..") ||
	    count_hex(new) == 0) {
		add_line(s, TD_COLUMN_OWN, line);
		return;
	}
	s->diffish = s->in_diff = true;
	add_piece(s, TD_COLUMN_BLOB_OLD, td_span_head(old, n));
	add_piece(s, TD_COLUMN_BLOB_NEW, td_span_head(new, count_hex(new)));
}

/* "@@ -1,2 +1,2 @@ int main(void)" */
static void
take_hunk(splitter *s, td_span line)
{
	td_span rest = td_span_skip(line, 3);
	ptrdiff_t at = td_span_find(rest, " @@");

	if (at >= 0)
		add_piece(s, TD_COLUMN_DIFF_HUNK,
		    td_span_trim(td_span_skip(rest, (size_t)at + 3)));
	else
		add_line(s, TD_COLUMN_OWN, line);
}

/* Base85, or the empty line between two parts; false where the text goes on. */
static bool
is_binary_line(td_span line)
{
	return line.n == 0 ||
	       (line.n > 5 && line.n <= 66 && td_span_find_byte(line, ' ') < 0);
}

static bool
is_about_file(td_span line)
{
	static const char *const starts[] = { "similarity index", "dissimilarity index",
		"old mode", "new mode", "deleted file mode", "new file mode",
		"copy from ", "copy to ", "rename from ", "rename to ", "Binary files ",
		"\\ No newline at end of file" };

	for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
		if (td_span_has_prefix(line, starts[i]))
			return true;
	return false;
}

/* A line of the text's own that is no line of a hunk. */
static void
take_other(splitter *s, td_span line)
{
	if (s->in_diff && !is_about_file(line) && line.n > 0)
		s->in_diff = false;
	add_line(s, TD_COLUMN_OWN, line);
}

static bool
take_header_line(splitter *s, td_span line)
{
	if (td_span_has_prefix(line, "diff ")) {
		s->diffish = true;
		if (!td_span_has_prefix(line, "diff --git "))
			return false;
		take_git_header(s, line);
		return true;
	}
	if (td_span_has_prefix(line, "--- ") || td_span_has_prefix(line, "+++ ")) {
		s->diffish = true;
		if (line.p[0] == '-' && td_span_find_byte(line, '/') < 0)
			return false;
		take_side(s, line, line.p[0] == '+');
		return true;
	}
	/* Unmistakable, also where the line above it was left out. */
	if (td_span_has_prefix(line, "index ")) {
		take_blobs(s, line);
		return true;
	}
	if (s->diffish && td_span_has_prefix(line, "@@ ")) {
		take_hunk(s, line);
		return true;
	}
	return false;
}

static void
take_line(splitter *s, td_span line)
{
	char first = line.n > 0 ? line.p[0] : '\n';

	if (first == '>') {
		s->diffish = s->in_diff = s->in_binary = false;
		add_line(s, TD_COLUMN_QUOTED, line);
		return;
	}
	if (s->in_binary && !td_span_has_prefix(line, "literal ") &&
	    !td_span_has_prefix(line, "delta ")) {
		if (is_binary_line(line))
			return;
		s->in_binary = false;
	}
	if (s->in_diff && (first == ' ' || first == '\n')) {
		add_piece(s, TD_COLUMN_DIFF_CONTEXT, td_span_skip(line, 1));
		return;
	}
	if (s->in_diff && td_span_is(line, "-- ")) {
		s->in_diff = false;
		return;
	}
	if (strchr("d-+i@", first) != NULL && take_header_line(s, line))
		return;
	if (s->in_diff && first == '+') {
		add_piece(s, TD_COLUMN_DIFF_NEW, td_span_skip(line, 1));
	} else if (s->in_diff && first == '-') {
		add_piece(s, TD_COLUMN_DIFF_OLD, td_span_skip(line, 1));
	} else if (s->in_diff && td_span_is(line, "GIT binary patch")) {
		s->in_binary = true;
		add_line(s, TD_COLUMN_OWN, line);
	} else {
		take_other(s, line);
	}
}

void
td_searched_body(td_span text, td_searched_each each, void *data)
{
	splitter s = { .each = each, .data = data };
	td_span line;

	while (td_span_next_line(&text, &line))
		take_line(&s, line);
	flush(&s);
	start_file(&s);
}

static void
take_value(td_column column, td_span value, td_searched_each each, void *data)
{
	g_autoptr(GString) buffer = NULL;
	g_auto(td_converters) converters = { 0 };
	g_autofree char *decoded = NULL;
	unsigned defects = 0;

	value = td_span_head(value, TD_MAX_HEADER_VALUE);
	/* Blanks of folding are between words like any others. */
	if (td_span_find(value, "=?") < 0) {
		each(column, value, data);
		return;
	}
	buffer = g_string_new(NULL);
	decoded = td_encoded_word_decode(
	    td_header_unfold(value, buffer), TD_MAX_HEADER_VALUE, &converters, &defects);
	each(column, td_span_of(decoded), data);
}

/*
 * Ids that begin like all of their sender's ("Pine.LNX.", a date) are known by their long
 * parts too, which joins of digits would hide (public-inbox: SearchIdx.pm index_ids).
 */
static void
take_message_id(td_span id, td_searched_each each, void *data)
{
	size_t n;

	each(TD_COLUMN_MESSAGE_ID, id, data);
	for (td_span rest = id; rest.n > 0; rest = td_span_skip(rest, n + 1)) {
		bool joined;

		n = 0;
		while (n < rest.n && (g_ascii_isalnum(rest.p[n]) || rest.p[n] == '_'))
			n++;
		joined = rest.p > id.p && strchr(".,;'&", rest.p[-1]) != NULL;
		joined = joined || (n < rest.n && strchr(".,;'&", rest.p[n]) != NULL);
		if (joined && n >= 3)
			each(TD_COLUMN_MESSAGE_ID, td_span_head(rest, n), data);
	}
}

/* What is one part, and has a name: an attachment without any text. */
static void
take_own_name(const td_message *message, td_searched_each each, void *data)
{
	const td_span values[] = { message->raw_type, message->raw_disposition };
	g_auto(td_converters) converters = { 0 };
	g_autofree char *before = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
		g_autofree char *name = NULL;

		if (td_span_find(values[i], "name") < 0)
			continue;
		name = td_attribute_file_name(values[i], &converters);
		if (*name && g_strcmp0(name, before) != 0)
			each(TD_COLUMN_NAME, td_span_of(name), data);
		g_free(before);
		before = g_steal_pointer(&name);
	}
}

static void
take_names(const td_message *message, td_searched_each each, void *data)
{
	g_autoptr(td_body) body = NULL;
	const GPtrArray *names;
	unsigned defects = 0;

	if (!td_span_has_prefix_nocase(message->raw_type, "multipart/")) {
		take_own_name(message, each, data);
		return;
	}
	body = td_body_read(message, &defects);
	names = td_body_names(body);
	for (unsigned i = 0; i < names->len; i++)
		each(TD_COLUMN_NAME, td_span_of(names->pdata[i]), data);
}

/* Drops lines up to the next that may begin a "To" or "Cc". */
static void
skip_lines(td_span *rest)
{
	td_span line;

	while (rest->n > 0 && (rest->p[0] | 0x20) != 't' && (rest->p[0] | 0x20) != 'c')
		td_span_next_line(rest, &line);
}

void
td_searched_header(const td_message *message, td_searched_each each, void *data)
{
	td_span rest = message->raw_recipients;
	td_field field;

	each(TD_COLUMN_SUBJECT, td_span_of(message->subject), data);
	take_value(TD_COLUMN_FROM, message->raw_from, each, data);
	for (skip_lines(&rest); td_field_next(&rest, &field); skip_lines(&rest)) {
		if (td_field_is(&field, "to"))
			take_value(TD_COLUMN_TO, field.value, each, data);
		else if (td_field_is(&field, "cc"))
			take_value(TD_COLUMN_CC, field.value, each, data);
	}
	each(TD_COLUMN_LIST, td_span_of(message->list_id), data);
	take_message_id(td_span_of(message->message_id), each, data);
	take_names(message, each, data);
}
