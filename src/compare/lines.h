/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/lines.h - two texts, line by line, as git shows what makes one of the other */
#pragma once

#include <glib.h>

#include "base/span.h"
#include "compare/differ.h"

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
 * sign, or the text of " ## text ##". Below a line without an LF git's words for it come
 * as context.
 */
void td_lines_diff(td_span first, td_span second, td_lines_each each, void *data);

/* How many lines the difference has, those of hunks' headers among them, of texts as
 * numbers (compare/line_numbers.h), of which each ends with LF: git's count, whose groups
 * no indentation moves. */
unsigned td_lines_count(td_differ *differ, const GArray *first, const GArray *second);
