/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/patch/test_versions.c - sketches of diffs, and mails that a text names */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "patch/mention.h"
#include "patch/sketch.h"

static unsigned
likeness(const char *a, const char *b)
{
	td_sketch x, y;

	td_sketch_make(td_span_of(a), &x);
	td_sketch_make(td_span_of(b), &y);
	return td_sketch_likeness(&x, &y);
}

static void
a_sketch_tells_how_alike_diffs_are(void **state)
{
	const char *diff = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n"
			   "-one line\n+another line\n keep\n+third line\n";

	(void)state;
	assert_int_equal(likeness(diff, diff), 100);
	/* Blanks, line numbers, context and file names do not count. */
	assert_int_equal(
	    likeness(diff, "diff --git a/y b/y\n--- a/y\n+++ b/y\n@@ -7 +7 @@\n"
			   "-\tone  line\n+another line\r\n+third line\n other\n"),
	    100);
	assert_int_equal(
	    likeness(diff, "@@ -1 +1 @@\n-one line\n+another line\n+new line\n"), 50);
	/* A line that was added is not the one that was taken out. */
	assert_int_equal(likeness("@@ @@\n+one line\n", "@@ @@\n-one line\n"), 0);
	assert_int_equal(likeness(diff, ""), 0);
	assert_int_equal(likeness("", ""), 0);
}

static void
names_of_files_stand_for_lines(void **state)
{
	td_sketch one = { .n = 0 }, two = { .n = 0 };

	(void)state;
	td_sketch_add_name(&one, td_span_of("a.c"));
	assert_int_equal(td_sketch_likeness(&one, &two), 0);
	td_sketch_add_name(&two, td_span_of("c.c"));
	assert_int_equal(td_sketch_likeness(&one, &two), 0);
	td_sketch_add_name(&two, td_span_of("a.c"));
	assert_int_equal(td_sketch_likeness(&one, &two), 50);
}

static unsigned
prose_likeness(const char *a, const char *b)
{
	td_sketch x, y;

	td_sketch_make_prose(td_span_of(a), &x);
	td_sketch_make_prose(td_span_of(b), &y);
	return td_sketch_likeness(&x, &y);
}

static void
a_sketch_tells_how_alike_texts_are(void **state)
{
	static const char text[] = "The lock is taken twice when the device goes\n"
				   "away while it is opened. Take it once.\n";

	(void)state;
	assert_int_equal(prose_likeness(text, text), 100);
	/* Wrapped anew and in capitals, with what tools add. */
	assert_int_equal(prose_likeness(text,
			     "the LOCK is taken twice\nwhen the device goes away while\n"
			     "it is opened. Take it once.\n\n"
			     "Reviewed-by: Bob Baker <bob@example.org>\n"
			     "> quoted words that others wrote\n"
			     "See https://example.org/a/b/c for more\n"
			     " a.c | 12 ++++++++\n---\nv2: these are notes\n"),
	    100);
	assert_in_range(prose_likeness(text,
			    "The lock is taken twice when the device goes away while it"
			    " is opened. Do not take it at all."),
	    50, 99);
	assert_int_equal(prose_likeness(text, "Quite another thing is said here."), 0);
	assert_int_equal(prose_likeness("", ""), 0);
	assert_int_equal(prose_likeness("two words", "two words"), 0);
}

static void
large_diffs_are_sampled(void **state)
{
	g_autoptr(GString) a = g_string_new("@@ @@\n");
	g_autoptr(GString) b = g_string_new("@@ @@\n");

	(void)state;
	for (int i = 0; i < 4000; i++) {
		g_string_append_printf(a, "+line number %d\n", i);
		g_string_append_printf(b, "+line number %d\n", i + 2000);
	}
	/* A third of the union is in both. */
	assert_in_range(likeness(a->str, b->str), 5, 70);
	assert_int_equal(likeness(a->str, a->str), 100);
}

static void
a_text_names_other_mails(void **state)
{
	static const struct {
		const char *text, *id;
		td_mention_kind kind;
	} cases[] = {
		{ "v1: https://lore.kernel.org/r/a@example.org", "a@example.org",
		    TD_MENTION_VERSION },
		{ "- Link to v2: https://lore.kernel.org/r/a@example.org",
		    "a@example.org", TD_MENTION_VERSION },
		{ "Changes since the last posting:\n "
		  "https://lore.kernel.org/r/a@example.org",
		    "a@example.org", TD_MENTION_VERSION },
		{ "https://lore.kernel.org/r/a@example.org [PATCH v6]", "a@example.org",
		    TD_MENTION_VERSION },
		{ "unlike the previous posting [1], this one\nis short.\n\n"
		  "[1] https://lore.kernel.org/r/a@example.org",
		    "a@example.org", TD_MENTION_VERSION },
		{ "Supersedes: <a@example.org>", "a@example.org", TD_MENTION_VERSION },
		{ "Based-on: <a@example.org>", "a@example.org", TD_MENTION_BASE },
		{ "applies on top of https://lore.kernel.org/r/a@example.org",
		    "a@example.org", TD_MENTION_BASE },
		{ "Link: https://lore.kernel.org/r/a@example.org", "a@example.org",
		    TD_MENTION_OTHER },
		{ "Closes: https://lore.kernel.org/r/a@example.org", "a@example.org",
		    TD_MENTION_OTHER },
		{ "see https://example.org/", NULL, TD_MENTION_OTHER },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) found =
		    g_ptr_array_new_with_free_func((GDestroyNotify)td_mention_free);
		const td_mention *mention;

		td_mention_find(td_span_of(cases[i].text), found);
		if (cases[i].id == NULL) {
			assert_int_equal(found->len, 0);
			continue;
		}
		assert_int_equal(found->len, 1);
		mention = g_ptr_array_index(found, 0);
		assert_string_equal(mention->message_id, cases[i].id);
		if (mention->kind != cases[i].kind)
			fail_msg("%s: %d", cases[i].text, mention->kind);
	}
}

/* Ascending; no two sketches have one line, but for that at the place given. */
static td_sketch
sketch_of(unsigned n, unsigned at, uint32_t offset)
{
	td_sketch sketch = { .n = n };

	for (unsigned i = 0; i < n; i++)
		sketch.lines[i] = i < at ? 1 + 2 * i + offset : 2000 + 2 * i + offset;
	sketch.lines[at] = 1000;
	/* What was there before is no line. */
	for (unsigned i = n; i < TD_SKETCH_LINES; i++)
		sketch.lines[i] = 1000;
	return sketch;
}

static void
one_line_of_both_counts_wherever_it_stands(void **state)
{
	(void)state;
	for (unsigned n = 1; n <= TD_SKETCH_LINES; n++) {
		for (unsigned i = 0; i < n; i++) {
			for (unsigned j = 0; j < TD_SKETCH_LINES; j++) {
				td_sketch a = sketch_of(n, i, 0);
				td_sketch b = sketch_of(TD_SKETCH_LINES, j, 1);
				/* Of the first of both together. */
				bool first = i + j < TD_SKETCH_LINES;

				assert_int_equal(td_sketch_likeness(&a, &b) > 0, first);
				assert_int_equal(td_sketch_likeness(&b, &a) > 0, first);
				a.lines[i]++;
				assert_int_equal(td_sketch_likeness(&a, &b), 0);
			}
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sketch_tells_how_alike_diffs_are),
		cmocka_unit_test(names_of_files_stand_for_lines),
		cmocka_unit_test(a_sketch_tells_how_alike_texts_are),
		cmocka_unit_test(one_line_of_both_counts_wherever_it_stands),
		cmocka_unit_test(large_diffs_are_sampled),
		cmocka_unit_test(a_text_names_other_mails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
