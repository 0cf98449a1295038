/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/words/test_searched.c - which line of a text is searched as what */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "words/searched.h"

static void
note(td_column column, td_span text, void *data)
{
	static const char *const names[TD_COLUMN_COUNT] = {
		[TD_COLUMN_OWN] = "own",
		[TD_COLUMN_QUOTED] = "quoted",
		[TD_COLUMN_DIFF_NAME] = "name",
		[TD_COLUMN_DIFF_OLD] = "old",
		[TD_COLUMN_DIFF_NEW] = "new",
		[TD_COLUMN_DIFF_CONTEXT] = "context",
		[TD_COLUMN_BLOB_OLD] = "from",
		[TD_COLUMN_BLOB_NEW] = "to",
	};
	GString *out = data;

	assert_non_null(names[column]);
	text = td_span_trim(text);
	g_string_append_printf(
	    out, "%s<%.*s> ", names[column], (int)text.n, text.n > 0 ? text.p : "");
}

static void
lines_of_a_diff_are_told_from_words(void **state)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{ "words\n> a quote\n", "own<words> quoted<> a quote> " },
		{ "index 1a2b..3c4d 100644\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n c\n",
		    "from<1a2b> to<3c4d> name<f> old<a> new<b> context<c> " },
		{ "index of names\n- one\n", "own<index of names\n- one> " },
		{ "> @@ -1 +1 @@\nindex 1..2\n c\n",
		    "quoted<> @@ -1 +1 @@> from<1> to<2> context<c> " },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) out = g_string_new(NULL);

		td_searched_body(td_span_of(cases[i].text), note, out);
		assert_string_equal(out->str, cases[i].expected);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_of_a_diff_are_told_from_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
