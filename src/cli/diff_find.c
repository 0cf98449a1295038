/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/diff_find.c - the two versions that the words of `tidings diff` name */
#include "cli/diff_find.h"

#include "base/error.h"
#include "base/limits.h"
#include "index/lookup.h"
#include "index/versions.h"

/* The mails of a series that is in the index: cover and members, seconds left out. */
static td_diff_side *
load_series(
    td_opened *opened, const td_index_series *series, const char *word, GError **error)
{
	g_autoptr(td_diff_side) side = td_diff_side_new();
	td_index *index = td_library_index(opened->library, error);
	td_index_range range = { .messages = &series->head, .n = 1 };
	g_autoptr(GArray) members =
	    index ? td_index_load_members(index, &range, error) : NULL;
	td_span bytes;

	if (!members)
		return NULL;
	if (series->cover != 0) {
		if (!td_library_load(opened->library, series->cover, &bytes, error))
			return NULL;
		td_diff_side_add(side, bytes, 0);
	}
	for (unsigned i = 0; i < members->len; i++) {
		const td_index_member *member =
		    &g_array_index(members, td_index_member, i);

		if (member->extra || member->series != series->id)
			continue;
		if (!td_library_load(opened->library, member->message, &bytes, error))
			return NULL;
		td_diff_side_add(side, bytes, 0);
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
find_two(td_opened *opened, char **words, td_diff_side **older, td_diff_side **newer,
    GError **error)
{
	td_diff_side **sides[] = { older, newer };

	for (unsigned i = 0; i < 2; i++) {
		td_index_series series;

		if (g_file_test(words[i], G_FILE_TEST_EXISTS)) {
			*sides[i] = td_diff_side_read(words[i], error);
		} else {
			if (!opened->library && !td_open_library(opened, false, error))
				return false;
			if (!find_series(opened, words[i], &series, error))
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
	if (n == 2)
		return find_two(opened, words, older, newer, error);
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE, "diff: name two versions");
	return false;
}
