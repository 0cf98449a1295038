/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "corpus.h"
#include "index/lists.h"
#include "write/list.h"
#include "write/write.h"

static const td_index_range all = { 0 };

static const corpus_mail patch = { .blob = "patch",
	.message_id = "1@x",
	.subject = "one",
	.kind = TD_KIND_PATCH,
	.version = 3,
	.sent = 1001,
	.file = "new/a.c",
	.old_file = "old/a.c",
	.trailer = "B <b@example.org>",
	.text = "why\n",
	.classic = true };
static const corpus_mail note = { .blob = "note",
	.message_id = "2@x",
	.subject = "applied",
	.kind = TD_KIND_NOTICE,
	.sent = 1002,
	.notice = true,
	.pull = true };

static char *
file_name(void)
{
	char *path =
	    g_strdup_printf("%s/td-index-%d.sqlite", g_get_tmp_dir(), (int)getpid());

	g_unlink(path);
	return path;
}

static void
commit(td_index *index)
{
	g_autoptr(GError) error = NULL;

	assert_true(td_index_commit(index, &error));
}

static unsigned
count(td_index *index, const td_index_range *range)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(td_rows) rows = td_index_messages(index, range, &error);
	td_index_row row;
	unsigned n = 0;

	while (td_rows_next(rows, &row, &error))
		n++;
	assert_null(error);
	return n;
}

static void
a_row_says_what_the_mail_said(void **state)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) index = corpus_open(NULL);
	g_autoptr(td_rows) rows = NULL;
	td_index_row row;

	(void)state;
	assert_true(td_index_begin(index, &error));
	corpus_add(index, corpus_list(index, ""), 7, &patch);
	commit(index);
	rows = td_index_messages(index, &all, &error);
	assert_true(td_rows_next(rows, &row, &error));
	assert_int_equal(row.position, 7);
	assert_string_equal(row.message_id, "1@x");
	assert_string_equal(row.subject, "one");
	assert_string_equal(row.title, "one");
	assert_string_equal(row.class_name, "human");
	assert_string_equal(row.list_id, "");
	assert_string_equal(row.tags, "PATCH net");
	assert_string_equal(row.from_address, "a@example.org");
	assert_string_equal(row.author_name, "A Person");
	assert_string_equal(row.patch_id, "0123456789abcdef0123456789abcdef01234567");
	assert_int_equal(row.kind, TD_KIND_PATCH);
	assert_int_equal(row.version, 3);
	assert_true(row.has_version);
	assert_false(row.has_number);
	assert_int_equal(row.files, 1);
	assert_int_equal(row.insertions, 3);
	assert_int_equal(row.sent, 1001);
	assert_memory_equal(row.blob.id, "patch", 5);
	assert_false(td_rows_next(rows, &row, &error));
	assert_false(td_rows_next(rows, &row, &error));
	assert_null(error);
}

static void
take_file(const td_index_file *file, void *data)
{
	g_string_append_printf(data, "%d:%s<%s+%u-%u ", (int)file->message, file->path,
	    file->old_path != NULL ? file->old_path : "", file->insertions,
	    file->deletions);
}

static void
take_trailer(const td_index_trailer *trailer, void *data)
{
	g_string_append_printf(
	    data, "%d:%s=%s ", (int)trailer->message, trailer->key, trailer->value);
}

static void
take_notice(const td_index_notice *notice, void *data)
{
	g_string_append_printf(data, "%d:%s:%s:%s ", (int)notice->message, notice->tree,
	    notice->message_id, notice->commit);
}

static void
take_pull(const td_index_pull *pull, void *data)
{
	g_string_append_printf(
	    data, "%d:%s:%s ", (int)pull->message, pull->url, pull->tip);
}

static void
take_classic(const td_classic *classic, void *data)
{
	g_string_append_printf(data, "%.*s|%.*s ", (int)classic->title.n,
	    classic->title.p, (int)classic->inbody_from.n, classic->inbody_from.p);
}

static void
parts_come_back_by_message(void **state)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) index = corpus_open(NULL);
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *kept = NULL;

	(void)state;
	assert_true(td_index_begin(index, &error));
	corpus_add(index, corpus_list(index, ""), 1, &patch);
	corpus_add(index, corpus_list(index, ""), 2, &note);
	commit(index);
	assert_true(td_index_each_file(index, &all, take_file, text, &error));
	assert_true(td_index_each_trailer(index, &all, take_trailer, text, &error));
	assert_true(td_index_each_notice(index, &all, take_notice, text, &error));
	assert_true(td_index_each_pull(index, &all, take_pull, text, &error));
	assert_true(td_index_each_classic(index, &all, take_classic, text, &error));
	assert_string_equal(text->str,
	    "1:new/a.c<old/a.c+3-1 1:Reviewed-by=B <b@example.org> "
	    "2:A Person:about@example.org:abc 2:about@example.org:t "
	    "x|From: B <b@example.org>\n ");
	kept = td_index_find_text(index, 1, &error);
	assert_string_equal(kept, "why\n");
	assert_null(td_index_find_text(index, 2, &error));
	assert_null(error);
}

static void
a_range_takes_both_its_ends(void **state)
{
	const td_index_range middle = { .first = 2, .last = 3 };
	const td_index_range head = { .last = 1 };
	const td_index_range tail = { .first = 4 };
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) index = corpus_open(NULL);

	(void)state;
	assert_true(td_index_begin(index, &error));
	for (unsigned i = 1; i <= 4; i++) {
		char name[] = { (char)('a' + i), '\0' };
		corpus_mail mail = { .blob = name, .message_id = name };

		corpus_add(index, corpus_list(index, ""), i, &mail);
	}
	commit(index);
	assert_int_equal(count(index, &all), 4);
	assert_int_equal(count(index, &middle), 2);
	assert_int_equal(count(index, &head), 1);
	assert_int_equal(count(index, &tail), 1);
}

static void
one_content_in_two_lists_is_one_message(void **state)
{
	bool lasting = *state != NULL;
	g_autofree char *path = file_name();
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) index = corpus_open(lasting ? path : NULL);
	td_oid blob = corpus_blob("patch");
	td_index_range one;
	td_index_range two;
	bool found;

	assert_true(td_index_begin(index, &error));
	one = (td_index_range){ .list = corpus_list(index, "one") };
	two = (td_index_range){ .list = corpus_list(index, "two") };
	assert_int_equal(corpus_add(index, one.list, 1, &patch), 1);
	assert_int_equal(corpus_add(index, two.list, 5, &patch), 1);
	assert_int_equal(corpus_add(index, two.list, 6, &note), 2);
	commit(index);
	assert_int_equal(count(index, &one), 1);
	assert_int_equal(count(index, &two), 2);
	assert_int_equal(count(index, &all), 2);

	assert_true(td_index_begin(index, &error));
	assert_true(td_index_remove(index,
	    &(td_index_removal){ one.list, 9, blob, patch.message_id }, &found, &error));
	assert_true(found);
	assert_true(td_index_remove(
	    index, &(td_index_removal){ one.list, 9, blob, NULL }, &found, &error));
	assert_false(found);
	commit(index);
	assert_int_equal(count(index, &one), 0);
	assert_int_equal(count(index, &two), 2);
	g_unlink(path);
}

static void
one_content_twice_in_a_range_is_there_once(void **state)
{
	const td_index_range late = { .first = 2 };
	bool lasting = *state != NULL;
	g_autofree char *path = file_name();
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) index = corpus_open(lasting ? path : NULL);
	td_oid blob = corpus_blob("patch");
	int64_t list;
	bool found;

	assert_true(td_index_begin(index, &error));
	list = corpus_list(index, "");
	corpus_add(index, list, 1, &patch);
	corpus_add(index, list, 2, &note);
	corpus_add(index, list, 3, &patch);
	commit(index);
	assert_int_equal(count(index, &all), 2);
	assert_int_equal(count(index, &late), 2);
	assert_true(td_index_begin(index, &error));
	assert_true(td_index_remove(
	    index, &(td_index_removal){ list, 4, blob, NULL }, &found, &error));
	commit(index);
	assert_int_equal(count(index, &all), 1);

	assert_true(td_index_begin(index, &error));
	assert_int_equal(corpus_add(index, list, 5, &patch), 3);
	commit(index);
	assert_int_equal(count(index, &all), 2);
	g_unlink(path);
}

static void
without_a_commit_nothing_happened(void **state)
{
	g_autofree char *path = file_name();
	g_autoptr(GError) error = NULL;
	td_index *index = corpus_open(path);
	td_oid commit_id = corpus_blob("commit");
	td_oid head = { { 0 } };
	td_index_head found_head = { 0 };
	bool found = false;

	(void)state;
	assert_true(td_index_begin(index, &error));
	corpus_add(index, corpus_list(index, ""), 1, &patch);
	assert_true(td_index_put_head(index, 1, 0, &commit_id, 1, &error));
	commit(index);
	assert_true(td_index_begin(index, &error));
	corpus_add(index, corpus_list(index, "more"), 1, &note);
	assert_true(td_index_put_head(index, 1, 0, &head, 2, &error));
	td_index_close(index);

	index = corpus_open(path);
	assert_int_equal(count(index, &all), 1);
	assert_true(td_index_find_head(index, 1, 0, &found_head, &found, &error));
	assert_true(found);
	assert_int_equal(found_head.position, 1);
	assert_memory_equal(&found_head.commit, &commit_id, sizeof commit_id);
	assert_true(td_index_find_head(index, 1, 1, &found_head, &found, &error));
	assert_false(found);
	td_index_close(index);
	g_unlink(path);
}

static void
what_is_no_index_of_ours_is_refused(void **state)
{
	g_autofree char *path = file_name();
	td_index_options options = { .path = path };
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_null(td_index_open(&options, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_NOT_FOUND));
	g_clear_error(&error);
	assert_true(g_file_set_contents(path, "no database, only words\n", -1, NULL));
	assert_null(td_index_open(&options, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_DATABASE));
	g_unlink(path);
}

static void
one_writer_waits_for_another_and_says_so(void **state)
{
	g_autofree char *path = file_name();
	td_index_options options = { .path = path, .write = true, .wait = 1 };
	td_index *first = corpus_open(path);
	g_autoptr(GError) error = NULL;
	td_index *second;

	(void)state;
	assert_true(td_index_begin(first, &error));
	second = td_index_open(&options, &error);
	assert_non_null(second);
	assert_false(td_index_begin(second, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_UNREADY));
	td_index_close(second);
	td_index_close(first);
	g_unlink(path);
}

static void
bytes_that_are_no_text_go_in_and_out(void **state)
{
	const corpus_mail odd = { .blob = "odd",
		.message_id = "'); DROP TABLE x; --\xff",
		.subject = "\xc3(\x80 \"'%s",
		.kind = TD_KIND_PATCH,
		.file = "\xfe/\n\x01",
		.from = "\xff" };
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) index = corpus_open(NULL);
	g_autoptr(td_rows) rows = NULL;
	g_autoptr(GString) text = g_string_new(NULL);
	td_index_row row;

	(void)state;
	assert_true(td_index_begin(index, &error));
	corpus_add(index, corpus_list(index, "'"), 1, &odd);
	commit(index);
	rows = td_index_messages(index, &all, &error);
	assert_true(td_rows_next(rows, &row, &error));
	assert_string_equal(row.message_id, odd.message_id);
	assert_string_equal(row.subject, odd.subject);
	assert_string_equal(row.from_address, odd.from);
	assert_true(td_index_each_file(index, &all, take_file, text, &error));
	assert_string_equal(text->str, "1:\xfe/\n\x01<+3-1 ");
}

int
main(void)
{
	static bool lasting = true;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_says_what_the_mail_said),
		cmocka_unit_test(parts_come_back_by_message),
		cmocka_unit_test(a_range_takes_both_its_ends),
		cmocka_unit_test(one_content_in_two_lists_is_one_message),
		{ "one_content_in_two_lists_is_one_message (file)",
		    one_content_in_two_lists_is_one_message, NULL, NULL, &lasting },
		cmocka_unit_test(one_content_twice_in_a_range_is_there_once),
		{ "one_content_twice_in_a_range_is_there_once (file)",
		    one_content_twice_in_a_range_is_there_once, NULL, NULL, &lasting },
		cmocka_unit_test(without_a_commit_nothing_happened),
		cmocka_unit_test(what_is_no_index_of_ours_is_refused),
		cmocka_unit_test(one_writer_waits_for_another_and_says_so),
		cmocka_unit_test(bytes_that_are_no_text_go_in_and_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
