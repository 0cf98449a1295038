/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "write/defer.h"
#include "write/write.h"

#include "corpus.h"

enum { many = 4096 };

static td_index *
open_at(const char *path)
{
	td_index *index = corpus_open(path);

	assert_non_null(index);
	return index;
}

static bool
is_settled(td_index *index)
{
	g_autoptr(GError) error = NULL;
	bool settled = false;

	assert_true(td_index_is_settled(index, &settled, &error));
	return settled;
}

/* The indexes of a file, by name, and the statements that make them. */
static char *
schema_of(const char *path)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	GString *all = g_string_new(NULL);

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(
	    sqlite3_prepare_v2(
		db, "SELECT name, sql FROM sqlite_schema ORDER BY name", -1, &stmt, NULL),
	    SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		g_string_append_printf(all, "%s: %s\n",
		    (const char *)sqlite3_column_text(stmt, 0),
		    (const char *)sqlite3_column_text(stmt, 1));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return g_string_free(all, FALSE);
}

static void
a_large_run_makes_them_at_its_end(void **state)
{
	g_autofree char *path = g_strdup_printf("%s/large", *(char **)*state);
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) index = open_at(path);
	g_autofree char *before = schema_of(path);
	g_autofree char *after = NULL;

	assert_true(is_settled(index));
	assert_true(td_index_defer(index, many, &error));
	assert_false(is_settled(index));
	corpus_add_one(index, "1@x", 1);
	assert_true(td_index_settle(index, &error));
	assert_true(is_settled(index));
	after = schema_of(path);
	assert_string_equal(after, before);
	assert_true(td_index_settle(index, &error));
}

static void
a_small_one_does_not(void **state)
{
	g_autofree char *path = g_strdup_printf("%s/small", *(char **)*state);
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) index = open_at(path);

	assert_true(td_index_defer(index, many - 1, &error));
	assert_true(is_settled(index));
	assert_true(td_index_settle(index, &error));
}

static void
nor_one_that_must_be_seen_whole(void **state)
{
	g_autofree char *path = g_strdup_printf("%s/whole", *(char **)*state);
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) index = open_at(path);

	assert_true(td_index_begin_whole(index, &error));
	assert_true(td_index_defer(index, many, &error));
	assert_true(is_settled(index));
	assert_true(td_index_commit_whole(index, &error));
}

static void
one_that_was_killed_is_ended_by_the_next(void **state)
{
	g_autofree char *path = g_strdup_printf("%s/killed", *(char **)*state);
	g_autoptr(GError) error = NULL;
	td_index *index = open_at(path);

	corpus_add_one(index, "0@x", 1);
	assert_true(td_index_defer(index, many, &error));
	corpus_add_one(index, "1@x", 2);
	td_index_close(index);
	index = open_at(path);
	assert_false(is_settled(index));
	corpus_add_one(index, "2@x", 3);
	assert_true(td_index_settle(index, &error));
	assert_true(is_settled(index));
	td_index_close(index);
}

static td_index_range
whole_list(td_index *index)
{
	return (td_index_range){
		.list = corpus_list(index, ""), .first = 1, .last = INT64_MAX
	};
}

/* What the first knows of the index is no more true then. */
static void
another_writer_comes_in_between(void **state)
{
	g_autofree char *path = g_strdup_printf("%s/two", *(char **)*state);
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) one = open_at(path);
	g_autoptr(td_index) two = open_at(path);
	const corpus_mail answer = { .blob = "b",
		.message_id = "2@x",
		.in_reply_to = "1@x",
		.references = "1@x",
		.subject = "Re: x" };
	td_index_range range;
	g_autofree char *links = NULL;

	assert_true(td_index_defer(one, many, &error));
	corpus_add_one(two, "1@x", 1);
	assert_true(td_index_begin(one, &error));
	corpus_add(one, corpus_list(one, ""), 2, &answer);
	assert_true(td_index_commit(one, &error));
	corpus_add_one(one, "1@x", 3);
	assert_true(td_index_settle(one, &error));
	range = whole_list(one);
	links = corpus_links(one, &range);
	assert_string_equal(links, "1:1:0:0 2:1:1:0");
}

static goffset
size_of(const char *path)
{
	GStatBuf file;

	return g_stat(path, &file) == 0 ? file.st_size : 0;
}

/* 8 MiB and more, which is when SQLite's log is brought into its file. */
static void
add_much(td_index *index, uint64_t position)
{
	g_autofree char *subject = g_strnfill(900000, 'x');
	g_autoptr(GError) error = NULL;

	assert_true(td_index_begin(index, &error));
	for (unsigned i = 0; i < 12; i++) {
		g_autofree char *id =
		    g_strdup_printf("%u@x", (unsigned)position * 100 + i);
		const corpus_mail mail = {
			.blob = id, .message_id = id, .subject = subject
		};

		corpus_add(index, corpus_list(index, ""), position * 100 + i, &mail);
	}
	assert_true(td_index_commit(index, &error));
}

static void
its_log_is_brought_into_its_file_beside_it(void **state)
{
	enum { commits = 3, much = 24 << 20, longest_wait = 60 };
	g_autofree char *path = g_strdup_printf("%s/log", *(char **)*state);
	gint64 until = g_get_monotonic_time() + longest_wait * G_TIME_SPAN_SECOND;
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) index = open_at(path);

	/* Of an empty one there is no log: test_unlogged.c. */
	corpus_add_one(index, "0@x", 1);
	assert_true(td_index_defer(index, many, &error));
	for (unsigned i = 1; i <= commits; i++)
		add_much(index, i);
	while (size_of(path) < much && g_get_monotonic_time() < until)
		g_usleep(1000);
	assert_true(size_of(path) >= much);
	assert_true(td_index_settle(index, &error));
	add_much(index, commits + 1);
	assert_true(is_settled(index));
	assert_true(size_of(path) >= much + (much / commits));
}

static void
a_temporary_one_has_none(void **state)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) index = open_at(NULL);

	(void)state;
	assert_true(td_index_defer(index, many, &error));
	assert_true(is_settled(index));
	assert_true(td_index_settle(index, &error));
}

static int
make_folder(void **state)
{
	static char *folder;

	folder = g_dir_make_tmp("tidings-test-XXXXXX", NULL);
	*state = &folder;
	return folder != NULL ? 0 : -1;
}

static int
remove_folder(void **state)
{
	char *folder = *(char **)*state;
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);

		g_unlink(path);
	}
	g_rmdir(folder);
	g_free(folder);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_large_run_makes_them_at_its_end),
		cmocka_unit_test(a_small_one_does_not),
		cmocka_unit_test(nor_one_that_must_be_seen_whole),
		cmocka_unit_test(one_that_was_killed_is_ended_by_the_next),
		cmocka_unit_test(another_writer_comes_in_between),
		cmocka_unit_test(its_log_is_brought_into_its_file_beside_it),
		cmocka_unit_test(a_temporary_one_has_none),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
