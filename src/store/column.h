/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/column.h - what goes into a statement and what comes out of its rows */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

/* What is bound is borrowed until the statement is reset or bound anew; what a column
 * gives, until the next step. */

/* NULL binds NULL. */
void td_bind_text(sqlite3_stmt *stmt, int at, const char *text);
void td_bind_blob(sqlite3_stmt *stmt, int at, const void *bytes, size_t n);
/* NULL for 0: an absent number takes no room. */
void td_bind_some(sqlite3_stmt *stmt, int at, int64_t number);

/* "" for NULL. */
const char *td_column_text(sqlite3_stmt *stmt, int at);
/* n bytes, zeros where the column has another length. */
void td_column_bytes(sqlite3_stmt *stmt, int at, void *bytes, size_t n);
