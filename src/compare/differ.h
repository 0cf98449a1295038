/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * compare/differ.h - which lines of one text have to go, and which come, to make another
 *
 * git's answer, to the line, as sizes and hunks of git range-diff depend on it: E. W.
 * Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), in the linear
 * variation, with what git's xdiff does beside it: lines that the other text has not, or
 * has too often, are left out first (xprepare.c), a search that takes too long is cut
 * short (xdiffi.c), and groups of changes slide (compare/slide.h).
 *
 *     td_differ *differ = td_differ_new();
 *     td_differ_run(differ, &first, &second);          ... as often as wanted
 *     td_differ_changes(differ) ...
 */
#pragma once

#include <glib.h>
#include <stdint.h>

#include "base/span.h"

/* A text as its lines' numbers (compare/line_numbers.h), of one table for both texts. */
typedef struct td_differ_text {
	const uint32_t *lines;
	unsigned count;
	/* The lines themselves: groups that may slide end where indentation says so, as
	 * in what git shows. NULL: where they come last, as in what it counts. */
	const td_span *texts;
} td_differ_text;

/* One stretch of lines that are replaced; from 0, each count may be 0 but not both. */
typedef struct td_differ_change {
	unsigned first, removed;
	unsigned second, added;
} td_differ_change;

typedef struct td_differ td_differ; /* handle */

td_differ *td_differ_new(void);
void td_differ_free(td_differ *differ); /* NULL is fine */

/* Texts that are little alike take the longest: their lines times the root of these. */
void td_differ_run(
    td_differ *differ, const td_differ_text *first, const td_differ_text *second);

/* Of td_differ_change, in their order; until the next run. */
const GArray *td_differ_changes(const td_differ *differ);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_differ, td_differ_free)
