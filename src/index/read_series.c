/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/read_series.c - the series that have a mail in a range */
#include "index/range.h"
#include "index/stored_series.h"
#include "store/store.h"

static bool
start_ids(td_walk *walk, td_index *index, const td_index_range *range, GError **error)
{
	if (td_range_is_all(index, range))
		return td_walk_start_plain(walk, index,
		    "SELECT series FROM link WHERE series IS NOT NULL ORDER BY message",
		    error);
	return td_walk_start(walk, index, range,
	    "SELECT k.series FROM place p CROSS JOIN link k ON k.message = p.message",
	    "AND k.series IS NOT NULL ORDER BY p.id", error);
}

/* Ids of the series, in the order of their first mail in the range. */
static GArray *
list_series(td_index *index, const td_index_range *range, GError **error)
{
	g_autoptr(GHashTable) seen =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_auto(td_walk) walk = { 0 };
	bool row;

	if (!start_ids(&walk, index, range, error))
		return NULL;
	do {
		int64_t id;

		if (!td_walk_step(&walk, &row, error))
			return NULL;
		if (!row)
			break;
		id = sqlite3_column_int64(walk.stmt, 0);
		if (g_hash_table_add(seen, g_memdup2(&id, sizeof id)))
			g_array_append_val(ids, id);
	} while (row);
	return g_steal_pointer(&ids);
}

GArray *
td_index_load_series(td_index *index, const td_index_range *range, GError **error)
{
	g_autoptr(GArray) ids = list_series(index, range, error);
	g_autoptr(GArray) all = NULL;

	if (ids == NULL)
		return NULL;
	all = g_array_sized_new(FALSE, FALSE, sizeof(td_index_series), ids->len);
	for (unsigned i = 0; i < ids->len; i++) {
		td_index_series series;
		bool found;

		if (!td_stored_series_find(
			index, g_array_index(ids, int64_t, i), &series, &found, error))
			return NULL;
		if (found)
			g_array_append_val(all, series);
	}
	return g_steal_pointer(&all);
}

GArray *
td_index_load_members(td_index *index, const td_index_range *range, GError **error)
{
	g_autoptr(GArray) ids = list_series(index, range, error);
	g_autoptr(GArray) all = NULL;

	if (ids == NULL)
		return NULL;
	all = g_array_new(FALSE, FALSE, sizeof(td_index_member));
	for (unsigned i = 0; i < ids->len; i++)
		if (!td_stored_series_add(
			index, g_array_index(ids, int64_t, i), all, error))
			return NULL;
	return g_steal_pointer(&all);
}
