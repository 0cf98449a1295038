/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/message/test_html.c - HTML as the lines that a plain text would have */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "message/html.h"

typedef struct row {
	const char *html, *text;
} row;

static void
check(const row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		g_autoptr(GString) out = g_string_new(NULL);

		td_html_append_text(out, td_span_of(rows[i].html));
		assert_string_equal(out->str, rows[i].text);
	}
}

static void
lines_are_those_of_the_page(void **state)
{
	static const row rows[] = {
		{ "", "" },
		{ " \n", "" },
		{ "a  b\n c", "a b c\n" },
		{ "<html><body>a<br>b<BR/>c</body></html>", "a\nb\nc\n" },
		{ "a<br><br><br>b", "a\n\nb\n" },
		{ "<div>a</div><div>b<div>c</div></div>d", "a\nb\nc\nd\n" },
		{ "<div>a</div>\n<div><br></div>\n<div>b</div>", "a\n\nb\n" },
		{ "<p>a</p>\n\n<p>b", "a\n\nb\n" },
		{ "<b>a</b>b <i>c</i>", "ab c\n" },
		{ "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
		    "a b\nc\n" },
		{ "<ul><li>a<li>b</ul>c", "- a\n- b\n\nc\n" },
		{ "<pre>a\n  b\n\n\tc</pre>d", "a\n  b\n\n\tc\nd\n" },
		{ "x<!-- no <b> -->y<![endif]-->z", "xyz\n" },
		{ "<head><title>no</title><style>p > a {}</style></head>a", "a\n" },
		{ "a<script>if (1 < 2) '</b>'</script >b", "ab\n" },
		{ "<a href=\"https://example.org/?a>b\" title='\">'>c</a>", "c\n" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
what_is_quoted_is_a_quote(void **state)
{
	static const row rows[] = {
		{ "a<blockquote>b<br>c<blockquote>d</blockquote></blockquote>e",
		    "a\n> b\n> c\n>> d\ne\n" },
		{ "<blockquote><p>Acked-by: A "
		  "&lt;a@example.org&gt;</p><p>b</p></blockquote>",
		    "> Acked-by: A <a@example.org>\n>\n> b\n" },
		{ "</blockquote>a", "a\n" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
entities_are_characters(void **state)
{
	static const row rows[] = {
		{ "&lt;a&gt; &amp; &quot;b&quot;", "<a> & \"b\"\n" },
		{ "&auml;&#228;&#xe4;&yuml;", "\303\244\303\244\303\244\303\277\n" },
		{ "a&nbsp;&nbsp;b\302\240c co&shy;op", "a  b c coop\n" },
		{ "<p>a</p><p>&nbsp;</p><p>\302\240b", "a\n\n b\n" },
		{ "a & b &unknown; &#0; &#x110000; &#7; &lt",
		    "a & b &unknown; &#0; &#x110000; &#7; &lt\n" },
		{ "a&#10;b", "a b\n" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
what_is_no_tag_is_text(void **state)
{
	static const row rows[] = {
		{ "a < b <3 <", "a < b <3 <\n" },
		{ "a <b", "a <b\n" },
		{ "a <b \"c>d", "a d\n" },
		{ "a<style>b", "a\n" },
		{ "a<!-- b>c", "ac\n" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_those_of_the_page),
		cmocka_unit_test(what_is_quoted_is_a_quote),
		cmocka_unit_test(entities_are_characters),
		cmocka_unit_test(what_is_no_tag_is_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
