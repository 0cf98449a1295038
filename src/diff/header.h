/* SPDX-License-Identifier: GPL-2.0-or-later */
/* diff/header.h - what stands above the first hunk of a file */
#pragma once

#include <stdbool.h>

#include "base/span.h"

typedef enum td_diff_answer {
	TD_DIFF_NO,
	TD_DIFF_UNKNOWN, /* a plain diff does not say */
	TD_DIFF_YES,
} td_diff_answer;

typedef struct td_diff_header {
	char *old_name; /* NULL for a new file */
	char *new_name; /* NULL for a deleted one */
	char *both;     /* the name in "diff --git", where both sides have it */
	td_diff_answer is_new, is_deleted;
	bool is_rename, is_copy;
	unsigned long old_mode, new_mode; /* 0 where not said */
} td_diff_header;

/* How many directories are stripped from names: 1 until a plain diff shows otherwise. */
typedef struct td_diff_strip {
	unsigned count;
	bool known;
} td_diff_strip;

typedef enum td_diff_found {
	TD_DIFF_NOTHING, /* "diff --git" with no header line below it */
	TD_DIFF_HEADER,
	TD_DIFF_BAD,
} td_diff_found;

void td_diff_header_start(td_diff_header *header);
void td_diff_header_clear(td_diff_header *header);

/* line: "diff --git ..." without LF; rest: what follows, moved past the header lines. */
td_diff_found td_diff_header_read(
    td_diff_header *header, td_span line, td_span *rest, td_diff_strip strip);

/* The two lines of a plain diff, without LF. */
td_diff_found td_diff_header_read_plain(
    td_diff_header *header, td_span old_line, td_span new_line, td_diff_strip *strip);
