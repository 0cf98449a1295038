/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output/day.c - the civil calendar, from its arithmetic */
#include "output/day.h"

#include <glib.h>

#define DAY_SECONDS 86400
#define FIRST_DAY (-719528)       /* 0000-01-01 */
#define LAST_DAY INT64_C(2932896) /* 9999-12-31 */

static const char *const months[] = { "January", "February", "March", "April", "May",
	"June", "July", "August", "September", "October", "November", "December" };
static const char *const weekdays[] = { "Monday", "Tuesday", "Wednesday", "Thursday",
	"Friday", "Saturday", "Sunday" };

/* A year that starts in March has its odd day last; 400 such years have 146,097 days. */
td_day
td_day_of(int64_t seconds)
{
	td_day day = { 0 };
	int64_t rest, era_day, year_of_era, day_of_year, march_month;

	day.days = seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0);
	rest = (seconds % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS;
	day.days = CLAMP(day.days, FIRST_DAY, LAST_DAY);
	era_day = day.days + 719468;
	if (era_day < 0) {
		/* January and February of the year 0 belong to the era before. */
		day.month = day.days < FIRST_DAY + 31 ? 1 : 2;
		day.day =
		    (unsigned)(day.days - FIRST_DAY - (day.month == 2 ? 31 : 0)) + 1;
	} else {
		int64_t era = era_day / 146097;

		era_day %= 146097;
		year_of_era =
		    (era_day - era_day / 1460 + era_day / 36524 - era_day / 146096) / 365;
		day_of_year =
		    era_day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
		march_month = (5 * day_of_year + 2) / 153;
		day.day = (unsigned)(day_of_year - (153 * march_month + 2) / 5) + 1;
		day.month =
		    (unsigned)(march_month < 10 ? march_month + 3 : march_month - 9);
		day.year = (int)(year_of_era + era * 400 + (day.month <= 2));
	}
	day.weekday = (unsigned)((day.days - FIRST_DAY + 5) % 7);
	day.hour = (unsigned)(rest / 3600);
	day.minute = (unsigned)(rest / 60 % 60);
	day.second = (unsigned)(rest % 60);
	return day;
}

int64_t
td_day_number(int year, unsigned month, unsigned day)
{
	int64_t y, era, year_of_era, day_of_year;

	if (month > 12) {
		month -= 12;
		year++;
	}
	y = year - (month <= 2) + 400;
	era = y / 400;
	year_of_era = y % 400;
	day_of_year =
	    (153 * (int64_t)(month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return (era - 1) * 146097 + year_of_era * 365 + year_of_era / 4 -
	       year_of_era / 100 + day_of_year - 719468;
}

static td_day_text format(const char *format, ...) G_GNUC_PRINTF(1, 2);

static td_day_text
format(const char *format, ...)
{
	td_day_text out;
	va_list args;

	va_start(args, format);
	g_vsnprintf(out.text, sizeof(out.text), format, args);
	va_end(args);
	return out;
}

td_day_text
td_day_short(const td_day *day)
{
	return format("%u %.3s", day->day, months[day->month - 1]);
}

td_day_text
td_day_long(const td_day *day)
{
	return format("%s, %u %s %d", weekdays[day->weekday], day->day,
	    months[day->month - 1], day->year);
}

td_day_text
td_day_plain(const td_day *day)
{
	return format("%u %s %d", day->day, months[day->month - 1], day->year);
}

td_day_text
td_day_month(const td_day *day)
{
	return format("%.3s %d", months[day->month - 1], day->year);
}

static char *
put_two(char *to, unsigned number, char after)
{
	to[0] = (char)('0' + number / 10 % 10);
	to[1] = (char)('0' + number % 10);
	to[2] = after;
	return to + 3;
}

/* Years have four digits (td_day_of). A page may have a thousand times, and printf takes
 * longer than all else about them. */
static char *
put_date(char *to, const td_day *day, char after)
{
	unsigned year = (unsigned)day->year;

	put_two(to, year / 100, 0);
	to = put_two(to + 2, year, '-');
	to = put_two(to, day->month, '-');
	return put_two(to, day->day, after);
}

td_day_text
td_day_date(const td_day *day)
{
	td_day_text out;

	put_date(out.text, day, '\0');
	return out;
}

td_day_text
td_day_time(const td_day *day)
{
	td_day_text out;
	char *to = put_date(out.text, day, ' ');

	to = put_two(to, day->hour, ':');
	put_two(to, day->minute, '\0');
	return out;
}

td_day_text
td_day_stamp(const td_day *day)
{
	td_day_text out;
	char *to = put_date(out.text, day, 'T');

	to = put_two(to, day->hour, ':');
	to = put_two(to, day->minute, ':');
	to = put_two(to, day->second, 'Z');
	*to = '\0';
	return out;
}
