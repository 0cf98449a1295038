/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ledger/bundle.c - bundles and their patches, a row each */
#include "ledger/bundle.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "ledger/store.h"

#define COLUMNS "SELECT id, owner, project, name, public FROM bundle"

static void
clear_patch(void *data)
{
	g_free(((td_bundle_patch *)data)->message_id);
}

td_bundle *
td_bundle_new(void)
{
	return g_new0(td_bundle, 1);
}

static void
make_patches(td_bundle *bundle)
{
	g_clear_pointer(&bundle->patches, g_array_unref);
	bundle->patches = g_array_new(FALSE, FALSE, sizeof(td_bundle_patch));
	g_array_set_clear_func(bundle->patches, clear_patch);
}

void
td_bundle_append(td_bundle *bundle, const char *message_id, const td_oid *blob)
{
	td_bundle_patch patch = { g_strdup(message_id), *blob };

	if (bundle->patches == NULL)
		make_patches(bundle);
	g_array_append_val(bundle->patches, patch);
}

void
td_bundle_free(td_bundle *bundle)
{
	if (bundle == NULL)
		return;
	g_free(bundle->name);
	if (bundle->patches != NULL)
		g_array_unref(bundle->patches);
	g_free(bundle);
}

/* That the owner may have one more, and that no other one of theirs has the name. */
static bool
check_name(td_ledger *ledger, const td_bundle *bundle, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "SELECT count(*), coalesce(max(CASE WHEN name = ?2 THEN id END), 0) FROM "
	    "bundle"
	    " WHERE owner = ?1 AND id <> ?3",
	    error);
	int64_t other;
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, bundle->owner);
	td_ledger_bind_text(stmt, 2, bundle->name);
	sqlite3_bind_int64(stmt, 3, bundle->id);
	if (!td_ledger_step(ledger, stmt, &row, error))
		return false;
	other = sqlite3_column_int64(stmt, 1);
	if (other > 0)
		g_set_error(error, TD_ERROR, TD_ERROR_EXISTS,
		    "there is a bundle '%s' already, number %" G_GINT64_FORMAT,
		    bundle->name, other);
	else if (sqlite3_column_int64(stmt, 0) >= TD_MAX_BUNDLES)
		g_set_error(error, TD_ERROR, TD_ERROR_LIMIT,
		    "nobody has more than %d bundles", TD_MAX_BUNDLES);
	else
		return true;
	return false;
}

static bool
drop_patches(td_ledger *ledger, int64_t id, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(
	    ledger, "DELETE FROM bundle_patch WHERE bundle = ?1", error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, id);
	return td_ledger_run(ledger, stmt, error);
}

static bool
put_patches(td_ledger *ledger, int64_t id, const GArray *patches, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "INSERT INTO bundle_patch(bundle, place, message_id, blob)"
	    " VALUES(?1, ?2, ?3, ?4)",
	    error);

	if (stmt == NULL || !drop_patches(ledger, id, error))
		return false;
	for (guint i = 0; i < patches->len; i++) {
		const td_bundle_patch *one = &g_array_index(patches, td_bundle_patch, i);

		sqlite3_bind_int64(stmt, 1, id);
		sqlite3_bind_int64(stmt, 2, i);
		td_ledger_bind_text(stmt, 3, one->message_id);
		td_ledger_bind_oid(stmt, 4, &one->blob);
		if (!td_ledger_run(ledger, stmt, error))
			return false;
		sqlite3_reset(stmt);
	}
	return true;
}

static bool
add(td_ledger *ledger, const td_bundle *bundle, int64_t *id, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "INSERT INTO bundle(owner, project, name, public) VALUES(?1, ?2, ?3, ?4)",
	    error);

	if (stmt == NULL || !check_name(ledger, bundle, error))
		return false;
	sqlite3_bind_int64(stmt, 1, bundle->owner);
	sqlite3_bind_int64(stmt, 2, bundle->project);
	td_ledger_bind_text(stmt, 3, bundle->name);
	sqlite3_bind_int(stmt, 4, bundle->open);
	if (!td_ledger_run(ledger, stmt, error))
		return false;
	*id = sqlite3_last_insert_rowid(ledger->db);
	return (bundle->patches == NULL ||
		   put_patches(ledger, *id, bundle->patches, error)) &&
	       td_ledger_tick(ledger, error);
}

bool
td_bundle_add(td_ledger *ledger, const td_bundle *bundle, int64_t *id, GError **error)
{
	bool own;

	return td_ledger_enter(ledger, &own, error) &&
	       td_ledger_leave(ledger, own, add(ledger, bundle, id, error), error);
}

static bool
set(td_ledger *ledger, const td_bundle *bundle, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "UPDATE bundle SET name = ?3, public = ?4, project = coalesce(?5, project)"
	    " WHERE id = ?1 AND owner = ?2",
	    error);

	if (stmt == NULL || !check_name(ledger, bundle, error))
		return false;
	sqlite3_bind_int64(stmt, 1, bundle->id);
	sqlite3_bind_int64(stmt, 2, bundle->owner);
	td_ledger_bind_text(stmt, 3, bundle->name);
	sqlite3_bind_int(stmt, 4, bundle->open);
	if (bundle->patches != NULL)
		sqlite3_bind_int64(stmt, 5, bundle->project);
	if (!td_ledger_run(ledger, stmt, error))
		return false;
	if (sqlite3_changes(ledger->db) == 0) {
		g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "there is no bundle %" G_GINT64_FORMAT, bundle->id);
		return false;
	}
	return (bundle->patches == NULL ||
		   put_patches(ledger, bundle->id, bundle->patches, error)) &&
	       td_ledger_tick(ledger, error);
}

bool
td_bundle_set(td_ledger *ledger, const td_bundle *bundle, GError **error)
{
	bool own;

	return td_ledger_enter(ledger, &own, error) &&
	       td_ledger_leave(ledger, own, set(ledger, bundle, error), error);
}

static bool
drop(td_ledger *ledger, int64_t id, GError **error)
{
	g_autoptr(td_statement) stmt =
	    td_ledger_prepare(ledger, "DELETE FROM bundle WHERE id = ?1", error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, id);
	return td_ledger_run(ledger, stmt, error) && drop_patches(ledger, id, error) &&
	       td_ledger_tick(ledger, error);
}

bool
td_bundle_remove(td_ledger *ledger, int64_t id, GError **error)
{
	bool own;

	return td_ledger_enter(ledger, &own, error) &&
	       td_ledger_leave(ledger, own, drop(ledger, id, error), error);
}

static td_bundle *
take_bundle(sqlite3_stmt *stmt)
{
	td_bundle *bundle = g_new0(td_bundle, 1);

	bundle->id = sqlite3_column_int64(stmt, 0);
	bundle->owner = sqlite3_column_int64(stmt, 1);
	bundle->project = (unsigned)sqlite3_column_int64(stmt, 2);
	bundle->name = g_strdup(td_ledger_text(stmt, 3));
	bundle->open = sqlite3_column_int(stmt, 4) != 0;
	return bundle;
}

static td_bundle *
find(td_ledger *ledger, sqlite3_stmt *stmt, GError **error)
{
	bool row;

	if (!td_ledger_step(ledger, stmt, &row, error) || !row)
		return NULL;
	return take_bundle(stmt);
}

td_bundle *
td_bundle_find(td_ledger *ledger, int64_t id, GError **error)
{
	g_autoptr(td_statement) stmt =
	    td_ledger_prepare(ledger, COLUMNS " WHERE id = ?1", error);

	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, id);
	return find(ledger, stmt, error);
}

td_bundle *
td_bundle_find_name(td_ledger *ledger, int64_t owner, const char *name, GError **error)
{
	g_autoptr(td_statement) stmt =
	    td_ledger_prepare(ledger, COLUMNS " WHERE owner = ?1 AND name = ?2", error);

	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, owner);
	td_ledger_bind_text(stmt, 2, name);
	return find(ledger, stmt, error);
}

static void
free_bundle(void *data)
{
	td_bundle_free(data);
}

GPtrArray *
td_bundle_load_for(td_ledger *ledger, int64_t user, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(
	    ledger, COLUMNS " WHERE public <> 0 OR owner = ?1 ORDER BY id", error);
	g_autoptr(GPtrArray) bundles = g_ptr_array_new_with_free_func(free_bundle);
	bool row;

	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, user);
	while (td_ledger_step(ledger, stmt, &row, error)) {
		if (!row)
			return g_steal_pointer(&bundles);
		g_ptr_array_add(bundles, take_bundle(stmt));
	}
	return NULL;
}

bool
td_bundle_load_patches(td_ledger *ledger, td_bundle *bundle, GError **error)
{
	g_autoptr(td_statement) stmt = td_ledger_prepare(ledger,
	    "SELECT 0, message_id, blob FROM bundle_patch WHERE bundle = ?1"
	    " ORDER BY place",
	    error);
	bool row;

	if (stmt == NULL)
		return false;
	make_patches(bundle);
	sqlite3_bind_int64(stmt, 1, bundle->id);
	while (td_ledger_step(ledger, stmt, &row, error)) {
		td_ledger_key key;

		if (!row)
			return true;
		td_ledger_take_key(stmt, 0, &key);
		td_bundle_append(bundle, key.message_id, &key.blob);
	}
	return false;
}
