/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "patch/reading.h"

static const char patch[] = "Drop the lock.\n"
			    "\n"
			    "---\n"
			    " a.c | 3 ++-\n"
			    "\n"
			    "diff --git a/a.c b/a.c\n"
			    "index 1..2 100644\n"
			    "--- a/a.c\n"
			    "+++ b/a.c\n"
			    "@@ -1,3 +1,3 @@ int main(void)\n"
			    " \tlock_everything();\n"
			    "-\treturn first_try();\n"
			    "+\treturn second_try();\n"
			    " }\n"
			    "@@ -90 +90,2 @@\n"
			    " \tlast_words_of_all();\n"
			    "+\tunlock_everything();\n"
			    "-- \n"
			    "2.39.2\n";

/* w words, q quote, s signature, f file, m meta, h hunk, + - and a blank. */
static char *
roles_of(const char *text)
{
	static const char letters[] = "wqsfmh+- ";
	g_autoptr(GArray) lines = td_read_lines(td_span_of(text));
	GString *roles = g_string_new(NULL);

	for (unsigned i = 0; i < lines->len; i++)
		g_string_append_c(
		    roles, letters[g_array_index(lines, td_read_line, i).role]);
	return g_string_free(roles, FALSE);
}

static void
lines_are_known_by_their_role(void **state)
{
	static const struct {
		const char *text, *roles;
	} rows[] = {
		{ "", "" },
		{ patch, "wwwwwfmmmh -+ h +ss" },
		{ "> a\n>b\nmine\n-- \nme\n", "qqwss" },
		{ "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\nthat is all\n", "fmh-+w" },
		{ "--- \nno diff\n", "ww" },
		/* A hunk that ends before it promised. */
		{ "diff --git a/x b/x\n@@ -1,9 +1,9 @@\n a\n\nThanks\n", "fh  w" },
		{ "diff --git a/x b/x\r\n@@ -1 +1 @@\r\n-a\r\n+b\r\n", "fh-+" },
		{ "diff --git a/x b/x\nGIT binary patch\nliteral 3\nKabc\n\ndiff --git "
		  "a/y "
		  "b/y\n",
		    "fmmmmf" },
		{ "@@ -1 +1 @@\n-a\n", "ww" },
		{ "diff --git a/x b/x\n@@ -1,99999999999 +1 @@\n", "fw" },
		{ "diff --git a/x b/x\n@@ -0,0 +1 @@\n+a\n\\ No newline at end of file\n",
		    "fh+m" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *roles = roles_of(rows[i].text);

		assert_string_equal(roles, rows[i].roles);
	}
}

static void
a_file_is_named_as_it_is_after_the_change(void **state)
{
	static const struct {
		const char *line, *name;
	} rows[] = {
		{ "diff --git a/a.c b/a.c", "a.c" },
		{ "diff --git a/old b/new name", "new name" },
		{ "diff --git a/x b/y b/x b/y", "y" },
		{ "--- a/dir/x.c\t2026-01-01", "dir/x.c" },
		{ "--- x.orig", "x.orig" },
		{ "diff --git x y", "" },
		{ "diff", "" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		td_span name = td_read_file_name(td_span_of(rows[i].line));
		g_autofree char *copy = g_strndup(name.p, name.n);

		assert_string_equal(copy, rows[i].name);
	}
}

static void
quotes_lose_their_signs_and_no_more(void **state)
{
	static const struct {
		const char *line, *text;
		unsigned depth;
	} rows[] = {
		{ "> a", "a", 1 },
		{ ">a", "a", 1 },
		{ ">  a", " a", 1 },
		{ "> > a", "a", 2 },
		{ ">> +a", "+a", 2 },
		{ ">", "", 1 },
		{ "a > b", "a > b", 0 },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		unsigned depth;
		td_span text = td_read_unquote(td_span_of(rows[i].line), &depth);
		g_autofree char *copy = g_strndup(text.p, text.n);

		assert_string_equal(copy, rows[i].text);
		assert_int_equal(depth, rows[i].depth);
	}
}

static void
an_answer_speaks_about_the_hunk_it_quoted_last(void **state)
{
	static const char answer[] = "Hello,\n"
				     "\n"
				     "> -\treturn first_try();\n"
				     "> +\treturn second_try();\n"
				     "\n"
				     "Why twice?\n"
				     "And when?\n"
				     "> +\tunlock_everything();\n"
				     "Good.\n"
				     "> > something else that nobody wrote\n"
				     "still about that\n"
				     "-- \n"
				     "me\n";
	g_autoptr(GArray) lines = td_read_lines(td_span_of(patch));
	g_autoptr(GArray) own = td_read_lines(td_span_of(answer));
	g_autoptr(td_hunks) hunks = td_hunks_new(lines);
	g_autoptr(GArray) found = td_hunks_find(hunks, own);
	static const td_hunk_answer expected[] = { { 1, 5 }, { 2, 8 }, { 2, 10 } };

	(void)state;
	assert_int_equal(found->len, G_N_ELEMENTS(expected));
	for (unsigned i = 0; i < found->len; i++) {
		td_hunk_answer *one = &g_array_index(found, td_hunk_answer, i);

		assert_int_equal(one->hunk, expected[i].hunk);
		assert_int_equal(one->line, expected[i].line);
	}
}

static void
a_line_of_two_hunks_leads_to_neither(void **state)
{
	static const char twice[] = "diff --git a/x b/x\n"
				    "@@ -1,1 +1,1 @@\n"
				    "+\tsame_line_twice();\n"
				    "@@ -9,1 +9,1 @@\n"
				    "+\tsame_line_twice();\n";
	g_autoptr(GArray) lines = td_read_lines(td_span_of(twice));
	g_autoptr(GArray) own =
	    td_read_lines(td_span_of("> +\tsame_line_twice();\nReally?\n"));
	g_autoptr(td_hunks) hunks = td_hunks_new(lines);
	g_autoptr(GArray) found = td_hunks_find(hunks, own);

	(void)state;
	assert_int_equal(found->len, 0);
	assert_null(td_hunks_new(own));
}

/* They are counted before they are read. */
static void
as_many_lines_are_read_as_there_are(void **state)
{
	(void)state;
	for (unsigned n = 0; n < 20000; n = n * 3 / 2 + 1) {
		g_autofree char *text = g_strnfill(n, '\n');
		g_autoptr(GArray) lines = td_read_lines((td_span){ text, n });
		g_autoptr(GArray) open = NULL;

		assert_int_equal(lines->len, n);
		if (n == 0)
			continue;
		text[n - 1] = 'x';
		open = td_read_lines((td_span){ text, n });
		assert_int_equal(open->len, n);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_known_by_their_role),
		cmocka_unit_test(as_many_lines_are_read_as_there_are),
		cmocka_unit_test(a_file_is_named_as_it_is_after_the_change),
		cmocka_unit_test(quotes_lose_their_signs_and_no_more),
		cmocka_unit_test(an_answer_speaks_about_the_hunk_it_quoted_last),
		cmocka_unit_test(a_line_of_two_hunks_leads_to_neither),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
