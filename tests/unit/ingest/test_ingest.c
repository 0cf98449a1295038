/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/error.h"
#include "epoch.h"
#include "index/index.h"
#include "ingest/ingest.h"
#include "patch/classic.h"
#include "write/list.h"

static char *
make_mail(const char *id, const char *subject, const char *reference, const char *body)
{
	return g_strdup_printf("From: A Person <a@example.org>\n"
			       "Date: Thu, 1 Jan 2026 00:00:00 +0000\n"
			       "Message-ID: <%s>\nSubject: %s\n%s%s%s\n%s",
	    id, subject, reference != NULL ? "In-Reply-To: <" : "",
	    reference != NULL ? reference : "", reference != NULL ? ">\n" : "", body);
}

static const char patch_body[] =
    "Why it is so.\n\nSigned-off-by: A Person "
    "<a@example.org>\n---\n a.c | 1 +\n 1 file changed, 1 "
    "insertion(+)\n\ndiff --git a/a.c b/a.c\nindex "
    "1111111..2222222 100644\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 "
    "@@\n one\n+two\n-- \n2.39.5\n";

static void
put(test_epoch *epoch, const char *id, const char *subject, const char *reference,
    const char *body)
{
	g_autofree char *mail = make_mail(id, subject, reference, body);

	epoch_commit(epoch, "m", mail);
}

static td_index *
ingest(const test_epoch *epoch, td_ingest_options *options, td_ingest_counts *counts)
{
	const td_index_options where = { .path = NULL };
	const td_range_spec spec = { 0 };
	g_autoptr(GError) error = NULL;
	g_autoptr(td_archive) archive = td_archive_open(epoch_path(epoch), &error);
	g_autoptr(td_range) range = NULL;
	td_index *index = td_index_open(&where, &error);

	assert_non_null(archive);
	assert_non_null(index);
	range = td_archive_select(archive, &spec, &error);
	assert_non_null(range);
	assert_true(td_index_put_list(index, "", &options->list, &error));
	assert_true(td_ingest_run(archive, range, index, options, counts, &error));
	assert_null(error);
	return index;
}

/* All rows in words; g_free it. */
static char *
describe(td_index *index)
{
	const td_index_range all = { 0 };
	g_autoptr(GError) error = NULL;
	g_autoptr(td_rows) rows = td_index_messages(index, &all, &error);
	GString *text = g_string_new(NULL);
	td_index_row row;

	assert_non_null(rows);
	while (td_rows_next(rows, &row, &error))
		g_string_append_printf(text,
		    "%d %d %s thread %d parent %d series %d kind %d files %u %s\n",
		    (int)row.position, (int)row.id, row.message_id, (int)row.thread,
		    (int)row.parent, (int)row.series, (int)row.kind, row.files,
		    row.class_name);
	assert_null(error);
	return g_string_free(text, FALSE);
}

static test_epoch *
small_list(void)
{
	test_epoch *epoch = epoch_new();

	put(epoch, "0@x", "[PATCH 0/1] a series", NULL, "What it is for.\n");
	put(epoch, "1@x", "[PATCH 1/1] one", "0@x", patch_body);
	put(epoch, "2@x", "Re: [PATCH 1/1] one", "1@x", "Good.\n");
	return epoch;
}

static void
a_list_is_read_from_end_to_end(void **state)
{
	test_epoch *epoch = small_list();
	td_ingest_options options = { .keep_texts = true };
	td_ingest_counts counts = { 0 };
	g_autoptr(td_index) index = ingest(epoch, &options, &counts);
	g_autofree char *text = describe(index);
	g_autofree char *kept = td_index_find_text(index, 2, NULL);

	(void)state;
	assert_string_equal(text,
	    "1 1 0@x thread 1 parent 0 series 1 kind 2 files 0 human\n"
	    "2 2 1@x thread 1 parent 1 series 1 kind 1 files 1 human\n"
	    "3 3 2@x thread 1 parent 2 series 0 kind 4 files 0 human\n");
	assert_non_null(kept);
	assert_string_equal(
	    kept, "Why it is so.\n\nSigned-off-by: A Person <a@example.org>\n");
	assert_null(td_index_find_text(index, 3, NULL));
	assert_int_equal(counts.entries, 3);
	assert_int_equal(counts.mails, 3);
	epoch_free(epoch);
}

static void
what_is_no_mail_is_counted_and_passed_over(void **state)
{
	test_epoch *epoch = small_list();
	g_autofree char *again =
	    make_mail("0@x", "[PATCH 0/1] a series", NULL, "What it is for.\n");
	g_autofree char *gone = make_mail("gone@x", "gone", NULL, "x\n");
	g_autofree char *unknown = make_mail("unknown@x", "unknown", NULL, "x\n");
	g_autofree char *damaged = make_mail("damaged@x", "damaged", NULL, "x\n");
	td_ingest_options options = { .workers = 3 };
	td_ingest_counts counts = { 0 };
	g_autoptr(td_index) index = NULL;
	g_autofree char *text = NULL;

	(void)state;
	epoch_commit(epoch, NULL, NULL);
	epoch_commit(epoch, "m", gone);
	epoch_commit(epoch, "d", gone);
	epoch_commit(epoch, "d", unknown);
	epoch_commit(epoch, "m", damaged);
	epoch_commit(epoch, "m", again);
	epoch_damage(epoch, damaged);
	index = ingest(epoch, &options, &counts);
	text = describe(index);
	assert_string_equal(text,
	    "1 1 0@x thread 1 parent 0 series 1 kind 2 files 0 human\n"
	    "2 2 1@x thread 1 parent 1 series 1 kind 1 files 1 human\n"
	    "3 3 2@x thread 1 parent 2 series 0 kind 4 files 0 human\n");
	assert_int_equal(counts.entries, 9);
	assert_int_equal(counts.mails, 5);
	assert_int_equal(counts.again, 1);
	assert_int_equal(counts.none, 1);
	assert_int_equal(counts.removed, 1);
	assert_int_equal(counts.unmatched, 1);
	assert_int_equal(counts.corrupt, 1);
	epoch_free(epoch);
}

static void
count_progress(uint64_t done, uint64_t total, void *data)
{
	uint64_t *last = data;

	assert_true(done > *last && done <= total);
	*last = done;
}

static void
the_number_of_workers_changes_nothing(void **state)
{
	test_epoch *epoch = epoch_new();
	uint64_t done = 0;
	td_ingest_options one = { .workers = 1 };
	td_ingest_options many = {
		.workers = 7, .progress = count_progress, .progress_data = &done
	};
	td_ingest_counts counts = { 0 };
	g_autoptr(td_index) a = NULL;
	g_autoptr(td_index) b = NULL;
	g_autofree char *first = NULL;
	g_autofree char *second = NULL;

	(void)state;
	for (unsigned i = 0; i < 210; i++) {
		g_autofree char *id = g_strdup_printf("%u@x", i);
		g_autofree char *reference = g_strdup_printf("%u@x", i / 7 * 7);

		put(epoch, id, i % 7 == 0 ? "[PATCH] one" : "Re: [PATCH] one",
		    i % 7 == 0 ? NULL : reference, i % 7 == 0 ? patch_body : "Good.\n");
	}
	a = ingest(epoch, &one, &counts);
	b = ingest(epoch, &many, &counts);
	first = describe(a);
	second = describe(b);
	assert_string_equal(first, second);
	assert_int_equal(done, 210);
	epoch_free(epoch);
}

static void
a_run_in_pieces_gives_the_same(void **state)
{
	test_epoch *epoch = small_list();
	td_ingest_options whole = { .workers = 2 };
	td_ingest_counts counts = { 0 };
	g_autoptr(td_index) first = ingest(epoch, &whole, &counts);
	g_autofree char *expected = describe(first);
	uint64_t mails = counts.mails;

	(void)state;
	for (size_t every = 1; every < 9; every++) {
		td_ingest_options options = { .workers = 2, .commit_every = every };
		g_autoptr(td_index) index = ingest(epoch, &options, &counts);
		g_autofree char *got = describe(index);

		assert_string_equal(got, expected);
		assert_int_equal(counts.mails, mails);
	}
	epoch_free(epoch);
}

static void
take_classic(const td_classic *classic, void *data)
{
	g_string_append_printf(data, "%.*s by %.*s: %.*s\n", (int)classic->title.n,
	    classic->title.p, (int)classic->contributor.n, classic->contributor.p,
	    (int)classic->body.n, classic->body.p);
}

static void
classic_rows_come_newest_first(void **state)
{
	const td_index_range all = { 0 };
	test_epoch *epoch = small_list();
	td_ingest_options options = { .classic = true };
	td_ingest_counts counts = { 0 };
	g_autoptr(td_index) index = ingest(epoch, &options, &counts);
	g_autoptr(GString) text = g_string_new(NULL);

	(void)state;
	assert_true(td_index_each_classic(index, &all, take_classic, text, NULL));
	assert_true(g_str_has_prefix(
	    text->str, "one by A Person <a@example.org>: Why it is so.\n"));
	assert_non_null(strstr(text->str, "\na series by "));
	epoch_free(epoch);
}

static void
count_list_ids(const char *list_id, unsigned mails, void *data)
{
	g_string_append_printf(data, "%s %u;", list_id, mails);
}

/* The second of two that say the same in other bytes stays. */
static void
a_classic_mail_that_was_taken_back_is_left_out_by_its_blob(void **state)
{
	const td_index_range all = { 0 };
	test_epoch *epoch = epoch_new();
	const char mail[] = "Message-ID: <0@x>\nFrom: A Person <a@example.org>\n"
			    "List-Id: <x.example.org>\nSubject: [PATCH] one\n\nWhy.\n";
	const char same[] = "Message-ID: <0@x>\nReceived: twice\n"
			    "From: A Person <a@example.org>\nList-Id: <x.example.org>\n"
			    "Subject: [PATCH] one\n\nWhy.\n";
	td_ingest_options options = { .classic = true };
	td_ingest_counts counts = { 0 };
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(td_index) index = NULL;

	(void)state;
	epoch_commit(epoch, "m", mail);
	epoch_commit(epoch, "m", same);
	epoch_commit(epoch, "m", mail);
	epoch_commit(epoch, "d", mail);
	index = ingest(epoch, &options, &counts);
	assert_int_equal(counts.mails, 3);
	assert_int_equal(counts.again, 0);
	assert_int_equal(counts.removed, 1);
	assert_true(td_index_each_classic(index, &all, take_classic, text, NULL));
	assert_true(td_index_each_list_id(index, &all, count_list_ids, text, NULL));
	assert_string_equal(
	    text->str, "one by A Person <a@example.org>: Why.\n\nx.example.org 1;");
	epoch_free(epoch);
}

static unsigned
count_threads(void)
{
	GDir *tasks = g_dir_open("/proc/self/task", 0, NULL);
	unsigned n = 0;

	assert_non_null(tasks);
	while (g_dir_read_name(tasks) != NULL)
		n++;
	g_dir_close(tasks);
	return n;
}

/* The second run claims places that the first one has. */
static void
a_failed_run_ends_its_threads(void **state)
{
	test_epoch *epoch = small_list();
	const td_range_spec spec = { 0 };
	td_ingest_options options = { .workers = 3 };
	td_ingest_counts counts = { 0 };
	g_autoptr(GError) error = NULL;
	g_autoptr(td_index) index = ingest(epoch, &options, &counts);
	g_autoptr(td_archive) archive = td_archive_open(epoch_path(epoch), &error);
	g_autoptr(td_range) range = td_archive_select(archive, &spec, &error);
	unsigned before = count_threads();

	(void)state;
	assert_false(td_ingest_run(archive, range, index, &options, &counts, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_DATABASE));
	assert_int_equal(count_threads(), before);
	epoch_free(epoch);
}

/* Two archives of one list. */
typedef struct pair {
	td_index *index;
	td_archive *archives[2];
	td_range *ranges[2];
	td_ingest_options options[2];
	td_ingest *second;
	unsigned told;
} pair;

static td_archive *
open_archive(const test_epoch *epoch, td_range **range)
{
	const td_range_spec spec = { 0 };
	g_autoptr(GError) error = NULL;
	td_archive *archive = td_archive_open(epoch_path(epoch), &error);

	assert_non_null(archive);
	*range = td_archive_select(archive, &spec, &error);
	assert_non_null(*range);
	return archive;
}

static void
open_pair(pair *self, const test_epoch *first, const test_epoch *second)
{
	const td_index_options where = { .path = NULL };
	int64_t list;

	*self = (pair){ .index = td_index_open(&where, NULL) };
	assert_non_null(self->index);
	assert_true(td_index_put_list(self->index, "", &list, NULL));
	self->archives[0] = open_archive(first, &self->ranges[0]);
	self->archives[1] = open_archive(second, &self->ranges[1]);
	for (unsigned i = 0; i < 2; i++)
		self->options[i] =
		    (td_ingest_options){ .list = list, .workers = 2, .commit_every = 2 };
	self->options[1].position = self->ranges[0]->entries->len + 1;
}

static void
close_pair(pair *self)
{
	td_ingest_free(self->second);
	for (unsigned i = 0; i < 2; i++) {
		td_range_free(self->ranges[i]);
		td_archive_close(self->archives[i]);
	}
	td_index_close(self->index);
}

static void
begin_second(void *data)
{
	pair *self = data;

	self->told++;
	g_clear_pointer(&self->ranges[0], td_range_free);
	self->second = td_ingest_begin(
	    self->archives[1], self->ranges[1], self->index, &self->options[1], NULL);
	assert_non_null(self->second);
}

static test_epoch *
more_of_the_list(void)
{
	test_epoch *epoch = epoch_new();

	put(epoch, "3@x", "Re: [PATCH 0/1] a series", "0@x", "Thanks.\n");
	put(epoch, "4@x", "[PATCH v2] one", "1@x", patch_body);
	put(epoch, "5@x", "Re: [PATCH v2] one", "4@x", "Better.\n");
	return epoch;
}

static void
what_comes_next_is_read_while_the_last_is_linked(void **state)
{
	test_epoch *first = small_list();
	test_epoch *second = more_of_the_list();
	td_ingest_counts counts = { 0 };
	pair one, both;
	g_autofree char *expected = NULL;
	g_autofree char *got = NULL;

	(void)state;
	open_pair(&one, first, second);
	for (unsigned i = 0; i < 2; i++)
		assert_true(td_ingest_run(one.archives[i], one.ranges[i], one.index,
		    &one.options[i], &counts, NULL));
	expected = describe(one.index);
	close_pair(&one);

	open_pair(&both, first, second);
	both.options[0].all_read = begin_second;
	both.options[0].all_read_data = &both;
	assert_true(td_ingest_run(both.archives[0], both.ranges[0], both.index,
	    &both.options[0], &counts, NULL));
	assert_int_equal(both.told, 1);
	assert_true(td_ingest_write(both.second, &counts, NULL));
	assert_int_equal(counts.mails, 3);
	got = describe(both.index);
	assert_string_equal(got, expected);
	close_pair(&both);
	epoch_free(first);
	epoch_free(second);
}

static void
what_was_begun_may_be_given_up(void **state)
{
	test_epoch *first = small_list();
	test_epoch *second = more_of_the_list();
	unsigned before = count_threads();
	td_ingest_counts counts = { 0 };
	pair both;

	(void)state;
	open_pair(&both, first, second);
	both.options[0].all_read = begin_second;
	both.options[0].all_read_data = &both;
	assert_true(td_ingest_run(both.archives[0], both.ranges[0], both.index,
	    &both.options[0], &counts, NULL));
	close_pair(&both);
	assert_int_equal(count_threads(), before);
	epoch_free(first);
	epoch_free(second);
}

/* What the beginning of a mail has of texts; NULL where it does not do. */
static char *
text_of_head(const char *subject, const char *fields, const char *body, size_t n)
{
	g_autofree char *mail = g_strdup_printf("From: A Person <a@example.org>\n"
						"Message-ID: <h@example.org>\n"
						"Subject: %s\n%s\n%s",
	    subject, fields, body);
	const size_t head = strlen(mail) - strlen(body);
	const td_mail loaded = { .bytes = { mail, n > 0 ? head + n : strlen(mail) },
		.cut = n > 0 };
	td_ingest_texts texts = { 0 };
	g_autofree char *text = NULL;

	if (!td_ingest_read_texts(&loaded, &texts)) {
		assert_null(texts.text);
		return NULL;
	}
	text =
	    g_strdup_printf("%s|%s", texts.text, texts.changelog ? texts.changelog : "");
	td_ingest_texts_clear(&texts);
	return g_steal_pointer(&text);
}

static void
texts_are_read_from_the_beginning_of_a_mail(void **state)
{
	static const char body[] =
	    "Why it is so.\n\nSigned-off-by: A Person <a@example.org>\n---\n"
	    "v2: shorter\n\n a.c | 3 +++\n 1 file changed, 3 insertions(+)\n\n"
	    "diff --git a/a.c b/a.c\nindex 1111111..2222222 100644\n--- a/a.c\n"
	    "+++ b/a.c\n@@ -1 +1,4 @@\n one\n+two\n+three\n+four\n-- \n2.39.5\n";
	static const char parted[] = "Content-Type: multipart/mixed; boundary=x\n";
	const size_t diff = (size_t)(strstr(body, "+three") - body);
	const size_t stat = (size_t)(strstr(body, " a.c |") - body);
	g_autofree char *parts = g_strdup_printf(
	    "--x\nContent-Type: text/plain\n\n%s--x\n\nMore of it.\n--x--\n", body);
	g_autofree char *whole = text_of_head("[PATCH v2] a: two", "", body, 0);
	g_autofree char *head = text_of_head("[PATCH v2] a: two", "", body, diff);

	(void)state;
	assert_non_null(strstr(whole, "Why it is so."));
	assert_non_null(strstr(whole, "|shorter"));
	assert_string_equal(head, whole);
	assert_null(text_of_head("[PATCH v2] a: two", "", body, stat));
	assert_null(text_of_head("[PATCH v2] a: two", parted, parts, strlen(parts) - 20));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_is_read_from_end_to_end),
		cmocka_unit_test(what_is_no_mail_is_counted_and_passed_over),
		cmocka_unit_test(the_number_of_workers_changes_nothing),
		cmocka_unit_test(a_run_in_pieces_gives_the_same),
		cmocka_unit_test(classic_rows_come_newest_first),
		cmocka_unit_test(
		    a_classic_mail_that_was_taken_back_is_left_out_by_its_blob),
		cmocka_unit_test(a_failed_run_ends_its_threads),
		cmocka_unit_test(what_comes_next_is_read_while_the_last_is_linked),
		cmocka_unit_test(what_was_begun_may_be_given_up),
		cmocka_unit_test(texts_are_read_from_the_beginning_of_a_mail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
