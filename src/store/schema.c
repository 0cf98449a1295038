/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/schema.c - making an index, knowing one, and emptying one that is too old */
#include "store/schema.h"

#include <stdio.h>

#include "base/error.h"
#include "store/late.h"
#include "store/store.h"

enum { application = 0x74646773 }; /* "tdgs" */

static const td_schema_part *const parts[] = {
	&td_schema_mail,
	&td_schema_skip,
	&td_schema_link,
	&td_schema_fulltext,
	&td_schema_versions,
	&td_schema_changes,
};

/* A temporary index has it only once it is needed. */
static const char places_index[] = "CREATE INDEX place_by_message ON place(message);";
/* And this one; another one knows a mail by its Message-ID first. */
static const char blobs_index[] = "CREATE INDEX place_by_blob ON place(blob);";

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

static const char lasting_pragmas[] = "PRAGMA temp_store = MEMORY;"
				      "PRAGMA cache_size = -65536;";

/* Who reads touches many pages once: a call of the kernel for each, and a copy, is more
 * than what is done with them. Nobody cuts off what a reader may still ask for. */
static const char reading_pragmas[] = "PRAGMA mmap_size = 1073741824;";

/* Pages that are free are given back when they are many, not at each commit. */
static const char creating_pragmas[] = "PRAGMA page_size = 8192;"
				       "PRAGMA auto_vacuum = INCREMENTAL;"
				       "PRAGMA journal_mode = WAL;";

/* The size of a page must be known by then: SQLite takes a new one into account only
 * afterwards, and would hold twice as much. */
static const char writing_pragmas[] = "PRAGMA synchronous = NORMAL;"
				      "PRAGMA secure_delete = OFF;"
				      "PRAGMA cache_size = -32768;";

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

static bool
create_tables(td_index *index, GError **error)
{
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		const char *more =
		    index->path != NULL ? parts[i]->lasting : parts[i]->temporary;

		if (parts[i]->both != NULL &&
		    !td_store_exec(index, parts[i]->both, error))
			return false;
		if (more != NULL && !td_store_exec(index, more, error))
			return false;
	}
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
	    "PRAGMA application_id = %d; PRAGMA user_version = %d;",
	    seed, application, TD_SCHEMA_VERSION);
	return create_tables(index, error) && td_store_exec(index, places_index, error) &&
	       td_late_create(index, error) && td_store_exec(index, text, error);
}

/* What is virtual goes first, as it takes the tables it is made of with it. */
static bool
drop_tables(td_index *index, GError **error)
{
	static const char next[] =
	    "SELECT printf('DROP TABLE \"%w\"', name) FROM sqlite_schema"
	    " WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
	    " ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC LIMIT 1";
	int got;

	do {
		g_autofree char *drop = NULL;
		sqlite3_stmt *stmt = NULL;

		if (sqlite3_prepare_v2(index->db, next, -1, &stmt, NULL) != SQLITE_OK)
			return td_store_fail(index, "emptying", error);
		got = sqlite3_step(stmt);
		if (got == SQLITE_ROW)
			drop = g_strdup(td_column_text(stmt, 0));
		sqlite3_finalize(stmt);
		if (drop != NULL && !td_store_exec(index, drop, error))
			return false;
	} while (got == SQLITE_ROW);
	return got == SQLITE_DONE || td_store_fail(index, "emptying", error);
}

/* What a file is known by. */
typedef struct marks {
	int64_t application, version, tables;
} marks;

static bool
read_marks(td_index *index, marks *found, GError **error)
{
	return read_number(index, "PRAGMA application_id", &found->application, error) &&
	       read_number(index, "PRAGMA user_version", &found->version, error) &&
	       read_number(
		   index, "SELECT count(*) FROM sqlite_schema", &found->tables, error);
}

static bool
is_current(const marks *found)
{
	return found->application == application && found->version == TD_SCHEMA_VERSION;
}

static bool
check_program(td_index *index, const marks *found, GError **error)
{
	if (found->tables == 0 || found->application == application)
		return true;
	g_set_error(error, TD_ERROR, TD_ERROR_DATABASE,
	    "'%s' is a database of another program", index->path);
	return false;
}

static bool
check_marks(td_index *index, const marks *found, bool write, GError **error)
{
	if (!check_program(index, found, error))
		return false;
	if (found->version > TD_SCHEMA_VERSION) {
		g_set_error(error, TD_ERROR, TD_ERROR_DATABASE,
		    "index '%s' was made by a newer tidings (schema %" G_GINT64_FORMAT
		    ", this one has %d)",
		    index->path, found->version, (int)TD_SCHEMA_VERSION);
		return false;
	}
	if (!write && found->tables == 0)
		return td_store_fail_empty(index, error);
	if (!write && !is_current(found)) {
		g_set_error(error, TD_ERROR, TD_ERROR_UNREADY,
		    "index '%s' was made by an older tidings: run 'tidings sync', which "
		    "makes it again from the archives",
		    index->path);
		return false;
	}
	return true;
}

unsigned
td_index_schema(void)
{
	return TD_SCHEMA_VERSION;
}

bool
td_schema_find_age(td_index *index, td_index_age *age, GError **error)
{
	marks found = { 0 };

	if (!read_marks(index, &found, error) || !check_program(index, &found, error))
		return false;
	*age = found.tables == 0                    ? TD_INDEX_EMPTY
	       : found.version > TD_SCHEMA_VERSION  ? TD_INDEX_NEWER
	       : found.version == TD_SCHEMA_VERSION ? TD_INDEX_CURRENT
						    : TD_INDEX_OLDER;
	return true;
}

/* Makes what is empty and empties what is too old, unless another one did it just now. */
static bool
create_or_empty(td_index *index, GError **error)
{
	marks found = { 0 };

	if (!td_store_exec(index, creating_pragmas, error) ||
	    !td_store_exec(index, "BEGIN IMMEDIATE;", error) ||
	    !read_marks(index, &found, error) || !check_marks(index, &found, true, error))
		return false;
	if (!is_current(&found)) {
		if (!drop_tables(index, error) || !create_lasting(index, error))
			return false;
		index->emptied = found.tables > 0;
	}
	return td_store_exec(index, "COMMIT;", error);
}

static bool
prepare_lasting(td_index *index, bool write, GError **error)
{
	marks found = { 0 };
	int64_t seed = 0;

	sqlite3_busy_timeout(index->db, (int)index->wait * 1000);
	if (!td_store_exec(index, lasting_pragmas, error) ||
	    !read_marks(index, &found, error) ||
	    !check_marks(index, &found, write, error))
		return false;
	if (!is_current(&found) && !create_or_empty(index, error))
		return false;
	/* A run that was killed before it began (unlogged.h) had put it off. */
	if (write && !td_store_exec(index, "PRAGMA journal_mode = WAL", error))
		return false;
	if (!td_store_exec(index, write ? writing_pragmas : reading_pragmas, error))
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
		    !create_tables(index, error))
			return false;
	} else if (!prepare_lasting(index, write, error)) {
		return false;
	}
	return td_schema_look(index, error);
}

bool
td_schema_check(td_index *index, GError **error)
{
	marks found = { 0 };

	return index->path == NULL || index->unlogged ||
	       (read_marks(index, &found, error) &&
		   check_marks(index, &found, false, error));
}

static bool
look_at_lists(td_index *index, GError **error)
{
	sqlite3_stmt *stmt = NULL;
	int got;

	g_hash_table_remove_all(index->list_names);
	index->last_list = 0;
	if (sqlite3_prepare_v2(index->db, "SELECT id, name FROM list ORDER BY id", -1,
		&stmt, NULL) != SQLITE_OK)
		return td_store_fail(index, "reading the lists", error);
	while ((got = sqlite3_step(stmt)) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(stmt, 0);

		td_store_note_list(index, id, td_column_text(stmt, 1));
	}
	sqlite3_finalize(stmt);
	return got == SQLITE_DONE || td_store_fail(index, "reading the lists", error);
}

bool
td_schema_look(td_index *index, GError **error)
{
	/* What was taken out for good leaves its number behind. */
	return read_number(index,
		   "SELECT max(ifnull((SELECT max(id) FROM message), 0),"
		   " ifnull((SELECT value FROM meta WHERE name = 'newest'), 0))",
		   &index->newest_message, error) &&
	       look_at_lists(index, error);
}

bool
td_index_refresh(td_index *index, bool *changed, GError **error)
{
	int64_t version, seed = 0;

	if (!td_store_version(index, &version, error))
		return false;
	*changed = version != index->data_version;
	if (!*changed)
		return true;
	if (!td_schema_check(index, error) || !td_schema_look(index, error) ||
	    !read_number(
		index, "SELECT value FROM meta WHERE name = 'seed'", &seed, error))
		return false;
	index->seed = (uint64_t)seed;
	index->data_version = version;
	return true;
}

bool
td_schema_index_places(td_index *index, GError **error)
{
	if (!index->places_indexed)
		index->places_indexed = td_store_exec(index, places_index, error);
	return index->places_indexed;
}

bool
td_schema_index_blobs(td_index *index, GError **error)
{
	if (!index->blobs_indexed)
		index->blobs_indexed = td_store_exec(index, blobs_index, error);
	return index->blobs_indexed;
}

bool
td_index_trim(td_index *index, GError **error)
{
	int64_t pages = 0, unused = 0;

	if (index->path == NULL)
		return true;
	if (!read_number(index, "PRAGMA page_count", &pages, error) ||
	    !read_number(index, "PRAGMA freelist_count", &unused, error))
		return false;
	return unused < pages / 16 ||
	       td_store_exec(index, "PRAGMA incremental_vacuum", error);
}
