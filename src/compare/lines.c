/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/lines.c - two texts, line by line, as git's differ sees them (libgit2) */
#include "compare/lines.h"

#include "libgit2/libgit2.h"

/* What git keeps of a section's name, and of a hunk's header with it. */
#define SECTION_MAX 80

typedef struct walk {
	td_span first;
	const char *at;  /* where the search for sections goes on */
	unsigned number; /* of the line there */
	td_span section;
	td_lines_each each;
	void *data;
	unsigned count;
} walk;

/* How the differ is to walk. */
typedef struct steps {
	uint32_t flags;
	git_diff_hunk_cb on_hunk;
	git_diff_line_cb on_line;
} steps;

static bool
run(td_span first, td_span second, const steps *how, walk *w, GError **error)
{
	git_diff_options options = GIT_DIFF_OPTIONS_INIT;
	int status;

	if (!td_libgit2_start(error))
		return false;
	options.flags = GIT_DIFF_FORCE_TEXT | how->flags;
	status = git_diff_buffers(first.p, first.n, NULL, second.p, second.n, NULL,
	    &options, NULL, NULL, how->on_hunk, how->on_line, w);
	if (status != 0)
		td_libgit2_fail(error, "comparing two patches");
	return status == 0;
}

static int
count_hunk(const git_diff_delta *delta, const git_diff_hunk *hunk, void *data)
{
	(void)delta;
	(void)hunk;
	((walk *)data)->count++;
	return 0;
}

static int
count_line(const git_diff_delta *delta, const git_diff_hunk *hunk,
    const git_diff_line *line, void *data)
{
	(void)delta;
	(void)hunk;
	(void)line;
	((walk *)data)->count++;
	return 0;
}

bool
td_lines_count(td_span first, td_span second, unsigned *count, GError **error)
{
	const steps how = { .on_hunk = count_hunk, .on_line = count_line };
	walk w = { 0 };

	if (!run(first, second, &how, &w, error))
		return false;
	*count = w.count;
	return true;
}

static bool
read_section(td_span line, td_span *section)
{
	static const char end[] = " ##";

	if (td_span_has_prefix(line, " ## ") && line.n >= 7 &&
	    memcmp(line.p + line.n - 3, end, 3) == 0) {
		*section = td_span_between(line.p + 4, line.p + line.n - 3);
		return true;
	}
	if (td_span_has_prefix(line, "@@ "))
		*section = td_span_skip(line, 3);
	else if (line.n > 0 && td_span_has_prefix(td_span_skip(line, 1), "@@ "))
		*section = td_span_skip(line, 4);
	else
		return false;
	return true;
}

/* No character is cut in two. */
static td_span
cut_section(td_span section)
{
	const char *end;

	section = td_span_trim_end(td_span_head(section, SECTION_MAX));
	if (section.n == 0)
		return section;
	g_utf8_validate_len(section.p, section.n, &end);
	return td_span_between(section.p, end);
}

/* The last section that begins above line number of the first text, from 1. */
static td_span
find_section(walk *w, unsigned number)
{
	td_span rest = td_span_between(w->at, td_span_end(w->first));
	td_span line;
	td_span found;

	while (w->number + 1 < number && td_span_next_line(&rest, &line)) {
		w->number++;
		if (read_section(line, &found))
			w->section = found;
	}
	w->at = rest.p;
	return cut_section(w->section);
}

static int
give_hunk(const git_diff_delta *delta, const git_diff_hunk *hunk, void *data)
{
	walk *w = data;

	(void)delta;
	w->each(
	    TD_LINE_HUNK, find_section(w, (unsigned)MAX(hunk->old_start, 0)), w->data);
	return 0;
}

static int
give_line(const git_diff_delta *delta, const git_diff_hunk *hunk,
    const git_diff_line *line, void *data)
{
	walk *w = data;
	td_span text = { line->content, line->content_len };

	(void)delta;
	(void)hunk;
	if (text.n > 0 && text.p[text.n - 1] == '\n')
		text.n--;
	if (line->origin == GIT_DIFF_LINE_ADDITION)
		w->each(TD_LINE_ADDED, text, w->data);
	else if (line->origin == GIT_DIFF_LINE_DELETION)
		w->each(TD_LINE_REMOVED, text, w->data);
	else
		w->each(TD_LINE_CONTEXT, text, w->data);
	return 0;
}

bool
td_lines_diff(
    td_span first, td_span second, td_lines_each each, void *data, GError **error)
{
	const steps how = { GIT_DIFF_INDENT_HEURISTIC, give_hunk, give_line };
	walk w = { .first = first, .at = first.p, .each = each, .data = data };

	return run(first, second, &how, &w, error);
}
