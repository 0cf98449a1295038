/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/read_series.c - the series that have a mail in a range */
#include "index/index.h"
#include "index/range.h"
#include "index/store.h"

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

static bool
load_one(td_index *index, int64_t id, GArray *all, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_SERIES_FIND, error);
	td_index_series series = { .id = id };
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, id);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (!row)
		return true;
	series.version = (unsigned)sqlite3_column_int64(stmt, 0);
	series.minor = (unsigned)sqlite3_column_int64(stmt, 1);
	series.total = (unsigned)sqlite3_column_int64(stmt, 2);
	series.received = (unsigned)sqlite3_column_int64(stmt, 3);
	series.rfc = sqlite3_column_int(stmt, 4) != 0;
	series.resend = sqlite3_column_int(stmt, 5) != 0;
	series.cover = sqlite3_column_int64(stmt, 6);
	series.head = sqlite3_column_int64(stmt, 7);
	g_array_append_val(all, series);
	sqlite3_reset(stmt);
	return true;
}

GArray *
td_index_load_series(td_index *index, const td_index_range *range, GError **error)
{
	g_autoptr(GArray) ids = list_series(index, range, error);
	g_autoptr(GArray) all = NULL;

	if (ids == NULL)
		return NULL;
	all = g_array_sized_new(FALSE, FALSE, sizeof(td_index_series), ids->len);
	for (unsigned i = 0; i < ids->len; i++)
		if (!load_one(index, g_array_index(ids, int64_t, i), all, error))
			return NULL;
	return g_steal_pointer(&all);
}

static bool
load_members_of(td_index *index, int64_t series, GArray *all, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_MEMBER_EACH, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, series << TD_MEMBER_BITS);
	sqlite3_bind_int64(stmt, 2, series << TD_MEMBER_BITS | TD_LOW(TD_MEMBER_BITS));
	do {
		td_index_member member = { .series = series };

		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row) {
			member.message = sqlite3_column_int64(stmt, 0);
			member.number = (unsigned)sqlite3_column_int64(stmt, 1);
			member.extra = sqlite3_column_int(stmt, 2) != 0;
			g_array_append_val(all, member);
		}
	} while (row);
	return true;
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
		if (!load_members_of(index, g_array_index(ids, int64_t, i), all, error))
			return NULL;
	return g_steal_pointer(&all);
}
