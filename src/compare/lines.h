/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/lines.h - two texts, line by line, as git's differ sees them (libgit2) */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

typedef enum td_line_kind {
	TD_LINE_HUNK,    /* line is what has the section's name; empty for none */
	TD_LINE_CONTEXT, /* in both */
	TD_LINE_REMOVED, /* in the first one only */
	TD_LINE_ADDED,   /* in the second one only */
} td_line_kind;

/* line is without its LF, borrowed from one of the texts. */
typedef void (*td_lines_each)(td_line_kind kind, td_span line, void *data);

/*
 * The hunks of the difference, with three lines of context. A hunk's line is the text
 * between "@@ " and the end of the last line above it that begins "@@" after at most one
 * sign, or the text of " ## text ##". GIT is all that can fail.
 */
bool td_lines_diff(
    td_span first, td_span second, td_lines_each each, void *data, GError **error);

/* How many lines such a difference has, those of hunks' headers among them. */
bool td_lines_count(td_span first, td_span second, unsigned *count, GError **error);
