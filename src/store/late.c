/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/late.c - secondary indexes that a large run makes at its end */
#include "store/late.h"

#include "store/store.h"

static const struct {
	const char *name, *of;
} late[] = {
	/* Eight bytes tell hashes apart, and twenty would make it half as large again. */
	{ "place_by_tracked", "place(substr(tracked, 1, 8)) WHERE tracked IS NOT NULL" },
	{ "message_by_patch_id",
	    "message(substr(patch_id, 1, 8)) WHERE patch_id IS NOT NULL" },
	{ "message_by_author", "message(author)" },
	{ "file_by_path", "file(path)" },
};

static bool
change_all(td_index *index, bool create, GError **error)
{
	for (size_t i = 0; i < G_N_ELEMENTS(late); i++) {
		g_autofree char *text =
		    create ? g_strdup_printf("CREATE INDEX IF NOT EXISTS %s ON %s",
				 late[i].name, late[i].of)
			   : g_strdup_printf("DROP INDEX IF EXISTS %s", late[i].name);

		if (!td_store_exec(index, text, error))
			return false;
	}
	return true;
}

bool
td_late_create(td_index *index, GError **error)
{
	return change_all(index, true, error);
}

bool
td_late_drop(td_index *index, GError **error)
{
	return change_all(index, false, error);
}

static bool
has_index(td_index *index, const char *name, bool *has, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_INDEX_FIND, error);

	if (stmt == NULL)
		return false;
	td_bind_text(stmt, 1, name);
	if (!td_store_step(index, stmt, has, error))
		return false;
	sqlite3_reset(stmt);
	return true;
}

bool
td_index_is_settled(td_index *index, bool *settled, GError **error)
{
	*settled = true;
	if (index->path == NULL)
		return true;
	for (size_t i = 0; *settled && i < G_N_ELEMENTS(late); i++)
		if (!has_index(index, late[i].name, settled, error))
			return false;
	return true;
}
