/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bundles: kept in their order, each its owner's, and in a file that knew none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "ledger/bundle.h"
#include "ledger/ledger.h"
#include "ledger/user.h"
#include "place.h"

static td_bundle *
make_bundle(int64_t owner, const char *name, unsigned n)
{
	td_bundle *bundle = td_bundle_new();
	td_ledger_key first = key_of(1, "a@b", 9), other = key_of(1, "c@d", 3);

	bundle->owner = owner;
	bundle->project = 1;
	bundle->name = g_strdup(name);
	for (unsigned i = 0; i < n; i++) {
		const td_ledger_key *key = i == 0 ? &first : &other;

		td_bundle_append(bundle, key->message_id, &key->blob);
	}
	return bundle;
}

static void
a_bundle_is_kept_in_its_order(void **state)
{
	td_ledger *ledger = open_it(state);
	g_autoptr(td_bundle) made = make_bundle(7, "mine", 2);
	g_autoptr(td_bundle) found = NULL;
	int64_t id = 0, before = 0, after = 0;

	assert_true(td_ledger_clock(ledger, &before, NULL));
	assert_true(td_bundle_add(ledger, made, &id, NULL));
	assert_true(td_ledger_clock(ledger, &after, NULL));
	assert_true(after > before);
	td_ledger_close(ledger);
	ledger = open_it(state);
	found = td_bundle_find_name(ledger, 7, "mine", NULL);
	assert_non_null(found);
	assert_int_equal(found->id, id);
	assert_false(found->open);
	assert_true(td_bundle_load_patches(ledger, found, NULL));
	assert_int_equal(found->patches->len, 2);
	assert_string_equal(
	    g_array_index(found->patches, td_bundle_patch, 0).message_id, "a@b");
	assert_int_equal(g_array_index(found->patches, td_bundle_patch, 1).blob.id[0], 3);
	assert_null(td_bundle_find_name(ledger, 8, "mine", NULL));
	assert_null(td_bundle_find(ledger, id + 1, NULL));
	td_ledger_close(ledger);
}

static void
a_bundle_is_changed_by_its_owner(void **state)
{
	g_autoptr(td_ledger) ledger = open_it(state);
	g_autoptr(td_bundle) mine = make_bundle(7, "mine", 2), other = NULL;
	g_autoptr(td_bundle) found = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) public = NULL, own = NULL;
	int64_t id = 0;

	assert_true(td_bundle_add(ledger, mine, &mine->id, NULL));
	other = make_bundle(8, "mine", 1);
	assert_true(td_bundle_add(ledger, other, &other->id, NULL));
	other->owner = 7;
	other->id = 0;
	assert_false(td_bundle_add(ledger, other, &id, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_EXISTS));
	g_clear_error(&error);
	mine->open = true;
	g_array_set_size(mine->patches, 1);
	assert_true(td_bundle_set(ledger, mine, NULL));
	public = td_bundle_load_for(ledger, 0, NULL);
	assert_int_equal(public->len, 1);
	own = td_bundle_load_for(ledger, 8, NULL);
	assert_int_equal(own->len, 2);
	found = td_bundle_find(ledger, mine->id, NULL);
	assert_true(td_bundle_load_patches(ledger, found, NULL));
	assert_int_equal(found->patches->len, 1);
	mine->owner = 8;
	g_free(mine->name);
	mine->name = g_strdup("stolen");
	assert_false(td_bundle_set(ledger, mine, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_NOT_FOUND));
	assert_true(td_bundle_remove(ledger, mine->id, NULL));
	assert_null(td_bundle_find(ledger, mine->id, NULL));
}

static void
bundles_of_one_user_end(void **state)
{
	g_autoptr(td_ledger) ledger = open_it(state);
	g_autoptr(GError) error = NULL;
	int64_t id;

	assert_true(td_ledger_begin(ledger, NULL));
	for (unsigned i = 0; i <= TD_MAX_BUNDLES; i++) {
		g_autofree char *name = g_strdup_printf("bundle %u", i);
		g_autoptr(td_bundle) bundle = make_bundle(7, name, 1);

		assert_int_equal(
		    td_bundle_add(ledger, bundle, &id, &error), i < TD_MAX_BUNDLES);
	}
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_LIMIT));
	assert_true(td_ledger_commit(ledger, NULL));
}

/* The file of a program that knew no bundles, with somebody in it. */
static void
an_older_file_keeps_what_it_has(void **state)
{
	const place *self = *state;
	const td_user ann = { .name = (char *)(uintptr_t) "ann" };
	g_autoptr(td_bundle) made = make_bundle(1, "mine", 1);
	g_autoptr(td_user) found = NULL;
	g_autofree char *token = NULL;
	td_ledger *ledger = open_it(state);
	sqlite3 *db = NULL;
	int64_t id;

	assert_true(td_user_put(ledger, &ann, &token, NULL));
	td_ledger_close(ledger);
	assert_int_equal(sqlite3_open(self->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db,
			     "DROP TABLE bundle; DROP TABLE bundle_patch;"
			     "PRAGMA user_version = 2",
			     NULL, NULL, NULL),
	    SQLITE_OK);
	sqlite3_close(db);
	ledger = open_it(state);
	found = td_user_find_token(ledger, token, NULL);
	assert_non_null(found);
	assert_true(td_bundle_add(ledger, made, &id, NULL));
	td_ledger_close(ledger);
}

/* There is no second copy of what it holds. */
static void
a_file_of_another_program_or_a_newer_one_is_left_alone(void **state)
{
	static const struct {
		const char *change, *said;
	} cases[] = { { "PRAGMA application_id = 7", "of another program" },
		{ "PRAGMA user_version = 1000", "by a newer tidings" } };
	const place *self = *state;

	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *before = NULL, *after = NULL;
		gsize n, m;
		sqlite3 *db = NULL;

		td_ledger_close(open_it(state));
		assert_int_equal(sqlite3_open(self->path, &db), SQLITE_OK);
		assert_int_equal(
		    sqlite3_exec(db, cases[i].change, NULL, NULL, NULL), SQLITE_OK);
		sqlite3_close(db);
		assert_true(g_file_get_contents(self->path, &before, &n, NULL));
		assert_null(td_ledger_open(self->path, &error));
		assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_DATABASE));
		assert_non_null(strstr(error->message, cases[i].said));
		assert_true(g_file_get_contents(self->path, &after, &m, NULL));
		assert_int_equal(n, m);
		assert_memory_equal(before, after, n);
		assert_int_equal(g_unlink(self->path), 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_bundle_is_kept_in_its_order, make_place, drop_place),
		cmocka_unit_test_setup_teardown(
		    a_bundle_is_changed_by_its_owner, make_place, drop_place),
		cmocka_unit_test_setup_teardown(
		    bundles_of_one_user_end, make_place, drop_place),
		cmocka_unit_test_setup_teardown(
		    an_older_file_keeps_what_it_has, make_place, drop_place),
		cmocka_unit_test_setup_teardown(
		    a_file_of_another_program_or_a_newer_one_is_left_alone, make_place,
		    drop_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
