/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/places.c - a message's places, and what dies with the last of them */
#include "write/places.h"

#include "judge/judge.h"
#include "link/link.h"
#include "search/fulltext.h"
#include "store/store.h"

bool
td_places_list(td_index *index, int64_t message, int64_t first, int64_t last,
    GArray *places, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_PLACE_EACH, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	sqlite3_bind_int64(stmt, 2, first);
	sqlite3_bind_int64(stmt, 3, last);
	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row) {
			td_place_at at = { sqlite3_column_int64(stmt, 0),
				sqlite3_column_int64(stmt, 1),
				sqlite3_column_int64(stmt, 2) };

			g_array_append_val(places, at);
		}
	} while (row);
	return true;
}

bool
td_places_put(
    td_index *index, int64_t message, int64_t place, int64_t received, GError **error)
{
	sqlite3_stmt *stmt;

	td_judge_move(index, message);
	if (!td_link_move(index, message, received, place, error))
		return false;
	stmt = td_store_sql(index, TD_SQL_MESSAGE_PLACE, error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	td_bind_some(stmt, 2, place);
	if (place != 0)
		sqlite3_bind_int64(stmt, 3, received);
	else
		sqlite3_bind_null(stmt, 3);
	return td_store_run(index, stmt, error);
}

static bool
bury(td_index *index, int64_t message, GError **error)
{
	td_judge_notice(index, message);
	if (!td_fulltext_remove(index, message, error) ||
	    !td_link_remove_series(index, message, error) ||
	    !td_store_run_ids(index, TD_SQL_LINK_REMOVE, message, 0, error))
		return false;
	return index->path != NULL ||
	       td_store_run_ids(index, TD_SQL_TEXT_REMOVE, message, 0, error);
}

/* The first of the places that are left is the message's own. */
bool
td_places_settle(td_index *index, int64_t message, GError **error)
{
	g_autoptr(GArray) left = g_array_new(FALSE, FALSE, sizeof(td_place_at));
	td_place_at best = { 0 };

	if (!td_places_list(index, message, 0, INT64_MAX, left, error))
		return false;
	for (unsigned i = 0; i < left->len; i++) {
		td_place_at at = g_array_index(left, td_place_at, i);

		if (i == 0 || td_store_compare_places(index, at.received, at.place,
				  best.received, best.place) < 0)
			best = at;
	}
	return td_places_put(index, message, best.place, best.received, error) &&
	       (left->len > 0 || bury(index, message, error));
}
