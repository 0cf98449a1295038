/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/months.h - counts of months, of up to three kinds of things */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	TD_MONTHS_FIRST_YEAR = 1990, /* what lies outside is not counted */
	TD_MONTHS = 60 * 12,
	TD_MONTH_KINDS = 3,
};

typedef struct td_months {
	unsigned n[TD_MONTHS][TD_MONTH_KINDS];
} td_months;

/* The number of the month in n; -1 for one outside. */
int td_month_of(int64_t seconds);
static inline int
td_month_year(int month)
{
	return TD_MONTHS_FIRST_YEAR + month / 12;
}

/* One more of that kind, below TD_MONTH_KINDS. */
void td_months_add(td_months *months, int64_t seconds, unsigned kind);
/* The first and the last month with anything in it; false for none. */
bool td_months_extent(const td_months *months, int *first, int *last);
