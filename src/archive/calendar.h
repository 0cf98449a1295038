/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/calendar.h - a date taken apart, perhaps not all of it known; always UTC */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* A negative year, month, day, hour, minute or second is not known. */
typedef struct td_fields {
	int year;  /* from 1900 */
	int month; /* 0 to 11 */
	int day;   /* 1 to 31 */
	int hour;
	int minute;
	int second;
	int weekday; /* 0 is Sunday */
} td_fields;

/* Of seconds since 1970, UTC. */
td_fields td_fields_of(int64_t seconds);

/* Fields past their ends carry over: the 31st of April is the first of May. */
int64_t td_fields_to_seconds(const td_fields *fields);

/* Whether the day is one of its month; of a February without a year the 29th is. False
 * for a month or a day that is not known. */
bool td_fields_is_day(const td_fields *fields);

/* Only a whole date and time between 1970 and 2099 has an exact value. */
bool td_fields_exact(const td_fields *fields, int64_t *seconds);

/*
 * Sets month, day and year (a full one, or two digits of one; -1 for that of `now`).
 * With a `now`, nothing more than ten days after it is taken, so that the other order of
 * the same numbers is tried. False, and nothing set, where no calendar has that day.
 */
bool
td_fields_set_date(td_fields *fields, const int64_t *now, int year, int month, int day);
bool td_fields_set_time(td_fields *fields, int hour, int minute, int second);
