/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/date_exact.c - a date that says it all: mail's form, ISO 8601, git's own */
#include "archive/date.h"

#include <glib.h>

/* No zone was met. A real one can have this value; git has the same blind spot. */
#define NO_OFFSET (-1)

/* Zones by the names that mailers of old wrote, in hours; those git knows. */
static const struct {
	const char *name;
	int hours;
} zones[] = {
	{ "IDLW", -12 },
	{ "NT", -11 },
	{ "CAT", -10 },
	{ "HST", -10 },
	{ "HDT", -9 },
	{ "YST", -9 },
	{ "YDT", -8 },
	{ "PST", -8 },
	{ "PDT", -7 },
	{ "MST", -7 },
	{ "MDT", -6 },
	{ "CST", -6 },
	{ "CDT", -5 },
	{ "EST", -5 },
	{ "EDT", -4 },
	{ "AST", -3 },
	{ "ADT", -2 },
	{ "WAT", -1 },
	{ "GMT", 0 },
	{ "UTC", 0 },
	{ "Z", 0 },
	{ "WET", 0 },
	{ "BST", 1 },
	{ "CET", 1 },
	{ "MET", 1 },
	{ "MEWT", 1 },
	{ "MEST", 2 },
	{ "CEST", 2 },
	{ "MESZ", 2 },
	{ "FWT", 1 },
	{ "FST", 2 },
	{ "EET", 2 },
	{ "EEST", 3 },
	{ "WAST", 7 },
	{ "WADT", 8 },
	{ "CCT", 8 },
	{ "JST", 9 },
	{ "EAST", 10 },
	{ "EADT", 11 },
	{ "GST", 10 },
	{ "NZT", 12 },
	{ "NZST", 12 },
	{ "NZDT", 13 },
	{ "IDLE", 12 },
};

static bool
take_zone_name(const char *text, int *offset)
{
	for (size_t i = 0; i < G_N_ELEMENTS(zones); i++) {
		size_t n = td_date_match(text, zones[i].name);

		if (n < 3 && (n == 0 || n != strlen(zones[i].name)))
			continue;
		if (*offset == NO_OFFSET)
			*offset = zones[i].hours * 60;
		return true;
	}
	return false;
}

static void
take_word(td_date_scan *scan, int *offset)
{
	const char *start = scan->p;
	int month = td_date_month(start), weekday;

	while (g_ascii_isalpha(*scan->p))
		scan->p++;
	if (month >= 0) {
		scan->at.month = month;
		return;
	}
	weekday = td_date_weekday(start);
	if (weekday >= 0) {
		scan->at.weekday = weekday;
		return;
	}
	if (take_zone_name(start, offset))
		return;
	if (td_date_match(start, "pm") == 2)
		scan->at.hour = scan->at.hour % 12 + 12;
	else if (td_date_match(start, "am") == 2)
		scan->at.hour = scan->at.hour % 12;
	else if (!td_date_is_filler(td_span_between(start, scan->p)))
		td_date_odd(scan, start, (size_t)(scan->p - start));
}

/* "+0100", "-08:00", "+01". */
static void
take_zone(td_date_scan *scan, int *offset)
{
	const char *start = scan->p++;
	size_t digits, more;
	int hours = td_date_number(&scan->p, &digits), minutes = 0;

	if (digits == 4) {
		minutes = hours % 100;
		hours /= 100;
	} else if (digits != 2) {
		minutes = 99;
	} else if (*scan->p == ':') {
		scan->p++;
		minutes = td_date_number(&scan->p, &more);
		if (more != 2)
			minutes = 99;
	}
	if (minutes < 60 && hours < 24) {
		int value = hours * 60 + minutes;

		*offset = *start == '-' ? -value : value;
	} else {
		td_date_odd(scan, start, (size_t)(scan->p - start));
	}
}

static bool
knows_nothing(const td_fields *at)
{
	return at->year < 0 && at->month < 0 && at->day < 0 && at->hour < 0 &&
	       at->minute < 0 && at->second < 0;
}

/* Eight digits are a day, six a time. */
static bool
take_compact(td_date_scan *scan, int number, size_t digits)
{
	int a = number / 10000, b = number % 10000 / 100, c = number % 100;

	if (digits == 8)
		return td_fields_set_date(&scan->at, NULL, a, b, c);
	if (!td_fields_set_time(&scan->at, a, b, c))
		return false;
	if (*scan->p == '.' && g_ascii_isdigit(scan->p[1])) {
		scan->p++;
		td_date_number(&scan->p, NULL);
	}
	return true;
}

/* One or two digits: a day before a month, a month before a year. */
static bool
take_short(td_fields *at, int number, size_t digits)
{
	if (number > 0 && number < 32 && at->day < 0) {
		at->day = number;
		return true;
	}
	if (digits == 2 && at->year < 0) {
		if (number < 10 && at->day >= 0) {
			at->year = number + 100;
			return true;
		}
		if (number >= 70) {
			at->year = number;
			return true;
		}
	}
	if (number > 0 && number < 13 && at->month < 0) {
		at->month = number - 1;
		return true;
	}
	return false;
}

static void
take_digits(td_date_scan *scan, int *offset, bool *is_utc)
{
	const char *start = scan->p;
	size_t digits;
	int number = td_date_number(&scan->p, &digits);
	bool used = false;

	/* So many digits are seconds since 1970; eight are 20251031. */
	if (number >= 100000000 && knows_nothing(&scan->at)) {
		scan->at = td_fields_of(g_ascii_strtoll(start, NULL, 10));
		*is_utc = true;
		return;
	}
	if (td_date_group(scan, start, number))
		return;
	if (digits == 8 || digits == 6) {
		used = take_compact(scan, number, digits);
	} else if (digits == 4) {
		if (number <= 1400 && *offset == NO_OFFSET) {
			*offset = number / 100 * 60 + number % 100;
			used = true;
		} else if (number > 1900 && number < 2100) {
			scan->at.year = number - 1900;
			used = true;
		}
	} else if (digits <= 2) {
		used = take_short(&scan->at, number, digits);
	}
	if (!used)
		td_date_odd(scan, start, digits);
}

bool
td_date_exact(td_date_scan *scan, int64_t *seconds)
{
	const char *start = scan->p;
	int offset = NO_OFFSET;
	bool is_utc = false;

	*seconds = 0;
	scan->at = (td_fields){ -1, -1, -1, -1, -1, -1, 0 };
	while (*scan->p) {
		char c = *scan->p;

		if (g_ascii_isalpha(c))
			take_word(scan, &offset);
		else if (g_ascii_isdigit(c))
			take_digits(scan, &offset, &is_utc);
		else if ((c == '-' || c == '+') && g_ascii_isdigit(scan->p[1]))
			take_zone(scan, &offset);
		else
			scan->p++;
	}
	/* A month and a time without a day, which git reads as a day of the month before:
	 * refused. */
	if (scan->at.day < 0 && scan->at.hour >= 0 && scan->at.month >= 0 &&
	    scan->at.year >= 0) {
		td_date_odd(scan, start, strlen(start));
		return true;
	}
	if (!td_fields_exact(&scan->at, seconds))
		return false;
	if (!td_fields_is_day(&scan->at))
		td_date_no_day(scan, start, strlen(start));
	if (!is_utc && offset != NO_OFFSET)
		*seconds -= offset * 60;
	return true;
}
