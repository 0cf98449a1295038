/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/lists.c - lists' names, their places in order, their heads */
#include "index/lists.h"

#include "store/store.h"

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
	sqlite3_stmt *stmt = td_store_prepare(index,
	    "SELECT number, head, position FROM epoch WHERE list = ?1 ORDER BY number",
	    error);

	if (stmt != NULL)
		sqlite3_bind_int64(stmt, 1, list);
	if (!td_store_gather(index, stmt, take_head, heads, error))
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
	sqlite3_stmt *stmt = td_store_prepare(index, text, error);

	last = MIN(last, (uint64_t)TD_LOW(TD_PLACE_BITS));
	if (stmt != NULL) {
		sqlite3_bind_int64(stmt, 1, list << TD_PLACE_BITS | (int64_t)first);
		sqlite3_bind_int64(stmt, 2, list << TD_PLACE_BITS | (int64_t)last);
	}
	if (!td_store_gather(index, stmt, take_step, steps, error))
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
	sqlite3_stmt *stmt = td_store_prepare(
	    index, STEPS " WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT ?3", error);

	last = MIN(last, (uint64_t)TD_LOW(TD_PLACE_BITS));
	if (stmt != NULL) {
		sqlite3_bind_int64(stmt, 1, list << TD_PLACE_BITS);
		sqlite3_bind_int64(stmt, 2, list << TD_PLACE_BITS | (int64_t)last);
		sqlite3_bind_int64(stmt, 3, n);
	}
	if (!td_store_gather(index, stmt, take_step, steps, error))
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
	sqlite3_stmt *stmt = td_store_prepare(index,
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
	sqlite3_stmt *stmt = td_store_prepare(index,
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
	sqlite3_stmt *stmt = td_store_prepare(index,
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
td_index_find_head(td_index *index, int64_t list, uint32_t epoch, td_index_head *head,
    bool *found, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_HEAD_FIND, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, list);
	sqlite3_bind_int64(stmt, 2, epoch);
	if (!td_store_step(index, stmt, found, error))
		return false;
	if (*found) {
		head->epoch = epoch;
		td_column_bytes(stmt, 0, head->commit.id, sizeof head->commit.id);
		head->position = (uint64_t)sqlite3_column_int64(stmt, 1);
		sqlite3_reset(stmt);
	}
	return true;
}
