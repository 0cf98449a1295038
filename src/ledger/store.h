/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ledger/store.h - what the files of this folder share: the open database and its
 * statements */
#pragma once

#include <sqlite3.h>

#include "ledger/ledger.h"

struct td_ledger {
	sqlite3 *db;
	char *path;
	bool writing; /* between begin and commit */
};

/* text is ours. NULL on error; finalize it (td_statement does so by itself). */
sqlite3_stmt *td_ledger_prepare(td_ledger *ledger, const char *text, GError **error);
/* *row tells whether there is one. */
bool td_ledger_step(td_ledger *ledger, sqlite3_stmt *stmt, bool *row, GError **error);
/* Of a statement that gives no rows. */
bool td_ledger_run(td_ledger *ledger, sqlite3_stmt *stmt, GError **error);
/* The clock goes on: within a transaction. */
bool td_ledger_tick(td_ledger *ledger, GError **error);

void td_ledger_bind_text(sqlite3_stmt *stmt, int at, const char *text); /* NULL: NULL */
void td_ledger_bind_oid(sqlite3_stmt *stmt, int at, const td_oid *oid);
void td_ledger_bind_key(sqlite3_stmt *stmt, int at, const td_ledger_key *key);
/* project, message_id and blob are the columns at, at + 1 and at + 2. Borrowed. */
void td_ledger_take_key(sqlite3_stmt *stmt, int at, td_ledger_key *key);
/* NULL for NULL. Borrowed. */
const char *td_ledger_text(sqlite3_stmt *stmt, int at);

typedef sqlite3_stmt td_statement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_statement, sqlite3_finalize)

/*
 * Opens a transaction where none is open, so that a call is whole by itself or a part of
 * the caller's. *own goes to td_ledger_leave, which ends what was opened here.
 */
bool td_ledger_enter(td_ledger *ledger, bool *own, GError **error);
bool td_ledger_leave(td_ledger *ledger, bool own, bool ok, GError **error);
