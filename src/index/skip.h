/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * index/skip.h - entries of an archive's history that gave no mail
 *
 * They have a position and no place. A page of a range tells how many there were, also
 * when it is made from the index.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "store/file.h"

typedef enum td_skip_why {
	TD_SKIP_NONE, /* a commit without a mail */
	TD_SKIP_CORRUPT,
	TD_SKIP_TOO_LARGE,
	TD_SKIP_COUNT,
} td_skip_why;

/* How many there are of each kind among the positions of a list, first and last ones
 * too. */
bool td_index_count_skips(td_index *index, int64_t list, uint64_t first, uint64_t last,
    uint64_t counts[TD_SKIP_COUNT], GError **error);
