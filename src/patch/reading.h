/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patch/reading.h - the lines of a mail as a reader sees them: words, quotes, diffs
 *
 * For showing, not for applying: what is no clean diff is cut where it stops looking like
 * one. Hunks are numbered through the whole text, so that two who read the same text name
 * the same hunk.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

typedef enum td_line_role {
	TD_ROLE_WORDS,
	TD_ROLE_QUOTE,     /* begins with ">" */
	TD_ROLE_SIGNATURE, /* from "-- " on */
	TD_ROLE_FILE,      /* "diff --git a/f b/f", or the "---" of a plain diff */
	TD_ROLE_META,      /* index, mode, rename, "+++", binary data */
	TD_ROLE_HUNK,      /* "@@ -1,2 +1,3 @@ main" */
	TD_ROLE_ADDED,
	TD_ROLE_REMOVED,
	TD_ROLE_CONTEXT,
} td_line_role;

typedef struct td_read_line {
	td_span text; /* without LF and a CR before it; borrowed */
	td_line_role role;
	unsigned hunk; /* from 1 on, of a hunk and its lines; 0 else */
} td_read_line;

/* All lines, in order. GArray of td_read_line; borrows from text. */
GArray *td_read_lines(td_span text);

/* What a FILE line is about: the name after the change; empty where it cannot be told. */
td_span td_read_file_name(td_span line);

/* A quote without its signs, "> > " and the like; *depth is how many there were. */
td_span td_read_unquote(td_span line, unsigned *depth);

/* The hunks of a patch, to be found again in answers that quote them. */
typedef struct td_hunks td_hunks; /* handle */

/* lines are td_read_lines' of the patch; NULL where it has no hunk. Borrows its text. */
td_hunks *td_hunks_new(const GArray *lines);
void td_hunks_free(td_hunks *hunks); /* NULL is fine */

/* An answer speaks at a line of its own about what it quoted last before it. */
typedef struct td_hunk_answer {
	unsigned hunk;
	unsigned line; /* where its own words begin, in its lines */
} td_hunk_answer;

/* GArray of td_hunk_answer, by line; empty where it quotes nothing of the patch. */
GArray *td_hunks_find(const td_hunks *hunks, const GArray *lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_hunks, td_hunks_free)
