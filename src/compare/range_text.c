/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/range_text.c - a patch as `git range-diff` looks at one */
#include "compare/range_text.h"

#include "base/limits.h"
#include "compare/range_message.h"
#include "diff/header.h"

/* A file's part of the text. */
typedef struct part {
	char *path;
	GString *text;
	unsigned lines;
} part;

typedef struct reader {
	td_span rest;
	td_diff_strip strip;
	GPtrArray *parts; /* of part *, as they came */
	part *part;       /* that hunks now belong to; NULL before the first */
	size_t room;      /* bytes that may still be taken */
} reader;

typedef struct hunk {
	unsigned old_lines, new_lines; /* that are still to come */
	td_span function;
} hunk;

static void
part_free(void *data)
{
	part *p = data;

	g_free(p->path);
	g_string_free(p->text, TRUE);
	g_free(p);
}

static int
compare_parts(const void *a, const void *b)
{
	const part *first = *(part *const *)a;
	const part *second = *(part *const *)b;

	return strcmp(first->path, second->path);
}

static td_span
peek_line(td_span rest)
{
	const char *end = rest.n > 0 ? memchr(rest.p, '\n', rest.n) : NULL;

	return end ? td_span_between(rest.p, end) : rest;
}

static void
add_line(reader *r, char sign, td_span line)
{
	if (r->room < line.n + 2) {
		r->room = 0;
		return;
	}
	r->room -= line.n + 2;
	g_string_append_c(r->part->text, sign);
	g_string_append_len(r->part->text, line.p, (gssize)line.n);
	g_string_append_c(r->part->text, '\n');
	r->part->lines++;
}

static bool
take_count(td_span *line, char sign, unsigned *count)
{
	size_t n = 0;
	uint64_t value = 0;

	if (line->n == 0 || *line->p != sign)
		return false;
	for (n = 1; n < line->n && g_ascii_isdigit(line->p[n]); n++)
		;
	if (n == 1)
		return false;
	*count = 1;
	*line = td_span_skip(*line, n);
	if (line->n == 0 || *line->p != ',')
		return true;
	for (n = 1; n < line->n && g_ascii_isdigit(line->p[n]); n++)
		value = MIN(value * 10 + (uint64_t)(line->p[n] - '0'), UINT32_MAX);
	*count = (unsigned)value;
	*line = td_span_skip(*line, n);
	return n > 1;
}

/* "@@ -1,5 +1,6 @@ function". False where it is damaged: counts and function are those
 * that could be read. */
static bool
read_hunk_header(td_span line, hunk *h)
{
	ptrdiff_t end;
	bool good;

	*h = (hunk){ 0 };
	line = td_span_skip(line, strlen("@@ "));
	end = td_span_find(line, "@@");
	if (end >= 0)
		h->function = td_span_trim_end(td_span_skip(line, (size_t)end + 2));
	good = take_count(&line, '-', &h->old_lines) && line.n > 0 && *line.p == ' ';
	line = td_span_skip(line, 1);
	return good && take_count(&line, '+', &h->new_lines) && end >= 0;
}

static void
add_hunk_header(reader *r, const hunk *h)
{
	g_autoptr(GString) line = g_string_new("@");

	if (h->function.n > 0) {
		g_string_append_printf(line, " %s:", r->part->path);
		g_string_append_len(line, h->function.p, (gssize)h->function.n);
	}
	add_line(r, '@', (td_span){ line->str, line->len });
}

/* Something other than a line of a hunk that was cut short. */
static bool
ends_hunk(td_span line, td_span next)
{
	return td_span_has_prefix(line, "@@ -") || td_span_has_prefix(line, "diff ") ||
	       (td_span_has_prefix(line, "--- ") && td_span_has_prefix(next, "+++ ")) ||
	       td_span_is(line, "-- ") || td_span_is(line, "-- \r") ||
	       td_span_is(line, "--");
}

/* One line off the front; due is false when the header promises no more of them. False
 * at the end of the hunk. */
static bool
take_hunk_line(reader *r, hunk *h, bool damaged)
{
	td_span line = peek_line(r->rest);
	td_span next = td_span_skip(r->rest, line.n + 1);
	bool due = h->old_lines > 0 || h->new_lines > 0;
	char sign = line.n > 0 ? *line.p : ' ';

	if (r->rest.n == 0)
		return false;
	if (sign == '\\')
		return add_line(r, ' ', line), r->rest = next, true;
	if ((!due && !damaged) || (sign != ' ' && sign != '+' && sign != '-'))
		return false;
	if (damaged && ends_hunk(line, next))
		return false;
	if (!due && line.n == 0)
		return false;
	if (sign != '+' && h->old_lines > 0)
		h->old_lines--;
	if (sign != '-' && h->new_lines > 0)
		h->new_lines--;
	add_line(r, sign, td_span_skip(line, 1));
	r->rest = next;
	return true;
}

/* The lines that the header promises are there. */
static bool
is_whole(td_span rest, hunk h)
{
	td_span line;

	while (h.old_lines > 0 || h.new_lines > 0) {
		char sign;

		if (!td_span_next_line(&rest, &line))
			return false;
		sign = line.n > 0 ? *line.p : ' ';
		if (sign == '\\')
			continue;
		if ((sign != ' ' && sign != '+' && sign != '-') ||
		    (sign != '+' && h.old_lines == 0) ||
		    (sign != '-' && h.new_lines == 0))
			return false;
		h.old_lines -= sign != '+';
		h.new_lines -= sign != '-';
	}
	return true;
}

/* Lines a mailer wrapped or a person edited: what looks like the hunk's goes on past the
 * counts of its header, until something else begins. */
static void
read_hunk(reader *r, td_span line)
{
	hunk h;
	bool damaged = !read_hunk_header(line, &h);

	r->rest = td_span_skip(r->rest, line.n + 1);
	damaged = damaged || !is_whole(r->rest, h);
	add_hunk_header(r, &h);
	while (take_hunk_line(r, &h, damaged))
		;
}

/* Of a binary file git range-diff sees the one line that says so. */
static void
add_binary(reader *r, const td_diff_header *header)
{
	g_autofree char *line = NULL;
	const char *old_name = header->is_new == TD_DIFF_YES ? NULL : header->old_name;
	const char *new_name =
	    header->is_deleted == TD_DIFF_YES ? NULL : header->new_name;

	line = g_strdup_printf("Binary files %s and %s differ",
	    old_name ? old_name : "/dev/null", new_name ? new_name : "/dev/null");
	add_line(r, ' ', td_span_of(line));
}

static void
open_part(reader *r, const td_diff_header *header)
{
	g_autoptr(GString) line = g_string_new("## ");
	const char *old_name = header->old_name ? header->old_name : "";
	const char *new_name = header->new_name ? header->new_name : "";
	part *p = g_new0(part, 1);

	if (header->is_new == TD_DIFF_YES)
		g_string_append_printf(line, "%s (new)", new_name);
	else if (header->is_deleted == TD_DIFF_YES)
		g_string_append_printf(line, "%s (deleted)", old_name);
	else if (header->is_rename)
		g_string_append_printf(line, "%s => %s", old_name, new_name);
	else
		g_string_append(line, new_name);
	if (header->old_mode != 0 && header->new_mode != 0 &&
	    header->old_mode != header->new_mode)
		g_string_append_printf(line, " (mode change %06lo => %06lo)",
		    header->old_mode, header->new_mode);
	g_string_append(line, " ##");
	p->path = g_strdup(header->is_deleted == TD_DIFF_YES ? old_name : new_name);
	p->text = g_string_new(NULL);
	g_ptr_array_add(r->parts, p);
	r->part = p;
	add_line(r, ' ', (td_span){ line->str, line->len });
}

/* Takes a file's header off the front where there is one. */
static bool
read_header(reader *r, td_span line, td_diff_header *header)
{
	td_span next = td_span_skip(r->rest, line.n + 1);
	td_span second = peek_line(next);
	td_diff_found found = TD_DIFF_NOTHING;

	if (td_span_has_prefix(line, "diff --git ")) {
		found = td_diff_header_read(header, line, &next, r->strip);
	} else if (td_span_has_prefix(line, "--- ") &&
		   td_span_has_prefix(second, "+++ ")) {
		next = td_span_skip(next, second.n + 1);
		if (td_span_has_prefix(next, "@@ -"))
			found =
			    td_diff_header_read_plain(header, line, second, &r->strip);
	}
	if (found == TD_DIFF_HEADER)
		r->rest = next;
	return found == TD_DIFF_HEADER;
}

static void
read_part(reader *r, td_span line)
{
	td_diff_header header;

	td_diff_header_start(&header);
	if (read_header(r, line, &header)) {
		td_span first = peek_line(r->rest);

		open_part(r, &header);
		if (td_span_is(first, "GIT binary patch") ||
		    td_span_has_prefix(first, "Binary files "))
			add_binary(r, &header);
	} else {
		r->rest = td_span_skip(r->rest, line.n + 1);
	}
	td_diff_header_clear(&header);
}

static void
read_diff(reader *r)
{
	while (r->rest.n > 0 && r->room > 0 && r->parts->len < TD_MAX_FILES) {
		td_span line = peek_line(r->rest);

		if (r->part && td_span_has_prefix(line, "@@ -"))
			read_hunk(r, line);
		else if (td_span_has_prefix(line, "diff --git ") ||
			 td_span_has_prefix(line, "--- "))
			read_part(r, line);
		else
			r->rest = td_span_skip(r->rest, line.n + 1);
	}
}

void
td_range_text_read(const td_patch *patch, td_range_text *read)
{
	reader r = { .strip = { .count = 1 }, .room = TD_MAX_RANGE_TEXT };

	*read = (td_range_text){ .text = g_string_new(NULL) };
	td_range_message_add(patch, read->text);
	if (!patch->diff || !patch->patch_bytes)
		return;
	r.rest =
	    (td_span){ (const char *)patch->patch_bytes->data, patch->patch_bytes->len };
	r.parts = g_ptr_array_new_with_free_func(part_free);
	read_diff(&r);
	g_ptr_array_sort(r.parts, compare_parts);
	for (guint i = 0; i < r.parts->len; i++) {
		const part *p = g_ptr_array_index(r.parts, i);

		g_string_append_c(read->text, '\n');
		if (read->diff == 0)
			read->diff = read->text->len;
		g_string_append_len(read->text, p->text->str, (gssize)p->text->len);
		read->lines += p->lines;
	}
	g_ptr_array_unref(r.parts);
}

void
td_range_text_clear(td_range_text *read)
{
	if (read->text)
		g_string_free(read->text, TRUE);
	*read = (td_range_text){ 0 };
}
