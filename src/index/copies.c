/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/copies.c - one mail that a list gave another form: which they are */
#include "index/copies.h"

#include "store/store.h"

/* The partial index has them alone, and a view's table none. */
GArray *
td_copies_load(td_index *index, int64_t first, int64_t last, GError **error)
{
	g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(td_copy));
	sqlite3_stmt *stmt;
	bool row = true;

	if (index->path == NULL)
		return g_steal_pointer(&pairs);
	stmt = td_store_sql(index, TD_SQL_COPIES, error);
	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, first);
	sqlite3_bind_int64(stmt, 2, last);
	while (row) {
		if (!td_store_step(index, stmt, &row, error))
			return NULL;
		if (row) {
			const td_copy one = { sqlite3_column_int64(stmt, 0),
				sqlite3_column_int64(stmt, 1) };

			g_array_append_val(pairs, one);
		}
	}
	return g_steal_pointer(&pairs);
}

bool
td_copies_each(td_index *index, void (*each)(int64_t copy, int64_t original, void *data),
    void *data, GError **error)
{
	g_autoptr(GArray) pairs = td_copies_load(index, 0, INT64_MAX, error);

	for (unsigned i = 0; pairs != NULL && i < pairs->len; i++) {
		const td_copy *one = &g_array_index(pairs, td_copy, i);

		each(one->copy, one->original, data);
	}
	return pairs != NULL;
}

GHashTable *
td_copies_find_spare(const GArray *pairs, GHashTable *found, int64_t keep)
{
	GHashTable *spare = g_hash_table_new(g_int64_hash, g_int64_equal);

	for (unsigned i = 0; i < pairs->len; i++) {
		td_copy *one = &g_array_index(pairs, td_copy, i);

		if (g_hash_table_contains(found, &one->copy) &&
		    g_hash_table_contains(found, &one->original))
			g_hash_table_add(
			    spare, one->copy == keep ? &one->original : &one->copy);
	}
	return spare;
}

bool
td_index_drop_copies(td_index *index, GArray *messages, int64_t keep, GError **error)
{
	int64_t *ids = (int64_t *)(void *)messages->data;
	g_autoptr(GHashTable) found = NULL;
	g_autoptr(GHashTable) spare = NULL;
	g_autoptr(GArray) pairs = NULL;
	unsigned n = 0;

	if (messages->len < 2)
		return true;
	pairs = td_copies_load(index, ids[0], ids[messages->len - 1], error);
	if (pairs == NULL)
		return false;
	if (pairs->len == 0)
		return true;
	found = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	for (unsigned i = 0; i < messages->len; i++)
		g_hash_table_add(found, g_memdup2(&ids[i], sizeof *ids));
	spare = td_copies_find_spare(pairs, found, keep);
	for (unsigned i = 0; i < messages->len; i++)
		if (!g_hash_table_contains(spare, &ids[i]))
			ids[n++] = ids[i];
	g_array_set_size(messages, n);
	return true;
}
