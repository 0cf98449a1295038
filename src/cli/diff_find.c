/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/diff_find.c - the two versions that the words of `tidings diff` name */
#include "cli/diff_find.h"

#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "cli/version.h"
#include "judge/versions.h"

/* When a mail arrived; 0 where that cannot be told. */
static int64_t
find_received(td_index *index, int64_t message)
{
	const td_index_range range = { .messages = &message, .n = 1 };
	g_autoptr(td_rows) rows = td_index_messages(index, &range, NULL);
	td_index_row row;

	return rows && td_rows_next(rows, &row, NULL) ? row.received : 0;
}

static bool
load_mail(td_opened *opened, td_index *index, int64_t message, td_diff_side *side,
    GError **error)
{
	td_span bytes;

	if (!td_library_load(opened->library, message, &bytes, error))
		return false;
	td_diff_side_add(side, bytes, find_received(index, message));
	return true;
}

/* The mails of a series that is in the index: cover and members, seconds left out. */
static td_diff_side *
load_series(
    td_opened *opened, const td_index_series *series, const char *word, GError **error)
{
	g_autoptr(td_diff_side) side = td_diff_side_new();
	td_index *index = td_library_index(opened->library, error);
	const td_index_range range = { .messages = &series->head, .n = 1 };
	g_autoptr(GArray) members =
	    index ? td_index_load_members(index, &range, error) : NULL;

	if (!members)
		return NULL;
	if (series->cover != 0 && !load_mail(opened, index, series->cover, side, error))
		return NULL;
	for (unsigned i = 0; i < members->len; i++) {
		const td_index_member *member =
		    &g_array_index(members, td_index_member, i);

		if (member->extra || member->series != series->id)
			continue;
		if (!load_mail(opened, index, member->message, side, error))
			return NULL;
	}
	return td_diff_side_settle(side, word, error) ? g_steal_pointer(&side) : NULL;
}

/* The series of a word's mail, with its row. */
static bool
find_series(td_opened *opened, const char *word, td_index_series *series, GError **error)
{
	g_autoptr(GArray) messages = td_open_messages(opened, word, error);
	td_index *index = messages ? td_library_index(opened->library, error) : NULL;

	for (unsigned i = 0; index && i < messages->len; i++) {
		int64_t message = g_array_index(messages, int64_t, i);
		td_index_range range = { .messages = &message, .n = 1 };
		g_autoptr(GArray) found = td_index_load_series(index, &range, error);

		if (!found)
			return false;
		if (found->len > 0) {
			*series = g_array_index(found, td_index_series, 0);
			return true;
		}
	}
	if (index)
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "'%s' is no part of a series", word);
	return false;
}

static bool
open_index(td_opened *opened, GError **error)
{
	return opened->library || td_open_library(opened, false, error);
}

static const td_index_version *
version_at(const GArray *versions, unsigned i)
{
	return &g_array_index(versions, td_index_version, i);
}

/* Sent again it is no other version, and a cover letter whose patches did not come has
 * nothing to compare. */
static bool
is_version(const td_index_version *v)
{
	return !v->alias && !v->partly && v->series.received > 0;
}

/* "v1, v2, v3": what there is, each once. */
static char *
name_versions(const GArray *versions)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (unsigned i = 0; i < versions->len; i++) {
		const td_index_version *v = version_at(versions, i);

		if (!is_version(v))
			continue;
		g_string_append_printf(
		    names, "%sv%u", names->len > 0 ? ", " : "", v->series.version);
		if (v->series.minor > 0)
			g_string_append_printf(names, ".%u", v->series.minor);
	}
	return g_string_free(g_steal_pointer(&names), FALSE);
}

/* The first posting of that version; a second one is for those who have no other. */
static const td_index_series *
pick_version(const GArray *versions, const char *word, GError **error)
{
	g_autofree char *names = NULL;
	const td_index_series *other = NULL;
	unsigned version, minor;

	if (!td_version_read(word, &version, &minor, error))
		return NULL;
	for (unsigned i = 0; i < versions->len; i++) {
		const td_index_version *v = version_at(versions, i);

		if (v->series.version != version || v->series.minor != minor)
			continue;
		if (is_version(v))
			return &v->series;
		if (!other)
			other = &v->series;
	}
	names = name_versions(versions);
	if (!other)
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "no v%s of this series is here; there is %s",
		    td_span_has_prefix_nocase(td_span_of(word), "v") ? word + 1 : word,
		    names);
	return other;
}

/* The newest one, or the newest one before it. */
static const td_index_series *
pick_newest(const GArray *versions, const td_index_series *before)
{
	bool past = before == NULL;

	for (unsigned i = versions->len; i-- > 0;) {
		const td_index_version *v = version_at(versions, i);

		if (past && is_version(v))
			return &v->series;
		past = past || &v->series == before;
	}
	return NULL;
}

static bool
find_versions(td_opened *opened, int n, char **words, td_diff_side **older,
    td_diff_side **newer, GError **error)
{
	td_index_series series;
	g_autoptr(GArray) versions = NULL;
	const td_index_series *first, *second;

	if (!open_index(opened, error) || !find_series(opened, words[0], &series, error))
		return false;
	versions = td_index_load_versions(
	    td_library_index(opened->library, error), series.id, error);
	if (!versions)
		return false;
	second =
	    n > 2 ? pick_version(versions, words[2], error) : pick_newest(versions, NULL);
	if (n > 2 && !second)
		return false;
	first = n > 1 ? pick_version(versions, words[1], error)
		      : pick_newest(versions, second);
	if (n > 1 && !first)
		return false;
	if (!first || !second) {
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "'%s': no other version of this series is here", words[0]);
		return false;
	}
	*older = load_series(opened, first, words[0], error);
	if (*older)
		*newer = load_series(opened, second, words[0], error);
	return *newer != NULL;
}

/* Beside a file another one is meant. */
static const char *
missing_file(char **words)
{
	bool there[2];

	for (unsigned i = 0; i < 2; i++)
		there[i] = g_file_test(words[i], G_FILE_TEST_EXISTS);
	for (unsigned i = 0; i < 2; i++) {
		if (there[1 - i] && !there[i] && !strchr(words[i], '@'))
			return words[i];
	}
	return NULL;
}

static bool
find_two(td_opened *opened, char **words, td_diff_side **older, td_diff_side **newer,
    GError **error)
{
	td_diff_side **sides[] = { older, newer };
	const char *missing = missing_file(words);

	if (missing) {
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND, "\"%s\": %s", missing,
		    g_strerror(ENOENT));
		return false;
	}
	for (unsigned i = 0; i < 2; i++) {
		td_index_series series;

		if (g_file_test(words[i], G_FILE_TEST_EXISTS)) {
			*sides[i] = td_diff_side_read(words[i], error);
		} else {
			if (!open_index(opened, error) ||
			    !find_series(opened, words[i], &series, error))
				return false;
			*sides[i] = load_series(opened, &series, words[i], error);
		}
		if (!*sides[i])
			return false;
	}
	return true;
}

bool
td_diff_find(td_opened *opened, int n, char **words, td_diff_side **older,
    td_diff_side **newer, GError **error)
{
	unsigned version, minor;

	if (n == 2 && !td_version_read(words[1], &version, &minor, NULL))
		return find_two(opened, words, older, newer, error);
	return find_versions(opened, n, words, older, newer, error);
}
