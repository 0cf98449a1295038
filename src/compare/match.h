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
	char *key;      /* td_subject_key of the title */
	GArray *hashes; /* of the diff's lines, uint32_t, ascending */
	int match;      /* in the other version; -1 */
	unsigned lines; /* between it and its match */
} td_compare_item;

td_span td_compare_item_diff(const td_compare_item *item);
/* How long the differ takes for the two, in lines; TD_MAX_COMPARE_WORK is too long. */
uint64_t td_compare_item_work(const td_compare_item *a, const td_compare_item *b);

/* Items of both versions are td_compare_item *. Sets match and lines. rough: see
 * td_compare_is_rough. GIT: libgit2, whose differ it is. */
bool td_match(const GPtrArray *older, const GPtrArray *newer, unsigned creation_factor,
    bool *rough, GError **error);
