/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * report/absent.c - answers to mails of a series that are not here
 *
 * A range may begin in the middle of a series, and a part of it may have gone to another
 * list alone. Who answers its cover letter, or a patch that is not here, says by the
 * subject what he answers: "Re: [PATCH v2 00/15] title".
 */
#include "report/work.h"

enum { most_series = 8 }; /* of a thread that are looked at: the first ones */

static void
free_array(void *array)
{
	g_ptr_array_unref(array);
}

static bool
lacks(const td_report_series *series, unsigned number)
{
	if (number == 0)
		return series->cover == NULL;
	for (unsigned i = 0; i < series->missing->len; i++)
		if (g_array_index(series->missing, unsigned, i) == number)
			return true;
	return false;
}

static const td_work_mail *
find_member(td_work *work, const td_report_series *series)
{
	const td_report_patch *patch = series->patches->len > 0
					   ? g_ptr_array_index(series->patches, 0)
					   : series->cover;

	return patch != NULL ? td_work_find(work, patch->message) : NULL;
}

GHashTable *
td_work_find_holes(td_work *work)
{
	GHashTable *holes =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_array);

	for (unsigned i = 0; i < work->series->len; i++) {
		td_work_series *item = g_ptr_array_index(work->series, i);
		const td_report_series *series = item->series;
		const td_work_mail *member;
		GPtrArray *some;

		if (series->total < 2 || (series->cover && series->missing->len == 0) ||
		    !(member = find_member(work, series)))
			continue;
		some = g_hash_table_lookup(holes, &member->thread);
		if (some == NULL) {
			some = g_ptr_array_new();
			g_hash_table_insert(
			    holes, (void *)(uintptr_t)&member->thread, some);
		}
		if (some->len < most_series)
			g_ptr_array_add(some, item);
	}
	return holes;
}

td_work_series *
td_work_find_absent(GHashTable *holes, const td_work_mail *answer)
{
	const GPtrArray *some = g_hash_table_lookup(holes, &answer->thread);

	for (unsigned i = 0; some != NULL && i < some->len; i++) {
		td_work_series *item = g_ptr_array_index(some, i);
		const td_report_series *series = item->series;

		if (answer->version == series->version &&
		    answer->minor == series->minor && answer->total == series->total &&
		    lacks(series, answer->number))
			return item;
	}
	return NULL;
}
