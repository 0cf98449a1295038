/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/classes.c - classes of mails that are there, by other rules than they had */
#include "write/classes.h"

#include <stdio.h>

#include "link/cluster.h"
#include "store/intern.h"
#include "store/store.h"

static const char *const names[] = { "rules", "rules next", "rules position" };

static void
name_of(char name[64], size_t which, int64_t list)
{
	snprintf(name, 64, "%s of %" G_GINT64_FORMAT, names[which], list);
}

bool
td_index_find_rules(td_index *index, int64_t list, td_index_rules *rules, GError **error)
{
	int64_t values[G_N_ELEMENTS(names)] = { 0 };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_META_FIND, error);
		char name[64];
		bool row;

		if (stmt == NULL)
			return false;
		name_of(name, i, list);
		td_bind_text(stmt, 1, name);
		if (!td_store_step(index, stmt, &row, error))
			return false;
		values[i] = row ? sqlite3_column_int64(stmt, 0) : 0;
		sqlite3_reset(stmt);
	}
	*rules = (td_index_rules){ values[0], values[1], values[2] };
	return true;
}

bool
td_index_put_rules(
    td_index *index, int64_t list, const td_index_rules *rules, GError **error)
{
	const int64_t values[] = { rules->digest, rules->next, rules->position };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_META_PUT, error);
		char name[64];

		if (stmt == NULL)
			return false;
		name_of(name, i, list);
		td_bind_text(stmt, 1, name);
		sqlite3_bind_int64(stmt, 2, values[i]);
		if (!td_store_run(index, stmt, error))
			return false;
	}
	return true;
}

bool
td_index_put_class(td_index *index, int64_t list, uint64_t position,
    const char *class_name, bool *changed, GError **error)
{
	int64_t place = list << TD_PLACE_BITS | (int64_t)position;
	int64_t class_id, message, first, old;
	sqlite3_stmt *stmt;
	bool row;

	*changed = false;
	if (!td_intern_put(index->words, index, class_name, NULL, &class_id, error))
		return false;
	stmt = td_store_sql(index, TD_SQL_CLASS_FIND, error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, place);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (!row)
		return true;
	old = sqlite3_column_int64(stmt, 0);
	message = sqlite3_column_int64(stmt, 1);
	first = sqlite3_column_int64(stmt, 2);
	sqlite3_reset(stmt);
	if (old == class_id)
		return true;
	*changed = true;
	/* A machine's answer counts for no series; its first place says what it is. */
	return td_store_run_ids(index, TD_SQL_CLASS_PUT, place, class_id, error) &&
	       (first != place ||
		   td_clusters_touch(index->clusters, index, message, error));
}
