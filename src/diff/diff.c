/* SPDX-License-Identifier: GPL-2.0-or-later */
/* diff/diff.c - the files and lines of a diff, counted as `git apply --numstat` counts
 * them */
#include "diff/diff.h"

#include <stdint.h>

#include "base/limits.h"
#include "diff/header.h"

/* "@@ -0,0 +1 @@" and its LF: the shortest hunk header. */
#define HUNK_HEADER_MIN 14
/* "\ No newline ..." in any language. */
#define NO_NEWLINE_MIN 12

typedef struct reader {
	td_span rest;
	td_diff *diff;
	td_diff_file *file; /* that hunks now belong to; NULL before the first */
	td_diff_strip strip;
	bool full; /* a ceiling was met */
} reader;

typedef struct hunk_count {
	uint64_t old_lines, new_lines; /* as its header says */
	unsigned insertions, deletions;
} hunk_count;

static void
file_free(void *data)
{
	td_diff_file *file = data;

	if (!file)
		return;
	g_free(file->path);
	g_free(file->old_path);
	g_free(file);
}

void
td_diff_free(td_diff *diff)
{
	if (!diff)
		return;
	g_ptr_array_unref(diff->files);
	g_free(diff);
}

/* The line at the front, without its LF; whole: it has one. */
static td_span
peek_line(td_span rest, bool *whole)
{
	const char *end = td_find_lf(rest.p, rest.n);

	*whole = end != NULL;
	return end ? td_span_between(rest.p, end) : rest;
}

static td_span
skip_line(td_span rest, td_span line)
{
	return td_span_skip(rest, line.n + 1);
}

static bool
take_number(td_span *text, uint64_t *number)
{
	size_t n = 0;

	*number = 0;
	for (; n < text->n && g_ascii_isdigit(text->p[n]); n++) {
		if (*number < UINT64_MAX / 16)
			*number = *number * 10 + (uint64_t)(text->p[n] - '0');
	}
	*text = td_span_skip(*text, n);
	return n > 0;
}

static bool
take_range(td_span *text, const char *before, uint64_t *lines)
{
	uint64_t first;

	if (!td_span_has_prefix(*text, before))
		return false;
	*text = td_span_skip(*text, strlen(before));
	*lines = 1;
	if (!take_number(text, &first))
		return false;
	if (text->n == 0 || *text->p != ',')
		return true;
	*text = td_span_skip(*text, 1);
	return take_number(text, lines);
}

/* "@@ -1,5 +1,6 @@ anything" */
static bool
read_hunk_header(td_span line, hunk_count *hunk)
{
	*hunk = (hunk_count){ 0 };
	return take_range(&line, "@@ -", &hunk->old_lines) &&
	       take_range(&line, " +", &hunk->new_lines) &&
	       td_span_has_prefix(line, " @@");
}

static bool
starts_plain(td_span line, td_span next)
{
	return td_span_has_prefix(line, "--- ") && td_span_has_prefix(next, "+++ ");
}

/*
 * A hunk that git refuses has more, fewer or other lines than its header says: somebody
 * edited it, or a mailer wrapped it. What looks like its lines is counted all the same,
 * until something else begins. due: lines that the header still promises.
 */
static void
read_damaged(reader *r, hunk_count *hunk, uint64_t due)
{
	while (r->rest.n > 0) {
		bool whole;
		td_span line = peek_line(r->rest, &whole);
		td_span next = skip_line(r->rest, line);
		char c = line.n > 0 ? line.p[0] : '\0';

		if (td_span_has_prefix(line, "@@ -") ||
		    td_span_has_prefix(line, "diff --git ") || starts_plain(line, next) ||
		    td_span_is(line, "-- ") || td_span_is(line, "-- \r"))
			return;
		if (c == '+')
			hunk->insertions++;
		else if (c == '-')
			hunk->deletions++;
		else if (c != ' ' && c != '\\' && due == 0)
			return;
		if (due > 0 && c != '\\')
			due--;
		r->rest = next;
	}
}

/* False where the lines of the hunk are not what its header says. */
static bool
read_hunk_lines(reader *r, hunk_count *hunk)
{
	const char *p = r->rest.p;
	const char *end = td_span_end(r->rest);
	uint64_t old_lines = hunk->old_lines;
	uint64_t new_lines = hunk->new_lines;
	bool good = true;

	while (p < end && (old_lines > 0 || new_lines > 0)) {
		const char *lf = td_find_lf(p, (size_t)(end - p));

		if (!lf)
			break;
		if (*p == '+' && new_lines > 0) {
			new_lines--;
			hunk->insertions++;
		} else if (*p == '-' && old_lines > 0) {
			old_lines--;
			hunk->deletions++;
		} else if ((*p == ' ' || *p == '\n') && old_lines > 0 && new_lines > 0) {
			old_lines--;
			new_lines--;
		} else if (*p != '\\' || lf - p + 1 < NO_NEWLINE_MIN || p[1] != ' ') {
			good = false;
			break;
		}
		if (lf > p && lf[-1] == '\r')
			r->diff->crlf = true;
		p = lf + 1;
	}
	r->rest = td_span_between(p, end);
	return good && old_lines == 0 && new_lines == 0;
}

static void
count(reader *r, const hunk_count *hunk)
{
	if (r->file) {
		r->file->insertions += hunk->insertions;
		r->file->deletions += hunk->deletions;
	}
	r->diff->insertions += hunk->insertions;
	r->diff->deletions += hunk->deletions;
}

/* At an "@@ -" line. False where git would refuse the hunk; it is counted and passed
 * nevertheless. */
static bool
read_hunk(reader *r, hunk_count *hunk)
{
	bool whole;
	td_span line = peek_line(r->rest, &whole);
	td_span body = skip_line(r->rest, line);
	bool good = whole && read_hunk_header(line, hunk);

	r->rest = body;
	if (good && !read_hunk_lines(r, hunk)) {
		good = false;
		hunk->insertions = hunk->deletions = 0;
		r->rest = body;
	}
	if (!good) {
		read_damaged(r, hunk, MAX(hunk->old_lines, hunk->new_lines));
	} else if (hunk->insertions == 0 && hunk->deletions == 0) {
		good = false;
	} else if (r->rest.n > NO_NEWLINE_MIN && td_span_has_prefix(r->rest, "\\ ")) {
		line = peek_line(r->rest, &whole);
		r->rest = skip_line(r->rest, line);
	}
	count(r, hunk);
	return good;
}

/* A new file has no old lines, a deleted one no new lines; git insists. */
static bool
read_hunks(reader *r, const td_diff_header *header, unsigned *hunks)
{
	uint64_t old_lines = 0;
	uint64_t new_lines = 0;
	bool good = true;

	*hunks = 0;
	while (r->rest.n > 4 && td_span_has_prefix(r->rest, "@@ -")) {
		hunk_count hunk = { 0 };

		good = read_hunk(r, &hunk) && good;
		old_lines |= hunk.old_lines;
		new_lines |= hunk.new_lines;
		++*hunks;
	}
	if (header->is_new == TD_DIFF_YES && old_lines > 0)
		good = false;
	if (header->is_deleted == TD_DIFF_YES && new_lines > 0)
		good = false;
	return good;
}

/* One line of base 85: a letter for the length, then five characters for four bytes. */
static bool
is_base85_line(td_span line)
{
	static const char others[] = "!#$%&()*+-;<=>?@^_`{|}~";
	size_t bytes;
	size_t room;

	if (line.n < 6 || (line.n - 1) % 5 != 0)
		return false;
	room = (line.n - 1) / 5 * 4;
	if (g_ascii_isupper(*line.p))
		bytes = (size_t)(*line.p - 'A') + 1;
	else if (g_ascii_islower(*line.p))
		bytes = (size_t)(*line.p - 'a') + 27;
	else
		return false;
	if (room < bytes || bytes + 4 <= room)
		return false;
	for (size_t i = 1; i < line.n; i++) {
		if (!g_ascii_isalnum(line.p[i]) &&
		    (line.p[i] == '\0' || !strchr(others, line.p[i])))
			return false;
	}
	return true;
}

typedef enum binary { BINARY_NONE, BINARY_GOOD, BINARY_BAD } binary;

/* "literal 123", its lines and an empty one. What they hold is not unpacked. */
static binary
read_binary_hunk(reader *r)
{
	bool whole;
	td_span line = peek_line(r->rest, &whole);

	if (!td_span_has_prefix(line, "delta ") && !td_span_has_prefix(line, "literal "))
		return BINARY_NONE;
	for (;;) {
		r->rest = skip_line(r->rest, line);
		line = peek_line(r->rest, &whole);
		if (whole && line.n == 0) {
			r->rest = skip_line(r->rest, line);
			return BINARY_GOOD;
		}
		if (!whole || !is_base85_line(line))
			return BINARY_BAD;
	}
}

/* False where git would not go on. */
static bool
read_binary(reader *r)
{
	bool whole;
	td_span line = peek_line(r->rest, &whole);

	if (whole && td_span_is(line, "GIT binary patch")) {
		r->file->is_binary = true;
		r->rest = skip_line(r->rest, line);
		/* The second hunk, for the way back, may be missing. */
		if (read_binary_hunk(r) != BINARY_GOOD)
			return false;
		return read_binary_hunk(r) != BINARY_BAD;
	}
	if (whole && line.n > 7 && memcmp(line.p + line.n - 7, " differ", 7) == 0 &&
	    (td_span_has_prefix(line, "Binary files ") ||
		td_span_has_prefix(line, "Files "))) {
		r->file->is_binary = true;
		r->rest = skip_line(r->rest, line);
	}
	return true;
}

static void
add_file(reader *r, td_diff_header *header)
{
	td_diff_file *file;

	r->file = NULL;
	if (r->diff->files->len >= TD_MAX_FILES) {
		r->full = true;
		return;
	}
	file = g_new0(td_diff_file, 1);
	file->is_new = header->is_new == TD_DIFF_YES;
	file->is_deleted = header->is_deleted == TD_DIFF_YES;
	file->is_rename = header->is_rename;
	file->is_copy = header->is_copy;
	file->mode_changed = header->old_mode != 0 && header->new_mode != 0 &&
			     header->old_mode != header->new_mode;
	if (header->new_name && header->old_name &&
	    strcmp(header->new_name, header->old_name) != 0)
		file->old_path = g_steal_pointer(&header->old_name);
	file->path = header->new_name ? g_steal_pointer(&header->new_name)
				      : g_steal_pointer(&header->old_name);
	g_ptr_array_add(r->diff->files, file);
	r->file = file;
}

static bool
is_plain_header(td_span line, td_span next)
{
	bool whole;
	td_span second;

	if (!starts_plain(line, next))
		return false;
	second = peek_line(next, &whole);
	next = skip_line(next, second);
	return next.n >= HUNK_HEADER_MIN && td_span_has_prefix(next, "@@ -");
}

/*
 * Looks for the next file's header. False at the end. git stops at what it finds bad; we
 * make a note of it and go on.
 */
static bool
find_header(reader *r, td_diff_header *header)
{
	while (r->rest.n > 0) {
		bool whole;
		td_span line = peek_line(r->rest, &whole);
		td_span next = skip_line(r->rest, line);
		td_diff_found found = TD_DIFF_NOTHING;
		hunk_count hunk = { 0 };

		if (line.n < 5 || (*line.p != 'd' && *line.p != '-' && *line.p != '@')) {
			r->rest = next;
			continue;
		}
		if (td_span_has_prefix(line, "@@ -") && whole &&
		    read_hunk_header(line, &hunk)) {
			r->diff->corrupt = true;
			read_hunk(r, &hunk);
			continue;
		}
		r->rest = next;
		if (next.n < 6)
			continue;
		if (td_span_has_prefix(line, "diff --git ")) {
			found = td_diff_header_read(header, line, &r->rest, r->strip);
		} else if (is_plain_header(line, next)) {
			td_span second = peek_line(next, &whole);

			r->rest = skip_line(next, second);
			found =
			    td_diff_header_read_plain(header, line, second, &r->strip);
		}
		if (found == TD_DIFF_HEADER)
			return true;
		if (found == TD_DIFF_BAD) {
			r->diff->corrupt = true;
			td_diff_header_clear(header);
		}
	}
	return false;
}

/* Reads one file's change. False when there are no more. */
static bool
read_file(reader *r)
{
	td_diff_header header;
	unsigned hunks = 0;
	bool found;

	td_diff_header_start(&header);
	found = find_header(r, &header);
	if (found)
		add_file(r, &header);
	if (found && r->file) {
		if (!read_hunks(r, &header, &hunks))
			r->diff->corrupt = true;
		if (hunks == 0 && !read_binary(r))
			r->diff->corrupt = true;
	}
	td_diff_header_clear(&header);
	return found && !r->full;
}

td_diff *
td_diff_parse(td_span text)
{
	g_autoptr(td_diff) diff = g_new0(td_diff, 1);
	reader r = { .rest = text, .diff = diff, .strip = { .count = 1 } };

	diff->files = g_ptr_array_new_with_free_func(file_free);
	while (read_file(&r))
		;
	if (r.full)
		diff->corrupt = true;
	return diff->files->len > 0 ? g_steal_pointer(&diff) : NULL;
}
