/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "link/link.h"
#include "write/write.h"

#include "corpus.h"

static const td_index_range all = { 0 };

static const corpus_mail cover = { .blob = "cover",
	.message_id = "0@x",
	.subject = "a series",
	.kind = TD_KIND_COVER,
	.total = 2,
	.has_number = true,
	.sent = 1000 };
static const corpus_mail first = { .blob = "first",
	.message_id = "1@x",
	.references = "0@x",
	.subject = "one",
	.kind = TD_KIND_PATCH,
	.number = 1,
	.total = 2,
	.has_number = true,
	.sent = 1001,
	.file = "a.c" };
static const corpus_mail second = { .blob = "second",
	.message_id = "2@x",
	.references = "0@x",
	.subject = "two",
	.kind = TD_KIND_PATCH,
	.number = 2,
	.total = 2,
	.has_number = true,
	.sent = 1002,
	.file = "b.c" };
static const corpus_mail answer = { .blob = "answer",
	.message_id = "3@x",
	.references = "0@x 1@x",
	.in_reply_to = "1@x",
	.subject = "Re: one",
	.from = "b@example.org",
	.kind = TD_KIND_REPLY,
	.sent = 1003 };

static td_index *
open_either(bool lasting, char **path)
{
	*path = NULL;
	if (!lasting)
		return corpus_open(NULL);
	*path = g_strdup_printf("%s/td-link-%d.sqlite", g_get_tmp_dir(), (int)getpid());
	g_unlink(*path);
	return corpus_open(*path);
}

static void
close_either(td_index *index, char *path)
{
	td_index_close(index);
	if (path != NULL)
		g_unlink(path);
	g_free(path);
}

static void
commit(td_index *index)
{
	g_autoptr(GError) error = NULL;

	assert_true(td_index_link(index, &error));
	assert_true(td_index_commit(index, &error));
}

static void
assert_links(td_index *index, const char *expected)
{
	g_autofree char *links = corpus_links(index, &all);

	assert_string_equal(links, expected);
}

static void
a_series_and_its_answers_are_linked(void **state)
{
	bool lasting = *state != NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) series = NULL;
	g_autoptr(GArray) members = NULL;
	char *path;
	td_index *index = open_either(lasting, &path);
	int64_t list;

	assert_true(td_index_begin(index, &error));
	list = corpus_list(index, "");
	corpus_add(index, list, 1, &cover);
	corpus_add(index, list, 2, &first);
	corpus_add(index, list, 3, &second);
	corpus_add(index, list, 4, &answer);
	commit(index);
	assert_links(index, "1:1:0:1 2:1:1:1 3:1:1:1 4:1:2:0");
	series = td_index_load_series(index, &all, &error);
	assert_int_equal(series->len, 1);
	assert_int_equal(g_array_index(series, td_index_series, 0).cover, 1);
	assert_int_equal(g_array_index(series, td_index_series, 0).total, 2);
	assert_int_equal(g_array_index(series, td_index_series, 0).received, 2);
	members = td_index_load_members(index, &all, &error);
	assert_int_equal(members->len, 2);
	assert_int_equal(g_array_index(members, td_index_member, 1).message, 3);
	assert_int_equal(g_array_index(members, td_index_member, 1).number, 2);
	close_either(index, path);
}

/* References are newest first here, and the last one is an id of the mailer's own. */
static void
who_is_answered_is_the_parent_whatever_the_references(void **state)
{
	g_autoptr(GError) error = NULL;
	char *path;
	td_index *index = open_either(*state != NULL, &path);
	corpus_mail reversed = answer, own = answer;
	int64_t list;

	reversed.references = "1@x 0@x";
	own.blob = "own";
	own.message_id = "4@x";
	own.references = "0@x 1@x own@y";
	assert_true(td_index_begin(index, &error));
	list = corpus_list(index, "");
	corpus_add(index, list, 1, &cover);
	corpus_add(index, list, 2, &first);
	corpus_add(index, list, 3, &reversed);
	corpus_add(index, list, 4, &own);
	commit(index);
	assert_links(index, "1:1:0:1 2:1:1:1 3:1:2:0 4:1:2:0");
	close_either(index, path);
}

/* Each mail in a transaction of its own, children before parents. */
static void
late_parents_are_found_by_what_came_before(void **state)
{
	const corpus_mail *order[] = { &answer, &second, &first, &cover };
	bool lasting = *state != NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) series = NULL;
	char *path;
	td_index *index = open_either(lasting, &path);

	for (unsigned i = 0; i < G_N_ELEMENTS(order); i++) {
		assert_true(td_index_begin(index, &error));
		corpus_add(index, corpus_list(index, ""), i + 1, order[i]);
		commit(index);
	}
	assert_links(index, "1:4:3:0 2:4:4:4 3:4:4:4 4:4:0:4");
	series = td_index_load_series(index, &all, &error);
	assert_int_equal(series->len, 1);
	assert_int_equal(g_array_index(series, td_index_series, 0).head, 4);
	close_either(index, path);
}

static void
a_removed_mail_leaves_its_thread_and_series_whole(void **state)
{
	bool lasting = *state != NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) series = NULL;
	td_oid blob = corpus_blob("cover");
	char *path;
	td_index *index = open_either(lasting, &path);
	int64_t list;
	bool found = false;

	assert_true(td_index_begin(index, &error));
	list = corpus_list(index, "");
	corpus_add(index, list, 1, &cover);
	corpus_add(index, list, 2, &first);
	corpus_add(index, list, 3, &second);
	commit(index);
	assert_true(td_index_begin(index, &error));
	assert_true(td_index_remove(index,
	    &(td_index_removal){ list, 4, blob, cover.message_id }, &found, &error));
	assert_true(found);
	commit(index);
	assert_links(index, "2:2:0:2 3:2:0:2");
	series = td_index_load_series(index, &all, &error);
	assert_int_equal(series->len, 1);
	assert_int_equal(g_array_index(series, td_index_series, 0).cover, 0);
	close_either(index, path);
}

static void
parts_without_a_thread_are_one_series(void **state)
{
	bool lasting = *state != NULL;
	g_autoptr(GError) error = NULL;
	corpus_mail one = first;
	corpus_mail two = second;
	char *path;
	td_index *index = open_either(lasting, &path);

	one.references = two.references = NULL;
	one.sent = 3599;
	two.sent = 3601;
	assert_true(td_index_begin(index, &error));
	corpus_add(index, corpus_list(index, ""), 1, &one);
	commit(index);
	assert_true(td_index_begin(index, &error));
	corpus_add(index, corpus_list(index, ""), 2, &two);
	commit(index);
	assert_links(index, "1:1:0:1 2:2:0:1");
	close_either(index, path);
}

/* Its Date is years ahead, so it was posted when its first copy came, which comes last.
 */
static void
a_copy_tells_what_it_was_posted_with(void **state)
{
	bool lasting = *state != NULL;
	g_autoptr(GError) error = NULL;
	corpus_mail mails[] = { second, first, first };
	const int64_t received[] = { 50000, 90000, 50060 };
	char *path;
	td_index *index = open_either(lasting, &path);
	int64_t lists[2];

	for (int i = 0; i < 3; i++) {
		mails[i].references = NULL;
		mails[i].sent = 4000000000;
		mails[i].received = received[i];
	}
	assert_true(td_index_begin(index, &error));
	lists[0] = corpus_list(index, "a");
	lists[1] = corpus_list(index, "b");
	corpus_add(index, lists[0], 1, &mails[0]);
	corpus_add(index, lists[0], 2, &mails[1]);
	if (lasting) {
		commit(index);
		assert_links(index, "1:1:0:1 2:2:0:2");
		assert_true(td_index_begin(index, &error));
	}
	corpus_add(index, lists[1], 1, &mails[2]);
	commit(index);
	assert_links(index, "1:1:0:1 2:2:0:1");
	close_either(index, path);
}

static void
mails_of_one_message_id_stay_two(void **state)
{
	bool lasting = *state != NULL;
	g_autoptr(GError) error = NULL;
	corpus_mail other = first;
	char *path;
	td_index *index = open_either(lasting, &path);

	other.blob = "other";
	other.subject = "another mail";
	other.sent++;
	other.kind = TD_KIND_MAIL;
	assert_true(td_index_begin(index, &error));
	corpus_add(index, corpus_list(index, ""), 1, &first);
	corpus_add(index, corpus_list(index, ""), 2, &other);
	corpus_add(index, corpus_list(index, ""), 3, &answer);
	commit(index);
	assert_links(index, "1:1:0:1 2:1:0:0 3:1:1:0");
	close_either(index, path);
}

/* More than a batch of clusters, and one that is larger than a batch. */
static void
many_threads_are_linked_in_pieces(void **state)
{
	bool lasting = *state != NULL;
	const td_index_range range = { .first = 1 };
	g_autoptr(GError) error = NULL;
	g_autoptr(td_rows) rows = NULL;
	td_index_row row;
	char *path;
	td_index *index = open_either(lasting, &path);
	unsigned n = 0;

	assert_true(td_index_begin(index, &error));
	for (unsigned i = 0; i < 12000; i++) {
		g_autofree char *name = g_strdup_printf("%u@example.org", i);
		g_autofree char *root = g_strdup_printf("root%u", i < 6000 ? 0 : i / 2);
		corpus_mail mail = { .blob = name,
			.message_id = name,
			.references = root,
			.subject = "x",
			.kind = TD_KIND_REPLY,
			.sent = i };

		corpus_add(index, corpus_list(index, ""), i + 1, &mail);
	}
	commit(index);
	rows = td_index_messages(index, &range, &error);
	while (td_rows_next(rows, &row, &error)) {
		assert_int_equal(row.id, n + 1);
		assert_int_equal(row.thread, n < 6000 ? 1 : n / 2 * 2 + 1);
		n++;
	}
	assert_int_equal(n, 12000);
	g_clear_pointer(&rows, td_rows_close);
	close_either(index, path);
}

#define BOTH(test)                                                                       \
	{ #test " (temporary)", test, NULL, NULL, NULL },                                \
	{                                                                                \
#test " (file)", test, NULL, NULL, &lasting                              \
	}

int
main(void)
{
	static bool lasting = true;
	const struct CMUnitTest tests[] = {
		BOTH(a_series_and_its_answers_are_linked),
		BOTH(who_is_answered_is_the_parent_whatever_the_references),
		BOTH(late_parents_are_found_by_what_came_before),
		BOTH(a_removed_mail_leaves_its_thread_and_series_whole),
		BOTH(parts_without_a_thread_are_one_series),
		BOTH(a_copy_tells_what_it_was_posted_with),
		BOTH(mails_of_one_message_id_stay_two),
		BOTH(many_threads_are_linked_in_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
