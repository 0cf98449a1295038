/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/site/test_serving.c - what a worker sees of an index that others write */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "../lists/home.h"
#include "base/error.h"
#include "site/serving.h"
#include "write/list.h"
#include "write/write.h"

/* An index with one more list than it has. */
static void
write_index(const char *path, const char *name)
{
	const td_index_options options = { .path = path, .write = true };
	g_autoptr(td_index) index = td_index_open(&options, NULL);
	int64_t list;

	assert_non_null(index);
	assert_true(td_index_begin(index, NULL));
	assert_true(td_index_put_list(index, name, &list, NULL));
	assert_true(td_index_commit(index, NULL));
}

static void
remove_index(const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm" };

	for (unsigned i = 0; i < G_N_ELEMENTS(ends); i++) {
		g_autofree char *file = g_strconcat(path, ends[i], NULL);

		g_unlink(file);
	}
}

static void
begin(td_serving *serving)
{
	g_autoptr(GError) error = NULL;

	if (!td_serving_begin(serving, &error))
		fail_msg("%s", error->message);
	td_serving_end(serving);
}

static void
numbers_are_good_as_long_as_the_index_is_the_same(void **state)
{
	g_autofree char *path = g_build_filename(*state, "index.sqlite", NULL);
	const td_serve_settings settings = { .index = path };
	g_autoptr(td_serving) serving = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *mark = NULL, *other = NULL;
	uint64_t before;

	td_config_close(open_config(""));
	serving = td_serving_open(&settings, &error);
	assert_non_null(serving);
	assert_false(td_serving_begin(serving, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_UNREADY));
	g_clear_error(&error);

	write_index(path, "one");
	begin(serving);
	before = serving->generation;
	begin(serving);
	assert_int_equal(serving->generation, before);
	mark = g_strdup(serving->mark);

	/* What somebody adds is another state of the same index. */
	write_index(path, "two");
	begin(serving);
	assert_int_equal(serving->generation, before);
	assert_string_not_equal(serving->mark, mark);

	/* Another file under that name has other numbers. */
	other = g_strconcat(path, ".new", NULL);
	write_index(other, "one");
	remove_index(path);
	assert_int_equal(g_rename(other, path), 0);
	begin(serving);
	assert_true(serving->generation > before);
	before = serving->generation;
	begin(serving);
	assert_int_equal(serving->generation, before);

	/* One that is gone has none, and the next one has others. */
	remove_index(path);
	assert_false(td_serving_begin(serving, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_UNREADY));
	assert_null(serving->index);
	assert_true(serving->generation > before);
	before = serving->generation;
	write_index(path, "one");
	begin(serving);
	assert_true(serving->generation > before);
	remove_index(path);
}

static void
what_is_no_index_has_no_numbers(void **state)
{
	g_autofree char *path = g_build_filename(*state, "other.sqlite", NULL);
	const td_serve_settings settings = { .index = path };
	g_autoptr(td_serving) serving = NULL;
	g_autoptr(GError) error = NULL;
	uint64_t before;

	td_config_close(open_config(""));
	write_index(path, "one");
	serving = td_serving_open(&settings, &error);
	assert_non_null(serving);
	begin(serving);
	before = serving->generation;
	remove_index(path);
	assert_true(
	    g_file_set_contents(path, "no database, but as long as one", -1, NULL));
	assert_false(td_serving_begin(serving, &error));
	assert_true(td_error_is_database(error));
	assert_true(serving->generation > before);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_good_as_long_as_the_index_is_the_same),
		cmocka_unit_test(what_is_no_index_has_no_numbers),
	};

	return cmocka_run_group_tests(tests, make_home, remove_folder);
}
