/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/site/test_stamp.c - what tells that an index is another one */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "site/stamp.h"

static char *
write_file(const char *folder, const char *name, const char *text)
{
	char *path = g_build_filename(folder, name, NULL);

	assert_true(g_file_set_contents(path, text, -1, NULL));
	return path;
}

static void
an_empty_file_is_none(void **state)
{
	g_autofree char *folder = g_dir_make_tmp("stamp-XXXXXX", NULL);
	g_autofree char *index = write_file(folder, "index", "mails");
	g_autofree char *log = write_file(folder, "index-wal", "");
	const td_stamp_file nothing = { 0 };
	td_stamp_file file;

	(void)state;
	file = td_stamp_look(index, "");
	assert_int_equal(file.size, 5);
	file = td_stamp_look(index, "-wal");
	assert_true(td_stamp_is_file(&file, &nothing));
	file = td_stamp_look(index, "-shm");
	assert_true(td_stamp_is_file(&file, &nothing));
	g_unlink(log);
	g_unlink(index);
	g_rmdir(folder);
}

static void
a_commit_changes_the_mark_and_nothing_that_is_settled(void **state)
{
	td_stamp stamp = { .main = { .inode = 7, .size = 100, .changed = { 5, 6 } } };
	td_stamp after = stamp;
	g_autofree char *settled = td_stamp_settled(&stamp, 3, 0);
	g_autofree char *mark = td_stamp_mark(&stamp, settled);
	g_autofree char *settled_after = NULL, *mark_after = NULL, *reloaded = NULL;
	g_autofree char *said_after = NULL;
	g_autofree char *other = NULL;

	(void)state;
	after.log = (td_stamp_file){ .inode = 8, .size = 10, .changed = { 9, 0 } };
	assert_false(td_stamp_is(&stamp, &after));
	settled_after = td_stamp_settled(&after, 3, 0);
	mark_after = td_stamp_mark(&after, settled_after);
	assert_string_equal(settled, settled_after);
	assert_string_not_equal(mark, mark_after);
	/* So does what is said by hand. */
	after = stamp;
	after.ledger_log = (td_stamp_file){ .inode = 9, .size = 10, .changed = { 9, 0 } };
	assert_false(td_stamp_is(&stamp, &after));
	assert_false(td_stamp_is_ledger(&stamp, &after));
	said_after = td_stamp_mark(&after, settled);
	assert_string_not_equal(mark, said_after);
	/* Another index, another configuration: nothing is as it was. */
	other = td_stamp_settled(&stamp, 4, 0);
	assert_string_not_equal(settled, other);
	reloaded = td_stamp_settled(&stamp, 3, 1);
	assert_string_not_equal(settled, reloaded);
}

static void
a_file_is_fresh_for_a_moment(void **state)
{
	td_stamp stamp = { .main = { .changed = { 100, 0 } } };

	(void)state;
	stamp.time = 100 * G_USEC_PER_SEC + 1000;
	assert_true(td_stamp_is_fresh(&stamp));
	stamp.time = 101 * G_USEC_PER_SEC;
	assert_false(td_stamp_is_fresh(&stamp));
	/* Who writes does it to the log. */
	stamp.log = (td_stamp_file){ .size = 1, .changed = { 100, 999000000 } };
	assert_true(td_stamp_is_fresh(&stamp));
}

static void
a_link_is_followed_once(void **state)
{
	g_autofree char *folder = g_dir_make_tmp("stamp-XXXXXX", NULL);
	g_autofree char *index = write_file(folder, "index", "mails");
	g_autofree char *link = g_build_filename(folder, "link", NULL);
	g_autofree char *plain = td_stamp_target(index);
	g_autofree char *beside = NULL, *whole = NULL;

	(void)state;
	assert_string_equal(plain, index);
	assert_int_equal(symlink("index", link), 0);
	beside = td_stamp_target(link);
	assert_string_equal(beside, index);
	g_unlink(link);
	assert_int_equal(symlink("/elsewhere/index", link), 0);
	whole = td_stamp_target(link);
	assert_string_equal(whole, "/elsewhere/index");
	g_unlink(link);
	g_unlink(index);
	g_rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_file_is_none),
		cmocka_unit_test(a_commit_changes_the_mark_and_nothing_that_is_settled),
		cmocka_unit_test(a_file_is_fresh_for_a_moment),
		cmocka_unit_test(a_link_is_followed_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
