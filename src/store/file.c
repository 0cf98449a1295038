/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/file.c - opening and closing */
#include "store/file.h"

#include <string.h>

#include "base/error.h"
#include "base/sanitized.h"
#include "store/blocks.h"
#include "store/changes.h"
#include "store/checkpoints.h"
#include "store/intern.h"
#include "store/map.h"
#include "store/names.h"
#include "store/ready.h"
#include "store/schema.h"
#include "store/seen.h"
#include "store/store.h"
#include "store/unlogged.h"

enum { default_wait = 10 };

/* What is freed when the index is closed. */
typedef struct held {
	void *data;
	GDestroyNotify free;
} held;

static void
free_held(void *data)
{
	const held *one = data;

	one->free(one->data);
}

void
td_store_at_close(td_index *index, void *data, GDestroyNotify free)
{
	const held one = { data, free };

	g_array_append_val(index->at_close, one);
}

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
	index->early = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	index->at_close = g_array_new(FALSE, FALSE, sizeof(held));
	g_array_set_clear_func(index->at_close, free_held);
	return index;
}

/* Counting each byte that SQLite asks for would take a lock each time. */
static void *
configure(void *data)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
#ifndef TD_ASAN /* which is to see what was freed */
	sqlite3_config(SQLITE_CONFIG_MALLOC, td_blocks_methods());
#endif
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
	if (index->path != NULL && td_unlogged_is_unfinished(index->db)) {
		td_store_fail_empty(index, error);
		return NULL;
	}
	index->wait = options->wait != 0 ? options->wait : default_wait;
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
	*age = TD_INDEX_EMPTY;
	if (td_unlogged_is_unfinished(index->db))
		return true;
	sqlite3_busy_timeout(index->db, default_wait * 1000);
	return td_schema_find_age(index, age, error);
}

bool
td_index_is_unfinished(const char *path)
{
	sqlite3 *db = NULL;
	bool unfinished;

	configure_once();
	unfinished = sqlite3_open_v2(path, &db,
			 SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
		     td_unlogged_is_unfinished(db);
	sqlite3_close_v2(db);
	return unfinished;
}

void
td_index_close(td_index *index)
{
	if (index == NULL)
		return;
	td_checkpoints_end(index);
	td_unlogged_leave(index);
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
	td_seen_free(index->traces);
	g_clear_pointer(&index->profiles, g_hash_table_destroy);
	g_hash_table_destroy(index->early);
	td_touched_free(index->touched);
	g_array_unref(index->at_close);
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

/* What is kept of lists beside what there is (write/measure.h). */
static bool
check_measures(td_index *index, GString *found, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_LIST_UNTRUE, error);
	bool row;

	if (stmt == NULL)
		return false;
	do {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row)
			g_string_append_printf(found,
			    "of list '%s' it says %lld mails, and has %lld, or others at "
			    "either end\n",
			    td_column_text(stmt, 0), sqlite3_column_int64(stmt, 1),
			    sqlite3_column_int64(stmt, 2));
	} while (row);
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
	if (found->len == 0 && !check_measures(index, found, error))
		return NULL;
	return g_strdup(found->str);
}

int64_t
td_index_newest(const td_index *index)
{
	return index->newest_message;
}
