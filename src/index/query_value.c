/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/query_value.c - dates, numbers and names behind a prefix */
#include "index/query_value.h"

#include <string.h>

#include "base/error.h"
#include "message/link.h"
#include "series/state.h"

enum { second = 1, minute = 60, hour = 3600, day = 86400 };
enum { stale_days = 60 };

static const td_prefix prefixes[] = {
	{ "s", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_SUBJECT), 0, false },
	{ "f", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_FROM), 0, false },
	{ "t", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_TO), 0, false },
	{ "c", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_CC), 0, false },
	{ "a", TD_PREFIX_TEXT, TD_IN_PEOPLE, 0, false },
	{ "tcf", TD_PREFIX_TEXT, TD_IN_PEOPLE, 0, false },
	{ "tc", TD_PREFIX_TEXT, TD_IN_TO_CC, 0, false },
	{ "b", TD_PREFIX_TEXT, TD_IN_BODY, 0, false },
	{ "bs", TD_PREFIX_TEXT, TD_IN_SUBJECT_BODY, 0, false },
	{ "nq", TD_PREFIX_TEXT, TD_IN_OWN, 0, false },
	{ "q", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_QUOTED), 0, false },
	{ "n", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_NAME), 0, false },
	{ "m", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_MESSAGE_ID), 0, false },
	{ "l", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_LIST), 0, false },
	{ "dfn", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_DIFF_NAME), 0, false },
	{ "dfa", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_DIFF_OLD), 0, false },
	{ "dfb", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_DIFF_NEW), 0, false },
	{ "dfctx", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_DIFF_CONTEXT), 0, false },
	{ "dfhh", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_DIFF_HUNK), 0, false },
	{ "dfpre", TD_PREFIX_BLOB, TD_IN(TD_COLUMN_BLOB_OLD), 0, false },
	{ "dfpost", TD_PREFIX_BLOB, TD_IN(TD_COLUMN_BLOB_NEW), 0, false },
	{ "dfblob", TD_PREFIX_BLOB, TD_IN_BLOBS, 0, false },
	{ "commit", TD_PREFIX_COMMIT, TD_IN(TD_COLUMN_OWN), TD_ROWS_COMMIT, false },
	{ "d", TD_PREFIX_DATE, 0, 0, false },
	{ "dt", TD_PREFIX_TIME, 0, 0, false },
	{ "rt", TD_PREFIX_ARRIVAL, 0, 0, false },
	{ "age", TD_PREFIX_AGE, 0, 0, false },
	{ "z", TD_PREFIX_SIZE, 0, 0, false },
	{ "lid", TD_PREFIX_PHRASE, TD_IN(TD_COLUMN_LIST), 0, false },
	{ "mid", TD_PREFIX_MAIL, 0, TD_ROWS_MESSAGE_ID, false },
	{ "references", TD_PREFIX_MAIL, 0, TD_ROWS_REFERENCES, false },
	{ "patchid", TD_PREFIX_NAME, 0, TD_ROWS_PATCH_ID, false },
	{ "changeid", TD_PREFIX_NAME, 0, TD_ROWS_CHANGE_ID, false },
	{ "thread", TD_PREFIX_THREAD, 0, TD_ROWS_THREAD, false },
	{ "series", TD_PREFIX_MAIL, 0, TD_ROWS_SERIES, false },
	{ "state", TD_PREFIX_STATE, 0, TD_ROWS_STATE, false },
	{ "v", TD_PREFIX_NUMBER, 0, TD_ROWS_VERSION, false },
	{ "replies", TD_PREFIX_NUMBER, 0, TD_ROWS_REPLIES, false },
	{ "class", TD_PREFIX_NAME, 0, TD_ROWS_CLASS, false },
	{ "list", TD_PREFIX_NAME, 0, TD_ROWS_LIST, false },
	{ "org", TD_PREFIX_NAME, 0, TD_ROWS_DOMAIN, false },
	{ "rb", TD_PREFIX_NAME, 0, TD_ROWS_REVIEWED, true },
	{ "ab", TD_PREFIX_NAME, 0, TD_ROWS_ACKED, true },
	{ "tb", TD_PREFIX_NAME, 0, TD_ROWS_TESTED, true },
	/* As notmuch and mu call them. */
	{ "subject", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_SUBJECT), 0, false },
	{ "from", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_FROM), 0, false },
	{ "to", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_TO), 0, false },
	{ "cc", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_CC), 0, false },
	{ "body", TD_PREFIX_TEXT, TD_IN_BODY, 0, false },
	{ "attachment", TD_PREFIX_TEXT, TD_IN(TD_COLUMN_NAME), 0, false },
	{ "date", TD_PREFIX_DATE, 0, 0, false },
	{ "id", TD_PREFIX_MAIL, 0, TD_ROWS_MESSAGE_ID, false },
	/* Silence, or hits for the word as text, would be taken for an answer. */
	{ "L", TD_PREFIX_ALIEN, 0, 0, false },
	{ "kw", TD_PREFIX_ALIEN, 0, 0, false },
	{ "tag", TD_PREFIX_ALIEN, 0, 0, false },
	{ "is", TD_PREFIX_ALIEN, 0, 0, false },
	{ "uid", TD_PREFIX_ALIEN, 0, 0, false },
	{ "folder", TD_PREFIX_ALIEN, 0, 0, false },
	{ "mimetype", TD_PREFIX_ALIEN, 0, 0, false },
	{ "lastmod", TD_PREFIX_ALIEN, 0, 0, false },
	{ "property", TD_PREFIX_ALIEN, 0, 0, false },
};

/* What comes nearest to a prefix that is not ours. */
static const struct {
	const char *name, *words;
} aliens[] = {
	{ "uid",
	    "a mail's number in the index of one server is not kept: mid: names a mail" },
	{ "folder", "mails lie in lists: list: takes the name of one" },
	{ "mimetype", "parts are not indexed by type: n: takes names of attached files" },
	{ "lastmod", "an index has no history: rt: is when a mail came in" },
};

static void
fail_alien(const td_prefix *prefix, GError **error)
{
	const char *words =
	    "labels and flags of a reader are not kept: state: and class: "
	    "tell what a series or a mail is";

	for (size_t i = 0; i < G_N_ELEMENTS(aliens); i++)
		if (strcmp(aliens[i].name, prefix->name) == 0)
			words = aliens[i].words;
	g_set_error(
	    error, TD_ERROR, TD_ERROR_USAGE, "there is no %s: %s", prefix->name, words);
}

const td_prefix *
td_prefix_find(td_span name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++)
		if (td_span_is(name, prefixes[i].name))
			return &prefixes[i];
	return NULL;
}

typedef struct bounds {
	td_span first, last; /* empty: open */
	bool single;         /* there is no ".." */
} bounds;

static bool
split(const td_prefix *prefix, td_span text, bounds *found, GError **error)
{
	ptrdiff_t at = td_span_find(text, "..");

	*found = (bounds){ .first = text, .single = at < 0 };
	if (at >= 0) {
		found->first = td_span_head(text, (size_t)at);
		found->last = td_span_skip(text, (size_t)at + 2);
	}
	if (found->first.n > 0 || found->last.n > 0)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "%s: needs A..B, A.., ..B or a single one behind it", prefix->name);
	return false;
}

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

static td_query *
read_dates(const td_prefix *prefix, td_span text, const td_query_language *language,
    td_span *odd, GError **error)
{
	td_query_field field =
	    prefix->kind == TD_PREFIX_ARRIVAL ? TD_QUERY_RECEIVED : TD_QUERY_SENT;
	moment first = { INT64_MIN, second }, last = { INT64_MAX, second };
	bounds found;

	if (!split(prefix, text, &found, error))
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
	return td_query_range(field, first.seconds, last.seconds);
}

static bool
read_number(const td_prefix *prefix, td_span text, int64_t *value, GError **error)
{
	g_autofree char *copy = td_span_dup(text);
	char *end;
	const char *p = copy;

	if (prefix->rows == TD_ROWS_VERSION && (*p == 'v' || *p == 'V'))
		p++;
	if (!g_ascii_isdigit(*p) || strlen(p) > 15) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE, "%s: \"%s\" is not a number",
		    prefix->name, copy);
		return false;
	}
	*value = g_ascii_strtoll(p, &end, 10);
	if (prefix->kind == TD_PREFIX_SIZE && *end != '\0' && end[1] == '\0') {
		const char *units = "kmg";
		const char *unit = strchr(units, g_ascii_tolower(*end));

		if (unit != NULL) {
			*value <<= 10 * (unit - units + 1);
			end++;
		}
	}
	if (*end == '\0')
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE, "%s: \"%s\" is not a number",
	    prefix->name, copy);
	return false;
}

static td_query *
read_numbers(const td_prefix *prefix, td_span text, td_span *odd, GError **error)
{
	int64_t first = 0, last = INT64_MAX;
	td_query *query;
	bounds found;

	if (!split(prefix, text, &found, error))
		return NULL;
	*odd = found.first;
	if (found.first.n > 0 && !read_number(prefix, found.first, &first, error))
		return NULL;
	*odd = found.last;
	if (found.last.n > 0 && !read_number(prefix, found.last, &last, error))
		return NULL;
	if (found.single)
		last = first;
	if (prefix->kind == TD_PREFIX_SIZE)
		return td_query_range(TD_QUERY_SIZE, first, last);
	query = td_query_rows_new(prefix->rows, text);
	query->first = first;
	query->last = last;
	return query;
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

static td_query *
read_ages(const td_prefix *prefix, td_span text, const td_query_language *language,
    td_span *odd, GError **error)
{
	int64_t youngest = 0, oldest = 0;
	bounds found;

	if (!split(prefix, text, &found, error))
		return NULL;
	/* A single one is the oldest that is asked for. */
	if (found.single)
		found = (bounds){ .last = found.first };
	*odd = found.first;
	if (found.first.n > 0 && !read_age(found.first, &youngest, error))
		return NULL;
	*odd = found.last;
	if (found.last.n > 0 && !read_age(found.last, &oldest, error))
		return NULL;
	return td_query_range(TD_QUERY_RECEIVED,
	    found.last.n > 0 ? language->now - oldest : INT64_MIN,
	    found.first.n > 0 ? language->now - youngest : INT64_MAX);
}

static td_query *
read_mail(const td_prefix *prefix, td_span text, GError **error)
{
	g_autofree char *id = td_message_id_from_link(text);

	if (id != NULL)
		return td_query_rows_new(prefix->rows, td_span_of(id));
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
	    "%s: needs a Message-ID or a link to a mail behind it", prefix->name);
	return NULL;
}

/* Stale is what nothing happened to since first. */
static td_query *
read_state(td_span text, const td_query_language *language, GError **error)
{
	g_autofree char *word = td_span_dup(text);
	td_state state;
	td_query *query;

	if (td_state_find(word, &state)) {
		query = td_query_rows_new(TD_ROWS_STATE, text);
		query->first = language->now - stale_days * (int64_t)day;
		return query;
	}
	{
		g_autoptr(GString) known = g_string_new(NULL);

		for (int i = 0; i < TD_STATE_COUNT; i++)
			g_string_append_printf(
			    known, "%s%s", i > 0 ? ", " : "", td_state_word((td_state)i));
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "state: \"%s\" is none of %s (a \"-\" may stand for a blank)", word,
		    known->str);
	}
	return NULL;
}

/* A class that no mail is in is found empty; one that no rule gives is a slip. */
static td_query *
read_name(const td_prefix *prefix, td_span text, const td_query_language *language,
    GError **error)
{
	const char *const *classes = language->classes;
	g_autofree char *known = NULL;

	if (prefix->rows != TD_ROWS_CLASS || !classes)
		return td_query_rows_new(prefix->rows, text);
	for (size_t i = 0; classes[i]; i++)
		if (td_span_is(text, classes[i]))
			return td_query_rows_new(prefix->rows, text);
	known = g_strjoinv(", ", (char **)(uintptr_t)classes);
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE, "class: \"%.*s\" is none of %s",
	    (int)text.n, text.p, known);
	return NULL;
}

static td_query *
read_blob(const td_prefix *prefix, td_span text, GError **error)
{
	td_query *query;

	for (size_t i = 0; i < text.n; i++) {
		if (g_ascii_isxdigit(text.p[i]) && text.n <= 64)
			continue;
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "%s: needs the beginning of a blob's name, in hexadecimal digits",
		    prefix->name);
		return NULL;
	}
	query = td_query_text(prefix->columns, text, false, true);
	/* As git: fewer say nothing. */
	if (text.n < 4)
		g_ptr_array_set_size(query->words, 0);
	return query;
}

/*
 * Mails that name a commit in their own text, abbreviated or not (trailers, notices, what
 * a stable tree says), and the patches that notices say became it.
 */
static td_query *
read_commit(const td_prefix *prefix, td_span text, GError **error)
{
	enum { shortest = 7, longest = 40 };
	td_query *query;

	for (size_t i = 0; i <= text.n; i++) {
		if (i == text.n ? text.n >= shortest && text.n <= longest
				: g_ascii_isxdigit(text.p[i]))
			continue;
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "%s: needs 7 to 40 hexadecimal digits of a commit's name",
		    prefix->name);
		return NULL;
	}
	query = td_query_new(TD_QUERY_OR);
	for (size_t n = shortest; n < text.n; n++)
		td_query_add(query,
		    td_query_text(prefix->columns, td_span_head(text, n), false, false));
	td_query_add(query, td_query_text(prefix->columns, text, false, true));
	return td_query_add(query, td_query_rows_new(prefix->rows, text));
}

td_query *
td_prefix_read(const td_prefix *prefix, td_span text, const td_query_language *language,
    td_span *odd, GError **error)
{
	*odd = text;
	switch (prefix->kind) {
	case TD_PREFIX_TEXT:
	case TD_PREFIX_PHRASE:
		return td_query_text(prefix->columns, text, false, false);
	case TD_PREFIX_BLOB:
		return read_blob(prefix, text, error);
	case TD_PREFIX_COMMIT:
		return read_commit(prefix, text, error);
	case TD_PREFIX_ALIEN:
		fail_alien(prefix, error);
		return NULL;
	case TD_PREFIX_DATE:
	case TD_PREFIX_TIME:
	case TD_PREFIX_ARRIVAL:
		return read_dates(prefix, text, language, odd, error);
	case TD_PREFIX_AGE:
		return read_ages(prefix, text, language, odd, error);
	case TD_PREFIX_SIZE:
	case TD_PREFIX_NUMBER:
		return read_numbers(prefix, text, odd, error);
	case TD_PREFIX_NAME:
		return read_name(prefix, text, language, error);
	case TD_PREFIX_STATE:
		return read_state(text, language, error);
	case TD_PREFIX_MAIL:
	case TD_PREFIX_THREAD:
		return read_mail(prefix, text, error);
	}
	return NULL;
}
