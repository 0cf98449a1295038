/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/read_series.c - the series that have a mail in a range */
#include "index/range.h"
#include "index/stored_series.h"
#include "store/store.h"

/* Ids of the series, in the order of their first mail in the range. */
static GArray *
list_series(td_index *index, const td_index_range *range, GError **error)
{
	g_autoptr(GHashTable) seen =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_auto(td_walk) walk = { 0 };
	bool row;

	if (!td_walk_start(&walk, index, range,
		"SELECT k.series FROM place p CROSS JOIN link k ON k.message = p.message",
		"AND k.series IS NOT NULL ORDER BY p.id", error))
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

static bool
add_series(td_index *index, const GArray *ids, GArray *all, GError **error)
{
	for (unsigned i = 0; i < ids->len; i++) {
		td_index_series series;
		bool found;

		if (!td_stored_series_find(
			index, g_array_index(ids, int64_t, i), &series, &found, error))
			return false;
		if (found)
			g_array_append_val(all, series);
	}
	return true;
}

static bool
add_members(td_index *index, const GArray *ids, GArray *members, GError **error)
{
	for (unsigned i = 0; i < ids->len; i++)
		if (!td_stored_series_add(
			index, g_array_index(ids, int64_t, i), members, error))
			return false;
	return true;
}

GArray *
td_index_load_series(td_index *index, const td_index_range *range, GError **error)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(td_index_series));
	g_autoptr(GArray) ids = NULL;
	bool good;

	if (td_range_is_all(index, range)) {
		good = td_stored_series_all(index, all, error);
	} else {
		ids = list_series(index, range, error);
		good = ids != NULL && add_series(index, ids, all, error);
	}
	return good ? g_steal_pointer(&all) : NULL;
}

GArray *
td_index_load_members(td_index *index, const td_index_range *range, GError **error)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(td_index_member));
	g_autoptr(GArray) ids = NULL;
	bool good;

	if (td_range_is_all(index, range)) {
		good = td_stored_members_all(index, all, error);
	} else {
		ids = list_series(index, range, error);
		good = ids != NULL && add_members(index, ids, all, error);
	}
	return good ? g_steal_pointer(&all) : NULL;
}
