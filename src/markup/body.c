/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/body.c - the lines of a mail as markup */
#include "markup/body.h"

#include <string.h>

#include "output/link.h"

#define LONG_QUOTE 14u /* lines; of a longer one only the end is shown */
#define SHOWN_QUOTE 6u
#define LONG_REST 4u /* of a quote below which nothing is said */
#define MAX_NAMES 3u /* that are named at a hunk */
#define MAX_FILE_LINKS 400u

typedef struct writer {
	td_xml *xml;
	const td_site_body *body;
	const char *open; /* the span that is open; NULL */
	bool in_pre;
	unsigned answered, speaks; /* how far these were written */
	GHashTable *files;         /* of char *: names that were met; NULL */
} writer;

static const td_read_line *
line_at(const writer *w, unsigned i)
{
	return &g_array_index(w->body->lines, td_read_line, i);
}

/* What begins the span of such lines; NULL where they stand as they are. */
static const char *
span_of(td_line_role role)
{
	switch (role) {
	case TD_ROLE_QUOTE:
		return "<span class=\"q\">";
	case TD_ROLE_SIGNATURE:
		return "<span class=\"sig\">";
	case TD_ROLE_META:
		return "<span class=\"meta\">";
	case TD_ROLE_ADDED:
		return "<span class=\"add\">";
	case TD_ROLE_REMOVED:
		return "<span class=\"del\">";
	case TD_ROLE_WORDS:
	case TD_ROLE_CONTEXT:
	case TD_ROLE_FILE:
	case TD_ROLE_HUNK:
		break;
	}
	return NULL;
}

static void
close_span(writer *w)
{
	if (w->open)
		td_xml_raw(w->xml, "</span>");
	w->open = NULL;
}

static void
close_pre(writer *w)
{
	close_span(w);
	if (w->in_pre)
		td_xml_raw(w->xml, "</pre>\n");
	w->in_pre = false;
}

static void
open_pre(writer *w)
{
	/* A newline right behind <pre> is not shown, so a first empty line stays one. */
	if (!w->in_pre)
		td_xml_raw(w->xml, "<pre>\n");
	w->in_pre = true;
}

static bool
is_plain_id(char c)
{
	return g_ascii_isalnum(c) || c == '_' || c == '.' || c == '-';
}

/* The id of a file within its mail, as public-inbox makes it: "fs:foo.c". */
static void
put_file_id(td_xml *xml, td_span name)
{
	size_t n = MIN(name.n, 1024);

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)name.p[i];
		size_t end = i;

		while (end < n && is_plain_id(name.p[end]) &&
		       (end > 0 || (g_ascii_isalpha(c) && c != 'Z')))
			end++;
		if (end > i) {
			td_out_bytes(xml->out, name.p + i, end - i);
			i = end - 1;
		} else if (i == 0) {
			td_out_printf(xml->out, "Z%02X", c);
		} else if (c == '/') {
			td_xml_raw(xml, ":");
		} else {
			td_out_printf(xml->out, "::%02x", c);
		}
	}
}

/* Ids are unique only if a file comes once, which a diff does not promise. */
static bool
is_new_name(writer *w, td_span name)
{
	if (name.n == 0 || (w->files && g_hash_table_size(w->files) >= MAX_FILE_LINKS))
		return false;
	if (!w->files)
		w->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return g_hash_table_add(w->files, td_span_dup(name));
}

static void
put_file(writer *w, unsigned i)
{
	td_span name = td_read_file_name(line_at(w, i)->text);

	td_xml_raw(w->xml, "<span class=\"file\"");
	if (is_new_name(w, name)) {
		td_xml_raw(w->xml, " id=\"");
		if (*w->body->anchor)
			td_xml_print(w->xml, "%s-", w->body->anchor);
		put_file_id(w->xml, name);
		td_xml_raw(w->xml, "\"");
	}
	td_xml_raw(w->xml, ">");
	td_xml_span(w->xml, line_at(w, i)->text);
	td_xml_raw(w->xml, "\n</span>");
}

/* " 2 answers: Ann, Bob": behind the head of the hunk. */
static void
put_answers(writer *w, unsigned hunk)
{
	const GArray *all = w->body->answered;
	unsigned first, n = 0;

	while (w->answered < all->len &&
	       g_array_index(all, td_hunk_link, w->answered).hunk < hunk)
		w->answered++;
	first = w->answered;
	while (w->answered < all->len &&
	       g_array_index(all, td_hunk_link, w->answered).hunk == hunk) {
		w->answered++;
		n++;
	}
	if (n == 0)
		return;
	td_xml_raw(w->xml, " <span class=\"said\">");
	for (unsigned i = 0; i < MIN(n, MAX_NAMES); i++) {
		const td_hunk_link *link = &g_array_index(all, td_hunk_link, first + i);

		td_xml_print(w->xml, "%s<a href=\"#%s-%u\">%s</a>", i > 0 ? ", " : "↳ ",
		    w->body->anchor_of(link->mail, w->body->data), link->line,
		    link->name);
	}
	if (n > MAX_NAMES)
		td_xml_print(w->xml, " and %u more", n - MAX_NAMES);
	td_xml_raw(w->xml, "</span>");
}

static void
put_hunk(writer *w, unsigned i)
{
	const td_read_line *line = line_at(w, i);

	td_xml_print(w->xml, "<span class=\"hunk\" id=\"%s%sh%u\">", w->body->anchor,
	    *w->body->anchor ? "-" : "", line->hunk);
	td_xml_span(w->xml, line->text);
	if (w->body->answered)
		put_answers(w, line->hunk);
	td_xml_raw(w->xml, "\n</span>");
}

/* "Reviewed-by: Ann <ann@example.org>" in one's own words. */
static bool
is_trailer(td_span line)
{
	ptrdiff_t colon = td_span_find_byte(td_span_head(line, 40), ':');

	if (colon < 4 || (size_t)colon + 2 > line.n || !g_ascii_isupper(line.p[0]))
		return false;
	/* Who signs off or carries on is no news to a reader. */
	if (memcmp(line.p + colon - 3, "-by", 3) != 0 ||
	    td_span_has_prefix(line, "Signed-off") || td_span_has_prefix(line, "Co-dev"))
		return false;
	for (ptrdiff_t i = 0; i < colon; i++)
		if (!g_ascii_isalpha(line.p[i]) && line.p[i] != '-')
			return false;
	return memchr(line.p, '@', line.n) != NULL;
}

/* The line where it next speaks about a hunk, at i or below. */
static unsigned
next_speaks(writer *w, unsigned i)
{
	const GArray *all = w->body->speaks;

	while (all && w->speaks < all->len &&
	       g_array_index(all, td_hunk_answer, w->speaks).line < i)
		w->speaks++;
	return all && w->speaks < all->len
		   ? g_array_index(all, td_hunk_answer, w->speaks).line
		   : UINT_MAX;
}

/* Where an answer begins to speak about a hunk: an id, and the way back to it. */
static void
put_speaks(writer *w, unsigned i)
{
	const GArray *all = w->body->speaks;
	const td_hunk_answer *answer;

	if (next_speaks(w, i) != i)
		return;
	answer = &g_array_index(all, td_hunk_answer, w->speaks);
	close_span(w);
	td_xml_print(w->xml,
	    "<a class=\"back\" id=\"%s-%u\" href=\"#%s-h%u\" "
	    "aria-label=\"To the hunk that this is about\">↰</a> ",
	    w->body->anchor, i, w->body->patch_anchor, answer->hunk);
}

/*
 * Lines from i on that are of one kind and lie together in the mail, up to end, are
 * written as one text: no link goes on past a newline, and a page has thousands of short
 * lines. *text is all of them without the last newline.
 */
static unsigned
take_run(writer *w, unsigned i, unsigned end, td_span *text)
{
	td_line_role role = line_at(w, i)->role;
	unsigned speaks = role == TD_ROLE_WORDS ? next_speaks(w, i + 1) : UINT_MAX;

	*text = line_at(w, i)->text;
	for (i++; i < MIN(end, speaks); i++) {
		const td_read_line *line = line_at(w, i);

		if (line->role != role || line->text.p != text->p + text->n + 1 ||
		    (role == TD_ROLE_WORDS && is_trailer(line->text)))
			break;
		text->n = (size_t)(line->text.p - text->p) + line->text.n;
	}
	return i;
}

static unsigned
put_words(writer *w, unsigned i, unsigned end)
{
	td_span text = line_at(w, i)->text;

	if (w->body->speaks)
		put_speaks(w, i);
	close_span(w);
	if (is_trailer(text)) {
		td_xml_raw(w->xml, "<span class=\"trailer\">");
		td_xml_span(w->xml, text);
		td_xml_raw(w->xml, "</span>\n");
		return i + 1;
	}
	i = take_run(w, i, end, &text);
	td_link_prose_here(w->xml, text, w->body->here);
	td_xml_raw(w->xml, "\n");
	return i;
}

/* A line, and those that can be written with it; gives the next one. */
static unsigned
put_line(writer *w, unsigned i, unsigned end)
{
	td_line_role role = line_at(w, i)->role;
	const char *span = span_of(role);
	td_span text;

	open_pre(w);
	switch (role) {
	case TD_ROLE_FILE:
		close_span(w);
		put_file(w, i);
		return i + 1;
	case TD_ROLE_HUNK:
		close_span(w);
		put_hunk(w, i);
		return i + 1;
	case TD_ROLE_WORDS:
		return put_words(w, i, end);
	case TD_ROLE_QUOTE:
	case TD_ROLE_SIGNATURE:
	case TD_ROLE_META:
	case TD_ROLE_ADDED:
	case TD_ROLE_REMOVED:
	case TD_ROLE_CONTEXT:
		break;
	}
	if (span != w->open) {
		close_span(w);
		if (span)
			td_xml_raw(w->xml, span);
		w->open = span;
	}
	i = take_run(w, i, end, &text);
	if (role == TD_ROLE_QUOTE || role == TD_ROLE_SIGNATURE)
		td_link_prose_here(w->xml, text, w->body->here);
	else
		td_xml_span(w->xml, text);
	td_xml_raw(w->xml, "\n");
	return i;
}

static void
put_lines(writer *w, unsigned first, unsigned end)
{
	while (first < end && !td_xml_failed(w->xml))
		first = put_line(w, first, end);
}

static bool
is_blank(const writer *w, unsigned i)
{
	return line_at(w, i)->role == TD_ROLE_WORDS &&
	       td_span_trim(line_at(w, i)->text).n == 0;
}

/* Whether nothing but blanks and a signature follows. */
static bool
is_rest(const writer *w, unsigned i)
{
	for (; i < w->body->lines->len; i++) {
		if (line_at(w, i)->role == TD_ROLE_SIGNATURE)
			return true;
		if (!is_blank(w, i))
			return false;
	}
	return true;
}

/* A quote's lines, some of them folded; gives where it ends. */
static unsigned
put_quote(writer *w, unsigned first)
{
	unsigned n = w->body->lines->len;
	unsigned end = first, folded = 0;

	while (end < n && (line_at(w, end)->role == TD_ROLE_QUOTE ||
			      (is_blank(w, end) && end + 1 < n &&
				  line_at(w, end + 1)->role == TD_ROLE_QUOTE)))
		end++;
	if (w->body->folds && is_rest(w, end)) {
		if (end - first > LONG_REST)
			folded = end - first;
	} else if (w->body->folds && end - first > LONG_QUOTE) {
		folded = end - first - SHOWN_QUOTE;
	}
	if (folded > 0) {
		close_pre(w);
		td_xml_print(w->xml,
		    "<details class=\"quote\"><summary>%u quoted lines</summary>\n",
		    folded);
		put_lines(w, first, first + folded);
		close_pre(w);
		td_xml_raw(w->xml, "</details>\n");
	}
	put_lines(w, first + folded, end);
	return end;
}

void
td_site_body_write(td_xml *xml, const td_site_body *body)
{
	writer w = { .xml = xml, .body = body };
	unsigned end = body->lines->len;
	unsigned i = 0;

	while (end > 0 && is_blank(&w, end - 1))
		end--;
	while (i < end && is_blank(&w, i))
		i++;
	while (i < end && !td_xml_failed(xml)) {
		if (line_at(&w, i)->role == TD_ROLE_QUOTE)
			i = put_quote(&w, i);
		else
			i = put_line(&w, i, end);
	}
	close_pre(&w);
	g_clear_pointer(&w.files, g_hash_table_unref);
}

void
td_site_body_files(td_xml *xml, const td_site_body *body)
{
	writer w = { .xml = xml, .body = body };
	unsigned n = 0;

	for (unsigned i = 0; i < body->lines->len; i++)
		n += line_at(&w, i)->role == TD_ROLE_FILE;
	if (n < 2 || n > MAX_FILE_LINKS)
		return;
	td_xml_print(
	    xml, "<details class=\"files\"><summary>%u files</summary>\n<ul>\n", n);
	for (unsigned i = 0; i < body->lines->len; i++) {
		td_span name;

		if (line_at(&w, i)->role != TD_ROLE_FILE)
			continue;
		name = td_read_file_name(line_at(&w, i)->text);
		if (!is_new_name(&w, name))
			continue;
		td_xml_raw(xml, "<li><a href=\"#");
		if (*body->anchor)
			td_xml_print(xml, "%s-", body->anchor);
		put_file_id(xml, name);
		td_xml_raw(xml, "\">");
		td_xml_span(xml, name);
		td_xml_raw(xml, "</a></li>\n");
	}
	td_xml_raw(xml, "</ul></details>\n");
	g_clear_pointer(&w.files, g_hash_table_unref);
}
