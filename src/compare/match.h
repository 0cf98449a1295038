/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/match.h - which patch of a version is which of the next one. Private to the
 * folder. */
#pragma once

#include <stdint.h>

#include "compare/compare.h"
#include "compare/range_text.h"

typedef struct td_compare_item {
	td_compare_patch patch;
	td_range_text text;
	char *key;         /* td_subject_key of the title */
	GArray *lines;     /* of the diff, as numbers: compare/line_numbers.h */
	GArray *sorted;    /* the same, ascending */
	int match;         /* in the other version; -1 */
	unsigned distance; /* lines of the difference between it and its match */
} td_compare_item;

td_span td_compare_item_diff(const td_compare_item *item);
/* How long the differ takes for the two, in lines; TD_MAX_COMPARE_WORK is too long. */
uint64_t td_compare_item_work(const td_compare_item *a, const td_compare_item *b);

/* Items of both versions are td_compare_item *. Sets match and distance. True where it is
 * rough: see td_compare_is_rough. */
bool td_match(const GPtrArray *older, const GPtrArray *newer, unsigned creation_factor);
