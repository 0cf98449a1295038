/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/from_line.c - the line in front of each mail of an mbox */
#include <glib.h>

#include "archive/calendar.h"
#include "archive/date.h"
#include "archive/mbox.h"

/* The date is the last few words of the line; a sender may have blanks of its own. */
#define MAX_WORDS 8

static unsigned
last_words(td_span line, td_span words[MAX_WORDS])
{
	unsigned n = 0;

	while (n < MAX_WORDS) {
		size_t end = line.n;

		while (end > 0 && (line.p[end - 1] == ' ' || line.p[end - 1] == '\t'))
			end--;
		line.n = end;
		while (end > 0 && line.p[end - 1] != ' ' && line.p[end - 1] != '\t')
			end--;
		if (end == line.n)
			break;
		words[n++] = td_span_skip(line, end);
		line.n = end;
	}
	return n;
}

/* "10:00" or "10:00:30". */
static bool
take_time(td_span word, td_fields *at)
{
	unsigned part[3] = { 0 };
	unsigned n = 0;

	for (; n < 3; n++) {
		ptrdiff_t colon = td_span_find_byte(word, ':');
		size_t length = colon < 0 ? word.n : (size_t)colon;

		if (length > 2 ||
		    !td_span_to_unsigned(td_span_head(word, length), 99, &part[n]))
			return false;
		if (colon < 0)
			break;
		word = td_span_skip(word, length + 1);
	}
	return (n == 1 || n == 2) &&
	       td_fields_set_time(at, (int)part[0], (int)part[1], (int)part[2]);
}

/* "+0100": seconds east. */
static bool
take_zone(td_span word, int *seconds)
{
	unsigned value;

	if (word.n != 5 || (*word.p != '+' && *word.p != '-') ||
	    !td_span_to_unsigned(td_span_skip(word, 1), 2359, &value))
		return false;
	*seconds = (int)(value / 100 * 3600 + value % 100 * 60);
	if (*word.p == '-')
		*seconds = -*seconds;
	return true;
}

static bool
take_month(td_span word, td_fields *at)
{
	char name[4] = { 0 };

	if (word.n != 3)
		return false;
	memcpy(name, word.p, 3);
	at->month = td_date_month(name);
	return at->month >= 0;
}

/*
 * The words before and after the time, which is words[time]: the last is words[0]. Both
 * "Oct 31 10:00:00 2025" and "31 Oct 2025 10:00:00" are about.
 */
static bool
take_day(const td_span *words, unsigned n, unsigned time, td_fields *at)
{
	unsigned day, year;
	bool has_year = false;

	for (unsigned i = 0; i < time && !has_year; i++)
		has_year = words[i].n == 4 && td_span_to_unsigned(words[i], 9999, &year);
	if (has_year && time + 2 < n && take_month(words[time + 2], at) &&
	    td_span_to_unsigned(words[time + 1], 31, &day)) {
		at->day = (int)day;
		at->year = (int)year - 1900;
		return day > 0 && year >= 1900;
	}
	if (time + 3 < n && words[time + 1].n == 4 &&
	    td_span_to_unsigned(words[time + 1], 9999, &year) &&
	    take_month(words[time + 2], at) &&
	    td_span_to_unsigned(words[time + 3], 31, &day)) {
		at->day = (int)day;
		at->year = (int)year - 1900;
		return day > 0 && year >= 1900;
	}
	return false;
}

bool
td_from_line_parse(td_span line, int64_t *seconds)
{
	td_span words[MAX_WORDS];
	td_fields at = { 0 };
	unsigned n, time = 0;
	int east = 0;

	if (!td_span_has_prefix(line, "From "))
		return false;
	line = td_span_skip(line, 5);
	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	n = last_words(line, words);
	while (time < n && !take_time(words[time], &at))
		time++;
	if (time == n || !take_day(words, n, time, &at))
		return false;
	for (unsigned i = 0; i < time; i++) {
		if (take_zone(words[i], &east))
			break;
	}
	*seconds = td_fields_to_seconds(&at) - east;
	return true;
}
