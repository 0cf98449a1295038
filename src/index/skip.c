/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/skip.c - what could not be read, by position */
#include "index/skip.h"

#include <stddef.h>

#include "store/store.h"

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
