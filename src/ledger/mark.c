/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ledger/mark.c - states, delegates and the like, a row a patch */
#include "ledger/mark.h"

#include "ledger/store.h"

#define COLUMNS                                                                          \
	"SELECT project, message_id, blob, state, delegate, archived, commit_ref FROM "  \
	"mark"

/* The rows of a statement that asks for COLUMNS. */
static bool
each_row(
    td_ledger *ledger, sqlite3_stmt *stmt, td_mark_each each, void *data, GError **error)
{
	bool row;

	while (td_ledger_step(ledger, stmt, &row, error)) {
		td_ledger_key key;
		td_mark mark;

		if (!row)
			return true;
		td_ledger_take_key(stmt, 0, &key);
		mark = (td_mark){ .state = td_ledger_text(stmt, 3),
			.delegate = sqlite3_column_int64(stmt, 4),
			.archived = sqlite3_column_int(stmt, 5) != 0,
			.commit_ref = td_ledger_text(stmt, 6) };
		each(&key, &mark, data);
	}
	return false;
}

bool
td_mark_each_since(
    td_ledger *ledger, int64_t clock, td_mark_each each, void *data, GError **error)
{
	g_autoptr(td_statement) stmt =
	    td_ledger_prepare(ledger, COLUMNS " WHERE clock > ?1", error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, clock);
	return each_row(ledger, stmt, each, data, error);
}

bool
td_mark_find(td_ledger *ledger, const td_ledger_key *key, td_mark_each each, void *data,
    GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    COLUMNS " WHERE project = ?1 AND message_id = ?2 AND blob = ?3", error);

	if (stmt == NULL)
		return false;
	td_ledger_bind_key(stmt, 1, key);
	return each_row(ledger, stmt, each, data, error);
}

static bool
put_mark(td_ledger *ledger, const td_ledger_key *key, const td_mark *mark, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "INSERT OR REPLACE INTO mark(project, message_id, blob, state, delegate,"
	    " archived, commit_ref, clock)"
	    " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, now FROM clock",
	    error);

	if (stmt == NULL)
		return false;
	td_ledger_bind_key(stmt, 1, key);
	td_ledger_bind_text(stmt, 4, mark->state);
	if (mark->delegate != 0)
		sqlite3_bind_int64(stmt, 5, mark->delegate);
	sqlite3_bind_int(stmt, 6, mark->archived);
	td_ledger_bind_text(stmt, 7, mark->commit_ref);
	return td_ledger_run(ledger, stmt, error);
}

bool
td_mark_put(
    td_ledger *ledger, const td_ledger_key *key, const td_mark *mark, GError **error)
{
	bool own;

	if (!td_ledger_enter(ledger, &own, error))
		return false;
	return td_ledger_leave(ledger, own,
	    td_ledger_tick(ledger, error) && put_mark(ledger, key, mark, error), error);
}

bool
td_answer_is_addressed(
    td_ledger *ledger, const td_ledger_key *key, bool *addressed, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "SELECT addressed FROM answer WHERE project = ?1 AND message_id = ?2"
	    " AND blob = ?3",
	    error);
	bool row;

	if (stmt == NULL)
		return false;
	td_ledger_bind_key(stmt, 1, key);
	if (!td_ledger_step(ledger, stmt, &row, error))
		return false;
	*addressed = row && sqlite3_column_int(stmt, 0) != 0;
	return true;
}

static bool
put_answer(td_ledger *ledger, const td_ledger_key *key, bool addressed, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "INSERT OR REPLACE INTO answer(project, message_id, blob, addressed)"
	    " VALUES(?1, ?2, ?3, ?4)",
	    error);

	if (stmt == NULL)
		return false;
	td_ledger_bind_key(stmt, 1, key);
	sqlite3_bind_int(stmt, 4, addressed);
	return td_ledger_run(ledger, stmt, error);
}

bool
td_answer_put(td_ledger *ledger, const td_ledger_key *key, bool addressed, GError **error)
{
	bool own;

	if (!td_ledger_enter(ledger, &own, error))
		return false;
	return td_ledger_leave(ledger, own,
	    td_ledger_tick(ledger, error) && put_answer(ledger, key, addressed, error),
	    error);
}
