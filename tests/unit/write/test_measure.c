/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "corpus.h"
#include "index/lists.h"
#include "index/lookup.h"
#include "write/drop.h"
#include "write/write.h"

static td_index *
begin(const char *path)
{
	g_autoptr(GError) error = NULL;
	td_index *index = corpus_open(path);

	assert_true(td_index_begin(index, &error));
	return index;
}

static corpus_mail
mail_of(unsigned number, int64_t sent, char *id)
{
	g_snprintf(id, 16, "%u@x", number);
	return (
	    corpus_mail){ .blob = id, .message_id = id, .subject = "one", .sent = sent };
}

static void
put(td_index *index, const char *list, uint64_t position, unsigned number, int64_t sent)
{
	char id[16];
	corpus_mail mail = mail_of(number, sent, id);

	corpus_add(index, corpus_list(index, list), position, &mail);
}

static void
take_back(td_index *index, const char *list, uint64_t position, unsigned number)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *id = g_strdup_printf("%u@x", number);
	const td_index_removal removal = { corpus_list(index, list), position,
		corpus_blob(id), id };
	bool found;

	assert_true(td_index_remove(index, &removal, &found, &error));
	assert_true(found);
}

/* Commits, and begins again. */
static void
assert_measured(
    td_index *index, const char *name, uint64_t mails, int64_t first, int64_t last)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *wrong = NULL;
	td_index_extent extent;

	assert_true(td_index_commit(index, &error));
	wrong = td_index_check(index, &error);
	assert_string_equal(wrong, "");
	assert_true(
	    td_index_measure_list(index, corpus_list(index, name), &extent, &error));
	assert_int_equal(extent.messages, mails);
	assert_int_equal(extent.first, first);
	assert_int_equal(extent.last, last);
	assert_true(td_index_begin(index, &error));
}

static char *
file_name(void)
{
	char *path =
	    g_strdup_printf("%s/td-measure-%d.sqlite", g_get_tmp_dir(), (int)getpid());

	g_unlink(path);
	return path;
}

static void
what_comes_and_is_taken_back_is_counted(void **state)
{
	g_autofree char *path = file_name();
	g_autoptr(td_index) index = begin(path);

	(void)state;
	put(index, "a", 1, 1, 1005);
	put(index, "a", 2, 2, 1001);
	put(index, "b", 1, 2, 1001);
	assert_measured(index, "a", 2, 1001, 1005);
	put(index, "a", 3, 3, 1003);
	put(index, "a", 4, 2, 1001); /* twice in one list is once */
	put(index, "b", 2, 4, 1009);
	assert_measured(index, "a", 3, 1001, 1005);
	assert_measured(index, "b", 2, 1001, 1009);
	take_back(index, "a", 5, 3); /* in the middle */
	assert_measured(index, "a", 2, 1001, 1005);
	take_back(index, "a", 6, 2); /* both of its places, and the first */
	assert_measured(index, "a", 1, 1005, 1005);
	assert_measured(index, "b", 2, 1001, 1009);
	put(index, "a", 7, 2, 1001); /* comes again, as it never was here */
	assert_measured(index, "a", 2, 1001, 1005);
	take_back(index, "a", 8, 2);
	take_back(index, "a", 9, 1);
	assert_measured(index, "a", 0, 0, 0);
	put(index, "a", 10, 5, 1020);
	assert_measured(index, "a", 1, 1020, 1020);
	g_unlink(path);
}

static void
what_goes_for_good_is_counted(void **state)
{
	const uint64_t positions[] = { 1, 4 };
	g_autofree char *path = file_name();
	g_autoptr(td_index) index = begin(path);
	g_autoptr(GError) error = NULL;
	int64_t list;

	(void)state;
	for (unsigned i = 1; i <= 6; i++)
		put(index, "a", i, i == 3 ? 1 : i, 1000 + (i == 3 ? 1 : i));
	assert_measured(index, "a", 5, 1001, 1006);
	list = corpus_list(index, "a");
	/* The second place of the first mail is now its only one. */
	assert_true(td_index_drop_places(index, list, positions, 2, &error));
	assert_measured(index, "a", 4, 1001, 1006);
	assert_true(td_index_rewind(index, list, 3, &error));
	put(index, "a", 4, 9, 1040);
	assert_measured(index, "a", 3, 1001, 1040);
	/* Its number may be another list's now. */
	assert_true(td_index_drop_list(index, "a", &error));
	put(index, "c", 1, 7, 1007);
	assert_measured(index, "c", 1, 1007, 1007);
	g_unlink(path);
}

static void
what_was_not_committed_is_not_counted(void **state)
{
	g_autofree char *path = file_name();
	g_autoptr(GError) error = NULL;
	td_index *index = begin(path);

	(void)state;
	put(index, "a", 1, 1, 1001);
	assert_measured(index, "a", 1, 1001, 1001);
	put(index, "a", 2, 2, 1002);
	td_index_close(index);
	index = begin(path);
	assert_measured(index, "a", 1, 1001, 1001);
	/* Of all that was begun and ended in between. */
	assert_true(td_index_commit(index, &error));
	assert_true(td_index_begin_whole(index, &error));
	for (unsigned i = 2; i < 4; i++) {
		assert_true(td_index_begin(index, &error));
		put(index, "a", i, i, 1000 + i);
		assert_measured(index, "a", i, 1001, 1000 + i);
		assert_true(td_index_commit(index, &error));
	}
	assert_true(td_index_commit_whole(index, &error));
	assert_true(td_index_begin(index, &error));
	assert_measured(index, "a", 3, 1001, 1003);
	td_index_close(index);
	g_unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_comes_and_is_taken_back_is_counted),
		cmocka_unit_test(what_goes_for_good_is_counted),
		cmocka_unit_test(what_was_not_committed_is_not_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
