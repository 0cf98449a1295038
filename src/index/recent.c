/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/recent.c - the newest mails, and what is counted of many: for pages */
#include "index/recent.h"

#include <string.h>

#include "index/lists.h"
#include "store/names.h"
#include "store/ready.h"
#include "store/store.h"

/* Of those that begin alike, for one guess. */
enum { most_looked_at = 4096 };

static void
bind_list(sqlite3_stmt *stmt, int64_t list, uint64_t last)
{
	int64_t first = list << TD_PLACE_BITS;

	sqlite3_bind_int64(stmt, 1, first);
	sqlite3_bind_int64(
	    stmt, 2, first | (int64_t)MIN(last, (uint64_t)TD_LOW(TD_PLACE_BITS)));
}

/*
 * Arrival is nearly in the order of places, so the place of a moment is found by halves;
 * where clocks went back it is a place nearby.
 */
bool
td_index_find_position(
    td_index *index, int64_t list, int64_t until, uint64_t *position, GError **error)
{
	sqlite3_stmt *stmt = td_ready_take(index,
	    "SELECT id, received FROM place WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC"
	    " LIMIT 1",
	    error);
	uint64_t low = 0, high = (uint64_t)TD_LOW(TD_PLACE_BITS);
	bool fine = stmt != NULL;

	while (fine && low < high) {
		uint64_t middle = low + (high - low) / 2 + 1;
		bool row = false;

		bind_list(stmt, list, middle);
		fine = td_store_step(index, stmt, &row, error);
		if (!fine)
			break;
		if (!row || sqlite3_column_int64(stmt, 1) <= until)
			low = middle;
		else
			high = (uint64_t)(sqlite3_column_int64(stmt, 0) &
					  TD_LOW(TD_PLACE_BITS)) -
			       1;
		sqlite3_reset(stmt);
	}
	if (fine) {
		bool row = false;

		bind_list(stmt, list, low);
		fine = td_store_step(index, stmt, &row, error);
		low = row ? (uint64_t)(sqlite3_column_int64(stmt, 0) &
				       TD_LOW(TD_PLACE_BITS))
			  : 0;
	}
	td_ready_give(index, stmt);
	*position = low;
	return fine;
}

static bool
load_of_list(td_index *index, const td_recent_options *options, int64_t list,
    GArray *recent, GError **error)
{
	uint64_t last =
	    options->before > 0 ? options->before - 1 : (uint64_t)TD_LOW(TD_PLACE_BITS);
	g_autofree char *text = g_strconcat(
	    "SELECT p.message, k.thread, k.parent, k.series, p.id, p.received"
	    " FROM place p JOIN link k ON k.message = p.message"
	    " WHERE p.id BETWEEN ?1 AND ?2 AND p.gone IS NULL AND p.before IS NULL",
	    options->openers ? " AND ifnull(k.parent, 0) = 0" : "",
	    " ORDER BY p.id DESC LIMIT ?3", NULL);
	sqlite3_stmt *stmt;
	bool row, fine;

	if (options->until != 0 && options->before == 0 &&
	    !td_index_find_position(index, list, options->until, &last, error))
		return false;
	stmt = td_ready_take(index, text, error);
	if (stmt == NULL)
		return false;
	bind_list(stmt, list, last);
	sqlite3_bind_int64(stmt, 3, options->limit);
	while ((fine = td_store_step(index, stmt, &row, error)) && row) {
		td_index_recent one = {
			.message = sqlite3_column_int64(stmt, 0),
			.thread = sqlite3_column_int64(stmt, 1),
			.parent = sqlite3_column_int64(stmt, 2),
			.series = sqlite3_column_int64(stmt, 3),
			.position = (uint64_t)(sqlite3_column_int64(stmt, 4) &
					       TD_LOW(TD_PLACE_BITS)),
			.received = sqlite3_column_int64(stmt, 5),
		};

		g_array_append_val(recent, one);
	}
	td_ready_give(index, stmt);
	return fine;
}

static int
compare_recent(const void *a, const void *b)
{
	const td_index_recent *x = a, *y = b;

	if (x->received != y->received)
		return x->received < y->received ? 1 : -1;
	return (x->message < y->message) - (x->message > y->message);
}

/* Of all lists: the newest of each, put together. */
static bool
load_of_all(
    td_index *index, const td_recent_options *options, GArray *recent, GError **error)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_int64_hash, g_int64_equal);
	unsigned kept = 0;

	for (int64_t list = 1; list <= index->last_list; list++)
		if (td_index_list_name(index, list) != NULL &&
		    !load_of_list(index, options, list, recent, error))
			return false;
	g_array_sort(recent, compare_recent);
	for (unsigned i = 0; i < recent->len && kept < options->limit; i++) {
		td_index_recent one = g_array_index(recent, td_index_recent, i);

		if (g_hash_table_contains(seen, &one.message))
			continue;
		g_array_index(recent, td_index_recent, kept) = one;
		g_hash_table_add(
		    seen, &g_array_index(recent, td_index_recent, kept).message);
		kept++;
	}
	g_array_set_size(recent, kept);
	return true;
}

GArray *
td_index_load_recent(td_index *index, const td_recent_options *options, GError **error)
{
	g_autoptr(GArray) recent = g_array_new(FALSE, FALSE, sizeof(td_index_recent));
	bool fine = options->list != 0
			? load_of_list(index, options, options->list, recent, error)
			: load_of_all(index, options, recent, error);

	return fine ? g_steal_pointer(&recent) : NULL;
}

bool
td_index_load_posters(td_index *index, int64_t thread, GArray *posters, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_TOPIC, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, thread);
	while (td_store_step(index, stmt, &row, error)) {
		td_index_poster poster;

		if (!row)
			return true;
		poster = (td_index_poster){ .message = sqlite3_column_int64(stmt, 0),
			.received = sqlite3_column_int64(stmt, 1),
			.sender = sqlite3_column_int64(stmt, 2),
			.author = sqlite3_column_int64(stmt, 3),
			.kind = (td_kind)sqlite3_column_int(stmt, 4) };
		g_array_append_val(posters, poster);
	}
	return false;
}

bool
td_index_find_poster(
    td_index *index, int64_t message, td_index_poster *poster, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_POSTER, error);
	bool row;

	*poster = (td_index_poster){ .message = message };
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (row) {
		poster->received = sqlite3_column_int64(stmt, 0);
		poster->sender = sqlite3_column_int64(stmt, 1);
		poster->author = sqlite3_column_int64(stmt, 2);
		poster->kind = (td_kind)sqlite3_column_int(stmt, 3);
		sqlite3_reset(stmt);
	}
	return true;
}

bool
td_index_each_beat(td_index *index, int64_t list, int64_t since, td_beat_each each,
    void *data, GError **error)
{
	static const char head[] =
	    "SELECT p.received, m.sender, m.author, m.kind, w.name,"
	    " CASE m.kind WHEN ?4 THEN ifnull(m.title, m.subject) END FROM place p"
	    " JOIN message m ON m.id = p.message LEFT JOIN word w ON w.id = p.class"
	    " WHERE p.gone IS NULL AND p.before IS NULL AND p.received >= ?3";
	g_autofree char *text = g_strconcat(head,
	    list != 0 ? " AND p.id BETWEEN ?1 AND ?2"
		      : " AND p.id = m.place AND ?1 <= p.id AND ?2 <> 0",
	    NULL);
	uint64_t first = 0;
	sqlite3_stmt *stmt;
	bool row, fine, more = true;

	/* A month before the moment lies what a wrong clock may have put there. */
	if (list != 0 && since > 0 &&
	    !td_index_find_position(index, list, since - 30 * 86400, &first, error))
		return false;
	stmt = td_ready_take(index, text, error);
	if (stmt == NULL)
		return false;
	bind_list(stmt, list, UINT64_MAX);
	sqlite3_bind_int64(stmt, 1, (list << TD_PLACE_BITS) + (int64_t)first);
	sqlite3_bind_int64(stmt, 3, since);
	sqlite3_bind_int64(stmt, 4, TD_KIND_PATCH);
	while ((fine = td_store_step(index, stmt, &row, error)) && row && more) {
		const td_index_beat beat = {
			.received = sqlite3_column_int64(stmt, 0),
			.sender = sqlite3_column_int64(stmt, 1),
			.author = sqlite3_column_int64(stmt, 2),
			.kind = (td_kind)sqlite3_column_int(stmt, 3),
			.human = strcmp(td_column_text(stmt, 4), "human") == 0,
			.title = td_column_text(stmt, 5),
		};

		more = each(&beat, data);
	}
	td_ready_give(index, stmt);
	return fine;
}

bool
td_index_find_answer_time(
    td_index *index, int64_t message, int64_t *seconds, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_ANSWER_TIME, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	sqlite3_bind_int(stmt, 2, TD_KIND_REPLY);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	*seconds = -1;
	if (row && sqlite3_column_type(stmt, 0) != SQLITE_NULL)
		*seconds = MAX(sqlite3_column_int64(stmt, 0), 0);
	sqlite3_reset(stmt);
	return true;
}

GPtrArray *
td_index_guess_ids(td_index *index, const char *text, unsigned limit, GError **error)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	td_names_range ranges[2];
	unsigned n = td_names_begin_with(text, ranges);
	sqlite3_stmt *stmt = td_ready_take(index,
	    "SELECT DISTINCT m.message_id FROM (SELECT message FROM name WHERE key "
	    "BETWEEN"
	    " ?1 AND ?2 LIMIT ?5) n CROSS JOIN message m ON m.id = n.message WHERE"
	    " substr(m.message_id, 1, length(?3)) = ?3 AND m.place IS NOT NULL LIMIT ?4",
	    error);
	bool row, fine = stmt != NULL;

	for (unsigned i = 0; fine && i < n; i++) {
		sqlite3_bind_int64(stmt, 1, (int64_t)ranges[i].first);
		sqlite3_bind_int64(stmt, 2, (int64_t)ranges[i].last);
		td_bind_text(stmt, 3, text);
		sqlite3_bind_int64(stmt, 4, limit - ids->len);
		sqlite3_bind_int64(stmt, 5, most_looked_at);
		while ((fine = td_store_step(index, stmt, &row, error)) && row)
			g_ptr_array_add(ids, g_strdup(td_column_text(stmt, 0)));
	}
	if (stmt != NULL)
		td_ready_give(index, stmt);
	return fine ? g_steal_pointer(&ids) : NULL;
}

bool
td_index_find_address(
    td_index *index, int64_t id, char **name, char **address, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_ADDRESS_GET, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, id);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	*name = g_strdup(row ? td_column_text(stmt, 0) : "");
	*address = g_strdup(row ? td_column_text(stmt, 1) : "");
	if (row)
		sqlite3_reset(stmt);
	return true;
}
