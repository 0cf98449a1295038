/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/intern.c - texts stored once */
#include "store/intern.h"

#include <string.h>

#include "store/map.h"
#include "store/store.h"

enum { max_entries = 1 << 18 };

struct td_intern {
	td_map *ids;
	td_sql find, add;
};

td_intern *
td_intern_new(unsigned find, unsigned add)
{
	td_intern *intern = g_new0(td_intern, 1);

	intern->ids = td_map_new();
	intern->find = (td_sql)find;
	intern->add = (td_sql)add;
	return intern;
}

void
td_intern_free(td_intern *intern)
{
	if (intern == NULL)
		return;
	td_map_free(intern->ids);
	g_free(intern);
}

static sqlite3_stmt *
bound(
    td_index *index, td_sql which, const char *first, const char *second, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, which, error);

	if (stmt == NULL)
		return NULL;
	td_bind_text(stmt, 1, first);
	if (second != NULL)
		td_bind_text(stmt, 2, second);
	return stmt;
}

static bool
find_stored(td_intern *intern, td_index *index, const char *first, const char *second,
    int64_t *id, GError **error)
{
	sqlite3_stmt *stmt = bound(index, intern->find, first, second, error);
	bool row;

	if (stmt == NULL || !td_store_step(index, stmt, &row, error))
		return false;
	*id = row ? sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_reset(stmt);
	return true;
}

static bool
add_row(td_intern *intern, td_index *index, const char *first, const char *second,
    int64_t *id, GError **error)
{
	sqlite3_stmt *stmt = bound(index, intern->add, first, second, error);

	if (stmt == NULL || !td_store_run(index, stmt, error))
		return false;
	*id = sqlite3_last_insert_rowid(index->db);
	return true;
}

bool
td_intern_put(td_intern *intern, td_index *index, const char *first, const char *second,
    int64_t *id, GError **error)
{
	uint64_t key = td_hash(first, strlen(first), index->seed);
	uint32_t known;

	if (second != NULL)
		key = td_hash(second, strlen(second), key);
	known = td_map_find(intern->ids, key);
	if (known != 0) {
		*id = known;
		return true;
	}
	*id = 0;
	if (index->path != NULL && !find_stored(intern, index, first, second, id, error))
		return false;
	if (*id == 0 && !add_row(intern, index, first, second, id, error))
		return false;
	if (td_map_count(intern->ids) >= max_entries) {
		td_map_free(intern->ids);
		intern->ids = td_map_new();
	}
	if (*id <= UINT32_MAX)
		td_map_put(intern->ids, key, (uint32_t)*id);
	return true;
}
