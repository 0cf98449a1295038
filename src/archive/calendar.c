/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/calendar.c - a date taken apart, perhaps not all of it known; always UTC */
#include "archive/calendar.h"

#define DAY 86400

/* Days from 1970-01-01 to the first of March of a year, on the calendar of today. */
static int64_t
days_to_march(int64_t year)
{
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t in_era = year - era * 400;

	return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 - 719468;
}

int64_t
td_fields_to_seconds(const td_fields *fields)
{
	/* The year begins in March here, so that a leap day is its last. */
	int month = (fields->month + 10) % 12;
	int64_t year = (int64_t)fields->year + 1900 - (month >= 10);
	int64_t days =
	    days_to_march(year) + (153 * month + 2) / 5 + (int64_t)fields->day - 1;

	return days * DAY + (int64_t)fields->hour * 3600 + (int64_t)fields->minute * 60 +
	       fields->second;
}

td_fields
td_fields_of(int64_t seconds)
{
	int64_t days = (seconds >= 0 ? seconds : seconds - DAY + 1) / DAY;
	int64_t left = seconds - days * DAY;
	int64_t year = (days + 719468) * 400 / 146097;
	int month, day;

	while (days_to_march(year + 1) <= days)
		year++;
	while (days_to_march(year) > days)
		year--;
	day = (int)(days - days_to_march(year));
	month = (5 * day + 2) / 153;
	day -= (153 * month + 2) / 5;
	return (td_fields){
		.year = (int)(year - 1900 + (month >= 10)),
		.month = (month + 2) % 12,
		.day = day + 1,
		.hour = (int)(left / 3600),
		.minute = (int)(left / 60 % 60),
		.second = (int)(left % 60),
		.weekday = (int)(((days + 4) % 7 + 7) % 7),
	};
}

bool
td_fields_is_day(const td_fields *fields)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int year = fields->year + 1900;
	bool leap =
	    fields->year < 0 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));

	return fields->month >= 0 && fields->month < 12 && fields->day >= 1 &&
	       fields->day <= days[fields->month] + (leap && fields->month == 1);
}

bool
td_fields_exact(const td_fields *fields, int64_t *seconds)
{
	if (fields->year < 70 || fields->year > 199 || fields->month < 0 ||
	    fields->month > 11 || fields->day < 0 || fields->hour < 0 ||
	    fields->minute < 0 || fields->second < 0)
		return false;
	*seconds = td_fields_to_seconds(fields);
	return true;
}

static bool
full_year(int year, int *from_1900)
{
	if (year >= 1970 && year < 2100)
		*from_1900 = year - 1900;
	else if (year > 70 && year < 100)
		*from_1900 = year;
	else if (year >= 0 && year < 38)
		*from_1900 = year + 100;
	else
		return false;
	return true;
}

bool
td_fields_set_date(td_fields *fields, const int64_t *now, int year, int month, int day)
{
	td_fields wanted = *fields;
	int64_t seconds;

	wanted.month = month - 1;
	wanted.day = day;
	if (year == -1) {
		if (!now)
			return false;
		wanted.year = td_fields_of(*now).year;
	} else if (!full_year(year, &wanted.year)) {
		return false;
	}
	if (!td_fields_is_day(&wanted))
		return false;
	if (now && td_fields_exact(&wanted, &seconds) && seconds > *now + 10 * DAY)
		return false;
	if (year == -1)
		wanted.year = fields->year;
	*fields = wanted;
	return true;
}

bool
td_fields_set_time(td_fields *fields, int hour, int minute, int second)
{
	/* A minute may have a leap second. */
	if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 ||
	    second > 60)
		return false;
	fields->hour = hour;
	fields->minute = minute;
	fields->second = second;
	return true;
}
