/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/weeks.c - the calendar of a list */
#include "report/weeks.h"

#include "index/recent.h"

enum { seconds_a_day = 24 * 60 * 60 };

/* Days to the first of January. */
static int64_t
year_start(int64_t year)
{
	int64_t before = year - 1;

	return before * 365 + before / 4 - before / 100 + before / 400 - 719162;
}

/* 0 is Monday; the day 0 was a Thursday. */
static int64_t
weekday_of(int64_t day)
{
	return ((day + 3) % 7 + 7) % 7;
}

td_week
td_week_of(int64_t day)
{
	int64_t thursday = day - weekday_of(day) + 3;
	int64_t year = 1970 + thursday / 366;

	while (year_start(year + 1) <= thursday)
		year++;
	while (year_start(year) > thursday)
		year--;
	return (td_week){ .year = (int)year,
		.week = (unsigned)((thursday - year_start(year)) / 7) + 1 };
}

bool
td_week_start(td_week week, int64_t *day)
{
	int64_t fourth = year_start(week.year) + 3;
	td_week found;

	if (week.year < 1970 || week.year > 9998 || week.week < 1 || week.week > 53)
		return false;
	*day = fourth - weekday_of(fourth) + ((int64_t)week.week - 1) * 7;
	found = td_week_of(*day);
	return found.year == week.year && found.week == week.week;
}

typedef struct filling {
	td_calendar *calendar;
	bool in_order; /* of one list, but for what clocks did */
} filling;

static bool
take_beat(const td_index_beat *beat, void *data)
{
	enum { clocks = 30 };
	const filling *self = data;
	int64_t at = beat->received / seconds_a_day - self->calendar->first;

	if (at >= 0 && at < TD_CALENDAR_WEEKS * 7)
		self->calendar->days[at]++;
	return !self->in_order || at < TD_CALENDAR_WEEKS * 7 + clocks;
}

bool
td_calendar_fill(
    td_calendar *calendar, td_index *index, int64_t list, int64_t now, GError **error)
{
	const td_recent_options newest = { .list = list, .limit = 1 };
	filling self = { .calendar = calendar, .in_order = list != 0 };
	g_autoptr(GArray) recent = NULL;
	int64_t today = now / seconds_a_day;

	*calendar = (td_calendar){ 0 };
	if (list < 0) {
		calendar->first = today - weekday_of(today);
		return true;
	}
	recent = td_index_load_recent(index, &newest, error);
	if (!recent)
		return false;
	if (recent->len > 0) {
		const td_index_recent *one = &g_array_index(recent, td_index_recent, 0);

		calendar->newest = list != 0 ? one->position : 0;
		calendar->last = one->received;
		today = MIN(today, one->received / seconds_a_day);
	}
	calendar->first = today - weekday_of(today) - (TD_CALENDAR_WEEKS - 1) * 7;
	return td_index_each_beat(
	    index, list, calendar->first * seconds_a_day, take_beat, &self, error);
}
