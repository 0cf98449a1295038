/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/lists.c - a list's places in order, its heads, and taking places out */
#include "index/lists.h"

#include <string.h>

#include "link/link.h"
#include "store/store.h"

/* All that is known of a message; parts have it in the high bits of their rowids. */
static const char *const purges[] = {
	"DELETE FROM file WHERE id BETWEEN ?1 << 16 AND (?1 << 16) + 65535",
	"DELETE FROM trailer WHERE id BETWEEN ?1 << 16 AND (?1 << 16) + 65535",
	"DELETE FROM notice WHERE id BETWEEN ?1 << 16 AND (?1 << 16) + 65535",
	"DELETE FROM pull WHERE id = ?1",
	"DELETE FROM sign WHERE id = ?1",
	"DELETE FROM name WHERE message = ?1 AND key = (SELECT name_key(message_id) FROM"
	" message WHERE id = ?1)",
	"DELETE FROM message WHERE id = ?1",
};
G_STATIC_ASSERT(TD_PART_BITS == 16);

static sqlite3_stmt *
prepare(td_index *index, const char *text, GError **error)
{
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(index->db, text, -1, &stmt, NULL) != SQLITE_OK)
		td_store_fail(index, "preparing", error);
	return stmt;
}

const char *
td_index_list_name(td_index *index, int64_t list)
{
	return g_hash_table_lookup(index->list_names, &list);
}

GPtrArray *
td_index_list_names(td_index *index)
{
	GPtrArray *names = g_ptr_array_new();
	GHashTableIter iter;
	void *name;

	g_hash_table_iter_init(&iter, index->list_names);
	while (g_hash_table_iter_next(&iter, NULL, &name))
		g_ptr_array_add(names, name);
	return names;
}

bool
td_index_find_list(td_index *index, const char *name, int64_t *list, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_LIST_FIND, error);
	bool row;

	if (stmt == NULL)
		return false;
	td_bind_text(stmt, 1, name);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	*list = row ? sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_reset(stmt);
	return true;
}

/* Runs a statement to its end, a call for each row; finalizes it. */
static bool
each_row(td_index *index, sqlite3_stmt *stmt, void (*take)(sqlite3_stmt *, GArray *),
    GArray *into, GError **error)
{
	bool row = true;
	bool fine = stmt != NULL;

	while (fine && row) {
		fine = td_store_step(index, stmt, &row, error);
		if (fine && row)
			take(stmt, into);
	}
	sqlite3_finalize(stmt);
	return fine;
}

static void
take_head(sqlite3_stmt *stmt, GArray *heads)
{
	td_index_head head = { .epoch = (uint32_t)sqlite3_column_int64(stmt, 0),
		.position = (uint64_t)sqlite3_column_int64(stmt, 2) };

	td_column_bytes(stmt, 1, head.commit.id, sizeof head.commit.id);
	g_array_append_val(heads, head);
}

GArray *
td_index_load_heads(td_index *index, int64_t list, GError **error)
{
	g_autoptr(GArray) heads = g_array_new(FALSE, FALSE, sizeof(td_index_head));
	sqlite3_stmt *stmt = prepare(index,
	    "SELECT number, head, position FROM epoch WHERE list = ?1 ORDER BY number",
	    error);

	if (stmt != NULL)
		sqlite3_bind_int64(stmt, 1, list);
	if (!each_row(index, stmt, take_head, heads, error))
		return NULL;
	return g_steal_pointer(&heads);
}

#define STEPS "SELECT id, gone, epoch, size, offset, commit_id, blob, received FROM place"

static void
take_step(sqlite3_stmt *stmt, GArray *steps)
{
	td_index_step step = {
		.position =
		    (uint64_t)(sqlite3_column_int64(stmt, 0) & TD_LOW(TD_PLACE_BITS)),
		.gone = (uint64_t)sqlite3_column_int64(stmt, 1),
		.epoch = (uint32_t)sqlite3_column_int64(stmt, 2),
		.size = (uint32_t)sqlite3_column_int64(stmt, 3),
		.offset = (uint64_t)sqlite3_column_int64(stmt, 4),
		.received = sqlite3_column_int64(stmt, 7),
	};

	td_column_bytes(stmt, 5, step.commit.id, sizeof step.commit.id);
	td_column_bytes(stmt, 6, step.blob.id, sizeof step.blob.id);
	g_array_append_val(steps, step);
}

static GArray *
load_steps(td_index *index, const char *text, int64_t list, uint64_t first, uint64_t last,
    GError **error)
{
	g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(td_index_step));
	sqlite3_stmt *stmt = prepare(index, text, error);

	last = MIN(last, (uint64_t)TD_LOW(TD_PLACE_BITS));
	if (stmt != NULL) {
		sqlite3_bind_int64(stmt, 1, list << TD_PLACE_BITS | (int64_t)first);
		sqlite3_bind_int64(stmt, 2, list << TD_PLACE_BITS | (int64_t)last);
	}
	if (!each_row(index, stmt, take_step, steps, error))
		return NULL;
	return g_steal_pointer(&steps);
}

GArray *
td_index_load_steps(
    td_index *index, int64_t list, uint64_t first, uint64_t last, GError **error)
{
	return load_steps(index, STEPS " WHERE id BETWEEN ?1 AND ?2 ORDER BY id", list,
	    first, last, error);
}

GArray *
td_index_load_steps_back(
    td_index *index, int64_t list, uint64_t last, unsigned n, GError **error)
{
	g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(td_index_step));
	sqlite3_stmt *stmt = prepare(
	    index, STEPS " WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT ?3", error);

	last = MIN(last, (uint64_t)TD_LOW(TD_PLACE_BITS));
	if (stmt != NULL) {
		sqlite3_bind_int64(stmt, 1, list << TD_PLACE_BITS);
		sqlite3_bind_int64(stmt, 2, list << TD_PLACE_BITS | (int64_t)last);
		sqlite3_bind_int64(stmt, 3, n);
	}
	if (!each_row(index, stmt, take_step, steps, error))
		return NULL;
	return g_steal_pointer(&steps);
}

GArray *
td_index_load_gone(td_index *index, int64_t list, GError **error)
{
	return load_steps(index,
	    STEPS " INDEXED BY place_gone WHERE id BETWEEN ?1 AND ?2 AND gone IS NOT NULL"
		  " ORDER BY id",
	    list, 0, UINT64_MAX, error);
}

static void
bind_stretch(
    sqlite3_stmt *stmt, int64_t list, const td_index_stretch *stretch, int64_t moment)
{
	sqlite3_bind_int64(stmt, 1, list << TD_PLACE_BITS | (int64_t)stretch->first);
	sqlite3_bind_int64(stmt, 2, list << TD_PLACE_BITS | (int64_t)stretch->last);
	sqlite3_bind_int64(stmt, 3, moment);
	sqlite3_bind_int64(stmt, 4, stretch->back);
}

#define TIMES                                                                            \
	"FROM place INDEXED BY place_by_time WHERE id BETWEEN ?1 AND ?2 AND received "

/*
 * One that lies before the first to arrive then, and is young enough, is younger than
 * that one, by no more than a mail was ever too early. So few are looked at.
 */
bool
td_index_find_since(td_index *index, int64_t list, const td_index_stretch *stretch,
    int64_t since, uint64_t *position, GError **error)
{
	/* The place before the first that is young enough, or before the end. */
	sqlite3_stmt *stmt = prepare(index,
	    "SELECT max(id) FROM place WHERE id BETWEEN ?1 AND ifnull("
	    "(SELECT min(id) " TIMES "BETWEEN ?3 AND ?4 +"
	    " (SELECT received " TIMES ">= ?3 ORDER BY received LIMIT 1)) - 1, ?2)",
	    error);
	bool row, fine;

	if (stmt == NULL)
		return false;
	bind_stretch(stmt, list, stretch, since);
	fine = td_store_step(index, stmt, &row, error);
	*position = stretch->first;
	if (fine && row && sqlite3_column_type(stmt, 0) != SQLITE_NULL)
		*position =
		    (uint64_t)(sqlite3_column_int64(stmt, 0) & TD_LOW(TD_PLACE_BITS)) + 1;
	sqlite3_finalize(stmt);
	return fine;
}

/* And one that lies behind the last to arrive by then, and is old enough, is older. */
bool
td_index_find_after(td_index *index, int64_t list, const td_index_stretch *stretch,
    int64_t until, uint64_t *position, GError **error)
{
	sqlite3_stmt *stmt = prepare(index,
	    "SELECT min(id) FROM place WHERE id BETWEEN ifnull("
	    "(SELECT max(id) " TIMES "BETWEEN (SELECT received " TIMES
	    "<= ?3 ORDER BY received DESC LIMIT 1) - ?4 AND ?3) + 1, ?1) AND ?2",
	    error);
	bool row, fine;

	*position = 0;
	if (stmt == NULL)
		return false;
	bind_stretch(stmt, list, stretch, until);
	fine = td_store_step(index, stmt, &row, error);
	if (fine && row)
		*position =
		    (uint64_t)(sqlite3_column_int64(stmt, 0) & TD_LOW(TD_PLACE_BITS));
	sqlite3_finalize(stmt);
	return fine;
}

bool
td_index_load_course(
    td_index *index, int64_t list, td_index_course *course, GError **error)
{
	sqlite3_stmt *stmt = prepare(index,
	    "SELECT bent, ahead, behind, back, latest, open, early FROM list"
	    " WHERE id = ?1",
	    error);
	bool row, fine;

	*course = (td_index_course){
		.open = INT64_MIN, .early = INT64_MAX, .latest = INT64_MIN
	};
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, list);
	fine = td_store_step(index, stmt, &row, error);
	if (fine && row) {
		course->bent = sqlite3_column_int(stmt, 0) != 0;
		course->ahead = sqlite3_column_int64(stmt, 1);
		course->behind = sqlite3_column_int64(stmt, 2);
		course->back = sqlite3_column_int64(stmt, 3);
		if (sqlite3_column_type(stmt, 4) != SQLITE_NULL)
			course->latest = sqlite3_column_int64(stmt, 4);
		if (sqlite3_column_type(stmt, 5) != SQLITE_NULL) {
			course->open = sqlite3_column_int64(stmt, 5);
			course->early = sqlite3_column_int64(stmt, 6);
		}
	}
	sqlite3_finalize(stmt);
	return fine;
}

bool
td_index_store_course(
    td_index *index, int64_t list, const td_index_course *course, GError **error)
{
	sqlite3_stmt *stmt = prepare(index,
	    "UPDATE list SET bent = ?2, ahead = ?3, behind = ?4, back = ?5, latest = ?6,"
	    " open = ?7, early = ?8 WHERE id = ?1",
	    error);
	bool fine;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, list);
	sqlite3_bind_int(stmt, 2, course->bent);
	sqlite3_bind_int64(stmt, 3, course->ahead);
	sqlite3_bind_int64(stmt, 4, course->behind);
	sqlite3_bind_int64(stmt, 5, course->back);
	if (course->latest != INT64_MIN)
		sqlite3_bind_int64(stmt, 6, course->latest);
	if (course->open != INT64_MIN) {
		sqlite3_bind_int64(stmt, 7, course->open);
		sqlite3_bind_int64(stmt, 8, course->early);
	}
	fine = td_store_run(index, stmt, error);
	sqlite3_finalize(stmt);
	return fine;
}

/* A message that has lost places. */
typedef struct dropping {
	td_index *index;
	sqlite3_stmt *any; /* whether it has a place left */
	sqlite3_stmt *purge[G_N_ELEMENTS(purges)];
} dropping;

static void
dropping_clear(dropping *self)
{
	sqlite3_finalize(self->any);
	for (size_t i = 0; i < G_N_ELEMENTS(purges); i++)
		sqlite3_finalize(self->purge[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(dropping, dropping_clear)

static bool
dropping_prepare(dropping *self, GError **error)
{
	self->any =
	    prepare(self->index, "SELECT 1 FROM place WHERE message = ?1 LIMIT 1", error);
	if (self->any == NULL)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(purges); i++) {
		self->purge[i] = prepare(self->index, purges[i], error);
		if (self->purge[i] == NULL)
			return false;
	}
	return true;
}

static bool
settle(dropping *self, int64_t message, GError **error)
{
	bool any;

	if (!td_store_settle(self->index, message, error))
		return false;
	sqlite3_bind_int64(self->any, 1, message);
	if (!td_store_step(self->index, self->any, &any, error))
		return false;
	sqlite3_reset(self->any);
	for (size_t i = 0; !any && i < G_N_ELEMENTS(purges); i++) {
		sqlite3_bind_int64(self->purge[i], 1, message);
		if (!td_store_run(self->index, self->purge[i], error))
			return false;
	}
	return true;
}

static void
take_id(sqlite3_stmt *stmt, GArray *ids)
{
	int64_t id = sqlite3_column_int64(stmt, 0);

	g_array_append_val(ids, id);
}

static bool
run_range(td_index *index, const char *text, int64_t first, int64_t last, GError **error)
{
	sqlite3_stmt *stmt = prepare(index, text, error);
	bool fine = stmt != NULL;

	if (fine) {
		sqlite3_bind_int64(stmt, 1, first);
		sqlite3_bind_int64(stmt, 2, last);
		fine = td_store_run(index, stmt, error);
	}
	sqlite3_finalize(stmt);
	return fine;
}

/* A later place of the same mail may name one of these as the one before it. */
static bool
unname(td_index *index, int64_t first, int64_t last, GError **error)
{
	return run_range(index,
	    "UPDATE place SET before = (SELECT q.before FROM place q"
	    " WHERE q.id = place.before) WHERE message IN (SELECT message FROM place"
	    " WHERE id BETWEEN ?1 AND ?2) AND before BETWEEN ?1 AND ?2",
	    first, last, error);
}

/* Takes out the places of a stretch, with the messages that have no other. */
static bool
drop_stretch(dropping *self, int64_t first, int64_t last, GError **error)
{
	g_autoptr(GArray) messages = g_array_new(FALSE, FALSE, sizeof(int64_t));
	sqlite3_stmt *stmt = prepare(self->index,
	    "SELECT DISTINCT message FROM place WHERE id BETWEEN ?1 AND ?2", error);

	if (stmt != NULL) {
		sqlite3_bind_int64(stmt, 1, first);
		sqlite3_bind_int64(stmt, 2, last);
	}
	if (!each_row(self->index, stmt, take_id, messages, error) ||
	    !run_range(self->index, "DELETE FROM place WHERE id BETWEEN ?1 AND ?2", first,
		last, error))
		return false;
	for (unsigned i = 0; i < messages->len; i++) {
		if (!settle(self, g_array_index(messages, int64_t, i), error))
			return false;
	}
	return true;
}

/* What mails said became of series is found by series, not by mail. */
static bool
drop_news(td_index *index, GError **error)
{
	return td_store_exec(index,
	    "DELETE FROM news WHERE NOT EXISTS (SELECT 1 FROM message m"
	    " WHERE m.id = news.message)",
	    error);
}

bool
td_index_rewind(td_index *index, int64_t list, uint64_t position, GError **error)
{
	g_auto(dropping) self = { .index = index };
	int64_t first = list << TD_PLACE_BITS;

	return dropping_prepare(&self, error) &&
	       run_range(index, "DELETE FROM epoch WHERE list = ?1 AND position > ?2",
		   list, (int64_t)position, error) &&
	       drop_stretch(&self, first | (int64_t)(position + 1),
		   first | TD_LOW(TD_PLACE_BITS), error) &&
	       run_range(index, "DELETE FROM skip WHERE id BETWEEN ?1 AND ?2",
		   first | (int64_t)(position + 1), first | TD_LOW(TD_PLACE_BITS),
		   error) &&
	       drop_news(index, error);
}

bool
td_index_drop_places(
    td_index *index, int64_t list, const uint64_t *positions, size_t n, GError **error)
{
	g_auto(dropping) self = { .index = index };

	if (!dropping_prepare(&self, error))
		return false;
	for (size_t i = 0; i < n; i++) {
		int64_t place = list << TD_PLACE_BITS | (int64_t)positions[i];

		if (!unname(index, place, place, error) ||
		    !drop_stretch(&self, place, place, error))
			return false;
	}
	return drop_news(index, error);
}

bool
td_index_drop_list(td_index *index, const char *name, GError **error)
{
	int64_t list;

	if (!td_index_find_list(index, name, &list, error))
		return false;
	return list == 0 ||
	       (td_index_rewind(index, list, 0, error) &&
		   run_range(index,
		       "DELETE FROM meta WHERE name LIKE 'rules% of ' || ?1 AND ?2 = 0",
		       list, 0, error) &&
		   run_range(index, "DELETE FROM epoch WHERE list = ?1 AND ?2 = 0", list,
		       0, error) &&
		   run_range(index, "DELETE FROM list WHERE id = ?1 AND ?2 = 0", list, 0,
		       error) &&
		   td_schema_look(index, error));
}
