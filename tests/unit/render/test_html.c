/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/render/test_html.c - the page and the feed, plain and under attack */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../output/harmless.h"
#include "base/error.h"
#include "model_make.h"

/* The style changes often and is looked at, not compared. g_free it. */
static char *
without_style(const char *page)
{
	const char *hash = strstr(page, "'sha256-"), *end = strchr(hash + 1, '\'');
	const char *style = strstr(page, "<style>"), *rest = strstr(page, "</style>");
	GString *out = g_string_new_len(page, hash - page);

	g_string_append(out, "'HASH");
	g_string_append_len(out, end, style - end);
	g_string_append(out, rest);
	return g_string_free(out, FALSE);
}

static void
the_page_of_a_busy_list_is_as_it_was_read(void **state)
{
	td_report *report = model_busy();
	g_autofree char *page = model_render("html", report, NULL);
	g_autofree char *got = without_style(page);

	(void)state;
	model_assert_golden("busy.html", got);
	model_free(report);
}

/* Who reads it without its style, or copies from it, has words and numbers apart. */
static void
what_stands_apart_has_a_blank_between(void **state)
{
	static const char *const joined[] = { "</span><span>", "</bdi><span",
		"</span><a ", "</span><time", "</span><code>" };
	td_report *report = model_busy();
	g_autofree char *page = model_render("html", report, NULL);

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(joined); i++) {
		if (strstr(page, joined[i]))
			fail_msg("%.80s", strstr(page, joined[i]) - 20);
	}
	assert_false(g_regex_match_simple("<dd>[0-9,]+<span", page, 0, 0));
	model_free(report);
}

static void
the_page_of_nothing_says_so(void **state)
{
	td_report *report = model_empty();
	g_autofree char *page = model_render("html", report, NULL);
	g_autofree char *got = without_style(page);

	(void)state;
	model_assert_golden("empty.html", got);
	model_free(report);
}

static void
the_feed_of_a_busy_list_is_as_it_was_read(void **state)
{
	td_report *report = model_busy();
	g_autofree char *got = model_render("atom", report, NULL);

	(void)state;
	model_assert_golden("busy.atom", got);
	model_free(report);
}

static void
the_policy_names_the_style_that_is_there(void **state)
{
	td_report *report = model_empty();
	g_autofree char *page = model_render("html", report, NULL);
	const char *style = strstr(page, "<style>") + strlen("<style>");
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	g_autofree char *base64 = NULL, *wanted = NULL;
	guint8 digest[32];
	gsize n = sizeof(digest);

	(void)state;
	g_checksum_update(sum, (const guchar *)style, strstr(style, "</style>") - style);
	g_checksum_get_digest(sum, digest, &n);
	base64 = g_base64_encode(digest, n);
	wanted = g_strdup_printf(
	    "content=\"default-src 'none'; style-src 'sha256-%s';", base64);
	assert_non_null(strstr(page, wanted));
	model_free(report);
}

/* Elements and attributes stand only where the renderer writes them. */
static void
nothing_hostile_becomes_markup(void **state)
{
	static const char *const never[] = { "<script", "<img", "<b>", "<!-- ",
		" onclick", "javascript:x\"", "href=\"javascript",
		"href=\"data:", "]]>" };
	static const char *const formats[] = { "html", "atom" };
	td_report *report = model_hostile();

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
		g_autofree char *page = model_render(formats[i], report, NULL);

		assert_harmless(page);
		for (size_t k = 0; k < G_N_ELEMENTS(never); k++)
			assert_null(strstr(page, never[k]));
	}
	model_free(report);
}

static void
the_feed_is_ascii_and_no_id_comes_twice(void **state)
{
	td_report *report = model_hostile();
	g_autofree char *feed = NULL;
	g_autoptr(GHashTable) ids =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	(void)state;
	g_ptr_array_add(report->series, report->series->pdata[0]);
	feed = model_render("atom", report, NULL);
	for (const char *p = feed; *p; p++)
		assert_true((unsigned char)*p < 0x80);
	for (const char *p = strstr(feed, "<id>"); p; p = strstr(p + 1, "<id>"))
		assert_true(g_hash_table_add(ids, g_strndup(p, 49)));
	assert_int_equal(g_hash_table_size(ids), report->series->len + 1);
	g_ptr_array_set_size(report->series, (int)report->series->len - 1);
	model_free(report);
}

static void
an_address_that_is_not_https_gives_no_links(void **state)
{
	static const td_render_options options = { .mail_url = "javascript:alert('%s')" };
	td_report *report = model_busy();
	g_autofree char *page = model_render("html", report, &options);

	(void)state;
	assert_null(strstr(page, "javascript"));
	assert_null(strstr(page, "lore.kernel.org"));
	model_free(report);
}

static bool
drop(const char *bytes, size_t n, void *data, GError **error)
{
	(void)bytes;
	(void)n;
	(void)data;
	(void)error;
	return true;
}

static char *
no_text(int64_t message, void *data, GError **error)
{
	(void)message;
	(void)data;
	g_set_error(error, TD_ERROR, TD_ERROR_GIT, "the pack is damaged");
	return NULL;
}

static void
a_text_that_cannot_be_read_is_an_error(void **state)
{
	static const char *const formats[] = { "html", "atom" };
	td_report *report = model_busy();
	td_sink sink = { drop, NULL };

	(void)state;
	report->load_text = no_text;
	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
		td_render_options options = { 0 };
		g_autoptr(GError) error = NULL;

		assert_false(td_render_find(formats[i])(report, &options, &sink, &error));
		assert_string_equal(error->message, "the pack is damaged");
	}
	model_free(report);
}

/* What one bar stands for, by the number of days. */
static void
the_plot_gathers_many_days(void **state)
{
	static const struct {
		unsigned days;
		const char *caption;
		unsigned most; /* bars */
	} cases[] = {
		{ 1, NULL, 0 }, /* one bar is no plot */
		{ 2, "patches a day<", 2 },
		{ 70, "patches a day<", 70 },
		{ 71, "patches a week<", 12 },
		{ 740, "patches a week<", 107 },
		{ 2557, "patches a month<", 86 },
		{ 20000, "patches a year<", 57 },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		model *m = model_new("days");
		g_autofree char *page = NULL;
		unsigned bars = 0;

		for (unsigned k = 0; k < cases[i].days; k++) {
			td_report_day day = { (int64_t)k * 86400, k % 5, k % 3 };

			g_array_append_val(m->report.days, day);
		}
		page = model_render("html", &m->report, NULL);
		if (cases[i].caption)
			assert_non_null(strstr(page, cases[i].caption));
		else
			assert_null(strstr(page, "<figure>"));
		for (const char *p = strstr(page, "<g>"); p; p = strstr(p + 1, "<g>"))
			bars++;
		assert_in_range(bars, MIN(cases[i].most, 1u), cases[i].most);
		model_free(&m->report);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_page_of_a_busy_list_is_as_it_was_read),
		cmocka_unit_test(what_stands_apart_has_a_blank_between),
		cmocka_unit_test(the_page_of_nothing_says_so),
		cmocka_unit_test(the_feed_of_a_busy_list_is_as_it_was_read),
		cmocka_unit_test(the_policy_names_the_style_that_is_there),
		cmocka_unit_test(nothing_hostile_becomes_markup),
		cmocka_unit_test(the_feed_is_ascii_and_no_id_comes_twice),
		cmocka_unit_test(an_address_that_is_not_https_gives_no_links),
		cmocka_unit_test(a_text_that_cannot_be_read_is_an_error),
		cmocka_unit_test(the_plot_gathers_many_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
