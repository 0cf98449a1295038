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

/* What is told of the series of a range: of each of them, and of all at once where the
 * range is the whole index. */
typedef struct telling {
	size_t size; /* of a row */
	bool (*of_one)(td_index *index, int64_t id, GArray *rows, GError **error);
	bool (*of_all)(td_index *index, GArray *rows, GError **error);
} telling;

static bool
add_series(td_index *index, int64_t id, GArray *rows, GError **error)
{
	td_index_series series;
	bool found;

	if (!td_stored_series_find(index, id, &series, &found, error))
		return false;
	if (found)
		g_array_append_val(rows, series);
	return true;
}

static GArray *
load(td_index *index, const td_index_range *range, const telling *kind, GError **error)
{
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, (unsigned)kind->size);
	g_autoptr(GArray) ids = NULL;

	if (td_range_is_all(index, range))
		return kind->of_all(index, rows, error) ? g_steal_pointer(&rows) : NULL;
	ids = list_series(index, range, error);
	for (unsigned i = 0; ids && i < ids->len; i++)
		if (!kind->of_one(index, g_array_index(ids, int64_t, i), rows, error))
			return NULL;
	return ids ? g_steal_pointer(&rows) : NULL;
}

GArray *
td_index_load_series(td_index *index, const td_index_range *range, GError **error)
{
	static const telling series = { sizeof(td_index_series), add_series,
		td_stored_series_all };

	return load(index, range, &series, error);
}

GArray *
td_index_load_members(td_index *index, const td_index_range *range, GError **error)
{
	static const telling members = { sizeof(td_index_member), td_stored_series_add,
		td_stored_members_all };

	return load(index, range, &members, error);
}
