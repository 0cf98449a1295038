/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/column.c - what goes into a statement and what comes out of its rows */
#include "store/column.h"

#include <string.h>

void
td_bind_text(sqlite3_stmt *stmt, int at, const char *text)
{
	if (text == NULL)
		sqlite3_bind_null(stmt, at);
	else
		sqlite3_bind_text64(
		    stmt, at, text, strlen(text), SQLITE_STATIC, SQLITE_UTF8);
}

void
td_bind_blob(sqlite3_stmt *stmt, int at, const void *bytes, size_t n)
{
	if (n == 0)
		sqlite3_bind_null(stmt, at);
	else
		sqlite3_bind_blob64(stmt, at, bytes, n, SQLITE_STATIC);
}

void
td_bind_some(sqlite3_stmt *stmt, int at, int64_t number)
{
	if (number == 0)
		sqlite3_bind_null(stmt, at);
	else
		sqlite3_bind_int64(stmt, at, number);
}

const char *
td_column_text(sqlite3_stmt *stmt, int at)
{
	const char *text = (const char *)sqlite3_column_text(stmt, at);

	return text != NULL ? text : "";
}

void
td_column_bytes(sqlite3_stmt *stmt, int at, void *bytes, size_t n)
{
	const void *stored = sqlite3_column_blob(stmt, at);

	if (stored != NULL && (size_t)sqlite3_column_bytes(stmt, at) == n)
		memcpy(bytes, stored, n);
	else
		memset(bytes, 0, n);
}
