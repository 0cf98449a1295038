/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/date_scan.h - what both ways of reading a date share: words, numbers, groups */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/calendar.h"
#include "base/span.h"

typedef struct td_date_scan {
	const char *p; /* what is left of the text; NUL-terminated */
	int64_t now;
	td_fields at;
	td_span
	    odd; /* the first thing that means nothing; p is NULL where there is none */
	bool no_day; /* and that is since no calendar has it */
} td_date_scan;

/* The letters and digits at the front of text. */
td_span td_date_word(const char *text);

/*
 * How much of `name` the word at text is the beginning of, in either case: all the word's
 * letters and digits, or 0.
 */
size_t td_date_match(const char *text, const char *name);

/* Index of the month or weekday that three or more letters at text begin, or -1. */
int td_date_month(const char *text);
int td_date_weekday(const char *text);

/* The number at scan->p, moved past it; no larger than INT_MAX. `digits`: how long it is.
 */
int td_date_number(const char **p, size_t *digits);

/*
 * The rest of "2025-10-31", "31.10.25", "10/31", "10:30:15" after its first number, which
 * began at `start`; scan->p is at the separator. False, and nothing moved, where it is
 * none of these.
 */
bool td_date_group(td_date_scan *scan, const char *start, int first);

/* True for a word that has a place in a date and says nothing: "ago", "at", "3rd". */
bool td_date_is_filler(td_span word);

/* Notes n bytes at start as the first thing that means nothing; only the first counts. */
void td_date_odd(td_date_scan *scan, const char *start, size_t n);
/* The same of what looks like a day, as the 31st of February. */
void td_date_no_day(td_date_scan *scan, const char *start, size_t n);
