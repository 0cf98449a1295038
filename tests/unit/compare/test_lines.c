/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/compare/test_lines.c - hunks and the names of their sections */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compare/line_numbers.h"
#include "compare/lines.h"

static void
put(td_line_kind kind, td_span line, void *data)
{
	static const char signs[] = "@ -+";

	g_string_append_c(data, signs[kind]);
	g_string_append_len(data, line.p, (gssize)line.n);
	g_string_append_c(data, '\n');
}

static char *
diff(const char *a, const char *b)
{
	g_autoptr(GString) text = g_string_new(NULL);

	td_lines_diff(td_span_of(a), td_span_of(b), put, text);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
a_hunk_has_the_section_above_it(void **state)
{
	static const struct {
		const char *above, *section;
	} cases[] = {
		{ "nothing", "" },
		{ " ## a/file.c ##", "a/file.c" },
		{ " ## a/file.c (new) ##", "a/file.c (new)" },
		{ "@@ a/file.c: int main(void)", "a/file.c: int main(void)" },
		{ "-@@ a.c: f()", "a.c: f()" },
		{ " @@ a.c: f()  ", "a.c: f()" },
		{ "  @@ too far in", "" },
		{ "@@", "" },
		{ " ## ##", "" },
		{ "@@ "
		  "34567890123456789012345678901234567890123456789012345678901234567890"
		  "1234567890 past the eightieth",
		    "34567890123456789012345678901234567890123456789012345678901234567890"
		    "1234567890 p" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *a =
		    g_strdup_printf("%s\n1\n2\n3\nold\n5\n", cases[i].above);
		g_autofree char *b =
		    g_strdup_printf("%s\n1\n2\n3\nnew\n5\n", cases[i].above);
		g_autofree char *expected = g_strdup_printf(
		    "@%s\n 1\n 2\n 3\n-old\n+new\n 5\n", cases[i].section);
		g_autofree char *found = diff(a, b);

		assert_string_equal(found, expected);
	}
}

static void
a_section_is_cut_between_characters(void **state)
{
	g_autoptr(GString) name = g_string_new("@@ ");
	g_autofree char *a = NULL;
	g_autofree char *b = NULL;
	g_autofree char *found = NULL;

	(void)state;
	while (name->len < 200)
		g_string_append(name, "\xe2\x82\xac");
	a = g_strdup_printf("%s\n1\n2\n3\nold\n", name->str);
	b = g_strdup_printf("%s\n1\n2\n3\nnew\n", name->str);
	found = diff(a, b);
	assert_true(g_utf8_validate(found, -1, NULL));
	assert_int_equal(strchr(found, '\n') - found, 1 + 78);
}

static unsigned
count(const char *a, const char *b)
{
	g_autoptr(td_line_numbers) numbers = td_line_numbers_new();
	g_autoptr(td_differ) differ = td_differ_new();
	g_autoptr(GArray) first = td_line_numbers_read(numbers, td_span_of(a));
	g_autoptr(GArray) second = td_line_numbers_read(numbers, td_span_of(b));

	return td_lines_count(differ, first, second);
}

static void
what_counts_are_the_lines_of_hunks(void **state)
{
	(void)state;
	assert_int_equal(count("a\nb\n", "a\nb\n"), 0);
	assert_int_equal(count("a\nb\nc\n", "a\nc\nd\n"), 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hunk_has_the_section_above_it),
		cmocka_unit_test(a_section_is_cut_between_characters),
		cmocka_unit_test(what_counts_are_the_lines_of_hunks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
