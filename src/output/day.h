/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output/day.h - days of the calendar in UTC, in English whatever the locale */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct td_day {
	int64_t days; /* since 1970-01-01 */
	int year;     /* 0 to 9999; what lies outside is brought to the nearer end */
	unsigned month, day; /* from 1 */
	unsigned weekday;    /* 0 is Monday */
	unsigned hour, minute, second;
} td_day;

td_day td_day_of(int64_t seconds);
/* The day's number for a date; month may be 13, for January of the next year. */
int64_t td_day_number(int year, unsigned month, unsigned day);

/* Texts of one size, so that no one has to free them. */
typedef struct td_day_text {
	char text[40];
} td_day_text;

td_day_text td_day_short(const td_day *day); /* "3 Nov" */
td_day_text td_day_long(const td_day *day);  /* "Tuesday, 3 November 2026" */
td_day_text td_day_plain(const td_day *day); /* "3 November 2026" */
td_day_text td_day_month(const td_day *day); /* "Nov 2026" */
td_day_text td_day_date(const td_day *day);  /* "2026-11-03" */
td_day_text td_day_time(const td_day *day);  /* "2026-11-03 14:05" */
td_day_text td_day_stamp(const td_day *day); /* "2026-11-03T14:05:06Z" */
