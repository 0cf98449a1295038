/* SPDX-License-Identifier: GPL-2.0-or-later */
/* So many words that they wait in a file, and are the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "message/message.h"
#include "words/inverter.h"

enum { mails_n = 2000, words_n = 400, workers_n = 2 };

static void
add_mails(td_inverter *inverter, unsigned seed, unsigned first)
{
	g_autoptr(td_message) message = td_message_parse(td_span_of("\n"), 0);
	GRand *random = g_rand_new_with_seed(seed);

	for (unsigned i = 0; i < mails_n; i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		td_doc doc = { .sent = i };

		for (unsigned j = 0; j < words_n; j++)
			g_string_append_printf(
			    text, "w%x ", g_rand_int_range(random, 0, 1 << 20));
		assert_int_equal(
		    td_inverter_add(inverter, message, td_span_of(text->str), &doc),
		    first + i);
	}
	g_rand_free(random);
}

static td_segment *
make(const char *folder)
{
	g_autoptr(GError) error = NULL;
	td_inverted *all[workers_n];
	td_segment *segment;

	for (unsigned i = 0; i < workers_n; i++) {
		g_autoptr(td_inverter) inverter = td_inverter_new(folder);

		add_mails(inverter, i, 0);
		all[i] = td_inverter_take(inverter, &error);
		assert_non_null(all[i]);
		assert_int_equal(td_inverted_count(all[i]), mails_n);
	}
	segment = td_inverted_merge(all, workers_n, folder, &error);
	assert_non_null(segment);
	for (unsigned i = 0; i < workers_n; i++) {
		assert_int_equal(td_inverted_count(all[i]), 0);
		td_inverted_free(all[i]);
	}
	return segment;
}

static GByteArray *
bytes_of(td_segment *segment)
{
	g_autoptr(GError) error = NULL;
	const uint8_t *first = td_spool_read(segment->first, &error);
	GByteArray *bytes = g_byte_array_new();

	assert_non_null(first);
	g_byte_array_append(bytes, first, (guint)td_spool_size(segment->first));
	return g_byte_array_append(bytes, segment->bytes.p, (guint)segment->bytes.n);
}

static void
words_are_the_same_from_a_file(void **state)
{
	g_autofree char *folder = g_dir_make_tmp("tidings-XXXXXX", NULL);
	g_autoptr(td_segment) plain = make(NULL);
	g_autoptr(td_segment) filed = make(folder);
	g_autoptr(GByteArray) expected = bytes_of(plain);
	g_autoptr(GByteArray) actual = bytes_of(filed);

	(void)state;
	assert_int_equal(plain->docs->len, workers_n * mails_n);
	assert_int_equal(g_array_index(plain->docs, td_doc, mails_n + 1).sent, 1);
	assert_true(expected->len > 4 << 20);
	assert_int_equal(actual->len, expected->len);
	assert_memory_equal(actual->data, expected->data, expected->len);
	assert_int_equal(filed->directory.n, plain->directory.n);
	assert_memory_equal(filed->directory.p, plain->directory.p, plain->directory.n);
	/* Nothing is left behind, so it can be removed. */
	assert_int_equal(g_rmdir(folder), 0);
}

static void
a_folder_that_is_not_there_is_told(void **state)
{
	g_autoptr(td_inverter) inverter = td_inverter_new("/nowhere/at/all");
	g_autoptr(GError) error = NULL;

	(void)state;
	add_mails(inverter, 1, 0);
	add_mails(inverter, 2, mails_n);
	assert_null(td_inverter_take(inverter, &error));
	assert_true(g_error_matches(error, TD_ERROR, TD_ERROR_IO));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_the_same_from_a_file),
		cmocka_unit_test(a_folder_that_is_not_there_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
