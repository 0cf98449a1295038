/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * write/remove.c - a mail that its archive took back, a list that its reader left
 *
 * What was taken back stays, marked with when, as ranges that end before it still show
 * it. A message without any other place is dead: it has parts but no links and no place,
 * and if it comes again it is another one.
 */
#include "judge/profiles.h"
#include "link/link.h"
#include "search/fulltext.h"
#include "store/store.h"

typedef struct where {
	int64_t place, received;
} where;

static bool
list_places(td_index *index, int64_t message, int64_t first, int64_t last, GArray *places,
    GError **error)
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
			where at = { sqlite3_column_int64(stmt, 0),
				sqlite3_column_int64(stmt, 1) };

			g_array_append_val(places, at);
		}
	} while (row);
	return true;
}

static bool
mark_gone(td_index *index, int64_t message, int64_t list, uint64_t position, bool *any,
    GError **error)
{
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(where));
	int64_t first = list << TD_PLACE_BITS;

	if (!list_places(
		index, message, first, first | TD_LOW(TD_PLACE_BITS), places, error))
		return false;
	for (unsigned i = 0; i < places->len; i++) {
		int64_t place = g_array_index(places, where, i).place;

		if (!td_store_run_ids(
			index, TD_SQL_PLACE_GONE, place, (int64_t)position, error))
			return false;
		if (index->path == NULL &&
		    !td_store_run_ids(index, TD_SQL_CLASSIC_REMOVE, place, 0, error))
			return false;
	}
	*any = places->len > 0;
	index->any_gone = index->any_gone || *any;
	return true;
}

static bool
bury(td_index *index, int64_t message, GError **error)
{
	td_versions_notice(index, message);
	if (!td_fulltext_remove(index, message, error) ||
	    !td_link_remove_series(index, message, error) ||
	    !td_store_run_ids(index, TD_SQL_LINK_REMOVE, message, 0, error))
		return false;
	return index->path != NULL ||
	       td_store_run_ids(index, TD_SQL_TEXT_REMOVE, message, 0, error);
}

/* The first of the places that are left is the message's own. */
bool
td_store_settle(td_index *index, int64_t message, GError **error)
{
	g_autoptr(GArray) left = g_array_new(FALSE, FALSE, sizeof(where));
	where best = { 0 };

	if (!list_places(index, message, 0, INT64_MAX, left, error))
		return false;
	for (unsigned i = 0; i < left->len; i++) {
		where at = g_array_index(left, where, i);

		if (i == 0 || td_store_compare_places(index, at.received, at.place,
				  best.received, best.place) < 0)
			best = at;
	}
	return td_store_put_place(index, message, best.place, best.received, error) &&
	       (left->len > 0 || bury(index, message, error));
}

static bool
find_message(td_index *index, int64_t list, const td_oid *blob, const char *message_id,
    int64_t *message, GError **error)
{
	bool by_name = index->path != NULL && message_id != NULL;
	sqlite3_stmt *stmt;
	bool row;

	if (index->path == NULL && !td_schema_index_blobs(index, error))
		return false;
	stmt = td_store_sql(
	    index, by_name ? TD_SQL_PLACE_OF_NAME : TD_SQL_PLACE_OF_BLOB, error);
	if (stmt == NULL)
		return false;
	if (by_name)
		td_bind_text(stmt, 4, message_id);
	td_bind_blob(stmt, 1, blob->id, sizeof blob->id);
	sqlite3_bind_int64(stmt, 2, list << TD_PLACE_BITS);
	sqlite3_bind_int64(stmt, 3, list << TD_PLACE_BITS | TD_LOW(TD_PLACE_BITS));
	if (!td_store_step(index, stmt, &row, error))
		return false;
	*message = row ? sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_reset(stmt);
	return true;
}

bool
td_index_remove(td_index *index, int64_t list, uint64_t position, const td_oid *blob,
    const char *message_id, bool *found, GError **error)
{
	int64_t message;

	*found = false;
	for (;;) {
		if (!find_message(index, list, blob, message_id, &message, error))
			return false;
		if (message == 0)
			return true;
		if (!td_schema_index_places(index, error) ||
		    !mark_gone(index, message, list, position, found, error) ||
		    !td_store_settle(index, message, error))
			return false;
	}
}
