/* SPDX-License-Identifier: GPL-2.0-or-later */
/* diff/header.c - what stands above the first hunk of a file */
#include "diff/header.h"

#include <glib.h>
#include <limits.h>

#include "diff/name.h"

enum { HEX = 40 };

typedef enum verdict { GO_ON, DONE, BAD } verdict;

typedef struct reader {
	td_diff_header *header;
	unsigned strip;
	const char *end; /* of the whole text */
} reader;

typedef verdict (*line_reader)(reader *reader, td_span line);

void
td_diff_header_start(td_diff_header *header)
{
	*header =
	    (td_diff_header){ .is_new = TD_DIFF_UNKNOWN, .is_deleted = TD_DIFF_UNKNOWN };
}

void
td_diff_header_clear(td_diff_header *header)
{
	g_free(header->old_name);
	g_free(header->new_name);
	g_free(header->both);
	td_diff_header_start(header);
}

static void
take_name(char **place, char *name)
{
	g_free(*place);
	*place = name;
}

/* A name may be said several times in one header, and then always the same. */
static verdict
check_name(reader *r, td_span line, bool is_null, char **place)
{
	g_autofree char *name = NULL;

	if (!*place && is_null)
		return td_diff_name_is_null(line) ? GO_ON : BAD;
	if (is_null)
		return BAD;
	name = td_diff_name(line, r->strip, true);
	if (!*place) {
		*place = g_steal_pointer(&name);
		return GO_ON;
	}
	return g_strcmp0(name, *place) == 0 ? GO_ON : BAD;
}

static verdict
read_old_name(reader *r, td_span line)
{
	return check_name(
	    r, line, r->header->is_new == TD_DIFF_YES, &r->header->old_name);
}

static verdict
read_new_name(reader *r, td_span line)
{
	return check_name(
	    r, line, r->header->is_deleted == TD_DIFF_YES, &r->header->new_name);
}

/* Octal, between blanks. git looks for it in the next lines too, where a mailer may have
 * wrapped it to. */
static verdict
read_mode(const reader *r, td_span line, unsigned long *mode)
{
	const char *p = line.p;
	const char *digits;

	while (p < r->end && g_ascii_isspace(*p))
		p++;
	if (p < r->end && (*p == '+' || *p == '-'))
		p++;
	*mode = 0;
	for (digits = p; p < r->end && *p >= '0' && *p <= '7'; p++) {
		if (*mode <= ULONG_MAX / 8)
			*mode = *mode * 8 + (unsigned long)(*p - '0');
	}
	return p > digits && p < r->end && strchr(" \t\r\n", *p) && *p ? GO_ON : BAD;
}

static verdict
read_old_mode(reader *r, td_span line)
{
	return read_mode(r, line, &r->header->old_mode);
}

static verdict
read_new_mode(reader *r, td_span line)
{
	return read_mode(r, line, &r->header->new_mode);
}

static verdict
read_deleted(reader *r, td_span line)
{
	r->header->is_deleted = TD_DIFF_YES;
	take_name(&r->header->old_name, g_strdup(r->header->both));
	return read_old_mode(r, line);
}

static verdict
read_new_file(reader *r, td_span line)
{
	r->header->is_new = TD_DIFF_YES;
	take_name(&r->header->new_name, g_strdup(r->header->both));
	return read_new_mode(r, line);
}

/* Names in rename and copy lines have no a/ or b/. */
static char *
moved_name(reader *r, td_span line)
{
	return td_diff_name(line, r->strip > 0 ? r->strip - 1 : 0, false);
}

static verdict
read_copy_from(reader *r, td_span line)
{
	r->header->is_copy = true;
	take_name(&r->header->old_name, moved_name(r, line));
	return GO_ON;
}

static verdict
read_copy_to(reader *r, td_span line)
{
	r->header->is_copy = true;
	take_name(&r->header->new_name, moved_name(r, line));
	return GO_ON;
}

static verdict
read_rename_from(reader *r, td_span line)
{
	r->header->is_rename = true;
	take_name(&r->header->old_name, moved_name(r, line));
	return GO_ON;
}

static verdict
read_rename_to(reader *r, td_span line)
{
	r->header->is_rename = true;
	take_name(&r->header->new_name, moved_name(r, line));
	return GO_ON;
}

static verdict
read_similarity(reader *r, td_span line)
{
	(void)r;
	(void)line;
	return GO_ON;
}

/* "1234abc..5678def 100644": the mode is there where it did not change. */
static verdict
read_index(reader *r, td_span line)
{
	ptrdiff_t dot = td_span_find_byte(line, '.');
	ptrdiff_t blank;

	if (dot < 0 || dot > HEX || (size_t)dot + 1 >= line.n || line.p[dot + 1] != '.')
		return GO_ON;
	line = td_span_skip(line, (size_t)dot + 2);
	blank = td_span_find_byte(line, ' ');
	if (blank < 0 || blank > HEX)
		return GO_ON;
	return read_old_mode(r, td_span_skip(line, (size_t)blank + 1));
}

static verdict
read_end(reader *r, td_span line)
{
	(void)r;
	(void)line;
	return DONE;
}

static verdict
read_header_line(reader *r, td_span line)
{
	static const struct {
		const char *prefix;
		line_reader read;
	} table[] = {
		{ "@@ -", read_end },
		{ "--- ", read_old_name },
		{ "+++ ", read_new_name },
		{ "old mode ", read_old_mode },
		{ "new mode ", read_new_mode },
		{ "deleted file mode ", read_deleted },
		{ "new file mode ", read_new_file },
		{ "copy from ", read_copy_from },
		{ "copy to ", read_copy_to },
		{ "rename old ", read_rename_from },
		{ "rename new ", read_rename_to },
		{ "rename from ", read_rename_from },
		{ "rename to ", read_rename_to },
		{ "similarity index ", read_similarity },
		{ "dissimilarity index ", read_similarity },
		{ "index ", read_index },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		if (td_span_has_prefix(line, table[i].prefix))
			return table[i].read(
			    r, td_span_skip(line, strlen(table[i].prefix)));
	}
	return DONE;
}

static bool
contradicts_itself(const td_diff_header *header)
{
	return (header->is_deleted == TD_DIFF_YES) + (header->is_new == TD_DIFF_YES) +
		   header->is_rename + header->is_copy >
	       1;
}

static bool
fill_names(td_diff_header *header)
{
	if (!header->old_name && !header->new_name) {
		if (!header->both)
			return false;
		header->old_name = g_strdup(header->both);
		header->new_name = g_strdup(header->both);
	}
	return (header->new_name || header->is_deleted == TD_DIFF_YES) &&
	       (header->old_name || header->is_new == TD_DIFF_YES);
}

td_diff_found
td_diff_header_read(
    td_diff_header *header, td_span line, td_span *rest, td_diff_strip strip)
{
	reader r = { header, strip.count, td_span_end(*rest) };
	bool any = false;

	/* Names are kept: where a "diff --git" had no header lines, git reads the next
	 * one into the same place. */
	header->is_new = header->is_deleted = TD_DIFF_NO;
	take_name(&header->both,
	    td_diff_name_both(td_span_skip(line, strlen("diff --git ")), strip.count));
	while (rest->n > 0) {
		td_span next = *rest;
		td_span header_line = { "", 0 };
		verdict said;

		if (!memchr(next.p, '\n', next.n))
			break;
		td_span_next_line(&next, &header_line);
		said = read_header_line(&r, header_line);
		if (said == BAD || contradicts_itself(header))
			return TD_DIFF_BAD;
		if (said == DONE)
			break;
		*rest = next;
		any = true;
	}
	if (!fill_names(header))
		return TD_DIFF_BAD;
	return any ? TD_DIFF_HEADER : TD_DIFF_NOTHING;
}

/* A name without any slash is not stripped, and neither are those of later files. */
static void
learn_strip(td_diff_strip *strip, td_span new_line)
{
	g_autofree char *name = NULL;

	if (td_diff_name_is_null(new_line))
		return;
	name = td_diff_name_plain(new_line, NULL, 0);
	if (name && !strchr(name, '/'))
		*strip = (td_diff_strip){ .count = 0, .known = true };
}

td_diff_found
td_diff_header_read_plain(
    td_diff_header *header, td_span old_line, td_span new_line, td_diff_strip *strip)
{
	char *name;

	old_line = td_span_skip(old_line, strlen("--- "));
	new_line = td_span_skip(new_line, strlen("+++ "));
	if (!strip->known)
		learn_strip(strip, new_line);
	if (td_diff_name_is_null(old_line)) {
		header->is_new = TD_DIFF_YES;
		header->is_deleted = TD_DIFF_NO;
		name = td_diff_name_plain(new_line, NULL, strip->count);
		take_name(&header->new_name, name);
	} else if (td_diff_name_is_null(new_line)) {
		header->is_new = TD_DIFF_NO;
		header->is_deleted = TD_DIFF_YES;
		name = td_diff_name_plain(old_line, NULL, strip->count);
		take_name(&header->old_name, name);
	} else {
		g_autofree char *first = td_diff_name_plain(old_line, NULL, strip->count);

		name = td_diff_name_plain(new_line, first, strip->count);
		if (td_diff_name_has_epoch(old_line)) {
			header->is_new = TD_DIFF_YES;
			header->is_deleted = TD_DIFF_NO;
			take_name(&header->new_name, name);
		} else if (td_diff_name_has_epoch(new_line)) {
			header->is_new = TD_DIFF_NO;
			header->is_deleted = TD_DIFF_YES;
			take_name(&header->old_name, name);
		} else {
			take_name(&header->old_name, name);
			take_name(&header->new_name, g_strdup(name));
		}
	}
	return name ? TD_DIFF_HEADER : TD_DIFF_BAD;
}
