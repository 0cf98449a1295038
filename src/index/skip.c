/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/skip.c - what could not be read, by position */
#include "index/skip.h"

#include <stddef.h>

#include "store/schema.h"
#include "store/store.h"

const td_schema_part td_schema_skip = { NULL, NULL,
	"CREATE TABLE skip(id INTEGER PRIMARY KEY, why INTEGER NOT NULL);" };

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

bool
td_index_count_skips(td_index *index, int64_t list, uint64_t first, uint64_t last,
    uint64_t counts[TD_SKIP_COUNT], GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_SKIP_EACH, error);
	uint64_t found[TD_SKIP_COUNT] = { 0 };
	bool row;

	if (stmt == NULL)
		return false;
	last = MIN(last, (uint64_t)TD_LOW(TD_PLACE_BITS));
	sqlite3_bind_int64(stmt, 1, list << TD_PLACE_BITS | (int64_t)first);
	sqlite3_bind_int64(stmt, 2, list << TD_PLACE_BITS | (int64_t)last);
	do {
		unsigned why;

		if (!td_store_step(index, stmt, &row, error))
			return false;
		why = row ? (unsigned)sqlite3_column_int(stmt, 0) : TD_SKIP_COUNT;
		if (why < TD_SKIP_COUNT)
			found[why] = (uint64_t)sqlite3_column_int64(stmt, 1);
	} while (row);
	for (unsigned i = 0; i < TD_SKIP_COUNT; i++)
		counts[i] = found[i];
	return true;
}
