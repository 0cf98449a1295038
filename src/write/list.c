/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/list.c - a list's row, its heads, how its entries came */
#include "write/list.h"

#include "index/lists.h"
#include "index/skip.h"
#include "store/schema.h"
#include "store/store.h"

bool
td_index_put_list(td_index *index, const char *name, int64_t *list, GError **error)
{
	sqlite3_stmt *stmt;

	if (!td_index_find_list(index, name, list, error))
		return false;
	if (*list != 0)
		return true;
	stmt = td_store_sql(index, TD_SQL_LIST_ADD, error);
	if (stmt == NULL)
		return false;
	td_bind_text(stmt, 1, name);
	if (!td_store_run(index, stmt, error))
		return false;
	*list = sqlite3_last_insert_rowid(index->db);
	td_store_note_list(index, *list, name);
	return td_store_lists(index) <= 1 || td_schema_index_places(index, error);
}

bool
td_index_put_head(td_index *index, int64_t list, uint32_t epoch, const td_oid *commit,
    uint64_t position, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_HEAD_PUT, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, list);
	sqlite3_bind_int64(stmt, 2, epoch);
	td_bind_blob(stmt, 3, commit->id, sizeof commit->id);
	sqlite3_bind_int64(stmt, 4, (int64_t)position);
	return td_store_run(index, stmt, error);
}

bool
td_index_store_course(
    td_index *index, int64_t list, const td_index_course *course, GError **error)
{
	sqlite3_stmt *stmt = td_store_prepare(index,
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

bool
td_index_put_skip(
    td_index *index, int64_t list, uint64_t position, td_skip_why why, GError **error)
{
	sqlite3_stmt *stmt;

	if (index->path == NULL)
		return true;
	stmt = td_store_sql(index, TD_SQL_SKIP_ADD, error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, list << TD_PLACE_BITS | (int64_t)position);
	sqlite3_bind_int(stmt, 2, (int)why);
	return td_store_run(index, stmt, error);
}
