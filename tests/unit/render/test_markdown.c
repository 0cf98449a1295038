/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/render/test_markdown.c - shown and not obeyed, in GitHub's markdown */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../output/harmless.h"
#include "model.h"
#include "output/markdown.h"

static void
text_is_shown_and_not_obeyed(void **state)
{
	static const struct {
		const char *text, *escaped;
	} cases[] = {
		{ "plain (text), with. stops", "plain (text), with. stops" },
		{ "a_b *c* `d` [e](f)", "a\\_b \\*c\\* \\`d\\` \\[e\\](f)" },
		{ "<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;" },
		{ "a|b ~~c~~ #1 ![i] $x$ \\",
		    "a\\|b \\~\\~c\\~\\~ \\#1 \\!\\[i\\] \\$x\\$ \\\\" },
		{ "see https://x.example and www.x.example",
		    "see https\\://x.example and www\\.x.example" },
		{ "- item", "\\- item" },
		{ "=== x", "\\=== x" },
		{ "12. twelve", "12\\. twelve" },
		{ "net: 12. twelve - x", "net: 12. twelve - x" },
		{ "two\nlines", "two lines" },
		{ "\x1b[1m", "␛\\[1m" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) all = g_string_new(NULL);
		td_sink sink = td_sink_string(all);
		td_out *out = td_out_new(&sink);

		td_markdown_text(out, cases[i].text);
		assert_true(td_out_close(out, NULL));
		assert_string_equal(all->str, cases[i].escaped);
	}
}

static void
a_link_cannot_be_left(void **state)
{
	g_autoptr(GString) all = g_string_new(NULL);
	td_sink sink = td_sink_string(all);
	td_out *out = td_out_new(&sink);

	(void)state;
	td_markdown_link(out, "x](y)", "https://x.example/a) [b](c \"<&\n");
	assert_true(td_out_close(out, NULL));
	assert_string_equal(
	    all->str, "[x\\](y)](https://x.example/a%29%20%5Bb%5D%28c%20%22%3C&amp;%20)");
}

static void
a_fence_is_longer_than_what_it_holds(void **state)
{
	td_report *report = model_hostile();
	g_autofree char *text = NULL;
	g_autofree char *fence = g_strnfill(91, '`');

	(void)state;
	report->parts = TD_PART_MESSAGES;
	text = model_render("markdown", report, NULL);
	assert_non_null(strstr(text, fence));
	assert_int_equal(td_markdown_backticks("a``b```c`"), 3);
	assert_int_equal(td_markdown_backticks(""), 0);
	model_free(report);
}

static void
a_busy_list(void **state)
{
	td_report *report = model_busy();
	g_autofree char *text = model_render("markdown", report, NULL);

	(void)state;
	model_assert_golden("busy.md", text);
	model_free(report);
}

static void
an_empty_range_says_so(void **state)
{
	td_report *report = model_empty();
	g_autofree char *text = model_render("markdown", report, NULL);

	(void)state;
	assert_non_null(strstr(text, "No patches in this range."));
	model_free(report);
}

static void
nothing_hostile_gets_through(void **state)
{
	td_report *report = model_hostile();
	g_autofree char *text = model_render("markdown", report, NULL);

	(void)state;
	assert_harmless(text);
	model_free(report);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_shown_and_not_obeyed),
		cmocka_unit_test(a_link_cannot_be_left),
		cmocka_unit_test(a_fence_is_longer_than_what_it_holds),
		cmocka_unit_test(a_busy_list),
		cmocka_unit_test(an_empty_range_says_so),
		cmocka_unit_test(nothing_hostile_gets_through),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
