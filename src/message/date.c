/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/date.c - reads a date by the shape of its words, in whatever order they stand
 */
#include "message/date.h"

#include <glib.h>

/* What was found so far; -1 where nothing was. */
struct date {
	int year, month, day;
	int hour, minute, second;
	int zone;
	bool has_zone;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Reads up to nine digits; *i ends behind all of them. -1 where they are too many. */
static int
read_number(td_span text, size_t *i)
{
	size_t begin = *i;
	int value = 0;

	while (*i < text.n && is_digit(text.p[*i])) {
		if (*i - begin < 9)
			value = value * 10 + (text.p[*i] - '0');
		(*i)++;
	}
	return *i - begin > 9 ? -1 : value;
}

static void
read_time(td_span text, size_t *i, int hour, struct date *date)
{
	date->hour = hour;
	(*i)++;
	date->minute = read_number(text, i);
	date->second = 0;
	if (*i + 1 < text.n && text.p[*i] == ':' && is_digit(text.p[*i + 1])) {
		(*i)++;
		date->second = read_number(text, i);
	}
	if (*i + 1 < text.n && text.p[*i] == '.' && is_digit(text.p[*i + 1])) {
		(*i)++;
		read_number(text, i);
	}
}

/* +0200, +02:00, +2, -530. A zone that nobody lives in counts as UTC. */
static void
read_zone(td_span text, size_t *i, struct date *date)
{
	bool west = text.p[*i] == '-';
	size_t begin = ++*i;
	int value = read_number(text, i);
	size_t digits = *i - begin;
	int minutes;

	if (digits <= 2 && *i + 1 < text.n && text.p[*i] == ':' &&
	    is_digit(text.p[*i + 1])) {
		(*i)++;
		value = value * 100 + read_number(text, i);
		digits = 4;
	}
	if (digits <= 2)
		value *= 100;
	minutes = value / 100 * 60 + value % 100;
	if (value < 0 || digits > 4 || value % 100 > 59 || minutes > 24 * 60)
		minutes = 0;
	date->zone = west ? -minutes : minutes;
	date->has_zone = true;
}

static void
set_year(struct date *date, int value, size_t digits)
{
	/* RFC 5322 4.3 */
	if (digits <= 2)
		value += value < 50 ? 2000 : 1900;
	else if (digits == 3)
		value += 1900;
	date->year = value;
}

/* 2005-07-21 or 2005/07/21, with *i behind the year. */
static bool
read_iso_rest(td_span text, size_t *i, int year, struct date *date)
{
	char separator = text.p[*i];
	size_t j = *i + 1;
	int month = read_number(text, &j);

	if (month < 1 || month > 12 || j + 1 >= text.n || text.p[j] != separator ||
	    !is_digit(text.p[j + 1]))
		return false;
	j++;
	date->year = year;
	date->month = month;
	date->day = read_number(text, &j);
	*i = j;
	return true;
}

static void
read_digits(td_span text, size_t *i, struct date *date)
{
	size_t begin = *i;
	int value = read_number(text, i);
	size_t digits = *i - begin;
	bool more = *i + 1 < text.n && is_digit(text.p[*i + 1]);

	if (more && text.p[*i] == ':' && date->hour < 0) {
		read_time(text, i, value, date);
		return;
	}
	if (more && digits == 4 && (text.p[*i] == '-' || text.p[*i] == '/') &&
	    date->year < 0 && read_iso_rest(text, i, value, date))
		return;
	if (date->day < 0 && digits <= 2 && value <= 31)
		date->day = value;
	else if (date->year < 0 && digits <= 4)
		set_year(date, value, digits);
}

static int
month_of(td_span word)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	for (int i = 0; word.n >= 3 && i < 12; i++) {
		if (td_span_equal_nocase(
			td_span_head(word, 3), (td_span){ months + 3 * i, 3 }))
			return i + 1;
	}
	return -1;
}

static bool
find_zone_name(td_span word, int *zone)
{
	static const struct {
		const char *name;
		int hours;
	} zones[] = { { "UT", 0 }, { "UTC", 0 }, { "GMT", 0 }, { "Z", 0 }, { "EST", -5 },
		{ "EDT", -4 }, { "CST", -6 }, { "CDT", -5 }, { "MST", -7 }, { "MDT", -6 },
		{ "PST", -8 }, { "PDT", -7 }, { "BST", 1 }, { "CET", 1 }, { "MET", 1 },
		{ "CEST", 2 }, { "MEST", 2 }, { "EET", 2 }, { "EEST", 3 }, { "MSK", 3 },
		{ "JST", 9 } };

	for (size_t i = 0; i < G_N_ELEMENTS(zones); i++) {
		if (td_span_equal_nocase(word, td_span_of(zones[i].name))) {
			*zone = zones[i].hours * 60;
			return true;
		}
	}
	return false;
}

static void
read_word(td_span text, size_t *i, struct date *date)
{
	size_t begin = *i;
	td_span word;
	int zone;

	while (*i < text.n && g_ascii_isalpha(text.p[*i]))
		(*i)++;
	word = td_span_between(text.p + begin, text.p + *i);
	if (date->month < 0 && month_of(word) > 0) {
		date->month = month_of(word);
	} else if (date->hour >= 0 && td_span_equal_nocase(word, td_span_of("pm"))) {
		date->hour = date->hour % 12 + 12;
	} else if (date->hour == 12 && td_span_equal_nocase(word, td_span_of("am"))) {
		date->hour = 0;
	} else if (date->hour >= 0 && !date->has_zone && find_zone_name(word, &zone)) {
		/* "GMT+0100" gives its offset in what follows. */
		date->zone = zone;
		date->has_zone = zone != 0;
	}
}

static size_t
skip_comment(td_span text, size_t i)
{
	unsigned depth = 0;

	for (; i < text.n; i++) {
		if (text.p[i] == '(')
			depth++;
		else if (text.p[i] == ')' && --depth == 0)
			return i + 1;
	}
	return i;
}

/* Days from 1970-01-01 to the day of the proleptic Gregorian calendar. */
static int64_t
days_since_epoch(int year, int month, int day)
{
	static const int before[12] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304,
		334 };
	int64_t y =
	    month <= 2 ? year - 1 : year; /* the last leap day lies in this year */

	return (int64_t)(year - 1970) * 365 + (y / 4 - 1969 / 4) -
	       (y / 100 - 1969 / 100) + (y / 400 - 1969 / 400) + before[month - 1] + day -
	       1;
}

bool
td_date_parse(td_span text, int64_t *sent, int *zone)
{
	struct date date = { -1, -1, -1, -1, 0, 0, 0, false };

	*sent = 0;
	*zone = 0;
	text = td_span_head(text, 256);
	for (size_t i = 0; i < text.n;) {
		char c = text.p[i];

		if (c == '(')
			i = skip_comment(text, i);
		else if (is_digit(c))
			read_digits(text, &i, &date);
		else if (g_ascii_isalpha(c))
			read_word(text, &i, &date);
		else if ((c == '+' || c == '-') && date.hour >= 0 && !date.has_zone &&
			 i + 1 < text.n && is_digit(text.p[i + 1]))
			read_zone(text, &i, &date);
		else
			i++;
	}
	if (date.year < 1970 || date.year > 2099 || date.month < 1 || date.day < 1 ||
	    date.day > 31 || date.hour > 24 || date.minute < 0 || date.minute > 59 ||
	    date.second < 0 || date.second > 60)
		return false;
	*sent = days_since_epoch(date.year, date.month, date.day) * 86400 +
		(date.hour < 0 ? 0 : date.hour) * 3600 + date.minute * 60 + date.second -
		date.zone * 60;
	*zone = date.zone;
	if (*sent < 0)
		*sent = 0;
	return true;
}
