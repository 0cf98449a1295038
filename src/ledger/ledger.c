/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ledger/ledger.c - the file: opening, what version it is of, transactions, projects */
#include "ledger/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/limits.h"
#include "ledger/store.h"

enum {
	application = 0x74646c67, /* "tdlg" */
	wait_ms = 5000,
};

/*
 * One step a version; a step that was released is never changed, as it was carried out
 * already where the file is older.
 */
static const char *const steps[] = {
	"CREATE TABLE clock(now INTEGER NOT NULL);"
	"INSERT INTO clock VALUES(1);"
	"CREATE TABLE project(id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" name TEXT NOT NULL UNIQUE);"
	"CREATE TABLE user(id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" name TEXT NOT NULL UNIQUE COLLATE NOCASE, email TEXT NOT NULL,"
	" token BLOB UNIQUE, lists TEXT, made INTEGER NOT NULL);"
	"CREATE TABLE mark(id INTEGER PRIMARY KEY, project INTEGER NOT NULL,"
	" message_id TEXT NOT NULL, blob BLOB NOT NULL, state TEXT, delegate INTEGER,"
	" archived INTEGER NOT NULL, commit_ref TEXT, clock INTEGER NOT NULL,"
	" UNIQUE(project, blob));"
	"CREATE INDEX mark_by_clock ON mark(clock);"
	"CREATE TABLE test(id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" project INTEGER NOT NULL, message_id TEXT NOT NULL, blob BLOB NOT NULL,"
	" user INTEGER NOT NULL, made INTEGER NOT NULL, state INTEGER NOT NULL,"
	" target_url TEXT, context TEXT NOT NULL, description TEXT,"
	" clock INTEGER NOT NULL);"
	"CREATE INDEX test_by_mail ON test(project, blob);"
	"CREATE INDEX test_by_clock ON test(clock);"
	"CREATE TABLE answer(id INTEGER PRIMARY KEY, project INTEGER NOT NULL,"
	" message_id TEXT NOT NULL, blob BLOB NOT NULL, addressed INTEGER NOT NULL,"
	" UNIQUE(project, blob));"
	"CREATE TABLE event(id INTEGER PRIMARY KEY AUTOINCREMENT, made INTEGER NOT NULL,"
	" kind INTEGER NOT NULL, project INTEGER NOT NULL, message_id TEXT NOT NULL,"
	" blob BLOB NOT NULL, user INTEGER NOT NULL, before TEXT, after TEXT,"
	" test INTEGER);"
	"CREATE INDEX event_by_made ON event(made);"
	"CREATE TABLE cursor(hook TEXT NOT NULL, project INTEGER NOT NULL,"
	" position INTEGER NOT NULL, event INTEGER NOT NULL,"
	" PRIMARY KEY(hook, project)) WITHOUT ROWID;"
	"CREATE TABLE told(project INTEGER NOT NULL, blob BLOB NOT NULL,"
	" hook TEXT NOT NULL, state INTEGER NOT NULL,"
	" PRIMARY KEY(hook, project, blob)) WITHOUT ROWID;"
	"CREATE TABLE delivery(id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" hook TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, body TEXT,"
	" made INTEGER NOT NULL, tries INTEGER NOT NULL, due INTEGER,"
	" done INTEGER, problem TEXT, UNIQUE(hook, key));"
	"CREATE INDEX delivery_by_due ON delivery(due) WHERE due IS NOT NULL;",
	/* Deliveries wait in their order, and when to try again is the hook's. */
	"CREATE TABLE pause(hook TEXT PRIMARY KEY, since INTEGER NOT NULL,"
	" tries INTEGER NOT NULL, due INTEGER NOT NULL) WITHOUT ROWID;"
	"DROP INDEX delivery_by_due;"
	"CREATE INDEX delivery_waiting ON delivery(hook, id) WHERE due IS NOT NULL;"
	"ALTER TABLE cursor ADD COLUMN blob BLOB;",
	"CREATE TABLE bundle(id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" owner INTEGER NOT NULL, project INTEGER NOT NULL, name TEXT NOT NULL,"
	" public INTEGER NOT NULL, UNIQUE(owner, name));"
	"CREATE TABLE bundle_patch(bundle INTEGER NOT NULL, place INTEGER NOT NULL,"
	" message_id TEXT NOT NULL, blob BLOB NOT NULL,"
	" PRIMARY KEY(bundle, place)) WITHOUT ROWID;",
};

enum { current = G_N_ELEMENTS(steps) };

/* "what: reason"; always false. */
static bool
fail(td_ledger *ledger, const char *what, GError **error)
{
	int code = sqlite3_errcode(ledger->db);

	g_set_error(error, TD_ERROR,
	    code == SQLITE_CANTOPEN || code == SQLITE_FULL || code == SQLITE_IOERR
		? TD_ERROR_IO
	    : code == SQLITE_BUSY ? TD_ERROR_UNREADY
				  : TD_ERROR_DATABASE,
	    "'%s': %s: %s", ledger->path, what, sqlite3_errmsg(ledger->db));
	return false;
}

sqlite3_stmt *
td_ledger_prepare(td_ledger *ledger, const char *text, GError **error)
{
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(ledger->db, text, -1, &stmt, NULL) != SQLITE_OK)
		fail(ledger, "asking", error);
	return stmt;
}

bool
td_ledger_step(td_ledger *ledger, sqlite3_stmt *stmt, bool *row, GError **error)
{
	int got = sqlite3_step(stmt);

	*row = got == SQLITE_ROW;
	return got == SQLITE_ROW || got == SQLITE_DONE || fail(ledger, "reading", error);
}

bool
td_ledger_run(td_ledger *ledger, sqlite3_stmt *stmt, GError **error)
{
	int got = sqlite3_step(stmt);

	return got == SQLITE_DONE || got == SQLITE_ROW || fail(ledger, "writing", error);
}

static bool
exec(td_ledger *ledger, const char *text, GError **error)
{
	return sqlite3_exec(ledger->db, text, NULL, NULL, NULL) == SQLITE_OK ||
	       fail(ledger, "writing", error);
}

static bool
read_number(td_ledger *ledger, const char *text, int64_t *number, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger, text, error);
	bool row;

	if (stmt == NULL || !td_ledger_step(ledger, stmt, &row, error))
		return false;
	*number = row ? sqlite3_column_int64(stmt, 0) : 0;
	return true;
}

static bool
carry_out(td_ledger *ledger, int64_t version, GError **error)
{
	char marks[96];

	for (size_t i = (size_t)version; i < current; i++) {
		if (!exec(ledger, steps[i], error))
			return false;
	}
	snprintf(marks, sizeof marks,
	    "PRAGMA application_id = %d; PRAGMA user_version = %d;", application,
	    current);
	return exec(ledger, marks, error);
}

/* Whether the file is ours, and of no newer program. */
static bool
judge(td_ledger *ledger, int64_t *version, GError **error)
{
	int64_t mark = 0, tables = 0;

	if (!read_number(ledger, "PRAGMA user_version", version, error) ||
	    !read_number(ledger, "PRAGMA application_id", &mark, error) ||
	    !read_number(ledger, "SELECT count(*) FROM sqlite_schema", &tables, error))
		return false;
	if (tables > 0 && mark != application) {
		g_set_error(error, TD_ERROR, TD_ERROR_DATABASE,
		    "'%s' is a database of another program", ledger->path);
		return false;
	}
	if (*version > current) {
		g_set_error(error, TD_ERROR, TD_ERROR_DATABASE,
		    "'%s' was made by a newer tidings (version %" G_GINT64_FORMAT
		    ", this one has %d)",
		    ledger->path, *version, current);
		return false;
	}
	return true;
}

/*
 * Another process may be making it at this moment: only what is read while nobody else
 * writes belongs together.
 */
static bool
bring_up_to_date(td_ledger *ledger, GError **error)
{
	int64_t version = 0;

	if (!td_ledger_begin(ledger, error))
		return false;
	if (!judge(ledger, &version, error) || !carry_out(ledger, version, error)) {
		td_ledger_rollback(ledger);
		return false;
	}
	return td_ledger_commit(ledger, error);
}

static bool
check(td_ledger *ledger, GError **error)
{
	int64_t version = 0;

	if (!read_number(ledger, "PRAGMA user_version", &version, error))
		return false;
	return version == current ? judge(ledger, &version, error)
				  : bring_up_to_date(ledger, error);
}

/* SQLite does not wait for others here, whatever it was told, so this does. */
static bool
keep_log(td_ledger *ledger, GError **error)
{
	const gint64 end = g_get_monotonic_time() + (gint64)wait_ms * 1000;
	int got;

	while ((got = sqlite3_exec(ledger->db, "PRAGMA journal_mode = WAL", NULL, NULL,
		    NULL)) == SQLITE_BUSY &&
	       g_get_monotonic_time() < end)
		g_usleep(2000);
	return got == SQLITE_OK || fail(ledger, "opening", error);
}

/*
 * SQLite makes files that all may read; tokens' hashes and hooks' bodies are nobody
 * else's. A file that is there is not opened: to close it would take away the locks that
 * this process has on it by another handle (POSIX), and the next program that ends would
 * throw away a log that is in use, with all that comes into it later.
 */
static bool
make_private(const char *path, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);
	int file;

	if (g_mkdir_with_parents(folder, 0700) == 0) {
		file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (file >= 0)
			close(file);
		if (file >= 0 || errno == EEXIST)
			return true;
	}
	g_set_error(error, TD_ERROR, TD_ERROR_IO, "'%s': %s", path, g_strerror(errno));
	return false;
}

td_ledger *
td_ledger_open(const char *path, GError **error)
{
	g_autoptr(td_ledger) ledger = g_new0(td_ledger, 1);

	ledger->path = g_strdup(path);
	if (!make_private(path, error))
		return NULL;
	if (sqlite3_open_v2(path, &ledger->db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
		fail(ledger, "opening", error);
		return NULL;
	}
	sqlite3_busy_timeout(ledger->db, wait_ms);
	/* It is small and nowhere else: each commit is on the disk before it counts. */
	if (!exec(ledger, "PRAGMA synchronous = FULL", error) || !check(ledger, error) ||
	    !keep_log(ledger, error))
		return NULL;
	return g_steal_pointer(&ledger);
}

void
td_ledger_close(td_ledger *ledger)
{
	if (ledger == NULL)
		return;
	sqlite3_close_v2(ledger->db);
	g_free(ledger->path);
	g_free(ledger);
}

bool
td_ledger_begin(td_ledger *ledger, GError **error)
{
	ledger->writing = exec(ledger, "BEGIN IMMEDIATE", error);
	return ledger->writing;
}

bool
td_ledger_commit(td_ledger *ledger, GError **error)
{
	if (!exec(ledger, "COMMIT", error)) {
		td_ledger_rollback(ledger);
		return false;
	}
	ledger->writing = false;
	return true;
}

void
td_ledger_rollback(td_ledger *ledger)
{
	if (ledger->writing)
		sqlite3_exec(ledger->db, "ROLLBACK", NULL, NULL, NULL);
	ledger->writing = false;
}

bool
td_ledger_enter(td_ledger *ledger, bool *own, GError **error)
{
	*own = !ledger->writing;
	return !*own || td_ledger_begin(ledger, error);
}

bool
td_ledger_leave(td_ledger *ledger, bool own, bool ok, GError **error)
{
	if (own && ok)
		return td_ledger_commit(ledger, error);
	if (own)
		td_ledger_rollback(ledger);
	return ok;
}

bool
td_ledger_tick(td_ledger *ledger, GError **error)
{
	return exec(ledger, "UPDATE clock SET now = now + 1", error);
}

bool
td_ledger_clock(td_ledger *ledger, int64_t *clock, GError **error)
{
	return read_number(ledger, "SELECT now FROM clock", clock, error);
}

void
td_ledger_bind_text(sqlite3_stmt *stmt, int at, const char *text)
{
	if (text != NULL)
		sqlite3_bind_text(stmt, at, text, -1, SQLITE_TRANSIENT);
	else
		sqlite3_bind_null(stmt, at);
}

void
td_ledger_bind_oid(sqlite3_stmt *stmt, int at, const td_oid *oid)
{
	sqlite3_bind_blob(stmt, at, oid->id, sizeof oid->id, SQLITE_TRANSIENT);
}

void
td_ledger_bind_key(sqlite3_stmt *stmt, int at, const td_ledger_key *key)
{
	sqlite3_bind_int64(stmt, at, key->project);
	td_ledger_bind_text(stmt, at + 1, key->message_id);
	td_ledger_bind_oid(stmt, at + 2, &key->blob);
}

void
td_ledger_take_key(sqlite3_stmt *stmt, int at, td_ledger_key *key)
{
	const void *blob = sqlite3_column_blob(stmt, at + 2);

	*key = (td_ledger_key){ .project = (unsigned)sqlite3_column_int64(stmt, at),
		.message_id = td_ledger_text(stmt, at + 1) };
	if (sqlite3_column_bytes(stmt, at + 2) == (int)sizeof key->blob.id)
		memcpy(key->blob.id, blob, sizeof key->blob.id);
}

const char *
td_ledger_text(sqlite3_stmt *stmt, int at)
{
	return (const char *)sqlite3_column_text(stmt, at);
}

bool
td_ledger_find_project(
    td_ledger *ledger, const char *list, unsigned *project, GError **error)
{
	g_autoptr(td_statement) stmt =
	    td_ledger_prepare(ledger, "SELECT id FROM project WHERE name = ?1", error);
	bool row;

	if (stmt == NULL)
		return false;
	td_ledger_bind_text(stmt, 1, list);
	if (!td_ledger_step(ledger, stmt, &row, error))
		return false;
	*project = row ? (unsigned)sqlite3_column_int64(stmt, 0) : 0;
	return true;
}

static bool
add_project(td_ledger *ledger, const char *list, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(
	    ledger, "INSERT OR IGNORE INTO project(name) VALUES(?1)", error);

	if (stmt == NULL)
		return false;
	td_ledger_bind_text(stmt, 1, list);
	return td_ledger_run(ledger, stmt, error);
}

bool
td_ledger_project(td_ledger *ledger, const char *list, unsigned *project, GError **error)
{
	unsigned found = 0;

	if (!td_ledger_find_project(ledger, list, &found, error))
		return false;
	if (found == 0 && (!add_project(ledger, list, error) ||
			      !td_ledger_find_project(ledger, list, &found, error)))
		return false;
	if (found >= TD_MAX_PROJECTS) {
		g_set_error(error, TD_ERROR, TD_ERROR_LIMIT,
		    "'%s' would be list number %u, and numbers end at %d", list, found,
		    TD_MAX_PROJECTS - 1);
		return false;
	}
	*project = found;
	return true;
}

char *
td_ledger_project_name(td_ledger *ledger, unsigned project, GError **error)
{
	g_autoptr(td_statement) stmt =
	    td_ledger_prepare(ledger, "SELECT name FROM project WHERE id = ?1", error);
	bool row;

	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, project);
	if (!td_ledger_step(ledger, stmt, &row, error) || !row)
		return NULL;
	return g_strdup(td_ledger_text(stmt, 0));
}
