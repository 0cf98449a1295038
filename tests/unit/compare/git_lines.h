/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/compare/git_lines.h - hunks of two texts as we say them and as libgit2 does,
 * which has git's differ */
#pragma once

#include <git2.h>
#include <glib.h>

#include "compare/lines.h"

static inline void
put_own_line(td_line_kind kind, td_span line, void *data)
{
	static const char signs[] = "@ -+";

	g_string_append_c(data, signs[kind]);
	if (kind != TD_LINE_HUNK)
		g_string_append_len(data, line.p, (gssize)line.n);
	g_string_append_c(data, '\n');
}

/* Free it, as the other one. */
static inline GString *
we_say(td_span a, td_span b)
{
	GString *said = g_string_new(NULL);

	td_lines_diff(a, b, put_own_line, said);
	return said;
}

static inline int
put_hunk(const git_diff_delta *delta, const git_diff_hunk *hunk, void *data)
{
	(void)delta;
	(void)hunk;
	g_string_append(data, "@\n");
	return 0;
}

static inline int
put_line(const git_diff_delta *delta, const git_diff_hunk *hunk,
    const git_diff_line *line, void *data)
{
	td_span text = { line->content, line->content_len };

	(void)delta;
	(void)hunk;
	if (line->origin == GIT_DIFF_LINE_CONTEXT_EOFNL ||
	    line->origin == GIT_DIFF_LINE_ADD_EOFNL ||
	    line->origin == GIT_DIFF_LINE_DEL_EOFNL) {
		g_string_append(data, " \\ No newline at end of file\n");
		return 0;
	}
	g_string_append_c(data, line->origin);
	g_string_append_len(data, text.p, (gssize)text.n);
	if (text.n == 0 || text.p[text.n - 1] != '\n')
		g_string_append_c(data, '\n');
	return 0;
}

/* NULL where it cannot. */
static inline GString *
git_says(td_span a, td_span b, bool indent)
{
	git_diff_options options = GIT_DIFF_OPTIONS_INIT;
	GString *said = g_string_new(NULL);

	options.flags = GIT_DIFF_FORCE_TEXT | (indent ? GIT_DIFF_INDENT_HEURISTIC : 0u);
	if (git_diff_buffers(a.p, a.n, NULL, b.p, b.n, NULL, &options, NULL, NULL,
		put_hunk, put_line, said) == 0)
		return said;
	g_string_free(said, TRUE);
	return NULL;
}
