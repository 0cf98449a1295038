/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/file.c - opening, closing, transactions, lists */
#include "index/index.h"

#include <string.h>

#include "base/error.h"
#include "judge/profiles.h"
#include "store/changes.h"
#include "store/late.h"
#include "store/names.h"
#include "store/ready.h"
#include "store/store.h"

enum { default_wait = 10, lookaside_bytes = 4096, lookaside_slots = 128 };

static td_index *
index_new(const char *path)
{
	td_index *index = g_new0(td_index, 1);

	index->path = g_strdup(path);
	index->addresses = td_intern_new(TD_SQL_ADDRESS_FIND, TD_SQL_ADDRESS_ADD);
	index->paths = td_intern_new(TD_SQL_PATH_FIND, TD_SQL_PATH_ADD);
	index->words = td_intern_new(TD_SQL_WORD_FIND, TD_SQL_WORD_ADD);
	index->contents = td_map_new();
	index->list_names =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	index->clusters = td_clusters_new();
	index->versions = td_versions_new();
	index->early = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	return index;
}

/* Counting each byte that SQLite asks for would take a lock each time. */
static void *
configure(void *data)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	return data;
}

static void
configure_once(void)
{
	static GOnce configured = G_ONCE_INIT;

	g_once(&configured, configure, NULL);
}

td_index *
td_index_open(const td_index_options *options, GError **error)
{
	g_autoptr(td_index) index = index_new(options->path);
	bool write = options->path == NULL || options->write;
	int flags = SQLITE_OPEN_NOMUTEX;

	configure_once();
	flags |=
	    write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
	if (!write && !g_file_test(options->path, G_FILE_TEST_EXISTS)) {
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND, "there is no index '%s'",
		    options->path);
		return NULL;
	}
	if (sqlite3_open_v2(options->path != NULL ? options->path : "", &index->db, flags,
		NULL) != SQLITE_OK) {
		td_store_fail(index, "opening", error);
		return NULL;
	}
	index->wait = options->wait != 0 ? options->wait : default_wait;
	sqlite3_db_config(
	    index->db, SQLITE_DBCONFIG_LOOKASIDE, NULL, lookaside_bytes, lookaside_slots);
	if (!td_names_prepare(index, error) || !td_schema_prepare(index, write, error))
		return NULL;
	return g_steal_pointer(&index);
}

/*
 * SQLite brings its log into the file only where no other program has it open. Who may
 * only read cannot, and the first of them to come reads all of the log to know what it
 * says: 5 ms for 15 MB. Nobody is waited for.
 */
static void
empty_log(td_index *index)
{
	sqlite3_busy_timeout(index->db, 0);
	sqlite3_wal_checkpoint_v2(
	    index->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
}

bool
td_index_find_age(const char *path, td_index_age *age, GError **error)
{
	g_autoptr(td_index) index = index_new(path);

	configure_once();
	if (sqlite3_open_v2(path, &index->db, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY,
		NULL) != SQLITE_OK)
		return td_store_fail(index, "opening", error);
	sqlite3_busy_timeout(index->db, default_wait * 1000);
	return td_schema_find_age(index, age, error);
}

void
td_index_close(td_index *index)
{
	if (index == NULL)
		return;
	if (index->wrote && !index->writing && !index->whole)
		empty_log(index);
	for (size_t i = 0; i < TD_SQL_COUNT; i++)
		sqlite3_finalize(index->sql[i]);
	td_ready_drop(index);
	/* It may have grown as long as the file, for nothing. */
	if (index->whole &&
	    sqlite3_exec(index->db, "ROLLBACK", NULL, NULL, NULL) == SQLITE_OK)
		empty_log(index);
	sqlite3_close_v2(index->db);
	td_intern_free(index->addresses);
	td_intern_free(index->paths);
	td_intern_free(index->words);
	td_map_free(index->contents);
	g_hash_table_destroy(index->list_names);
	g_clear_pointer(&index->masks, g_hash_table_destroy);
	td_clusters_free(index->clusters);
	td_profiles_forget(index);
	g_hash_table_destroy(index->early);
	td_touched_free(index->touched);
	td_versions_free(index->versions);
	g_free(index->path);
	g_free(index);
}

uint64_t
td_index_seed(const td_index *index)
{
	return index->seed;
}

bool
td_index_was_emptied(const td_index *index)
{
	return index->emptied;
}

static bool
run_simple(td_index *index, td_sql which, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, which, error);

	return stmt != NULL && td_store_run(index, stmt, error);
}

/* What an error left in the middle is neither gone on with nor committed. */
static bool
check_not_writing(const td_index *index, GError **error)
{
	if (!index->whole || !index->writing)
		return true;
	g_set_error_literal(error, TD_ERROR, TD_ERROR_DATABASE,
	    "what was written before did not come to an end");
	return false;
}

bool
td_index_begin(td_index *index, GError **error)
{
	if (!td_index_view_end(index, error) || !check_not_writing(index, error) ||
	    (!index->whole && !run_simple(index, TD_SQL_BEGIN, error)) ||
	    !td_schema_check(index, error) || !td_schema_look(index, error) ||
	    !td_late_begin(index, error))
		return false;
	index->writing = true;
	td_touched_begin(index);
	g_hash_table_remove_all(index->early);
	index->newest_stored = index->newest_message;
	return true;
}

bool
td_index_commit(td_index *index, GError **error)
{
	if (td_clusters_changed(index->clusters) && !td_index_link(index, error))
		return false;
	if (index->path != NULL && index->newest_message != index->newest_stored &&
	    !td_store_run_ids(index, TD_SQL_NEWEST_PUT, index->newest_message, 0, error))
		return false;
	if (!td_touched_store(index, error) ||
	    (!index->whole && !run_simple(index, TD_SQL_COMMIT, error)))
		return false;
	index->writing = false;
	index->wrote = index->path != NULL;
	return true;
}

bool
td_index_begin_whole(td_index *index, GError **error)
{
	if (!td_index_view_end(index, error) || !run_simple(index, TD_SQL_BEGIN, error))
		return false;
	index->whole = true;
	return true;
}

bool
td_index_commit_whole(td_index *index, GError **error)
{
	if (!check_not_writing(index, error) || !run_simple(index, TD_SQL_COMMIT, error))
		return false;
	index->whole = false;
	index->wrote = index->path != NULL;
	return true;
}

char *
td_index_check(td_index *index, GError **error)
{
	g_autoptr(GString) found = g_string_new(NULL);
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_CHECK, error);
	bool row;

	if (stmt == NULL)
		return NULL;
	do {
		if (!td_store_step(index, stmt, &row, error))
			return NULL;
		if (row && strcmp(td_column_text(stmt, 0), "ok") != 0)
			g_string_append_printf(found, "%s\n", td_column_text(stmt, 0));
	} while (row);
	return g_strdup(found->str);
}

bool
td_index_put_list(td_index *index, const char *name, int64_t *list, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_LIST_FIND, error);
	bool row;

	if (stmt == NULL)
		return false;
	td_bind_text(stmt, 1, name);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (row) {
		*list = sqlite3_column_int64(stmt, 0);
		sqlite3_reset(stmt);
		return true;
	}
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
td_index_find_head(td_index *index, int64_t list, uint32_t epoch, td_oid *commit,
    uint64_t *position, bool *found, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_HEAD_FIND, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, list);
	sqlite3_bind_int64(stmt, 2, epoch);
	if (!td_store_step(index, stmt, found, error))
		return false;
	if (*found) {
		td_column_bytes(stmt, 0, commit->id, sizeof commit->id);
		*position = (uint64_t)sqlite3_column_int64(stmt, 1);
		sqlite3_reset(stmt);
	}
	return true;
}
