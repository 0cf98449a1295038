/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ledger/check.c - checks: added, never changed */
#include "ledger/check.h"

#include <string.h>

#include "ledger/store.h"

#define COLUMNS "SELECT id, user, made, state, target_url, context, description FROM test"

static const char *const words[TD_CHECK_COUNT] = {
	[TD_CHECK_PENDING] = "pending",
	[TD_CHECK_SUCCESS] = "success",
	[TD_CHECK_WARNING] = "warning",
	[TD_CHECK_FAIL] = "fail",
};

const char *
td_check_word(td_check_state state)
{
	return words[state];
}

bool
td_check_find_word(const char *word, td_check_state *state)
{
	for (unsigned i = 0; i < TD_CHECK_COUNT; i++) {
		if (strcmp(words[i], word) == 0) {
			*state = (td_check_state)i;
			return true;
		}
	}
	return false;
}

void
td_check_free(td_check *check)
{
	if (check == NULL)
		return;
	g_free(check->target_url);
	g_free(check->context);
	g_free(check->description);
	g_free(check);
}

static void
free_check(void *data)
{
	td_check_free(data);
}

static char *
dup_text(sqlite3_stmt *stmt, int at)
{
	const char *text = td_ledger_text(stmt, at);

	return g_strdup(text != NULL ? text : "");
}

static td_check *
take_check(sqlite3_stmt *stmt)
{
	td_check *check = g_new0(td_check, 1);
	int state = sqlite3_column_int(stmt, 3);

	check->id = sqlite3_column_int64(stmt, 0);
	check->user = sqlite3_column_int64(stmt, 1);
	check->made = sqlite3_column_int64(stmt, 2);
	check->state = state >= 0 && state < TD_CHECK_COUNT ? (td_check_state)state
							    : TD_CHECK_PENDING;
	check->target_url = dup_text(stmt, 4);
	check->context = dup_text(stmt, 5);
	check->description = dup_text(stmt, 6);
	return check;
}

static bool
add_check(td_ledger *ledger, const td_ledger_key *key, const td_check *check, int64_t *id,
    GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "INSERT INTO test(project, message_id, blob, user, made, state, target_url,"
	    " context, description, clock)"
	    " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, now FROM clock",
	    error);

	if (stmt == NULL)
		return false;
	td_ledger_bind_key(stmt, 1, key);
	sqlite3_bind_int64(stmt, 4, check->user);
	sqlite3_bind_int64(stmt, 5, check->made);
	sqlite3_bind_int(stmt, 6, (int)check->state);
	td_ledger_bind_text(stmt, 7, check->target_url);
	td_ledger_bind_text(stmt, 8, check->context);
	td_ledger_bind_text(stmt, 9, check->description);
	if (!td_ledger_run(ledger, stmt, error))
		return false;
	*id = sqlite3_last_insert_rowid(ledger->db);
	return true;
}

bool
td_check_add(td_ledger *ledger, const td_ledger_key *key, const td_check *check,
    int64_t *id, GError **error)
{
	bool own;

	if (!td_ledger_enter(ledger, &own, error))
		return false;
	return td_ledger_leave(ledger, own,
	    td_ledger_tick(ledger, error) && add_check(ledger, key, check, id, error),
	    error);
}

GPtrArray *
td_check_load(td_ledger *ledger, const td_ledger_key *key, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    COLUMNS " WHERE project = ?1 AND message_id = ?2 AND blob = ?3 ORDER BY id",
	    error);
	g_autoptr(GPtrArray) checks = g_ptr_array_new_with_free_func(free_check);
	bool row;

	if (stmt == NULL)
		return NULL;
	td_ledger_bind_key(stmt, 1, key);
	while (true) {
		if (!td_ledger_step(ledger, stmt, &row, error))
			return NULL;
		if (!row)
			return g_steal_pointer(&checks);
		g_ptr_array_add(checks, take_check(stmt));
	}
}

td_check *
td_check_find(td_ledger *ledger, int64_t id, GError **error)
{
	g_autoptr(td_statement) stmt =
	    td_ledger_prepare(ledger, COLUMNS " WHERE id = ?1", error);
	bool row;

	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, id);
	if (!td_ledger_step(ledger, stmt, &row, error) || !row)
		return NULL;
	return take_check(stmt);
}

/* Of each user and context. */
static GHashTable *
find_newest(const GPtrArray *checks)
{
	GHashTable *newest = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < checks->len; i++) {
		td_check *check = g_ptr_array_index(checks, i);

		g_hash_table_replace(newest,
		    g_strdup_printf(
			"%" G_GINT64_FORMAT " %s", check->user, check->context),
		    check);
	}
	return newest;
}

void
td_check_thin(GPtrArray *checks)
{
	g_autoptr(GHashTable) newest = find_newest(checks);
	g_autoptr(GHashTable) kept = g_hash_table_new(NULL, NULL);
	GHashTableIter iter;
	void *value;

	g_hash_table_iter_init(&iter, newest);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		g_hash_table_add(kept, value);
	for (guint i = checks->len; i-- > 0;)
		if (!g_hash_table_contains(kept, checks->pdata[i]))
			g_ptr_array_remove_index(checks, i);
}

td_check_state
td_check_combine(const GPtrArray *checks)
{
	static const unsigned weight[TD_CHECK_COUNT] = {
		[TD_CHECK_SUCCESS] = 1,
		[TD_CHECK_PENDING] = 2,
		[TD_CHECK_WARNING] = 3,
		[TD_CHECK_FAIL] = 4,
	};
	g_autoptr(GHashTable) newest = find_newest(checks);
	td_check_state worst = TD_CHECK_SUCCESS;
	GHashTableIter iter;
	void *value;

	if (checks->len == 0)
		return TD_CHECK_PENDING;
	g_hash_table_iter_init(&iter, newest);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const td_check *check = value;

		if (weight[check->state] > weight[worst])
			worst = check->state;
	}
	return worst;
}

bool
td_check_each_since(td_ledger *ledger, int64_t clock,
    void (*each)(const td_ledger_key *key, td_check_state state, void *data), void *data,
    GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "SELECT DISTINCT project, message_id, blob FROM test WHERE clock > ?1",
	    error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, clock);
	while (td_ledger_step(ledger, stmt, &row, error)) {
		g_autoptr(GPtrArray) checks = NULL;
		td_ledger_key key;

		if (!row)
			return true;
		td_ledger_take_key(stmt, 0, &key);
		checks = td_check_load(ledger, &key, error);
		if (checks == NULL)
			return false;
		each(&key, td_check_combine(checks), data);
	}
	return false;
}
