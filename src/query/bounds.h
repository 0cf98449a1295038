/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query/bounds.h - "A..B" behind a prefix; for this folder */
#pragma once

#include "query/value.h"

/* "A..B", "A..", "..B" or a single one. */
typedef struct td_prefix_bounds {
	td_span first, last; /* empty: open */
	bool single;         /* there is no ".." */
} td_prefix_bounds;

/* That from first to last there is something; USAGE where they are the wrong way round.
 */
bool td_prefix_check_order(
    const td_prefix *prefix, int64_t first, int64_t last, GError **error);

/* USAGE where nothing is there. */
bool td_prefix_split(
    const td_prefix *prefix, td_span text, td_prefix_bounds *found, GError **error);
