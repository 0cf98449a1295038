/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/months.c - the calendar's months, UTC */
#include "report/months.h"

enum { day = 24 * 60 * 60 };

/* Days since 1970 to a month, for the years that are counted: every fourth has a day more
 * until 2100. */
static int
month_of_day(int64_t days)
{
	static const unsigned short ends[] = { 31, 59, 90, 120, 151, 181, 212, 243, 273,
		304, 334, 365 };
	int64_t year = 1970 + (days * 4 + 2) / 1461;
	int64_t rest = days - ((year - 1970) * 1461 + 1) / 4;
	bool leap = year % 4 == 0;
	int month = 0;

	while (month < 11 && rest >= ends[month] + (leap && month > 0))
		month++;
	return (int)(year - TD_MONTHS_FIRST_YEAR) * 12 + month;
}

int
td_month_of(int64_t seconds)
{
	int month;

	if (seconds < 0 || seconds / day > 30000)
		return -1;
	month = month_of_day(seconds / day);
	return month >= 0 && month < TD_MONTHS ? month : -1;
}

void
td_months_add(td_months *months, int64_t seconds, unsigned kind)
{
	int month = td_month_of(seconds);

	if (month >= 0)
		months->n[month][kind]++;
}

bool
td_months_extent(const td_months *months, int *first, int *last)
{
	*first = -1;
	for (int i = 0; i < TD_MONTHS; i++) {
		unsigned sum = 0;

		for (unsigned kind = 0; kind < TD_MONTH_KINDS; kind++)
			sum += months->n[i][kind];
		if (sum == 0)
			continue;
		if (*first < 0)
			*first = i;
		*last = i;
	}
	return *first >= 0;
}
