/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/claim_rows.c - the rows of claim, and which of them changed */
#include "judge/claim_rows.h"

#include "base/ids.h"
#include "store/store.h"

bool
td_claim_rows_load(td_index *index, int64_t notice, GArray *rows, GError **error)
{
	int64_t first = notice << TD_PART_BITS;
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_CLAIM_OF_NOTICE, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, first);
	sqlite3_bind_int64(stmt, 2, first | TD_LOW(TD_PART_BITS));
	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row) {
			const td_claim_row one = { sqlite3_column_int64(stmt, 0),
				sqlite3_column_int64(stmt, 1),
				sqlite3_column_int64(stmt, 2),
				sqlite3_column_int(stmt, 3) };

			g_array_append_val(rows, one);
		}
	} while (row);
	return true;
}

bool
td_claim_rows_store(td_index *index, int64_t notice, const GArray *rows, GError **error)
{
	int64_t first = notice << TD_PART_BITS;

	if (!td_store_run_ids(
		index, TD_SQL_CLAIM_REMOVE, first, first | TD_LOW(TD_PART_BITS), error))
		return false;
	for (unsigned i = 0; i < rows->len; i++) {
		const td_claim_row *one = &g_array_index(rows, td_claim_row, i);
		sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_CLAIM_ADD, error);

		if (stmt == NULL)
			return false;
		sqlite3_bind_int64(stmt, 1, one->id);
		sqlite3_bind_int64(stmt, 2, one->series);
		sqlite3_bind_int64(stmt, 3, one->slot);
		sqlite3_bind_int(stmt, 4, one->partly);
		if (!td_store_run(index, stmt, error))
			return false;
	}
	return true;
}

int
td_claim_rows_compare(const void *a, const void *b)
{
	const td_claim_row *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static bool
is_same_row(const td_claim_row *a, const td_claim_row *b)
{
	return a->series == b->series && a->slot == b->slot && a->partly == b->partly;
}

static const td_claim_row *
row_at(const GArray *rows, unsigned i)
{
	return &g_array_index(rows, td_claim_row, i);
}

bool
td_claim_rows_add_changed(const GArray *before, const GArray *now, GHashTable *series)
{
	unsigned i = 0, j = 0;
	bool changed = false;

	while (i < before->len || j < now->len) {
		int order = i == before->len ? 1
			    : j == now->len  ? -1
					     : td_claim_rows_compare(
						   row_at(before, i), row_at(now, j));
		bool same = order == 0 && is_same_row(row_at(before, i), row_at(now, j));

		if (order <= 0 && !same)
			td_ids_add(series, row_at(before, i)->series);
		if (order >= 0 && !same)
			td_ids_add(series, row_at(now, j)->series);
		changed = changed || !same;
		i += order <= 0;
		j += order >= 0;
	}
	return changed;
}

void
td_claim_rows_add(const GArray *rows, GHashTable *series)
{
	for (unsigned i = 0; i < rows->len; i++)
		td_ids_add(series, row_at(rows, i)->series);
}
