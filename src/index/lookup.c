/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/lookup.c - single mails, by what names them; the dead are never found */
#include "index/lookup.h"

#include <string.h>

#include "index/range.h"
#include "store/ready.h"
#include "store/schema.h"
#include "store/store.h"

static GArray *
collect(td_index *index, sqlite3_stmt *stmt, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));

	return td_store_add_ids(index, stmt, ids, error) ? g_steal_pointer(&ids) : NULL;
}

static GArray *
find_by_text(td_index *index, td_sql which, const char *text, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, which, error);

	if (stmt == NULL)
		return NULL;
	td_bind_text(stmt, 1, text);
	return collect(index, stmt, error);
}

static void
clear_line(void *data)
{
	td_index_line *line = data;

	g_free(line->message_id);
	g_free(line->subject);
	g_free(line->from);
}

/* Borrowed from known, which has those that were asked for before: a few addresses write
 * most of the mails. NULL on error. */
static const char *
find_sender(td_index *index, GHashTable *known, int64_t id, GError **error)
{
	const char *from = g_hash_table_lookup(known, GSIZE_TO_POINTER(id));
	sqlite3_stmt *stmt;
	char *found;
	bool row;

	if (from != NULL)
		return from;
	stmt = td_store_sql(index, TD_SQL_ADDRESS_GET, error);
	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, id);
	if (!td_store_step(index, stmt, &row, error))
		return NULL;
	from = row ? td_column_text(stmt, 0) : "";
	if (row && *from == '\0')
		from = td_column_text(stmt, 1);
	found = g_strdup(from);
	if (row)
		sqlite3_reset(stmt);
	g_hash_table_insert(known, GSIZE_TO_POINTER(id), found);
	return found;
}

static bool
add_line(td_index *index, sqlite3_stmt *stmt, int64_t message, GHashTable *known,
    GArray *lines, GError **error)
{
	const char *from =
	    find_sender(index, known, sqlite3_column_int64(stmt, 3), error);
	td_index_line line = {
		.message = message,
		.received = sqlite3_column_int64(stmt, 0),
	};

	if (from == NULL)
		return false;
	line.message_id = g_strdup(td_column_text(stmt, 1));
	line.subject = g_strdup(td_column_text(stmt, 2));
	line.from = g_strdup(from);
	g_array_append_val(lines, line);
	sqlite3_reset(stmt);
	return true;
}

GArray *
td_index_load_lines(td_index *index, const int64_t *messages, size_t n, GError **error)
{
	g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(td_index_line));
	g_autoptr(GHashTable) known = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_LINE, error);

	g_array_set_clear_func(lines, clear_line);
	for (size_t i = 0; stmt != NULL && i < n; i++) {
		bool row;

		sqlite3_bind_int64(stmt, 1, messages[i]);
		if (!td_store_step(index, stmt, &row, error))
			return NULL;
		if (row && !add_line(index, stmt, messages[i], known, lines, error))
			return NULL;
	}
	return stmt != NULL ? g_steal_pointer(&lines) : NULL;
}

GArray *
td_index_find_messages(td_index *index, const char *message_id, GError **error)
{
	return find_by_text(index,
	    index->path != NULL ? TD_SQL_FIND_NAME : TD_SQL_FIND_MESSAGE_ID, message_id,
	    error);
}

GArray *
td_index_find_change_id(td_index *index, const char *change_id, GError **error)
{
	return find_by_text(index, TD_SQL_FIND_CHANGE_ID, change_id, error);
}

GArray *
td_index_find_patch_id(td_index *index, const char *patch_id, GError **error)
{
	sqlite3_stmt *stmt;
	td_oid id;

	if (!td_oid_parse(td_span_of(patch_id), &id))
		return g_array_new(FALSE, FALSE, sizeof(int64_t));
	stmt = td_store_sql(index, TD_SQL_FIND_PATCH_ID, error);
	if (stmt == NULL)
		return NULL;
	td_bind_blob(stmt, 1, id.id, sizeof id.id);
	return collect(index, stmt, error);
}

static GArray *
find_by_thread(td_index *index, td_sql which, int64_t thread, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, which, error);

	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, thread);
	return collect(index, stmt, error);
}

GArray *
td_index_find_thread(td_index *index, int64_t thread, GError **error)
{
	return find_by_thread(index, TD_SQL_FIND_THREAD, thread, error);
}

GArray *
td_index_find_thread_forms(td_index *index, int64_t thread, GError **error)
{
	return find_by_thread(index, TD_SQL_FIND_THREAD_FORMS, thread, error);
}

bool
td_index_find_series(td_index *index, int64_t message, int64_t *series, GError **error)
{
	return td_store_find_number(index, TD_SQL_LINK_SERIES, message, series, error);
}

GPtrArray *
td_index_split_references(td_span packed)
{
	GPtrArray *references = g_ptr_array_new_with_free_func(g_free);

	for (size_t at = 0; at < packed.n;) {
		size_t n = strnlen(packed.p + at, packed.n - at);

		g_ptr_array_add(references, g_strndup(packed.p + at, n));
		at += n + 1;
	}
	return references;
}

GPtrArray *
td_index_load_references(td_index *index, int64_t message, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_REFERENCES, error);
	GPtrArray *references;
	td_span packed = { NULL, 0 };
	bool row;

	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, message);
	if (!td_store_step(index, stmt, &row, error))
		return NULL;
	if (row) {
		packed.p = sqlite3_column_blob(stmt, 0);
		packed.n = (size_t)sqlite3_column_bytes(stmt, 0);
	}
	references = td_index_split_references(packed);
	if (row)
		sqlite3_reset(stmt);
	return references;
}

static td_index_place
place_at(sqlite3_stmt *stmt)
{
	int64_t id = sqlite3_column_int64(stmt, 0);
	td_index_place place = {
		.list = id >> TD_PLACE_BITS,
		.position = (uint64_t)(id & TD_LOW(TD_PLACE_BITS)),
		.epoch = (uint32_t)sqlite3_column_int64(stmt, 1),
		.received = sqlite3_column_int64(stmt, 4),
		.offset = (uint64_t)sqlite3_column_int64(stmt, 5),
		.size = (uint32_t)sqlite3_column_int64(stmt, 6),
	};

	td_column_bytes(stmt, 2, place.commit.id, sizeof place.commit.id);
	td_column_bytes(stmt, 3, place.blob.id, sizeof place.blob.id);
	return place;
}

static GArray *
load_places(td_index *index, int64_t message, td_bounds first, GError **error)
{
	g_autoptr(GArray) places = NULL;
	sqlite3_stmt *stmt;
	unsigned within = 0;
	bool row;

	if (!td_schema_index_places(index, error))
		return NULL;
	stmt = td_store_sql(index, TD_SQL_PLACES, error);
	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, message);
	sqlite3_bind_int64(stmt, 2, first.first);
	sqlite3_bind_int64(stmt, 3, first.last);
	sqlite3_bind_int64(stmt, 4, first.position);
	places = g_array_new(FALSE, FALSE, sizeof(td_index_place));
	do {
		if (!td_store_step(index, stmt, &row, error))
			return NULL;
		if (row) {
			td_index_place place = place_at(stmt);
			int64_t id = sqlite3_column_int64(stmt, 0);

			/* Those of the range first; both as they come. SQLite would sort
			 * them all in a tree of its own. */
			if (id >= first.first && id <= first.last)
				g_array_insert_val(places, within++, place);
			else
				g_array_append_val(places, place);
		}
	} while (row);
	return g_steal_pointer(&places);
}

GArray *
td_index_load_places(td_index *index, int64_t message, GError **error)
{
	return load_places(index, message, (td_bounds){ 0 }, error);
}

GArray *
td_index_load_places_in(
    td_index *index, const td_index_range *range, int64_t message, GError **error)
{
	td_bounds bounds = { 0 };

	if (range->list != 0)
		bounds = td_range_bounds(index, range);
	return load_places(index, message, bounds, error);
}

static void
free_list(void *data)
{
	td_index_list *list = data;

	g_free(list->name);
	g_free(list);
}

bool
td_index_measure_list(
    td_index *index, int64_t list, td_index_extent *extent, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_LIST_EXTENT, error);
	bool row;

	*extent = (td_index_extent){ 0 };
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, list);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (row) {
		extent->messages = (uint64_t)sqlite3_column_int64(stmt, 0);
		extent->first = sqlite3_column_int64(stmt, 1);
		extent->last = sqlite3_column_int64(stmt, 2);
	}
	sqlite3_reset(stmt);
	return true;
}

GPtrArray *
td_index_load_lists(td_index *index, GError **error)
{
	g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func(free_list);
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_LISTS, error);
	bool row;

	if (stmt == NULL)
		return NULL;
	do {
		if (!td_store_step(index, stmt, &row, error))
			return NULL;
		if (row) {
			td_index_list *list = g_new0(td_index_list, 1);

			list->id = sqlite3_column_int64(stmt, 0);
			list->name = g_strdup(td_column_text(stmt, 1));
			g_ptr_array_add(lists, list);
		}
	} while (row);
	return g_steal_pointer(&lists);
}

bool
td_index_has_mail(td_index *index, bool *has, GError **error)
{
	sqlite3_stmt *stmt = td_ready_take(index,
	    "SELECT 1 FROM place WHERE gone IS NULL AND before IS NULL LIMIT 1", error);
	bool fine;

	if (stmt == NULL)
		return false;
	fine = td_store_step(index, stmt, has, error);
	td_ready_give(index, stmt);
	return fine;
}
