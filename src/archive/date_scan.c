/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/date_scan.c - words, numbers and groups of numbers in a date */
#include "archive/date_scan.h"

#include <glib.h>
#include <limits.h>
#include <string.h>

static const char *const months[] = { "january", "february", "march", "april", "may",
	"june", "july", "august", "september", "october", "november", "december" };
static const char *const weekdays[] = { "sundays", "mondays", "tuesdays", "wednesdays",
	"thursdays", "fridays", "saturdays" };

td_span
td_date_word(const char *text)
{
	const char *end = text;

	while (g_ascii_isalnum(*end))
		end++;
	return td_span_between(text, end);
}

size_t
td_date_match(const char *text, const char *name)
{
	td_span word = td_date_word(text);

	if (word.n > strlen(name) || g_ascii_strncasecmp(word.p, name, word.n) != 0)
		return 0;
	return word.n;
}

static int
find_name(const char *text, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (td_date_match(text, names[i]) >= 3)
			return (int)i;
	}
	return -1;
}

int
td_date_month(const char *text)
{
	return find_name(text, months, G_N_ELEMENTS(months));
}

int
td_date_weekday(const char *text)
{
	return find_name(text, weekdays, G_N_ELEMENTS(weekdays));
}

int
td_date_number(const char **p, size_t *digits)
{
	const char *start = *p;
	int64_t value = 0;

	for (; g_ascii_isdigit(**p); (*p)++) {
		if (value < INT_MAX)
			value = value * 10 + (**p - '0');
	}
	if (digits)
		*digits = (size_t)(*p - start);
	return value > INT_MAX ? INT_MAX : (int)value;
}

/* Which of three numbers is the day is tried in the order that git tries it. */
static bool
set_group(td_date_scan *scan, char separator, int a, int b, int c)
{
	td_fields *at = &scan->at;
	const int64_t *now = &scan->now;

	if (a > 70 && td_fields_set_date(at, NULL, a, b, c))
		return true;
	/* Of a whole year in front git makes 13 January of 2025-13-01: nobody means it.
	 */
	if (a > 70 && a < 1970 && td_fields_set_date(at, NULL, a, c, b))
		return true;
	if (separator != '.' && td_fields_set_date(at, now, c, a, b))
		return true;
	if (td_fields_set_date(at, now, c, b, a))
		return true;
	return separator == '.' && td_fields_set_date(at, now, c, a, b);
}

bool
td_date_group(td_date_scan *scan, const char *start, int first)
{
	const char *p = scan->p;
	char separator = *p;
	int second, third = -1;

	if (!separator || !strchr(":./-", separator) || !g_ascii_isdigit(p[1]))
		return false;
	p++;
	second = td_date_number(&p, NULL);
	if (*p == separator && g_ascii_isdigit(p[1])) {
		p++;
		third = td_date_number(&p, NULL);
	}
	if (separator != ':') {
		if (!set_group(scan, separator, first, second, third)) {
			/* Numbers of their own, where a blank could not stand:
			 * "Oct.31.2025". */
			if (scan->at.month >= 0)
				return false;
			/* A year in front can be nothing else. */
			if (first >= 1970 && first < 2100 && third >= 0)
				td_date_no_day(scan, start, (size_t)(p - start));
			else
				td_date_odd(scan, start, (size_t)(p - start));
			return false;
		}
		scan->p = p;
		return true;
	}
	if (!td_fields_set_time(&scan->at, first, second, third < 0 ? 0 : third)) {
		td_date_odd(scan, start, (size_t)(p - start));
		return false;
	}
	/* Parts of a second, where the day is known already: they are left out. */
	if (*p == '.' && g_ascii_isdigit(p[1]) && scan->at.year != -1 &&
	    scan->at.month != -1 && scan->at.day != -1) {
		p++;
		td_date_number(&p, NULL);
	}
	scan->p = p;
	return true;
}

bool
td_date_is_filler(td_span word)
{
	static const char *const fillers[] = { "ago", "at", "on", "of", "the", "in",
		"and", "a", "an", "t", "st", "nd", "rd", "th", "utc", "gmt", "z", "time",
		"oclock" };

	for (size_t i = 0; i < G_N_ELEMENTS(fillers); i++) {
		if (td_span_equal_nocase(word, td_span_of(fillers[i])))
			return true;
	}
	return false;
}

void
td_date_odd(td_date_scan *scan, const char *start, size_t n)
{
	if (!scan->odd.p)
		scan->odd = (td_span){ start, n };
}

void
td_date_no_day(td_date_scan *scan, const char *start, size_t n)
{
	scan->no_day = scan->no_day || !scan->odd.p;
	td_date_odd(scan, start, n);
}
