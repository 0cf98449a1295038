/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query/moment.c - dates, times and ages behind a prefix */
#include "query/moment.h"

#include "base/error.h"

enum { second = 1, minute = 60, hour = 3600, day = 86400 };

static bool
is_digits(td_span text, size_t n)
{
	for (size_t i = 0; i < text.n; i++)
		if (!g_ascii_isdigit(text.p[i]))
			return false;
	return text.n == n;
}

static int
digits(td_span text, size_t at, size_t n)
{
	int value = 0;

	for (size_t i = at; i < at + n; i++)
		value = value * 10 + (text.p[i] - '0');
	return value;
}

/* A moment, and how long it lasts: a year, a month, a day, or a second. */
typedef struct moment {
	int64_t seconds;
	int64_t span;
} moment;

static bool
find_day(int year, int month, int of_month, int64_t *at)
{
	g_autoptr(GDateTime) midnight = NULL;

	if (year < 1 || month < 1 || of_month < 1)
		return false;
	midnight = g_date_time_new_utc(year, month, of_month, 0, 0, 0);
	if (midnight == NULL)
		return false;
	*at = g_date_time_to_unix(midnight);
	return true;
}

/* The month, or the whole year where month is 0. */
static bool
find_span(int year, int month, moment *found)
{
	bool last = month == 0 || month == 12;
	int64_t end;

	if (!find_day(year, MAX(month, 1), 1, &found->seconds) ||
	    !find_day(last ? year + 1 : year, last ? 1 : month + 1, 1, &end))
		return false;
	found->span = end - found->seconds;
	return true;
}

static bool
has_form(td_span text, const char *form)
{
	size_t i = 0;

	for (; i < text.n && form[i] != '\0'; i++)
		if (form[i] == '9' ? !g_ascii_isdigit(text.p[i]) : text.p[i] != form[i])
			return false;
	return form[i] == '\0';
}

static bool
read_time_of_day(td_span text, moment *found)
{
	int hours = digits(text, 0, 2), minutes = digits(text, 2, 2);
	int seconds = digits(text, 4, 2);

	found->seconds += hours * hour + minutes * minute + seconds;
	found->span = second;
	return hours < 24 && minutes < 60 && seconds <= 60;
}

/*
 * 20251031, 2025-10-31, 20251031235959; a year and a month, of which git would make this
 * day of that year. *known is false for other forms; one that is known and fails names no
 * day: git would make 13 January of 2026-13-01.
 */
static bool
read_plain(td_span text, bool dashed_is_day, bool *known, moment *found)
{
	bool dashed = has_form(text, "9999-99-99") &&
		      (text.n == 10 || !g_ascii_isdigit(text.p[10]));
	bool packed = text.n == 8 || text.n == 14;

	*known = true;
	if (text.n == 4 && has_form(text, "9999"))
		return find_span(digits(text, 0, 4), 0, found);
	if (text.n == 7 && has_form(text, "9999-99"))
		return digits(text, 5, 2) > 0 &&
		       find_span(digits(text, 0, 4), digits(text, 5, 2), found);
	if (packed && is_digits(text, text.n)) {
		found->span = day;
		return find_day(digits(text, 0, 4), digits(text, 4, 2),
			   digits(text, 6, 2), &found->seconds) &&
		       (text.n == 8 || read_time_of_day(td_span_skip(text, 8), found));
	}
	if (dashed) {
		found->span = day;
		if (!find_day(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2),
			&found->seconds))
			return false;
		*known = dashed_is_day && text.n == 10;
		return *known;
	}
	*known = false;
	return false;
}

/* rt: takes seconds since 1970 as well. */
static bool
read_seconds(const td_prefix *prefix, td_span text, moment *found)
{
	g_autofree char *copy = td_span_dup(text);

	if (prefix->kind != TD_PREFIX_ARRIVAL || text.n < 9 || text.n > 11 ||
	    !is_digits(text, text.n))
		return false;
	*found = (moment){ g_ascii_strtoll(copy, NULL, 10), second };
	return true;
}

static bool
read_moment(const td_prefix *prefix, td_span text, const td_query_language *language,
    moment *found, GError **error)
{
	g_autofree char *copy = td_span_dup(text);
	bool known;

	if (read_plain(text, prefix->kind == TD_PREFIX_DATE || !language->parse_date,
		&known, found) ||
	    read_seconds(prefix, text, found))
		return true;
	if (known) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "no calendar has \"%s\"; write a date as 2025-10-31", copy);
		return false;
	}
	found->span = second;
	if (language->parse_date != NULL)
		return language->parse_date(copy, language->now, &found->seconds, error);
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE, "\"%s\" is not a date", copy);
	return false;
}

td_query *
td_prefix_read_dates(const td_prefix *prefix, td_span text,
    const td_query_language *language, td_span *odd, GError **error)
{
	td_query_field field =
	    prefix->kind == TD_PREFIX_ARRIVAL ? TD_QUERY_RECEIVED : TD_QUERY_SENT;
	moment first = { INT64_MIN, second }, last = { INT64_MAX, second };
	td_prefix_bounds found;

	if (!td_prefix_split(prefix, text, &found, error))
		return NULL;
	if (found.first.n > 0) {
		*odd = found.first;
		if (!read_moment(prefix, found.first, language, &first, error))
			return NULL;
	}
	if (found.last.n > 0) {
		*odd = found.last;
		if (!read_moment(prefix, found.last, language, &last, error))
			return NULL;
		last.seconds += last.span - 1;
	}
	/* A single one is a day, wherever it begins, a month or a year. */
	if (found.single)
		last.seconds = first.seconds + MAX(first.span, (int64_t)day) - 1;
	*odd = text;
	if (!td_prefix_check_order(prefix, first.seconds, last.seconds, error))
		return NULL;
	return td_query_range(field, first.seconds, last.seconds);
}

/* "7d", "2.weeks", "6 months", "36h"; a number alone is days. */
static bool
read_age(td_span text, int64_t *seconds, GError **error)
{
	static const struct {
		const char *unit;
		int64_t seconds;
	} units[] = {
		{ "", day },
		{ "minutes", minute },
		{ "hours", hour },
		{ "days", day },
		{ "weeks", 7 * (int64_t)day },
		{ "months", 30 * (int64_t)day },
		{ "years", 365 * (int64_t)day },
	};
	size_t n = 0;
	td_span unit;

	while (n < text.n && g_ascii_isdigit(text.p[n]))
		n++;
	unit = td_span_skip(text, n);
	while (unit.n > 0 && (unit.p[0] == '.' || unit.p[0] == ' '))
		unit = td_span_skip(unit, 1);
	for (size_t i = 0; n > 0 && n < 7 && i < G_N_ELEMENTS(units); i++) {
		td_span whole = td_span_of(units[i].unit);

		/* "m" is a month: nobody asks for mails by the minute. */
		if (!td_span_equal_nocase(td_span_head(whole, unit.n), unit) ||
		    (whole.n > 0 && unit.n == 0) ||
		    (units[i].seconds == minute && unit.n < 2))
			continue;
		*seconds = (int64_t)digits(text, 0, n) * units[i].seconds;
		return true;
	}
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "\"%.*s\" is not an age: write 36h, 7d, 2w, 6m or 1y", (int)MIN(text.n, 40),
	    text.p);
	return false;
}

td_query *
td_prefix_read_ages(const td_prefix *prefix, td_span text,
    const td_query_language *language, td_span *odd, GError **error)
{
	int64_t youngest = 0, oldest = 0;
	td_prefix_bounds found;

	if (!td_prefix_split(prefix, text, &found, error))
		return NULL;
	/* A single one is the oldest that is asked for. */
	if (found.single)
		found = (td_prefix_bounds){ .last = found.first };
	*odd = found.first;
	if (found.first.n > 0 && !read_age(found.first, &youngest, error))
		return NULL;
	*odd = found.last;
	if (found.last.n > 0 && !read_age(found.last, &oldest, error))
		return NULL;
	*odd = text;
	if (found.last.n > 0 && !td_prefix_check_order(prefix, youngest, oldest, error))
		return NULL;
	return td_query_range(TD_QUERY_RECEIVED,
	    found.last.n > 0 ? language->now - oldest : INT64_MIN,
	    found.first.n > 0 ? language->now - youngest : INT64_MAX);
}
