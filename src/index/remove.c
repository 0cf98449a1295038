/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/remove.c - a mail that its archive took back */
#include "index/link.h"
#include "index/store.h"

static bool
list_places(
    td_index *index, int64_t message, int64_t list, GArray *places, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_PLACE_EACH, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	sqlite3_bind_int64(stmt, 2, list << TD_PLACE_BITS);
	sqlite3_bind_int64(stmt, 3, list << TD_PLACE_BITS | TD_LOW(TD_PLACE_BITS));
	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row) {
			int64_t place = sqlite3_column_int64(stmt, 0);

			g_array_append_val(places, place);
		}
	} while (row);
	return true;
}

static bool
remove_places(td_index *index, const GArray *places, GError **error)
{
	for (unsigned i = 0; i < places->len; i++) {
		int64_t place = g_array_index(places, int64_t, i);

		if (!td_store_run_ids(index, TD_SQL_PLACE_REMOVE, place, 0, error))
			return false;
		if (index->path == NULL &&
		    !td_store_run_ids(index, TD_SQL_CLASSIC_REMOVE, place, 0, error))
			return false;
	}
	return true;
}

static bool
count_places(td_index *index, int64_t message, int64_t *n, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_PLACE_COUNT, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	*n = row ? sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_reset(stmt);
	return true;
}

static bool
remove_message(td_index *index, int64_t message, GError **error)
{
	const td_sql parts[] = { TD_SQL_FILE_REMOVE, TD_SQL_TRAILER_REMOVE,
		TD_SQL_NOTICE_REMOVE };
	const td_sql wholes[] = { TD_SQL_PULL_REMOVE, TD_SQL_LINK_REMOVE,
		TD_SQL_MESSAGE_REMOVE };
	int64_t first = message << TD_PART_BITS;

	if (!td_clusters_touch(index->clusters, index, message, error) ||
	    !td_link_remove_series(index, message, error))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
		if (!td_store_run_ids(
			index, parts[i], first, first | TD_LOW(TD_PART_BITS), error))
			return false;
	for (size_t i = 0; i < G_N_ELEMENTS(wholes); i++)
		if (!td_store_run_ids(index, wholes[i], message, 0, error))
			return false;
	return index->path != NULL ||
	       td_store_run_ids(index, TD_SQL_TEXT_REMOVE, message, 0, error);
}

bool
td_index_remove(
    td_index *index, int64_t list, const td_oid *blob, bool *found, GError **error)
{
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(int64_t));
	int64_t message;
	int64_t left;

	if (!td_store_find_blob(index, blob, &message, error))
		return false;
	if (message == 0) {
		*found = false;
		return true;
	}
	if (!td_schema_index_places(index, error) ||
	    !list_places(index, message, list, places, error) ||
	    !remove_places(index, places, error) ||
	    !count_places(index, message, &left, error))
		return false;
	if (left == 0 && !remove_message(index, message, error))
		return false;
	*found = places->len > 0;
	return true;
}
