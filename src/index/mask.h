/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/mask.h - which messages a list has, a bit each: kept by an index that stays open
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/file.h"

typedef struct td_mask {
	uint64_t *bits; /* of message ids, from 0 */
	int64_t n;      /* ids are below it */
} td_mask;

static inline bool
td_mask_has(const td_mask *mask, int64_t message)
{
	return message >= 0 && message < mask->n &&
	       (mask->bits[message / 64] >> (message % 64) & 1) != 0;
}

/* Of the list as it is now; read anew when another process wrote. Borrowed until the next
 * call. NULL on error. */
const td_mask *td_index_mask(td_index *index, int64_t list, GError **error);
