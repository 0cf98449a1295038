/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/days.h - the days with mail around some days; for this folder */
#pragma once

#include <stdbool.h>

#include "site/serving.h"

/* Days since 1970; -1 for none. */
typedef struct td_days_around {
	int64_t earlier, later;
} td_days_around;

/*
 * The last day before first and the first one after last on which mail of a list (0: of
 * all) came. What cannot be told without much work, or without a word on what who asks
 * may not see, is the next day.
 */
bool td_days_look_around(td_serving *serving, int64_t list, int64_t first, int64_t last,
    td_days_around *around, GError **error);
