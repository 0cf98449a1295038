/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * compare/compare.h - two versions of a series, patch by patch
 *
 * As `git range-diff` pairs and shows them, on what was mailed: the diffs in the mails
 * stand for those of commits. docs/diff.md has the rules, and where they differ.
 *
 *     td_compare *compare = td_compare_new();
 *     td_compare_add(compare, TD_COMPARE_OLD, patch, message_id);   ... each patch
 *     td_compare_add(compare, TD_COMPARE_NEW, patch, message_id);   ... each patch
 *     td_compare_match(compare, TD_COMPARE_FACTOR);
 *     td_compare_pairs(compare) ...
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"
#include "compare/lines.h"
#include "patch/patch.h"

#define TD_COMPARE_FACTOR 60 /* percent: range-diff's --creation-factor */
#define TD_COMPARE_ID 13     /* 12 hex digits and the NUL */

typedef enum td_compare_side { TD_COMPARE_OLD, TD_COMPARE_NEW } td_compare_side;

typedef enum td_compare_status {
	TD_COMPARE_SAME,    /* '=' */
	TD_COMPARE_CHANGED, /* '!' */
	TD_COMPARE_DROPPED, /* '<' */
	TD_COMPARE_ADDED,   /* '>' */
} td_compare_status;

typedef struct td_compare_patch {
	char *title;
	char *message_id;
	char id[TD_COMPARE_ID]; /* of the patch-id; zeros without a diff */
} td_compare_patch;

typedef struct td_compare_pair {
	int older, newer; /* places in their version, from 0; -1 for none */
	td_compare_status status;
	int twin; /* of one dropped or added: the patch of the other version that has its
		     title and no pair, so it was written anew; -1 for none */
	bool message_changed, diff_changed; /* of a pair */
	unsigned
	    lines; /* of the difference of both diffs, as it was weighed; of a pair */
} td_compare_pair;

typedef struct td_compare_counts {
	unsigned older, newer; /* patches in both versions */
	unsigned same, changed, rewritten, added, dropped;
	unsigned reworded; /* of those changed: in the message only */
	bool reordered;    /* pairs are not in the same order */
} td_compare_counts;

typedef struct td_compare td_compare; /* handle */

td_compare *td_compare_new(void);
void td_compare_free(td_compare *compare); /* NULL is fine */

/* In the order of the series. What is needed is copied. False past
 * TD_MAX_COMPARE_PATCHES: the patch is left out. */
bool td_compare_add(td_compare *compare, td_compare_side side, const td_patch *patch,
    const char *message_id);

/* Once, when all were added. */
void td_compare_match(td_compare *compare, unsigned creation_factor);

/* The patches of a side, in the order in which they were added; i is below count.
 * Borrowed.
 */
unsigned td_compare_count(const td_compare *compare, td_compare_side side);
const td_compare_patch *
td_compare_get(const td_compare *compare, td_compare_side side, unsigned i);

/* In the order of range-diff: that of the newer version, what was dropped after what
 * stood before it. GArray of td_compare_pair. */
const GArray *td_compare_pairs(const td_compare *compare);
/* More than could be weighed: some pairs may not be those of range-diff. */
bool td_compare_is_rough(const td_compare *compare);

/* The hunks between both texts of a pair; none where they are the same, and one that says
 * so where they are too large. */
void td_compare_each_line(const td_compare *compare, const td_compare_pair *pair,
    td_lines_each each, void *data);

td_compare_counts td_compare_sum(const td_compare *compare);
/* "2 of 7 patches changed, 1 new, 1 dropped"; g_free it. */
char *td_compare_say(const td_compare_counts *counts);
char *td_compare_summary(const td_compare *compare); /* of its sum */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_compare, td_compare_free)
