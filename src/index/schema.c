/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/schema.c - the tables; docs/index.md says what each is for */
#include <stdio.h>

#include "base/error.h"
#include "index/store.h"

enum { schema_version = 1, application = 0x74646773 }; /* "tdgs" */

static const char tables[] =
    "CREATE TABLE list(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
    "CREATE TABLE epoch(list INTEGER NOT NULL, number INTEGER NOT NULL,"
    " head BLOB NOT NULL, position INTEGER NOT NULL,"
    " PRIMARY KEY(list, number)) WITHOUT ROWID;"
    "CREATE TABLE address(id INTEGER PRIMARY KEY, name TEXT NOT NULL,"
    " address TEXT NOT NULL);"
    "CREATE TABLE path(id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
    "CREATE TABLE word(id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
    "CREATE TABLE message(id INTEGER PRIMARY KEY, blob BLOB NOT NULL,"
    " message_id TEXT NOT NULL, refs BLOB, received INTEGER NOT NULL,"
    " sent INTEGER NOT NULL, zone INTEGER NOT NULL,"
    " sender INTEGER NOT NULL, author INTEGER NOT NULL, subject TEXT NOT NULL,"
    " title TEXT, tags TEXT, class INTEGER NOT NULL, list_id INTEGER, kind INTEGER"
    " NOT NULL, flags INTEGER NOT NULL, version INTEGER NOT NULL, minor INTEGER,"
    " number INTEGER, total INTEGER, files INTEGER, insertions INTEGER, deletions "
    "INTEGER,"
    " patch_id BLOB, base_commit TEXT, change_id TEXT, defects INTEGER);"
    "CREATE TABLE place(id INTEGER PRIMARY KEY, message INTEGER NOT NULL, before INTEGER,"
    " epoch INTEGER NOT NULL, commit_id BLOB, received INTEGER NOT NULL);"
    "CREATE TABLE file(id INTEGER PRIMARY KEY, path INTEGER NOT NULL, old_path INTEGER,"
    " insertions INTEGER NOT NULL, deletions INTEGER NOT NULL, flags INTEGER NOT NULL);"
    "CREATE TABLE trailer(id INTEGER PRIMARY KEY, key TEXT NOT NULL, value TEXT NOT"
    " NULL);"
    "CREATE TABLE notice(id INTEGER PRIMARY KEY, source INTEGER NOT NULL, partly INTEGER"
    " NOT NULL, tree TEXT, branch TEXT, title TEXT, message_id TEXT, commit_id TEXT,"
    " number INTEGER, total INTEGER);"
    "CREATE TABLE pull(id INTEGER PRIMARY KEY, base TEXT, url TEXT, ref TEXT, tip TEXT);"
    "CREATE TABLE link(message INTEGER PRIMARY KEY, cluster INTEGER, thread INTEGER,"
    " parent INTEGER, series INTEGER);"
    "CREATE TABLE series(id INTEGER PRIMARY KEY, version INTEGER NOT NULL, minor INTEGER"
    " NOT NULL, total INTEGER NOT NULL, received INTEGER NOT NULL, rfc INTEGER NOT NULL,"
    " resend INTEGER NOT NULL, cover INTEGER, head INTEGER NOT NULL);"
    "CREATE TABLE member(id INTEGER PRIMARY KEY, message INTEGER NOT NULL, number INTEGER"
    " NOT NULL, extra INTEGER NOT NULL);"
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;";

/* Only a temporary index keeps what the archive can be asked for. */
static const char temporary_tables[] =
    "CREATE TABLE text(id INTEGER PRIMARY KEY, body TEXT NOT NULL);"
    "CREATE TABLE classic(id INTEGER PRIMARY KEY, shown INTEGER NOT NULL, subject BLOB,"
    " title BLOB, author BLOB, contributor BLOB, domain BLOB, body BLOB, cut INTEGER,"
    " cut_length INTEGER);";

static const char lasting_tables[] =
    "CREATE TABLE tie(key INTEGER PRIMARY KEY, cluster INTEGER NOT NULL);"
    "CREATE UNIQUE INDEX address_by_text ON address(address, name);"
    "CREATE UNIQUE INDEX path_by_name ON path(name);"
    "CREATE UNIQUE INDEX word_by_name ON word(name);"
    "CREATE UNIQUE INDEX message_by_blob ON message(blob);"
    "CREATE INDEX message_by_message_id ON message(message_id);"
    "CREATE INDEX message_by_patch_id ON message(patch_id) WHERE patch_id IS NOT NULL;"
    "CREATE INDEX message_by_change_id ON message(change_id)"
    " WHERE change_id IS NOT NULL;"
    "CREATE INDEX message_by_author ON message(author);"
    "CREATE INDEX file_by_path ON file(path);"
    "CREATE INDEX tie_by_cluster ON tie(cluster);"
    "CREATE INDEX link_by_cluster ON link(cluster);"
    "CREATE INDEX link_by_thread ON link(thread);";

static const char places_index[] = "CREATE INDEX place_by_message ON place(message);";

/*
 * Nothing outlives a temporary index, so nothing is made safe. 32 MiB of pages are held;
 * what is more goes to an unnamed file of SQLite's own.
 */
static const char temporary_pragmas[] = "PRAGMA page_size = 8192;"
					"PRAGMA journal_mode = OFF;"
					"PRAGMA synchronous = OFF;"
					"PRAGMA locking_mode = EXCLUSIVE;"
					"PRAGMA secure_delete = OFF;"
					"PRAGMA cache_size = -32768;";

static const char lasting_pragmas[] = "PRAGMA busy_timeout = 10000;"
				      "PRAGMA cache_size = -65536;";

static const char creating_pragmas[] = "PRAGMA page_size = 8192;"
				       "PRAGMA journal_mode = WAL;";

static const char writing_pragmas[] = "PRAGMA synchronous = NORMAL;"
				      "PRAGMA secure_delete = OFF;";

static bool
read_number(td_index *index, const char *text, int64_t *number, GError **error)
{
	sqlite3_stmt *stmt = NULL;
	int got;

	if (sqlite3_prepare_v2(index->db, text, -1, &stmt, NULL) != SQLITE_OK)
		return td_store_fail(index, "reading the schema", error);
	got = sqlite3_step(stmt);
	*number = got == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_finalize(stmt);
	if (got != SQLITE_ROW && got != SQLITE_DONE)
		return td_store_fail(index, "reading the schema", error);
	return true;
}

/* The seed of hashes is drawn once for each index and kept: ties are stored by it. */
static bool
create_lasting(td_index *index, GError **error)
{
	char text[256];
	int64_t seed = (int64_t)g_random_int() << 31 ^ g_random_int();

	snprintf(text, sizeof text,
	    "INSERT INTO meta VALUES('seed', %" G_GINT64_FORMAT ");"
	    "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT;",
	    seed, application, schema_version);
	return td_store_exec(index, creating_pragmas, error) &&
	       td_store_exec(index, "BEGIN IMMEDIATE;", error) &&
	       td_store_exec(index, tables, error) &&
	       td_store_exec(index, lasting_tables, error) &&
	       td_store_exec(index, places_index, error) &&
	       td_store_exec(index, text, error);
}

static bool
check_version(td_index *index, int64_t id, int64_t version, GError **error)
{
	if (id != application) {
		g_set_error(error, TD_ERROR, TD_ERROR_DATABASE,
		    "'%s' is a database of another program", index->path);
		return false;
	}
	if (version == schema_version)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_DATABASE,
	    "'%s' has schema %" G_GINT64_FORMAT " and this program reads %d: %s",
	    index->path, version, (int)schema_version,
	    version > schema_version
		? "it was made by a newer tidings"
		: "remove it and index again; the archives have everything");
	return false;
}

static bool
prepare_lasting(td_index *index, bool write, GError **error)
{
	int64_t id = 0;
	int64_t version = 0;
	int64_t objects = 0;
	int64_t seed = 0;

	if (!td_store_exec(index, lasting_pragmas, error) ||
	    !read_number(index, "PRAGMA application_id", &id, error) ||
	    !read_number(index, "PRAGMA user_version", &version, error) ||
	    !read_number(index, "SELECT count(*) FROM sqlite_schema", &objects, error))
		return false;
	if (objects == 0 && write) {
		if (!create_lasting(index, error))
			return false;
	} else if (!check_version(index, id, version, error)) {
		return false;
	}
	if (write && !td_store_exec(index, writing_pragmas, error))
		return false;
	if (!read_number(
		index, "SELECT value FROM meta WHERE name = 'seed'", &seed, error))
		return false;
	index->seed = (uint64_t)seed;
	index->places_indexed = true;
	index->linked = true;
	return true;
}

bool
td_schema_prepare(td_index *index, bool write, GError **error)
{
	if (index->path == NULL) {
		index->seed = (uint64_t)g_random_int() << 32 | g_random_int();
		if (!td_store_exec(index, temporary_pragmas, error) ||
		    !td_store_exec(index, tables, error) ||
		    !td_store_exec(index, temporary_tables, error))
			return false;
	} else if (!prepare_lasting(index, write, error)) {
		return false;
	}
	return read_number(
		   index, "SELECT max(id) FROM message", &index->newest_message, error) &&
	       read_number(index, "SELECT count(*) FROM list", &index->lists, error) &&
	       read_number(index, "SELECT max(id) FROM list", &index->last_list, error);
}

bool
td_schema_index_places(td_index *index, GError **error)
{
	if (index->places_indexed)
		return true;
	index->places_indexed = td_store_exec(index, places_index, error);
	return index->places_indexed;
}
