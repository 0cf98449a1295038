/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/limits.h"
#include "corpus.h"
#include "search/fulltext.h"
#include "search/search.h"
#include "store/allowance.h"
#include "words/inverter.h"
#include "write/write.h"

/* Mails 1 to 5, of which 3 was there already, and so is in no segment's map. */
static const char *const mails[] = {
	"From: Ann <ann@example.org>\nTo: list@example.org\nSubject: fix a leak\n"
	"Message-ID: <20251031.123456-1-ann@example.org>\n\n"
	"This fixes the memory leak in foo_bar().\nUse after\nfree too.\n---\n"
	"diff --git a/lib/foo.c b/lib/foo.c\nindex 1234567..89abcde 100644\n"
	"--- a/lib/foo.c\n+++ b/lib/foo.c\n@@ -1,3 +1,3 @@ int main(void)\n"
	" context line\n-old_call(1);\n+new_call(2, 3);\n ends here\n-- \n2.39.5\n",
	"From: Bob <bob@example.org>\nCc: Ann <ann@example.org>\nSubject: Re: fix a "
	"leak\n"
	"Message-ID: <2@example.org>\n\n"
	"> This fixes the memory leak in foo_bar().\n\nReviewed-by: Bob. It leaked.\n",
	"From: Bob <bob@example.org>\nSubject: again\n\nleak leak leak\n",
	"From: Cat <cat@example.org>\nSubject: =?utf-8?q?caf=C3=A9?= leaks\n\n"
	"free use after\n",
	"From: Cat <cat@example.org>\nSubject: leaking leak leak leak\n\nleak leak "
	"leaks\n",
};

typedef struct fixture {
	char *path;
	td_index *index;
} fixture;

static void
add_segment(td_index *index, unsigned first, unsigned last)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(td_inverter) inverter = td_inverter_new(NULL);
	g_autoptr(td_inverted) inverted = NULL;
	g_autoptr(td_segment) segment = NULL;

	for (unsigned i = first; i <= last; i++) {
		g_autoptr(td_message) message =
		    td_message_parse(td_span_of(mails[i - 1]), 0);
		unsigned defects = 0;
		g_autoptr(td_body) body = td_body_read(message, &defects);
		g_autofree char *text = td_body_to_utf8(body);
		td_doc doc = { .received = 1000 + i, .sent = 10 * i, .size = 100 * i };

		assert_int_equal(
		    td_inverter_add(inverter, message, td_span_of(text), &doc),
		    i - first);
	}
	inverted = td_inverter_take(inverter, &error);
	assert_non_null(inverted);
	segment = td_inverted_merge(&inverted, 1, NULL, &error);
	assert_non_null(segment);
	assert_int_equal(segment->docs->len, last - first + 1);
	for (unsigned i = 0; i < segment->docs->len; i++)
		g_array_index(segment->docs, td_doc, i).message =
		    first + i == 3 ? 0 : first + i;
	assert_true(td_index_put_words(index, segment, &error));
}

static int
open_index(void **state)
{
	g_autoptr(GError) error = NULL;
	fixture *here = g_new0(fixture, 1);
	g_autofree char *dir = g_dir_make_tmp("tidings-XXXXXX", NULL);

	here->path = g_build_filename(dir, "index", NULL);
	here->index = corpus_open(here->path);
	assert_true(td_index_begin(here->index, &error));
	add_segment(here->index, 1, 3);
	add_segment(here->index, 4, 5);
	assert_true(td_index_commit(here->index, &error));
	*state = here;
	return 0;
}

static int
close_index(void **state)
{
	fixture *here = *state;
	g_autofree char *dir = g_path_get_dirname(here->path);

	td_index_close(here->index);
	g_unlink(here->path);
	g_rmdir(dir);
	g_free(here->path);
	g_free(here);
	return 0;
}

static char *
ids_of(td_index *index, const td_query *query, const td_search_options *how)
{
	g_autoptr(GError) error = NULL;
	uint64_t total = 0;
	g_autoptr(GArray) hits = td_index_search(index, query, how, &total, &error);
	GString *text = g_string_new(NULL);

	assert_non_null(hits);
	g_string_append_printf(text, "%" G_GUINT64_FORMAT ":", total);
	for (unsigned i = 0; i < hits->len; i++)
		g_string_append_printf(
		    text, " %" G_GINT64_FORMAT, g_array_index(hits, td_hit, i).message);
	return g_string_free(text, FALSE);
}

static void
words_are_found_in_their_columns(void **state)
{
	static const struct {
		unsigned columns;
		const char *text, *expected;
		bool stem, prefix;
	} cases[] = {
		{ TD_IN(TD_COLUMN_SUBJECT), "leak", "3: 5 2 1", false, false },
		{ TD_IN(TD_COLUMN_SUBJECT), "LEAK", "4: 5 4 2 1", true, false },
		{ TD_IN(TD_COLUMN_SUBJECT), "leaking", "4: 5 4 2 1", true, false },
		{ TD_IN(TD_COLUMN_SUBJECT), "lea", "4: 5 4 2 1", false, true },
		{ TD_IN(TD_COLUMN_SUBJECT), "caf\xc3\xa9", "1: 4", false, false },
		{ TD_IN(TD_COLUMN_FROM), "ann@example.org", "1: 1", false, false },
		{ TD_IN_PEOPLE, "ann@example.org", "2: 2 1", false, false },
		{ TD_IN(TD_COLUMN_QUOTED), "memory leak", "1: 2", false, false },
		{ TD_IN_BODY, "memory leak", "2: 2 1", false, false },
		{ TD_IN_OWN, "memory leak", "1: 1", false, false },
		{ TD_IN_BODY, "use after free", "1: 1", false, false },
		{ TD_IN_BODY, "after use", "0:", false, false },
		{ TD_IN(TD_COLUMN_DIFF_NAME), "lib/foo.c", "1: 1", false, false },
		{ TD_IN(TD_COLUMN_DIFF_OLD), "old_call", "1: 1", false, false },
		{ TD_IN(TD_COLUMN_DIFF_NEW), "new_call(2, 3)", "1: 1", false, false },
		{ TD_IN(TD_COLUMN_DIFF_NEW), "old_call", "0:", false, false },
		{ TD_IN(TD_COLUMN_DIFF_CONTEXT), "context line", "1: 1", false, false },
		/* Between them stood other lines. */
		{ TD_IN(TD_COLUMN_DIFF_CONTEXT), "line ends", "0:", false, false },
		{ TD_IN(TD_COLUMN_DIFF_HUNK), "int main", "1: 1", false, false },
		{ TD_IN(TD_COLUMN_BLOB_OLD), "1234567", "1: 1", false, false },
		{ TD_IN(TD_COLUMN_BLOB_NEW), "89ab", "1: 1", false, true },
		{ TD_IN(TD_COLUMN_MESSAGE_ID), "123456", "1: 1", false, false },
		{ TD_IN(TD_COLUMN_MESSAGE_ID), "20251031.123456-1", "1: 1", false,
		    false },
		{ TD_IN_ANY, "2.39.5", "1: 1", false, false },
		{ TD_IN_ANY, "", "0:", false, false },
		{ TD_IN_ANY, "again", "0:", false, false },
	};
	const td_search_options how = { .limit = 10 };
	fixture *here = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_query) query = td_query_text(cases[i].columns,
		    td_span_of(cases[i].text), cases[i].stem, cases[i].prefix);
		g_autofree char *ids = ids_of(here->index, query, &how);

		assert_string_equal(ids, cases[i].expected);
	}
}

static td_query *
word(const char *text)
{
	return td_query_text(TD_IN_ANY, td_span_of(text), false, false);
}

static void
assert_found(td_index *index, const td_query *query, const char *expected)
{
	g_autofree char *found = ids_of(index, query, &(td_search_options){ 0 });

	assert_string_equal(found, expected);
}

static void
questions_can_be_joined(void **state)
{
	fixture *here = *state;
	g_autoptr(td_query) both =
	    td_query_add(td_query_add(td_query_new(TD_QUERY_AND), word("leak")),
		td_query_add(td_query_new(TD_QUERY_NOT), word("bob")));
	g_autoptr(td_query) either = td_query_add(
	    td_query_add(td_query_new(TD_QUERY_OR), word("bob")), word("cat"));
	g_autoptr(td_query) sent =
	    td_query_add(td_query_add(td_query_new(TD_QUERY_AND), word("leak")),
		td_query_range(TD_QUERY_SENT, 20, 50));
	g_autoptr(td_query) large = td_query_range(TD_QUERY_SIZE, 400, INT64_MAX);
	g_autoptr(td_query) all = td_query_new(TD_QUERY_ALL);
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(td_query) named = td_query_messages(ids);

	g_array_append_vals(ids, &(int64_t[]){ 2, 3, 5 }, 3);
	assert_found(here->index, both, "2: 5 1");
	assert_found(here->index, either, "3: 5 4 2");
	assert_found(here->index, sent, "2: 5 2");
	assert_found(here->index, large, "2: 5 4");
	assert_found(here->index, all, "4: 5 4 2 1");
	assert_found(here->index, named, "2: 5 2");
}

static void
order_and_part_can_be_chosen(void **state)
{
	fixture *here = *state;
	g_autoptr(td_query) query = word("leak");
	g_autofree char *oldest = ids_of(here->index, query,
	    &(td_search_options){ .order = TD_SEARCH_OLDEST, .limit = 2 });
	g_autofree char *second =
	    ids_of(here->index, query, &(td_search_options){ .limit = 1, .offset = 1 });
	g_autofree char *beyond =
	    ids_of(here->index, query, &(td_search_options){ .offset = 7 });
	g_autofree char *telling = ids_of(here->index, query,
	    &(td_search_options){ .order = TD_SEARCH_RELEVANCE, .limit = 1 });

	assert_string_equal(oldest, "3: 1 2");
	assert_string_equal(second, "3: 2");
	assert_string_equal(beyond, "3:");
	assert_string_equal(telling, "3: 5");
}

static void
what_is_removed_is_found_no_more(void **state)
{
	fixture *here = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(td_query) query = word("leak");
	g_autofree char *left = NULL;

	assert_true(td_index_begin(here->index, &error));
	assert_true(td_fulltext_remove(here->index, 2, &error));
	assert_true(td_index_commit(here->index, &error));
	left = ids_of(here->index, query, &(td_search_options){ 0 });
	assert_string_equal(left, "2: 5 1");
}

/* Twelve segments of four mails each, one of them gone, become one. */
static void
small_segments_become_one(void **state)
{
	fixture *here = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(td_query) phrase =
	    td_query_text(TD_IN_BODY, td_span_of("use after free"), false, false);
	g_autoptr(td_query) gone = word("reviewed");
	g_autoptr(td_query) common = word("leak");

	assert_true(td_index_begin(here->index, &error));
	for (unsigned i = 0; i < 10; i++)
		add_segment(here->index, 1, 3);
	assert_true(td_index_commit(here->index, &error));
	assert_found(
	    here->index, common, "23: 5 2 2 2 2 2 2 2 2 2 2 2 1 1 1 1 1 1 1 1 1 1 1");
	assert_true(td_index_begin(here->index, &error));
	for (unsigned i = 0; i < 11; i++)
		assert_true(td_fulltext_remove(here->index, 2, &error));
	assert_true(td_fulltext_merge(here->index, TD_MERGE_BYTES, &error));
	assert_true(td_index_commit(here->index, &error));
	assert_found(here->index, common, "12: 5 1 1 1 1 1 1 1 1 1 1 1");
	assert_found(here->index, phrase, "11: 1 1 1 1 1 1 1 1 1 1 1");
	assert_found(here->index, gone, "0:");
}

static void
who_died_before_its_words_came_is_not_found(void **state)
{
	fixture *here = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(td_query) twice = word("leak");
	g_autoptr(td_query) again = word("leak");

	assert_found(here->index, twice, "3: 5 2 1");
	assert_true(td_index_begin(here->index, &error));
	assert_true(td_fulltext_remove(here->index, 2, &error));
	assert_true(td_fulltext_remove(here->index, 2, &error));
	add_segment(here->index, 1, 3);
	assert_true(td_index_commit(here->index, &error));
	assert_found(here->index, again, "3: 5 1 1");
}

/* 500 words of 40 mails each, with bytes of positions that are too long for a block;
 * piece is what is taken between words, 0 for nothing. */
static td_segment *
make_large(size_t piece, td_buffer *bytes)
{
	g_autoptr(td_segment_writer) writer = td_segment_writer_new();
	static const uint8_t positions[300] = { 1, 2, 3 };
	td_segment *segment;

	for (unsigned i = 0; i < 500; i++) {
		char name[16];

		g_snprintf(name, sizeof name, "word%03u", i);
		td_segment_start_word(writer, td_span_of(name));
		for (unsigned doc = 0; doc < 40; doc++)
			td_segment_put(writer, TD_COLUMN_SUBJECT, doc, positions,
			    sizeof positions - i % 7 - doc);
		td_segment_end_word(writer);
		if (piece > 0)
			td_segment_take(writer, piece, bytes);
	}
	segment = td_segment_finish(writer, NULL);
	td_buffer_add(bytes, segment->bytes.p, segment->bytes.n);
	return segment;
}

static void
a_segment_is_the_same_piece_by_piece(void **state)
{
	static const size_t pieces[] = { 1, 1000, 66500 };
	td_buffer whole = { .n = 0 };
	g_autoptr(td_segment) segment = make_large(0, &whole);

	(void)state;
	assert_true(whole.n > 66500);
	for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
		td_buffer bytes = { .n = 0 };
		g_autoptr(td_segment) other = make_large(pieces[i], &bytes);

		assert_true(other->bytes.n < whole.n);
		assert_int_equal(bytes.n, whole.n);
		assert_memory_equal(bytes.p, whole.p, whole.n);
		assert_int_equal(other->directory.n, segment->directory.n);
		assert_memory_equal(
		    other->directory.p, segment->directory.p, segment->directory.n);
		td_buffer_clear(&bytes);
	}
	td_buffer_clear(&whole);
}

static void
a_deep_question_is_refused(void **state)
{
	fixture *here = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(td_query) query = word("leak");
	const td_search_options how = { 0 };
	uint64_t total;

	for (unsigned i = 0; i <= TD_MAX_QUERY_DEPTH; i++)
		query = td_query_add(td_query_new(TD_QUERY_NOT), query);
	assert_null(td_index_search(here->index, query, &how, &total, &error));
	assert_non_null(error);
}

static void
a_question_that_costs_too_much_ends(void **state)
{
	fixture *here = *state;
	const td_search_options options = { .order = TD_SEARCH_NEWEST };
	g_autoptr(td_query) query = td_query_new(TD_QUERY_OR);
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) hits = NULL;
	uint64_t total;

	for (unsigned i = 0; i < 20000; i++)
		td_query_add(
		    query, td_query_text(TD_IN_OWN, td_span_of("leak"), false, true));
	td_index_allow(here->index, 1);
	assert_null(td_index_search(here->index, query, &options, &total, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_TIME));
	g_clear_error(&error);
	/* It is spent, whatever is asked next. */
	assert_null(td_index_search(here->index, query, &options, &total, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_TIME));
	g_clear_error(&error);
	td_index_allow(here->index, 0);
	hits = td_index_search(here->index, query, &options, &total, &error);
	assert_null(error);
	assert_int_equal(total, 3);
}

static void
a_temporary_index_has_no_words(void **state)
{
	g_autoptr(td_index) index = corpus_open(NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(td_query) query = word("leak");
	const td_search_options how = { 0 };
	uint64_t total;

	(void)state;
	assert_false(td_index_has_words(index));
	assert_null(td_index_search(index, query, &how, &total, &error));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    words_are_found_in_their_columns, open_index, close_index),
		cmocka_unit_test_setup_teardown(
		    questions_can_be_joined, open_index, close_index),
		cmocka_unit_test_setup_teardown(
		    order_and_part_can_be_chosen, open_index, close_index),
		cmocka_unit_test_setup_teardown(
		    what_is_removed_is_found_no_more, open_index, close_index),
		cmocka_unit_test_setup_teardown(
		    small_segments_become_one, open_index, close_index),
		cmocka_unit_test_setup_teardown(
		    who_died_before_its_words_came_is_not_found, open_index, close_index),
		cmocka_unit_test(a_segment_is_the_same_piece_by_piece),
		cmocka_unit_test_setup_teardown(
		    a_deep_question_is_refused, open_index, close_index),
		cmocka_unit_test_setup_teardown(
		    a_question_that_costs_too_much_ends, open_index, close_index),
		cmocka_unit_test(a_temporary_index_has_no_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
