/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "index/lookup.h"
#include "write/write.h"

#include "corpus.h"

static const corpus_mail patch = { .blob = "patch",
	.message_id = "1@x",
	.subject = "one",
	.kind = TD_KIND_PATCH,
	.sent = 1001,
	.file = "a.c",
	.trailer = "B <b@example.org>" };
static const corpus_mail answer = { .blob = "answer",
	.message_id = "2@x",
	.references = "0@x 1@x",
	.subject = "Re: one",
	.kind = TD_KIND_REPLY,
	.sent = 1002 };
static const corpus_mail other = {
	.blob = "other", .message_id = "1@x", .subject = "something else", .sent = 1003
};

/* ids: 1 patch, in both lists; 2 answer; 3 another mail with the patch's Message-ID. */
static int
open_small(void **state)
{
	g_autoptr(GError) error = NULL;
	td_index *index = corpus_open(NULL);
	corpus_mail copy = patch;

	copy.blob = "copy";
	copy.sent = patch.sent;
	assert_true(td_index_begin(index, &error));
	corpus_add(index, corpus_list(index, "b"), 1, &patch);
	corpus_add(index, corpus_list(index, "b"), 2, &answer);
	corpus_add(index, corpus_list(index, "a"), 7, &copy);
	corpus_add(index, corpus_list(index, "a"), 8, &other);
	assert_true(td_index_commit(index, &error));
	*state = index;
	return 0;
}

static int
close_small(void **state)
{
	td_index_close(*state);
	return 0;
}

static void
assert_ids(GArray *ids, const char *expected)
{
	g_autoptr(GString) text = g_string_new(NULL);

	assert_non_null(ids);
	for (unsigned i = 0; i < ids->len; i++)
		g_string_append_printf(text, "%d ", (int)g_array_index(ids, int64_t, i));
	assert_string_equal(text->str, expected);
	g_array_unref(ids);
}

static void
mails_are_found_by_their_names(void **state)
{
	td_index *index = *state;
	g_autoptr(GError) error = NULL;
	int64_t series;

	assert_ids(td_index_find_messages(index, "1@x", &error), "1 3 ");
	assert_ids(td_index_find_messages(index, "9@x", &error), "");
	assert_ids(td_index_find_patch_id(
		       index, "0123456789abcdef0123456789abcdef01234567", &error),
	    "1 ");
	assert_ids(td_index_find_patch_id(index, "no hex", &error), "");
	assert_ids(td_index_find_thread(index, 1, &error), "1 2 3 ");
	assert_true(td_index_find_series(index, 1, &series, &error));
	assert_int_equal(series, 1);
	assert_true(td_index_find_series(index, 2, &series, &error));
	assert_int_equal(series, 0);
}

static void
references_come_back_parent_last(void **state)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) references = td_index_load_references(*state, 2, &error);

	assert_int_equal(references->len, 2);
	assert_string_equal(references->pdata[0], "0@x");
	assert_string_equal(references->pdata[1], "1@x");
}

static void
every_place_has_a_blob_of_its_own(void **state)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) places = td_index_load_places(*state, 1, &error);

	assert_int_equal(places->len, 2);
	assert_memory_equal(g_array_index(places, td_index_place, 0).blob.id, "patch", 5);
	assert_int_equal(g_array_index(places, td_index_place, 1).position, 7);
	assert_memory_equal(g_array_index(places, td_index_place, 1).blob.id, "copy", 4);
}

static void
lists_come_by_name(void **state)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) lists = td_index_load_lists(*state, &error);
	const td_index_list *list;
	td_index_extent extent;

	assert_int_equal(lists->len, 2);
	list = lists->pdata[0];
	assert_string_equal(list->name, "a");
	assert_true(td_index_measure_list(*state, list->id, &extent, &error));
	assert_int_equal(extent.messages, 2);
	assert_int_equal(extent.first, 1001);
	assert_int_equal(extent.last, 1003);
	assert_true(td_index_measure_list(*state, 99, &extent, &error));
	assert_int_equal(extent.messages, 0);
}

static void
take_trailer(const td_index_trailer *trailer, void *data)
{
	g_string_append_printf(data, "%d:%s ", (int)trailer->message, trailer->value);
}

static void
named_messages_are_rows_of_their_first_place(void **state)
{
	const int64_t ids[] = { 1, 3, 99 };
	td_index *index = *state;
	g_autoptr(GError) error = NULL;
	td_index_range range = { .messages = ids, .n = 3 };
	g_autoptr(td_rows) rows = td_index_messages(index, &range, &error);
	g_autoptr(GString) trailers = g_string_new(NULL);
	g_autoptr(GArray) series = NULL;
	td_index_row row;

	/* At one time the first list by name is the first. */
	assert_true(td_rows_next(rows, &row, &error));
	assert_int_equal(row.list, corpus_list(index, "a"));
	assert_int_equal(row.position, 7);
	assert_memory_equal(row.blob.id, "copy", 4);
	assert_true(td_rows_next(rows, &row, &error));
	assert_int_equal(row.id, 3);
	assert_false(td_rows_next(rows, &row, &error));
	g_clear_pointer(&rows, td_rows_close);

	range.list = corpus_list(index, "b");
	rows = td_index_messages(index, &range, &error);
	assert_true(td_rows_next(rows, &row, &error));
	assert_int_equal(row.position, 1);
	assert_false(td_rows_next(rows, &row, &error));

	assert_true(td_index_each_trailer(index, &range, take_trailer, trailers, &error));
	assert_string_equal(trailers->str, "1:B <b@example.org> ");
	series = td_index_load_series(index, &range, &error);
	assert_int_equal(series->len, 1);
	assert_null(error);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    mails_are_found_by_their_names, open_small, close_small),
		cmocka_unit_test_setup_teardown(
		    references_come_back_parent_last, open_small, close_small),
		cmocka_unit_test_setup_teardown(
		    every_place_has_a_blob_of_its_own, open_small, close_small),
		cmocka_unit_test_setup_teardown(
		    lists_come_by_name, open_small, close_small),
		cmocka_unit_test_setup_teardown(
		    named_messages_are_rows_of_their_first_place, open_small,
		    close_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
