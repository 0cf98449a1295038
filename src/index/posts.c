/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/posts.c - a list as a table of numbers: one pass, nothing joined that has texts
 */
#include "index/posts.h"

#include <string.h>

#include "patch/tracked.h"
#include "store/ready.h"
#include "store/store.h"

typedef sqlite3_stmt td_posts_stmt;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_posts_stmt, sqlite3_finalize)

static void
take_post(sqlite3_stmt *stmt, td_index_post *post)
{
	*post = (td_index_post){
		.position =
		    (uint64_t)(sqlite3_column_int64(stmt, 0) & TD_LOW(TD_PLACE_BITS)),
		.message = sqlite3_column_int64(stmt, 1),
		.received = sqlite3_column_int64(stmt, 3),
		.sent = sqlite3_column_int64(stmt, 4),
		.kind = (td_kind)sqlite3_column_int(stmt, 5),
		.number = (unsigned)sqlite3_column_int(stmt, 6),
		.submitter = sqlite3_column_int64(stmt, 7),
		.parent = sqlite3_column_int64(stmt, 8),
		.series = sqlite3_column_int64(stmt, 9),
		.mailed_twice = sqlite3_column_type(stmt, 10) != SQLITE_NULL,
	};
	td_column_bytes(stmt, 2, post->blob.id, sizeof post->blob.id);
}

bool
td_index_each_post(td_index *index, int64_t list, uint64_t after,
    void (*each)(const td_index_post *post, void *data), void *data, GError **error)
{
	/* Bit 32 of the flags: From is the list's doing. */
	g_autoptr(td_posts_stmt) stmt = td_store_prepare(index,
	    "SELECT p.id, p.message, p.blob, p.received, m.sent, m.kind, m.number,"
	    " CASE WHEN m.flags & 32 THEN m.author ELSE m.sender END, k.parent, k.series,"
	    " p.before FROM place p CROSS JOIN message m ON m.id = p.message"
	    " LEFT JOIN link k ON k.message = p.message"
	    " WHERE p.id BETWEEN ?1 AND ?2 AND p.gone IS NULL ORDER BY p.id",
	    error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1,
	    list << TD_PLACE_BITS | (int64_t)((after + 1) & TD_LOW(TD_PLACE_BITS)));
	sqlite3_bind_int64(stmt, 2, list << TD_PLACE_BITS | TD_LOW(TD_PLACE_BITS));
	while (td_store_step(index, stmt, &row, error)) {
		td_index_post post;

		if (!row)
			return true;
		take_post(stmt, &post);
		each(&post, data);
	}
	return false;
}

GArray *
td_index_find_tracked(
    td_index *index, int64_t list, const unsigned char *sum, GError **error)
{
	/* The index has the first eight bytes of each. */
	sqlite3_stmt *stmt = td_ready_take(index,
	    "SELECT message FROM place WHERE substr(tracked, 1, 8) = ?1 AND tracked = ?2"
	    " AND id BETWEEN ?3 AND ?4 AND gone IS NULL ORDER BY id",
	    error);
	GArray *found = g_array_new(FALSE, FALSE, sizeof(int64_t));
	bool row, fine;

	if (stmt == NULL) {
		g_array_unref(found);
		return NULL;
	}
	td_bind_blob(stmt, 1, sum, 8);
	td_bind_blob(stmt, 2, sum, TD_TRACKED_SUM);
	sqlite3_bind_int64(stmt, 3, list << TD_PLACE_BITS);
	sqlite3_bind_int64(stmt, 4, list << TD_PLACE_BITS | TD_LOW(TD_PLACE_BITS));
	while ((fine = td_store_step(index, stmt, &row, error)) && row) {
		int64_t message = sqlite3_column_int64(stmt, 0);

		g_array_append_val(found, message);
	}
	td_ready_give(index, stmt);
	if (!fine)
		g_clear_pointer(&found, g_array_unref);
	return found;
}

bool
td_index_load_tracked(td_index *index, int64_t list, uint64_t position,
    unsigned char *sum, bool *has, GError **error)
{
	sqlite3_stmt *stmt =
	    td_ready_take(index, "SELECT tracked FROM place WHERE id = ?1", error);
	bool row, fine;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, list << TD_PLACE_BITS | (int64_t)position);
	fine = td_store_step(index, stmt, &row, error);
	*has = fine && row && sqlite3_column_bytes(stmt, 0) == TD_TRACKED_SUM;
	if (*has)
		td_column_bytes(stmt, 0, sum, TD_TRACKED_SUM);
	td_ready_give(index, stmt);
	return fine;
}

static void
take_state(sqlite3_stmt *stmt, td_index_state *state)
{
	*state = (td_index_state){
		.series = sqlite3_column_int64(stmt, 0),
		.version = (unsigned)sqlite3_column_int(stmt, 1),
		.total = (unsigned)sqlite3_column_int(stmt, 2),
		.received = (unsigned)sqlite3_column_int(stmt, 3),
		.cover = sqlite3_column_int64(stmt, 4),
		.state = (td_state)sqlite3_column_int(stmt, 5),
		.evidence = sqlite3_column_int64(stmt, 6),
	};
}

/* Takes a row; what it is for stands in data. */
typedef void (*take_row)(sqlite3_stmt *stmt, void *data);

/* Runs it once, or with each of the ids as ?1. */
static bool
run_each(td_index *index, sqlite3_stmt *stmt, const GArray *ids, take_row take,
    void *data, GError **error)
{
	guint runs = ids != NULL ? ids->len : 1;

	for (guint i = 0; i < runs; i++) {
		bool row;

		if (ids != NULL)
			sqlite3_bind_int64(stmt, 1, g_array_index(ids, int64_t, i));
		do {
			if (!td_store_step(index, stmt, &row, error))
				return false;
			if (row)
				take(stmt, data);
		} while (row);
	}
	return true;
}

typedef struct states {
	void (*each)(const td_index_state *state, void *data);
	void *data;
} states;

static void
give_state(sqlite3_stmt *stmt, void *data)
{
	const states *self = data;
	td_index_state state;

	take_state(stmt, &state);
	self->each(&state, self->data);
}

bool
td_index_each_state(td_index *index, const GArray *series,
    void (*each)(const td_index_state *state, void *data), void *data, GError **error)
{
	g_autoptr(td_posts_stmt) stmt = td_store_prepare(index,
	    series != NULL
		? "SELECT s.id, s.version, s.total, s.received, s.cover, t.state,"
		  " t.evidence FROM series s LEFT JOIN standing t ON t.series = s.id"
		  " WHERE s.id = ?1"
		: "SELECT s.id, s.version, s.total, s.received, s.cover, t.state,"
		  " t.evidence FROM series s LEFT JOIN standing t ON t.series = s.id"
		  " ORDER BY s.id",
	    error);
	states self = { each, data };

	return stmt != NULL && run_each(index, stmt, series, give_state, &self, error);
}

typedef struct applied {
	void (*each)(int64_t series, unsigned number, void *data);
	void *data;
} applied;

static void
give_applied(sqlite3_stmt *stmt, void *data)
{
	const applied *self = data;

	self->each(sqlite3_column_int64(stmt, 0), (unsigned)sqlite3_column_int(stmt, 1),
	    self->data);
}

bool
td_index_each_applied(td_index *index, const GArray *series,
    void (*each)(int64_t series, unsigned number, void *data), void *data, GError **error)
{
	g_autoptr(td_posts_stmt) stmt = td_store_prepare(index,
	    series != NULL
		? "SELECT c.series, c.slot FROM standing s JOIN claim c ON c.series ="
		  " s.series WHERE s.series = ?1 AND s.state = ?2 AND c.slot > 0"
		: "SELECT c.series, c.slot FROM standing s JOIN claim c ON c.series ="
		  " s.series WHERE s.state = ?2 AND c.slot > 0",
	    error);
	applied self = { each, data };

	if (stmt == NULL)
		return false;
	sqlite3_bind_int(stmt, 2, TD_STATE_PARTLY);
	return run_each(index, stmt, series, give_applied, &self, error);
}

typedef struct post_links {
	void (*each)(int64_t message, int64_t parent, int64_t series, void *data);
	void *data;
} post_links;

static void
give_link(sqlite3_stmt *stmt, void *data)
{
	const post_links *self = data;

	self->each(sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
	    sqlite3_column_int64(stmt, 2), self->data);
}

bool
td_index_each_post_link(td_index *index, const GArray *messages,
    void (*each)(int64_t message, int64_t parent, int64_t series, void *data), void *data,
    GError **error)
{
	g_autoptr(td_posts_stmt) stmt = td_store_prepare(
	    index, "SELECT message, parent, series FROM link WHERE message = ?1", error);
	post_links self = { each, data };

	return stmt != NULL && run_each(index, stmt, messages, give_link, &self, error);
}

bool
td_index_each_address(td_index *index,
    void (*each)(const td_index_address *address, void *data), void *data, GError **error)
{
	g_autoptr(td_posts_stmt) stmt =
	    td_store_prepare(index, "SELECT id, name, address FROM address", error);
	bool row;

	if (stmt == NULL)
		return false;
	while (td_store_step(index, stmt, &row, error)) {
		td_index_address address;

		if (!row)
			return true;
		address = (td_index_address){ .id = sqlite3_column_int64(stmt, 0),
			.name = td_column_text(stmt, 1),
			.address = td_column_text(stmt, 2) };
		each(&address, data);
	}
	return false;
}

/* SQLite's lower() knows ASCII alone; what is beyond compares as it was written. */
GHashTable *
td_index_filter_subjects(
    td_index *index, const int64_t *messages, size_t n, const char *piece, GError **error)
{
	g_autoptr(td_posts_stmt) stmt = td_store_prepare(index,
	    "SELECT 1 FROM message WHERE id = ?1 AND instr(lower(subject), lower(?2))",
	    error);
	g_autoptr(GHashTable) found =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	bool row;

	if (stmt == NULL)
		return NULL;
	td_bind_text(stmt, 2, piece);
	for (size_t i = 0; i < n; i++) {
		sqlite3_bind_int64(stmt, 1, messages[i]);
		if (!td_store_step(index, stmt, &row, error))
			return NULL;
		if (row)
			g_hash_table_add(
			    found, g_memdup2(&messages[i], sizeof *messages));
		sqlite3_reset(stmt);
	}
	return g_steal_pointer(&found);
}
