/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/output/test_sink.c - the buffer, the filter for terminals, cleaned text */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/error.h"
#include "output/clean.h"
#include "output/sink.h"

static bool
fails(const char *bytes, size_t n, void *data, GError **error)
{
	unsigned *calls = data;

	(void)bytes;
	(void)n;
	(*calls)++;
	g_set_error(error, TD_ERROR, TD_ERROR_IO, "no room");
	return false;
}

static void
controls_are_shown_and_not_obeyed(void **state)
{
	static const struct {
		const char *text, *clean;
	} cases[] = {
		{ "", "" },
		{ "plain\ttext\n", "plain\ttext\n" },
		{ "\x1b[31mred", "␛[31mred" },
		{ "bell\a", "bell␇" },
		{ "del\x7f", "del␡" },
		{ "a\r\nb\rc\r", "a\nb␍c␍" },
		{ "csi \xc2\x9b"
		  "31m",
		    "csi <U+009B>31m" },
		{ "\xe2\x80\xaeoverride", "<U+202E>override" },
		{ "\xe2\x81\xa6isolate\xe2\x81\xa9", "<U+2066>isolate<U+2069>" },
		{ "line\xe2\x80\xa8separator", "line<U+2028>separator" },
		{ "latin1 \xe9t\xe9", "latin1 �t�" },
		{ "raw c1 \x9b"
		  "31m",
		    "raw c1 �31m" },
		{ "cut \xe2\x82", "cut ��" },
		{ "Jörg 中文 e\xcc\x81", "Jörg 中文 e\xcc\x81" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *clean = td_clean_text(cases[i].text);

		assert_string_equal(clean, cases[i].clean);
	}
}

/* Many are looked at together. */
static void
each_byte_is_the_same_wherever_it_stands(void **state)
{
	enum { length = 50 };

	(void)state;
	for (unsigned c = 1; c < 256; c++) {
		const char alone[] = { (char)c, 'a', '\0' };
		g_autofree char *shown = td_clean_text(alone);

		for (unsigned at = 0; at + 1 < length; at++) {
			char text[length + 1];
			g_autofree char *before = g_strnfill(at, 'a');
			g_autofree char *after = g_strnfill(length - at - 2, 'a');
			g_autofree char *wanted = g_strconcat(before, shown, after, NULL);
			g_autofree char *clean = NULL;

			memset(text, 'a', length);
			text[at] = (char)c;
			text[length] = '\0';
			clean = td_clean_text(text);
			assert_string_equal(clean, wanted);
		}
	}
}

static void
a_line_has_no_line_ends(void **state)
{
	g_autofree char *line = td_clean_line("a\tb\nc");
	g_autofree char *none = td_clean_line(NULL);

	(void)state;
	assert_string_equal(line, "a b c");
	assert_string_equal(none, "");
}

static void
the_filter_gives_the_same_for_every_split(void **state)
{
	static const char text[] = "a\xe2\x80\xae"
				   "b\r\nc\x1b[m\xe9z\xf0\x9f\x90\xa7\r\r\n\xc2";
	g_autofree char *whole = td_clean_text(text);

	(void)state;
	for (size_t step = 1; step <= sizeof(text); step++) {
		g_autoptr(GString) all = g_string_new(NULL);
		td_sink to = td_sink_string(all);
		g_autoptr(td_plain) plain = td_plain_new(&to);
		td_sink filter = td_sink_plain(plain);

		for (size_t at = 0; at < sizeof(text) - 1; at += step) {
			size_t n = MIN(step, sizeof(text) - 1 - at);

			assert_true(filter.write(text + at, n, filter.data, NULL));
		}
		assert_true(td_plain_finish(plain, NULL));
		assert_string_equal(all->str, whole);
	}
}

static void
the_first_failure_is_told_and_the_rest_dropped(void **state)
{
	unsigned calls = 0;
	td_sink sink = { fails, &calls };
	td_out *out = td_out_new(&sink);
	g_autoptr(GError) error = NULL;

	(void)state;
	for (unsigned i = 0; i < 100000; i++)
		td_out_text(out, "twenty bytes of text");
	assert_true(td_out_failed(out));
	assert_false(td_out_close(out, &error));
	assert_string_equal(error->message, "no room");
	assert_int_equal(calls, 1);
}

static void
large_and_small_pieces_keep_their_order(void **state)
{
	g_autoptr(GString) all = g_string_new(NULL);
	g_autofree char *large = g_strnfill(200000, 'x');
	td_sink sink = td_sink_string(all);
	td_out *out = td_out_new(&sink);

	(void)state;
	td_out_text(out, "<");
	td_out_text(out, large);
	td_out_fill(out, '=', 3);
	td_out_printf(out, "%d>", 7);
	assert_true(td_out_close(out, NULL));
	assert_int_equal(all->len, 200000 + 6);
	assert_int_equal(all->str[0], '<');
	assert_string_equal(all->str + 200001, "===7>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(controls_are_shown_and_not_obeyed),
		cmocka_unit_test(each_byte_is_the_same_wherever_it_stands),
		cmocka_unit_test(a_line_has_no_line_ends),
		cmocka_unit_test(the_filter_gives_the_same_for_every_split),
		cmocka_unit_test(the_first_failure_is_told_and_the_rest_dropped),
		cmocka_unit_test(large_and_small_pieces_keep_their_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
