/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/mask.c - the messages of a list as bits */
#include "index/mask.h"

#include <string.h>

#include "store/store.h"

static void
free_mask(void *data)
{
	td_mask *mask = data;

	g_free(mask->bits);
	g_free(mask);
}

static void
set_bit(td_mask *mask, int64_t id)
{
	if (id < 0)
		return;
	if (id >= mask->n) {
		int64_t before = mask->n / 64, words = MAX(before * 2, id / 64 + 1);

		mask->bits = g_realloc_n(mask->bits, (size_t)words, sizeof *mask->bits);
		memset(mask->bits + before, 0,
		    (size_t)(words - before) * sizeof *mask->bits);
		mask->n = words * 64;
	}
	/* NOLINTNEXTLINE(clang-analyzer-*): there is a word for each id from 0 */
	mask->bits[id / 64] |= UINT64_C(1) << (id % 64);
}

static td_mask *
load_mask(td_index *index, int64_t list, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_LIST_MESSAGES, error);
	td_mask *mask;
	bool row, fine;

	if (stmt == NULL)
		return NULL;
	mask = g_new0(td_mask, 1);
	sqlite3_bind_int64(stmt, 1, list << TD_PLACE_BITS);
	sqlite3_bind_int64(stmt, 2, list << TD_PLACE_BITS | TD_LOW(TD_PLACE_BITS));
	while ((fine = td_store_step(index, stmt, &row, error)) && row)
		set_bit(mask, sqlite3_column_int64(stmt, 0));
	if (fine)
		return mask;
	free_mask(mask);
	return NULL;
}

const td_mask *
td_index_mask(td_index *index, int64_t list, GError **error)
{
	int64_t version;
	td_mask *mask;

	if (!td_store_version(index, &version, error))
		return NULL;
	if (index->masks == NULL)
		index->masks =
		    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_mask);
	if (version != index->masks_version)
		g_hash_table_remove_all(index->masks);
	index->masks_version = version;
	mask = g_hash_table_lookup(index->masks, &list);
	if (mask == NULL) {
		mask = load_mask(index, list, error);
		if (mask != NULL)
			g_hash_table_insert(
			    index->masks, g_memdup2(&list, sizeof list), mask);
	}
	return mask;
}
