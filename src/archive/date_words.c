/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/date_words.c - "2 weeks ago", "last monday", "yesterday noon", "Oct 31" */
#include "archive/date.h"

#include <glib.h>
#include <string.h>

#define DAY 86400

/* So that no sum of a date's few numbers leaves its type. */
#define MAX_NUMBER 100000000

typedef struct words {
	td_date_scan *scan;
	td_fields now;
	int number;             /* met, and not used yet; 0 for none */
	bool had_number;        /* a number came just before, be it 0 */
	const char *start;      /* of all of it */
	const char *number_at;  /* where it was written */
	const char *weekday_at; /* a weekday that had no number before it */
	bool touched;           /* something had a meaning */
	bool has_day;           /* a day of a month was written */
	bool unsure;            /* and it was not looked yet whether its month has it */
} words;

/* What is open becomes that of now, and then the whole goes back by so many seconds. */
static int64_t
go_back(words *w, int64_t seconds)
{
	td_fields *at = &w->scan->at;
	int64_t then;

	if (at->day < 0)
		at->day = w->now.day;
	if (at->month < 0)
		at->month = w->now.month;
	if (at->year < 0) {
		at->year = w->now.year;
		if (at->month > w->now.month)
			at->year--;
	}
	/* What months went back from its end is none, and the first of the next for git.
	 */
	if (w->unsure && !td_fields_is_day(at))
		td_date_no_day(w->scan, w->start, strlen(w->start));
	w->unsure = false;
	then = td_fields_to_seconds(at) - seconds;
	*at = td_fields_of(then);
	return then;
}

/* A number that nothing was said about is a day, a month or a year, as there is room. */
static void
place_number(words *w)
{
	td_fields *at = &w->scan->at;
	int number = w->number;

	if (number == 0)
		return;
	w->number = 0;
	if (at->day < 0 && number < 32) {
		at->day = number;
		w->has_day = w->unsure = true;
	} else if (at->month < 0 && number < 13) {
		at->month = number - 1;
	} else if (at->year < 0 && number > 1969 && number < 2100) {
		at->year = number - 1900;
	} else if (at->year < 0 && number > 69 && number < 100) {
		at->year = number;
	} else if (at->year < 0 && number < 38) {
		at->year = 100 + number;
	} else {
		td_date_odd(w->scan, w->number_at, td_date_word(w->number_at).n);
	}
}

/* Noon is the latest one that has been. */
static void
go_to_hour(words *w, int hour)
{
	td_fields *at = &w->scan->at;

	place_number(w);
	if (at->hour < hour)
		go_back(w, DAY);
	at->hour = hour;
	at->minute = 0;
	at->second = 0;
}

static void
set_half_day(words *w, int first_hour)
{
	td_fields *at = &w->scan->at;

	if (w->number > 0) {
		at->hour = w->number;
		at->minute = 0;
		at->second = 0;
	}
	at->hour = at->hour % 12 + first_hour;
	w->number = 0;
}

/* Its beginning, where nothing was said of a time: git has it so since May 2026, and knew
 * no such word before. */
static void
go_to_today(words *w)
{
	td_fields *at = &w->scan->at;

	if (at->hour == w->now.hour && at->minute == w->now.minute &&
	    at->second == w->now.second)
		at->hour = at->minute = at->second = 0;
	w->number = 0;
	at->day = -1;
	go_back(w, 0);
}

static bool
take_special(words *w, const char *word)
{
	if (td_date_match(word, "yesterday") == 9) {
		w->number = 0;
		go_back(w, DAY);
	} else if (td_date_match(word, "today") == 5) {
		go_to_today(w);
	} else if (td_date_match(word, "noon") == 4) {
		go_to_hour(w, 12);
	} else if (td_date_match(word, "midnight") == 8) {
		go_to_hour(w, 0);
	} else if (td_date_match(word, "tea") == 3) {
		go_to_hour(w, 17);
	} else if (td_date_match(word, "pm") == 2) {
		set_half_day(w, 12);
	} else if (td_date_match(word, "am") == 2) {
		set_half_day(w, 0);
	} else if (td_date_match(word, "never") == 5) {
		w->number = 0;
		w->scan->at = td_fields_of(0);
	} else if (td_date_match(word, "now") == 3) {
		w->number = 0;
		go_back(w, 0);
	} else {
		return false;
	}
	return true;
}

static bool
take_number_name(words *w, const char *word)
{
	static const char *const names[] = { "zero", "one", "two", "three", "four",
		"five", "six", "seven", "eight", "nine", "ten" };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		if (td_date_match(word, names[i]) == strlen(names[i])) {
			w->number = (int)i;
			w->had_number = true;
			w->number_at = word;
			return true;
		}
	}
	if (td_date_match(word, "last") != 4)
		return false;
	w->number = 1;
	w->had_number = true;
	w->number_at = word;
	return true;
}

/* The length of a unit that is named in one or many ("day", "days"), or 0. */
static int
unit_seconds(const char *word)
{
	static const struct {
		const char *name;
		int seconds;
	} units[] = { { "seconds", 1 }, { "minutes", 60 }, { "hours", 3600 },
		{ "days", DAY }, { "weeks", 7 * DAY } };

	for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
		if (td_date_match(word, units[i].name) >= strlen(units[i].name) - 1)
			return units[i].seconds;
	}
	return 0;
}

/* "last friday" is before today; "2 fridays" is a week before that. */
static void
go_to_weekday(words *w, int weekday)
{
	int weeks = w->number - 1;
	int days = w->scan->at.weekday - weekday;

	if (days <= 0)
		weeks++;
	w->number = 0;
	go_back(w, ((int64_t)days + 7 * (int64_t)weeks) * DAY);
}

static void
go_back_months(words *w)
{
	td_fields *at = &w->scan->at;
	int months;

	go_back(w, 0);
	months = at->month - w->number;
	if (months < 0) {
		int years = (11 - months) / 12;

		at->year -= years;
		months += 12 * years;
	}
	at->month = months;
	w->number = 0;
}

/* A unit or weekday after a number. */
static bool
take_counted(words *w, const char *word)
{
	int unit = unit_seconds(word), weekday = td_date_weekday(word);

	if (unit > 0) {
		int64_t back = (int64_t)unit * w->number;

		w->number = 0;
		go_back(w, back);
	} else if (weekday >= 0) {
		go_to_weekday(w, weekday);
	} else if (td_date_match(word, "months") >= 5) {
		go_back_months(w);
	} else if (td_date_match(word, "years") >= 4) {
		go_back(w, 0);
		w->scan->at.year -= w->number;
		w->number = 0;
	} else {
		return false;
	}
	return true;
}

static bool
is_unit(const char *word)
{
	return unit_seconds(word) > 0 || td_date_match(word, "months") >= 5 ||
	       td_date_match(word, "years") >= 4;
}

static void
take_word(words *w)
{
	const char *word = w->scan->p;
	int month = td_date_month(word);
	bool zero = w->had_number && w->number == 0, used = true;

	while (g_ascii_isalpha(*w->scan->p))
		w->scan->p++;
	w->had_number = false;
	if (month >= 0)
		w->scan->at.month = month;
	else if (!take_special(w, word) &&
		 !(w->number ? take_counted(w, word) : take_number_name(w, word)))
		used = false;
	if (used) {
		w->touched = true;
		return;
	}
	/* "0 days": nothing to go back. */
	if (zero && is_unit(word))
		return;
	if (!w->number && td_date_weekday(word) >= 0)
		w->weekday_at = word;
	else if (!td_date_is_filler(td_span_between(word, w->scan->p)))
		td_date_odd(w->scan, word, (size_t)(w->scan->p - word));
	else
		w->had_number = zero;
}

static void
take_digits(words *w)
{
	const char *start = w->scan->p;
	size_t digits;
	int number;

	place_number(w);
	number = td_date_number(&w->scan->p, &digits);
	w->touched = true;
	if (td_date_group(w->scan, start, number)) {
		w->unsure = w->scan->at.day >= 0;
		w->has_day |= w->unsure;
		return;
	}
	/* A zero in front is for small numbers: "Dec 02", never "Dec 0002". */
	if ((*start == '0' && digits > 2) || number > MAX_NUMBER) {
		td_date_odd(w->scan, start, digits);
		return;
	}
	w->number = number;
	w->had_number = true;
	w->number_at = start;
}

bool
td_date_words(td_date_scan *scan, int64_t *seconds)
{
	words w = { .scan = scan, .now = td_fields_of(scan->now), .start = scan->p };

	scan->at = w.now;
	scan->at.year = scan->at.month = scan->at.day = -1;
	while (*scan->p) {
		if (g_ascii_isdigit(*scan->p))
			take_digits(&w);
		else if (g_ascii_isalpha(*scan->p))
			take_word(&w);
		else
			scan->p++;
	}
	place_number(&w);
	/* A weekday beside a date is taken for granted; alone it names no day. */
	if (w.weekday_at && !w.has_day)
		td_date_odd(scan, w.weekday_at, td_date_word(w.weekday_at).n);
	*seconds = go_back(&w, 0);
	return w.touched;
}
