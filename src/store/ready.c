/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/ready.c - statements by their text, while nobody uses them */
#include "store/ready.h"

#include "store/store.h"

/* There are fewer texts than this; what comes when it is full is not kept. */
enum { most_kept = 128 };

sqlite3_stmt *
td_ready_take(td_index *index, const char *text, GError **error)
{
	sqlite3_stmt *stmt =
	    index->ready != NULL ? g_hash_table_lookup(index->ready, text) : NULL;

	if (stmt != NULL) {
		g_hash_table_remove(index->ready, text);
		return stmt;
	}
	if (sqlite3_prepare_v3(
		index->db, text, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK)
		td_store_fail(index, "preparing", error);
	return stmt;
}

void
td_ready_give(td_index *index, sqlite3_stmt *stmt)
{
	const char *text;

	if (stmt == NULL)
		return;
	if (index->ready == NULL)
		index->ready = g_hash_table_new(g_str_hash, g_str_equal);
	text = sqlite3_sql(stmt);
	/* Two may have been under way with one text. */
	if (g_hash_table_size(index->ready) >= most_kept ||
	    g_hash_table_contains(index->ready, text)) {
		sqlite3_finalize(stmt);
		return;
	}
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	/* The text lives as long as its statement. */
	g_hash_table_insert(index->ready, (char *)(uintptr_t)text, stmt);
}

void
td_ready_drop(td_index *index)
{
	GHashTableIter iter;
	void *stmt;

	if (index->ready == NULL)
		return;
	g_hash_table_iter_init(&iter, index->ready);
	while (g_hash_table_iter_next(&iter, NULL, &stmt))
		sqlite3_finalize(stmt);
	g_clear_pointer(&index->ready, g_hash_table_destroy);
}
