/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/write/test_unlogged.c - an index is none until its first run is through */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/error.h"
#include "write/defer.h"
#include "write/write.h"

#include "../folder.h"
#include "corpus.h"

enum { many = 4096, too_many = 1000000 };

static char *
path_of(void **state, const char *name)
{
	return g_build_filename(*state, name, NULL);
}

static td_index *
open_to_read(const char *path, GError **error)
{
	return td_index_open(&(td_index_options){ .path = path }, error);
}

/* What a statement says, as text. g_free it. */
static char *
ask(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	char *text;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	text = g_strdup((const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return text;
}

static void
assert_unfinished(const char *path)
{
	g_autoptr(GError) error = NULL;
	td_index_age age = TD_INDEX_CURRENT;

	assert_true(td_index_is_unfinished(path));
	assert_null(open_to_read(path, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_NOT_FOUND));
	assert_true(td_index_find_age(path, &age, NULL));
	assert_int_equal(age, TD_INDEX_EMPTY);
}

static void
it_is_an_index_once_it_is_whole(void **state)
{
	g_autofree char *path = path_of(state, "first");
	g_autoptr(GError) error = NULL;
	g_autofree char *mode = NULL, *whole = NULL;
	td_index *index = corpus_open(path), *reader;

	assert_false(td_index_is_unfinished(path));
	assert_true(td_index_defer(index, many, &error));
	assert_unfinished(path);
	corpus_add_one(index, "1@x", 1);
	assert_unfinished(path);
	corpus_add_one(index, "2@x", 2);
	assert_true(td_index_settle(index, &error));
	/* The file's header says nothing of it yet: the log has it. */
	assert_false(td_index_is_unfinished(path));
	reader = open_to_read(path, &error);
	assert_non_null(reader);
	assert_int_equal(td_index_newest(reader), 2);
	td_index_close(reader);
	td_index_close(index);
	mode = ask(path, "PRAGMA journal_mode");
	assert_string_equal(mode, "wal");
	whole = ask(path, "PRAGMA integrity_check");
	assert_string_equal(whole, "ok");
}

/* It was killed there, in as far as a test can be. */
static void
one_that_came_to_no_end_is_none(void **state)
{
	g_autofree char *path = path_of(state, "killed");
	g_autoptr(GError) error = NULL;
	td_index *index = corpus_open(path);

	assert_true(td_index_defer(index, many, &error));
	corpus_add_one(index, "1@x", 1);
	td_index_close(index);
	assert_unfinished(path);
	assert_null(
	    td_index_open(&(td_index_options){ .path = path, .write = true }, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_NOT_FOUND));
}

/* Nobody who reads is shut out, and what a long run has is not lost. */
static void
others_keep_their_log(void **state)
{
	g_autofree char *read = path_of(state, "read"), *large = path_of(state, "large"),
			*second = path_of(state, "second");
	g_autoptr(GError) error = NULL;
	td_index *index = corpus_open(read), *reader = open_to_read(read, &error);

	assert_non_null(reader);
	assert_true(td_index_defer(index, many, &error));
	assert_false(td_index_is_unfinished(read));
	corpus_add_one(index, "1@x", 1);
	assert_true(td_index_settle(index, &error));
	td_index_close(reader);
	td_index_close(index);

	index = corpus_open(large);
	assert_true(td_index_defer(index, too_many, &error));
	assert_false(td_index_is_unfinished(large));
	td_index_close(index);

	index = corpus_open(second);
	corpus_add_one(index, "1@x", 1);
	assert_true(td_index_defer(index, many, &error));
	assert_false(td_index_is_unfinished(second));
	td_index_close(index);
}

/* The second epoch of a list is too much to be lost: from there on there is a log. */
static void
a_long_list_goes_on_with_one(void **state)
{
	g_autofree char *path = path_of(state, "epochs");
	g_autoptr(GError) error = NULL;
	g_autofree char *mode = NULL;
	td_index *index = corpus_open(path), *reader;

	assert_true(td_index_defer(index, many, &error));
	corpus_add_one(index, "1@x", 1);
	assert_true(td_index_defer(index, many, &error));
	assert_unfinished(path);
	assert_true(td_index_defer(index, too_many, &error));
	assert_false(td_index_is_unfinished(path));
	reader = open_to_read(path, &error);
	assert_non_null(reader);
	assert_int_equal(td_index_newest(reader), 1);
	td_index_close(reader);
	mode = ask(path, "PRAGMA journal_mode");
	assert_string_equal(mode, "wal");
	corpus_add_one(index, "2@x", 2);
	/* As if it were killed here: what was committed is there. */
	td_index_close(index);
	reader = open_to_read(path, &error);
	assert_non_null(reader);
	assert_int_equal(td_index_newest(reader), 2);
	td_index_close(reader);
}

/* A run that was killed before it had begun. */
static void
one_without_a_log_gets_one(void **state)
{
	g_autofree char *path = path_of(state, "old");
	g_autofree char *before = NULL, *after = NULL;

	td_index_close(corpus_open(path));
	before = ask(path, "PRAGMA journal_mode = DELETE");
	assert_string_equal(before, "delete");
	assert_false(td_index_is_unfinished(path));
	td_index_close(corpus_open(path));
	after = ask(path, "PRAGMA journal_mode");
	assert_string_equal(after, "wal");
}

static void
what_is_no_database_is_not_unfinished(void **state)
{
	g_autofree char *path = path_of(state, "text"), *none = path_of(state, "none");
	g_autofree char *text = g_strnfill(200, '\xff');

	assert_true(g_file_set_contents(path, "short", -1, NULL));
	assert_false(td_index_is_unfinished(path));
	assert_true(g_file_set_contents(path, text, -1, NULL));
	assert_false(td_index_is_unfinished(path));
	assert_false(td_index_is_unfinished(none));
}

static int
make_folder(void **state)
{
	*state = g_dir_make_tmp("tidings-test-XXXXXX", NULL);
	return *state != NULL ? 0 : -1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_an_index_once_it_is_whole),
		cmocka_unit_test(one_that_came_to_no_end_is_none),
		cmocka_unit_test(others_keep_their_log),
		cmocka_unit_test(a_long_list_goes_on_with_one),
		cmocka_unit_test(one_without_a_log_gets_one),
		cmocka_unit_test(what_is_no_database_is_not_unfinished),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
