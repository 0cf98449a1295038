/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "home.h"
#include "lists/cursor.h"
#include "lists/library.h"
#include "lists/name.h"

static void
a_name_is_safe_as_a_folder(void **state)
{
	static const char *const good[] = { "kvm", "linux-kernel", "c++", "9p_dev", "a.b",
		"0" };
	static const char *const bad[] = { "", ".", "..", "a/b", "/a", ".hidden", "-x",
		"a..b", "a\nb", "a b", "a\"b", "a]", "x.lock", "x.git", "a\\b", "x.",
		"\303\244", "~" };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
		assert_true(td_list_name_check(good[i], NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;

		assert_false(td_list_name_check(bad[i], &error));
		assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_USAGE));
	}
}

static void
lists_come_from_the_settings(void **state)
{
	g_autoptr(td_config) config = open_config(
	    "[tidings]\n\tdataDir = ~/there\n"
	    "[list \"kvm\"]\n\turl = https://lists.example.org/kvm/\n\tsince = x\n"
	    "[list \"a\"]\n\tdir = /srv/a\n\turl = https://lists.example.org/a/\n"
	    "[list \"../trick\"]\n\tdir = /srv/b\n"
	    "[list \"none\"]\n\tsince = x\n");
	g_autoptr(td_library) library = open_library(config);
	const td_list *list;

	(void)state;
	assert_int_equal(td_library_lists(library)->len, 2);
	assert_int_equal(td_library_problems(library)->len, 2);
	list = td_library_lists(library)->pdata[0];
	assert_string_equal(list->name, "a");
	assert_string_equal(list->dir, "/srv/a");
	assert_false(list->mirrored);
	list = td_library_find(library, "kvm");
	assert_true(list->mirrored);
	assert_string_equal(list->since, "x");
	assert_true(g_str_has_suffix(list->dir, "/there/lists/kvm"));
	assert_true(
	    g_str_has_suffix(td_library_index_path(library), "/there/index.sqlite"));
	assert_null(td_library_find(library, "none"));
}

static void
settings_are_put_all_together_and_taken_out(void **state)
{
	g_autoptr(td_config) config = open_config("[core]\n\tx = 1\n");
	const td_setting some[] = { { "list.kvm.url", "https://h.example.org/kvm/" },
		{ "list.kvm.since", "2026-01-01" }, { "list.b.dir", "/srv/b c\"d" } };
	g_autofree char *text = NULL;

	(void)state;
	assert_true(td_config_put(config, some, G_N_ELEMENTS(some), NULL));
	{
		g_autoptr(td_library) library = open_library(config);

		assert_int_equal(td_library_lists(library)->len, 2);
		assert_string_equal(td_library_find(library, "b")->dir, "/srv/b c\"d");
	}
	assert_true(td_config_remove(config, "list.kvm.", NULL));
	{
		g_autoptr(td_library) library = open_library(config);

		assert_int_equal(td_library_lists(library)->len, 1);
	}
	assert_true(g_file_get_contents(td_config_own_path(config), &text, NULL, NULL));
	assert_non_null(strstr(text, "x = 1"));
	assert_null(strstr(text, "since"));
}

static void
a_cursor_is_found_as_it_was_put(void **state)
{
	g_autoptr(td_config) config = open_config("");
	g_autoptr(td_library) library = open_library(config);
	td_cursor cursor = { .epoch = 3, .position = 77, .received = -5 };
	td_cursor read = { 0 };
	bool found = true;

	(void)state;
	memset(cursor.commit.id, 0xa7, sizeof cursor.commit.id);
	assert_true(td_cursor_find(library, "kvm", &read, &found, NULL));
	assert_false(found);
	assert_true(td_cursor_put(library, "kvm", &cursor, NULL));
	cursor.position = 78;
	assert_true(td_cursor_put(library, "kvm", &cursor, NULL));
	assert_true(td_cursor_find(library, "kvm", &read, &found, NULL));
	assert_true(found);
	assert_int_equal(read.epoch, 3);
	assert_int_equal(read.position, 78);
	assert_int_equal(read.received, -5);
	assert_memory_equal(&read.commit, &cursor.commit, sizeof cursor.commit);
	assert_true(td_cursor_remove(library, "kvm", NULL));
	assert_true(td_cursor_find(library, "kvm", &read, &found, NULL));
	assert_false(found);
}

static void
a_damaged_cursor_is_named(void **state)
{
	g_autoptr(td_config) config = open_config("");
	g_autoptr(td_library) library = open_library(config);
	g_autofree char *file =
	    g_build_filename(td_library_folder(library), "cursors", NULL);
	g_autoptr(GError) error = NULL;
	td_cursor cursor;
	bool found;

	(void)state;
	g_mkdir_with_parents(td_library_folder(library), 0700);
	assert_true(
	    g_file_set_contents(file, "[cursor \"kvm\"]\n\tcommit = 12\n", -1, NULL));
	assert_false(td_cursor_find(library, "kvm", &cursor, &found, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_MALFORMED));
	assert_non_null(strstr(error->message, "kvm"));
	g_clear_error(&error);
	/* One that cannot be read at all is no list without a cursor, and nothing is
	 * written over it. */
	assert_true(g_file_set_contents(file, "[cursor \"kvm\n", -1, NULL));
	assert_false(td_cursor_find(library, "kvm", &cursor, &found, &error));
	assert_non_null(error);
	assert_false(td_cursor_put(library, "kvm", &(td_cursor){ 0 }, NULL));
	assert_false(td_cursor_remove(library, "kvm", NULL));
	g_unlink(file);
}

static void
without_an_index_it_is_said_what_to_do(void **state)
{
	g_autoptr(td_config) config = open_config("");
	g_autoptr(td_library) library = open_library(config);
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_null(td_library_index(library, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_NOT_FOUND));
	assert_non_null(strstr(error->message, "tidings add"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_safe_as_a_folder),
		cmocka_unit_test(lists_come_from_the_settings),
		cmocka_unit_test(settings_are_put_all_together_and_taken_out),
		cmocka_unit_test(a_cursor_is_found_as_it_was_put),
		cmocka_unit_test(a_damaged_cursor_is_named),
		cmocka_unit_test(without_an_index_it_is_said_what_to_do),
	};

	return cmocka_run_group_tests(tests, make_home, remove_folder);
}
