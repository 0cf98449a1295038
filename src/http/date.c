/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/date.c - dates of HTTP, whatever the locale says */
#include "http/date.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/span.h"

static const char days[] = "SunMonTueWedThuFriSat";
static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

void
td_http_date_format(int64_t seconds, char text[TD_HTTP_DATE])
{
	time_t when = (time_t)CLAMP(seconds, 0, INT64_C(253402300799));
	struct tm tm;

	gmtime_r(&when, &tm);
	snprintf(text, TD_HTTP_DATE, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT",
	    days + 3 * tm.tm_wday, tm.tm_mday, months + 3 * tm.tm_mon, tm.tm_year + 1900,
	    tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static bool
read_digits(const char *text, size_t n, unsigned max, unsigned *value)
{
	return td_span_to_unsigned((td_span){ text, n }, max, value);
}

static bool
read_month(const char *text, unsigned *month)
{
	for (*month = 0; *month < 12; (*month)++) {
		if (memcmp(text, months + 3 * *month, 3) == 0)
			return true;
	}
	return false;
}

bool
td_http_date_parse(const char *text, int64_t *seconds)
{
	/* "Sun, 06 Nov 1994 08:49:37 GMT": every field has its place. */
	unsigned day, month, year, hour, minute, second;
	struct tm tm = { 0 };

	if (strlen(text) != 29 || memcmp(text + 3, ", ", 2) != 0 ||
	    memcmp(text + 25, " GMT", 4) != 0)
		return false;
	if (!read_digits(text + 5, 2, 31, &day) || !read_month(text + 8, &month) ||
	    !read_digits(text + 12, 4, 9999, &year) ||
	    !read_digits(text + 17, 2, 23, &hour) ||
	    !read_digits(text + 20, 2, 59, &minute) ||
	    !read_digits(text + 23, 2, 60, &second))
		return false;
	tm.tm_mday = (int)day;
	tm.tm_mon = (int)month;
	tm.tm_year = (int)year - 1900;
	tm.tm_hour = (int)hour;
	tm.tm_min = (int)minute;
	tm.tm_sec = (int)second;
	*seconds = timegm(&tm);
	return true;
}
