/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ledger/user.c - users, and tokens of which only the hash is kept */
#include "ledger/user.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "base/error.h"
#include "ledger/store.h"

enum { token_bytes = 20, hash_bytes = 32 };

#define COLUMNS "SELECT id, name, email, lists, made, token IS NULL FROM user"

static bool
make_token(char **token, GError **error)
{
	unsigned char bytes[token_bytes];
	GString *text;

	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) {
		g_set_error(error, TD_ERROR, TD_ERROR_IO,
		    "the system gives no random numbers: %s", g_strerror(errno));
		return false;
	}
	text = g_string_sized_new(2 * token_bytes);
	for (size_t i = 0; i < sizeof bytes; i++)
		g_string_append_printf(text, "%02x", bytes[i]);
	*token = g_string_free(text, FALSE);
	return true;
}

static void
bind_hash(sqlite3_stmt *stmt, int at, const char *token)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	unsigned char hash[hash_bytes];
	gsize n = sizeof hash;

	g_checksum_update(sum, (const unsigned char *)token, (gssize)strlen(token));
	g_checksum_get_digest(sum, hash, &n);
	sqlite3_bind_blob(stmt, at, hash, (int)n, SQLITE_TRANSIENT);
}

static td_user *
take_user(sqlite3_stmt *stmt)
{
	td_user *user = g_new0(td_user, 1);

	user->id = sqlite3_column_int64(stmt, 0);
	user->name = g_strdup(td_ledger_text(stmt, 1));
	user->email = g_strdup(td_ledger_text(stmt, 2));
	user->lists = g_strdup(td_ledger_text(stmt, 3));
	user->made = sqlite3_column_int64(stmt, 4);
	user->revoked = sqlite3_column_int(stmt, 5) != 0;
	return user;
}

void
td_user_free(td_user *user)
{
	if (user == NULL)
		return;
	g_free(user->name);
	g_free(user->email);
	g_free(user->lists);
	g_free(user);
}

bool
td_user_put(td_ledger *ledger, const td_user *user, char **token, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "INSERT INTO user(name, email, token, lists, made) VALUES(?1, ?2, ?3, ?4, ?5)"
	    " ON CONFLICT(name) DO UPDATE SET email = ?2, token = ?3, lists = ?4",
	    error);
	g_autofree char *fresh = NULL;

	if (stmt == NULL || !make_token(&fresh, error))
		return false;
	td_ledger_bind_text(stmt, 1, user->name);
	td_ledger_bind_text(stmt, 2, user->email != NULL ? user->email : "");
	bind_hash(stmt, 3, fresh);
	td_ledger_bind_text(stmt, 4, user->lists);
	sqlite3_bind_int64(stmt, 5, user->made);
	if (!td_ledger_run(ledger, stmt, error))
		return false;
	*token = g_steal_pointer(&fresh);
	return true;
}

bool
td_user_revoke(td_ledger *ledger, const char *name, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(
	    ledger, "UPDATE user SET token = NULL WHERE name = ?1", error);

	if (stmt == NULL)
		return false;
	td_ledger_bind_text(stmt, 1, name);
	if (!td_ledger_run(ledger, stmt, error))
		return false;
	if (sqlite3_changes(ledger->db) > 0)
		return true;
	g_set_error(
	    error, TD_ERROR, TD_ERROR_NOT_FOUND, "nobody here is called '%s'", name);
	return false;
}

static td_user *
find(td_ledger *ledger, sqlite3_stmt *stmt, GError **error)
{
	bool row;

	if (!td_ledger_step(ledger, stmt, &row, error) || !row)
		return NULL;
	return take_user(stmt);
}

td_user *
td_user_find_token(td_ledger *ledger, const char *token, GError **error)
{
	g_autoptr(td_statement) stmt =
	    td_ledger_prepare(ledger, COLUMNS " WHERE token = ?1", error);

	if (stmt == NULL)
		return NULL;
	bind_hash(stmt, 1, token);
	return find(ledger, stmt, error);
}

td_user *
td_user_find_name(td_ledger *ledger, const char *name, GError **error)
{
	g_autoptr(td_statement) stmt =
	    td_ledger_prepare(ledger, COLUMNS " WHERE name = ?1", error);

	if (stmt == NULL)
		return NULL;
	td_ledger_bind_text(stmt, 1, name);
	return find(ledger, stmt, error);
}

td_user *
td_user_find_id(td_ledger *ledger, int64_t id, GError **error)
{
	g_autoptr(td_statement) stmt =
	    td_ledger_prepare(ledger, COLUMNS " WHERE id = ?1", error);

	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, id);
	return find(ledger, stmt, error);
}

static void
free_user(void *data)
{
	td_user_free(data);
}

GPtrArray *
td_user_load_all(td_ledger *ledger, GError **error)
{
	g_autoptr(td_statement) stmt =
	    td_ledger_prepare(ledger, COLUMNS " ORDER BY id", error);
	g_autoptr(GPtrArray) users = g_ptr_array_new_with_free_func(free_user);
	bool row;

	if (stmt == NULL)
		return NULL;
	while (true) {
		if (!td_ledger_step(ledger, stmt, &row, error))
			return NULL;
		if (!row)
			return g_steal_pointer(&users);
		g_ptr_array_add(users, take_user(stmt));
	}
}

bool
td_user_may_write(const td_user *user, const char *list)
{
	g_auto(GStrv) names = NULL;

	if (user->revoked)
		return false;
	if (user->lists == NULL)
		return true;
	names = g_strsplit(user->lists, ",", -1);
	return g_strv_contains((const char *const *)names, list);
}
