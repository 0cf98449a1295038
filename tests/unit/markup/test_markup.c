/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "markup/body.h"
#include "markup/svg_months.h"

static bool
append(const char *bytes, size_t n, void *data, GError **error)
{
	(void)error;
	g_string_append_len(data, bytes, (gssize)n);
	return true;
}

/* What becomes of a text; as an answer's where speaks is given. */
static char *
body_of(const char *text, bool folds)
{
	g_autoptr(GArray) lines = td_read_lines(td_span_of(text));
	const td_site_body body = { .lines = lines, .anchor = "m1", .folds = folds };
	GString *out = g_string_new(NULL);
	const td_sink sink = { append, out };
	td_xml xml;

	td_xml_open(&xml, &sink);
	td_site_body_write(&xml, &body);
	assert_true(td_xml_close(&xml, NULL));
	return g_string_free(out, FALSE);
}

static void
lines_become_what_they_are(void **state)
{
	static const struct {
		const char *text, *markup;
	} rows[] = {
		{ "", "" },
		{ "\n\n", "" },
		{ "\na <b>\n\n", "<pre>\na &lt;b&gt;\n</pre>\n" },
		{ "> q\n> r\nmine\n",
		    "<pre>\n<span class=\"q\">&gt; q\n&gt; r\n</span>mine\n</pre>\n" },
		{ "Reviewed-by: A <a@b>\n", "<pre>\n<span class=\"trailer\">Reviewed-by: "
					    "A &lt;a@b&gt;</span>\n</pre>\n" },
		{ "Signed-off-by: A <a@b>\n",
		    "<pre>\nSigned-off-by: A &lt;a@b&gt;\n</pre>\n" },
		{ "diff --git a/d/x.c b/d/x.c\n@@ -1 +1 @@ f(\n-a\n-b\n+c\n",
		    "<pre>\n<span class=\"file\" id=\"m1-d:x.c\">diff --git a/d/x.c "
		    "b/d/x.c\n"
		    "</span><span class=\"hunk\" id=\"m1-h1\">@@ -1 +1 @@ f(\n</span>"
		    "<span class=\"del\">-a\n-b\n</span><span "
		    "class=\"add\">+c\n</span></pre>\n" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *markup = body_of(rows[i].text, true);

		assert_string_equal(markup, rows[i].markup);
	}
}

static void
long_quotes_are_folded_but_for_their_end(void **state)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *answered = NULL, *rest = NULL, *whole = NULL;

	(void)state;
	for (int i = 0; i < 20; i++)
		g_string_append_printf(text, "> line %d\n", i);
	rest = body_of(text->str, true);
	g_string_append(text, "mine\n");
	answered = body_of(text->str, true);
	whole = body_of(text->str, false);
	assert_non_null(strstr(rest, "<summary>20 quoted lines</summary>"));
	assert_non_null(strstr(answered, "<summary>14 quoted lines</summary>"));
	assert_non_null(
	    strstr(answered, "</details>\n<pre>\n<span class=\"q\">&gt; line 14\n"));
	assert_null(strstr(whole, "<details"));
}

/* The same file twice in a mail: ids have to stay unique. */
static void
a_file_has_its_id_once(void **state)
{
	g_autofree char *markup =
	    body_of("diff --git a/x b/x\ndiff --git a/x b/x\ndiff --git a/1 b/1\n", true);
	const char *first = strstr(markup, "id=\"m1-x\"");

	(void)state;
	assert_non_null(first);
	assert_null(strstr(first + 1, "id=\"m1-x\""));
	assert_non_null(strstr(markup, "id=\"m1-Z31\""));
}

static void
a_month_leads_to_its_days(void **state)
{
	g_autofree td_months *months = g_new0(td_months, 1);
	const td_svg_months plot = {
		.months = months, .what = "mails", .link = "?q=a&b"
	};
	g_autoptr(GString) out = g_string_new(NULL);
	const td_sink sink = { append, out };
	td_xml xml;

	(void)state;
	td_xml_open(&xml, &sink);
	td_svg_months_write(&xml, &plot);
	months->n[36 * 12 + 1][0] = 1007; /* February 2026 */
	td_svg_months_write(&xml, &plot);
	assert_true(td_xml_close(&xml, NULL));
	assert_true(g_str_has_prefix(out->str, "<svg"));
	assert_non_null(strstr(out->str, "href=\"?q=a&amp;b20260201..20260228\""));
	assert_non_null(strstr(out->str, "<title>Feb 2026: 1,007 mails</title>"));
	assert_non_null(strstr(out->str, "<summary>at most 1,007 a month;"));
	/* The table: a row for the year, which leads to all of it, and a cell a month. */
	assert_non_null(strstr(out->str,
	    "<tr><th scope=\"row\">2026</th><td><a href=\"?q=a&amp;b20260101..20261231\">"
	    "1,007</a></td><td></td><td><a href=\"?q=a&amp;b20260201..20260228\">"
	    "1,007</a></td><td></td>"));
}

/* Of one mail in each of so many months from January 2000 on. */
static GString *
bars_of(int months)
{
	g_autofree td_months *counts = g_new0(td_months, 1);
	const td_svg_months plot = { .months = counts, .what = "mails" };
	GString *out = g_string_new(NULL);
	const td_sink sink = { append, out };
	td_xml xml;

	for (int i = 0; i < months; i++)
		counts->n[10 * 12 + i][0] = 1;
	td_xml_open(&xml, &sink);
	td_svg_months_write(&xml, &plot);
	assert_true(td_xml_close(&xml, NULL));
	return out;
}

static void
many_months_become_quarters_and_years(void **state)
{
	static const struct {
		int months;
		const char *first, *last, *below, *most;
	} rows[] = {
		{ 120, "<title>Jan 2000: 1 mails", "<title>Dec 2009: 1 mails",
		    ">Jul 2002</text>", "at most 1 a month" },
		{ 121, "<title>Jan to Mar 2000: 3 mails", "<title>Jan to Mar 2010: 1",
		    ">Jan 2000</text>", "at most 3 a quarter" },
		{ 360, "<title>Jan to Mar 2000: 3 mails", "<title>Oct to Dec 2029: 3",
		    ">Jul 2007</text>", "at most 3 a quarter" },
		{ 361, "<title>2000: 12 mails", "<title>2030: 1 mails", ">2000</text>",
		    "at most 12 a year" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) out = bars_of(rows[i].months);

		assert_non_null(strstr(out->str, rows[i].first));
		assert_non_null(strstr(out->str, rows[i].last));
		assert_non_null(strstr(out->str, rows[i].below));
		assert_non_null(strstr(out->str, rows[i].most));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_become_what_they_are),
		cmocka_unit_test(long_quotes_are_folded_but_for_their_end),
		cmocka_unit_test(a_file_has_its_id_once),
		cmocka_unit_test(a_month_leads_to_its_days),
		cmocka_unit_test(many_months_become_quarters_and_years),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
