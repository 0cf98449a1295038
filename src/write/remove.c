/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * write/remove.c - a mail that its archive took back, a list that its reader left
 *
 * What was taken back stays, marked with when, as ranges that end before it still show
 * it. A message without any other place is dead: it has parts but no links and no place,
 * and if it comes again it is another one.
 */
#include "store/schema.h"
#include "store/store.h"
#include "write/measure.h"
#include "write/places.h"
#include "write/write.h"

static bool
mark_gone(td_index *index, int64_t message, const td_index_removal *removal, bool *any,
    GError **error)
{
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(td_place_at));
	int64_t first = removal->list << TD_PLACE_BITS;

	if (!td_places_list(
		index, message, first, first | TD_LOW(TD_PLACE_BITS), places, error))
		return false;
	for (unsigned i = 0; i < places->len; i++) {
		const td_place_at *at = &g_array_index(places, td_place_at, i);

		if (!td_store_run_ids(index, TD_SQL_PLACE_GONE, at->place,
			(int64_t)removal->position, error))
			return false;
		if (at->before == 0 &&
		    !td_measure_take(index, removal->list, at->received, error))
			return false;
		if (index->path == NULL &&
		    !td_store_run_ids(index, TD_SQL_CLASSIC_REMOVE, at->place, 0, error))
			return false;
	}
	*any = places->len > 0;
	index->any_gone = index->any_gone || *any;
	return true;
}

static bool
find_message(
    td_index *index, const td_index_removal *removal, int64_t *message, GError **error)
{
	bool by_name = index->path != NULL && removal->message_id != NULL;
	int64_t first = removal->list << TD_PLACE_BITS;
	sqlite3_stmt *stmt;
	bool row;

	if (index->path == NULL && !td_schema_index_blobs(index, error))
		return false;
	stmt = td_store_sql(
	    index, by_name ? TD_SQL_PLACE_OF_NAME : TD_SQL_PLACE_OF_BLOB, error);
	if (stmt == NULL)
		return false;
	if (by_name)
		td_bind_text(stmt, 4, removal->message_id);
	td_bind_blob(stmt, 1, removal->blob.id, sizeof removal->blob.id);
	sqlite3_bind_int64(stmt, 2, first);
	sqlite3_bind_int64(stmt, 3, first | TD_LOW(TD_PLACE_BITS));
	if (!td_store_step(index, stmt, &row, error))
		return false;
	*message = row ? sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_reset(stmt);
	return true;
}

bool
td_index_remove(
    td_index *index, const td_index_removal *removal, bool *found, GError **error)
{
	int64_t message;

	*found = false;
	for (;;) {
		if (!find_message(index, removal, &message, error))
			return false;
		if (message == 0)
			return true;
		if (!td_schema_index_places(index, error) ||
		    !mark_gone(index, message, removal, found, error) ||
		    !td_places_settle(index, message, error))
			return false;
	}
}
