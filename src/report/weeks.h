/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/weeks.h - weeks as ISO 8601 numbers them, and mails of each day; UTC */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/file.h"

/* Days are counted from 1970-01-01. */
typedef struct td_week {
	int year; /* of its Thursday */
	unsigned week;
} td_week;

/* The week that a day is in. */
td_week td_week_of(int64_t day);
/* Its Monday; false where that year has no such week. */
bool td_week_start(td_week week, int64_t *day);

enum { TD_CALENDAR_WEEKS = 27 };

typedef struct td_calendar {
	int64_t first; /* a Monday; the day that days[0] is */
	unsigned days[TD_CALENDAR_WEEKS * 7];
	uint64_t newest; /* position of the list's newest mail; 0 for none, or of all */
	int64_t last;    /* received, of that; 0 for none */
} td_calendar;

/* The weeks up to the newest mail of the list (0: of all), or up to now, which may be a
 * moment in the past. */
bool td_calendar_fill(
    td_calendar *calendar, td_index *index, int64_t list, int64_t now, GError **error);
