/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ledger/delivery.c - the queue of webhooks and what was told already */
#include "ledger/delivery.h"

#include <string.h>

#include "ledger/store.h"

bool
td_hook_find_cursor(td_ledger *ledger, const char *hook, unsigned project,
    td_hook_cursor *cursor, bool *found, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "SELECT project, '', blob, position, event FROM cursor"
	    " WHERE hook = ?1 AND project = ?2",
	    error);
	td_ledger_key key;

	if (stmt == NULL)
		return false;
	td_ledger_bind_text(stmt, 1, hook);
	sqlite3_bind_int64(stmt, 2, project);
	if (!td_ledger_step(ledger, stmt, found, error))
		return false;
	if (!*found)
		return true;
	td_ledger_take_key(stmt, 0, &key);
	*cursor = (td_hook_cursor){ .position = sqlite3_column_int64(stmt, 3),
		.blob = key.blob,
		.event = sqlite3_column_int64(stmt, 4) };
	return true;
}

bool
td_hook_put_cursor(td_ledger *ledger, const char *hook, unsigned project,
    const td_hook_cursor *cursor, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(
	    ledger, "INSERT OR REPLACE INTO cursor VALUES(?1, ?2, ?3, ?4, ?5)", error);

	if (stmt == NULL)
		return false;
	td_ledger_bind_text(stmt, 1, hook);
	sqlite3_bind_int64(stmt, 2, project);
	sqlite3_bind_int64(stmt, 3, cursor->position);
	sqlite3_bind_int64(stmt, 4, cursor->event);
	td_ledger_bind_oid(stmt, 5, &cursor->blob);
	return td_ledger_run(ledger, stmt, error);
}

GHashTable *
td_hook_load_told(td_ledger *ledger, const char *hook, unsigned project, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "SELECT project, '', blob, state FROM told WHERE hook = ?1 AND project = ?2",
	    error);
	g_autoptr(GHashTable) told =
	    g_hash_table_new_full(td_oid_key_hash, td_oid_key_equal, g_free, NULL);
	bool row;

	if (stmt == NULL)
		return NULL;
	td_ledger_bind_text(stmt, 1, hook);
	sqlite3_bind_int64(stmt, 2, project);
	while (true) {
		td_ledger_key key;

		if (!td_ledger_step(ledger, stmt, &row, error))
			return NULL;
		if (!row)
			return g_steal_pointer(&told);
		td_ledger_take_key(stmt, 0, &key);
		g_hash_table_replace(told, g_memdup2(&key.blob, sizeof key.blob),
		    GINT_TO_POINTER(sqlite3_column_int(stmt, 3)));
	}
}

bool
td_hook_put_told(td_ledger *ledger, const char *hook, unsigned project,
    const td_oid *blob, unsigned state, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "INSERT OR REPLACE INTO told(hook, project, blob, state)"
	    " VALUES(?1, ?2, ?3, ?4)",
	    error);

	if (stmt == NULL)
		return false;
	td_ledger_bind_text(stmt, 1, hook);
	sqlite3_bind_int64(stmt, 2, project);
	td_ledger_bind_oid(stmt, 3, blob);
	sqlite3_bind_int64(stmt, 4, state);
	return td_ledger_run(ledger, stmt, error);
}

static void
free_delivery(void *data)
{
	td_delivery *delivery = data;

	g_free(delivery->hook);
	g_free(delivery->kind);
	g_free(delivery->key);
	g_free(delivery->body);
	g_free(delivery);
}

bool
td_delivery_add(
    td_ledger *ledger, const td_delivery_order *order, int64_t now, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "INSERT OR IGNORE INTO delivery(hook, key, kind, body, made, tries, due)"
	    " VALUES(?1, ?2, ?3, ?4, ?5, 0, ?5)",
	    error);

	if (stmt == NULL)
		return false;
	td_ledger_bind_text(stmt, 1, order->hook);
	td_ledger_bind_text(stmt, 2, order->key);
	td_ledger_bind_text(stmt, 3, order->kind);
	td_ledger_bind_text(stmt, 4, order->body);
	sqlite3_bind_int64(stmt, 5, now);
	return td_ledger_run(ledger, stmt, error);
}

GPtrArray *
td_delivery_load_waiting(
    td_ledger *ledger, const char *hook, unsigned limit, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "SELECT id, kind, body, made, tries, key FROM delivery"
	    " WHERE hook = ?1 AND due IS NOT NULL ORDER BY id LIMIT ?2",
	    error);
	g_autoptr(GPtrArray) waiting = g_ptr_array_new_with_free_func(free_delivery);
	bool row;

	if (stmt == NULL)
		return NULL;
	td_ledger_bind_text(stmt, 1, hook);
	sqlite3_bind_int64(stmt, 2, limit);
	while (true) {
		td_delivery *delivery;

		if (!td_ledger_step(ledger, stmt, &row, error))
			return NULL;
		if (!row)
			return g_steal_pointer(&waiting);
		delivery = g_new0(td_delivery, 1);
		delivery->id = sqlite3_column_int64(stmt, 0);
		delivery->hook = g_strdup(hook);
		delivery->kind = g_strdup(td_ledger_text(stmt, 1));
		delivery->body = g_strdup(td_ledger_text(stmt, 2));
		delivery->made = sqlite3_column_int64(stmt, 3);
		delivery->tries = (unsigned)sqlite3_column_int64(stmt, 4);
		delivery->key = g_strdup(td_ledger_text(stmt, 5));
		g_ptr_array_add(waiting, delivery);
	}
}

bool
td_delivery_any_waiting(td_ledger *ledger, const char *hook, bool *any, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "SELECT 1 FROM delivery WHERE hook = ?1 AND due IS NOT NULL LIMIT 1", error);

	if (stmt == NULL)
		return false;
	td_ledger_bind_text(stmt, 1, hook);
	return td_ledger_step(ledger, stmt, any, error);
}

bool
td_delivery_begin(td_ledger *ledger, int64_t id, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(
	    ledger, "UPDATE delivery SET tries = tries + 1 WHERE id = ?1", error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, id);
	return td_ledger_run(ledger, stmt, error);
}

bool
td_delivery_done(td_ledger *ledger, int64_t id, int64_t now, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "UPDATE delivery SET done = ?2, due = NULL, body = NULL, problem = NULL"
	    " WHERE id = ?1",
	    error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, id);
	sqlite3_bind_int64(stmt, 2, now);
	return td_ledger_run(ledger, stmt, error);
}

bool
td_delivery_failed(
    td_ledger *ledger, int64_t id, bool give_up, const char *problem, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "UPDATE delivery SET due = CASE ?2 WHEN 0 THEN due END, problem = ?3"
	    " WHERE id = ?1",
	    error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, id);
	sqlite3_bind_int(stmt, 2, give_up);
	td_ledger_bind_text(stmt, 3, problem);
	return td_ledger_run(ledger, stmt, error);
}

bool
td_hook_find_pause(
    td_ledger *ledger, const char *hook, td_hook_pause *pause, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(
	    ledger, "SELECT since, tries, due FROM pause WHERE hook = ?1", error);
	bool row;

	if (stmt == NULL)
		return false;
	td_ledger_bind_text(stmt, 1, hook);
	if (!td_ledger_step(ledger, stmt, &row, error))
		return false;
	*pause = (td_hook_pause){ 0 };
	if (row)
		*pause = (td_hook_pause){ .since = sqlite3_column_int64(stmt, 0),
			.tries = (unsigned)sqlite3_column_int64(stmt, 1),
			.due = sqlite3_column_int64(stmt, 2) };
	return true;
}

bool
td_hook_put_pause(
    td_ledger *ledger, const char *hook, const td_hook_pause *pause, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    pause->tries > 0 ? "INSERT OR REPLACE INTO pause VALUES(?1, ?2, ?3, ?4)"
			     : "DELETE FROM pause WHERE hook = ?1",
	    error);

	if (stmt == NULL)
		return false;
	td_ledger_bind_text(stmt, 1, hook);
	if (pause->tries > 0) {
		sqlite3_bind_int64(stmt, 2, pause->since);
		sqlite3_bind_int64(stmt, 3, pause->tries);
		sqlite3_bind_int64(stmt, 4, pause->due);
	}
	return td_ledger_run(ledger, stmt, error);
}

bool
td_delivery_summary(
    td_ledger *ledger, const char *hook, td_delivery_count *count, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "SELECT count(*) FILTER (WHERE due IS NOT NULL),"
	    " count(*) FILTER (WHERE done IS NOT NULL),"
	    " count(*) FILTER (WHERE due IS NULL AND done IS NULL),"
	    " (SELECT problem FROM delivery WHERE hook = ?1 AND problem IS NOT NULL"
	    " ORDER BY id DESC LIMIT 1) FROM delivery WHERE hook = ?1",
	    error);
	bool row;

	if (stmt == NULL)
		return false;
	td_ledger_bind_text(stmt, 1, hook);
	if (!td_ledger_step(ledger, stmt, &row, error))
		return false;
	*count = (td_delivery_count){
		.waiting = (uint64_t)sqlite3_column_int64(stmt, 0),
		.done = (uint64_t)sqlite3_column_int64(stmt, 1),
		.given_up = (uint64_t)sqlite3_column_int64(stmt, 2),
		.problem = g_strdup(td_ledger_text(stmt, 3)),
	};
	return true;
}
