/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query/value.c - dates, numbers and names behind a prefix */
#include "query/value.h"

#include <string.h>

#include "base/error.h"
#include "message/link.h"
#include "query/bounds.h"
#include "query/moment.h"
#include "series/state.h"

enum { stale_days = 60, day = 86400 };

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
	td_prefix_bounds found;

	if (!td_prefix_split(prefix, text, &found, error))
		return NULL;
	*odd = found.first;
	if (found.first.n > 0 && !read_number(prefix, found.first, &first, error))
		return NULL;
	*odd = found.last;
	if (found.last.n > 0 && !read_number(prefix, found.last, &last, error))
		return NULL;
	if (found.single)
		last = first;
	*odd = text;
	if (!td_prefix_check_order(prefix, first, last, error))
		return NULL;
	if (prefix->kind == TD_PREFIX_SIZE)
		return td_query_range(TD_QUERY_SIZE, first, last);
	query = td_query_rows_new(prefix->rows, text);
	query->first = first;
	query->last = last;
	return query;
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
	unsigned states;
	td_query *query;

	if (td_states_find(word, &states)) {
		query = td_query_rows_new(TD_ROWS_STATE, text);
		query->first = language->now - stale_days * (int64_t)day;
		return query;
	}
	{
		g_autofree char *known = td_states_words();

		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "state: \"%s\" is none of %s (a \"-\" may stand for a blank)", word,
		    known);
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
		return td_prefix_read_dates(prefix, text, language, odd, error);
	case TD_PREFIX_AGE:
		return td_prefix_read_ages(prefix, text, language, odd, error);
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
