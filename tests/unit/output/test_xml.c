/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/output/test_xml.c - nothing in a text becomes markup, and only good
 * addresses become links */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harmless.h"
#include "output/day.h"
#include "output/link.h"
#include "output/xml.h"

typedef void (*writer)(td_xml *xml, td_span text);

/* What is written for the text; g_free it. */
static char *
written(writer write, td_span text, bool ascii)
{
	GString *all = g_string_new(NULL);
	td_sink sink = td_sink_string(all);
	td_xml xml;

	td_xml_open(&xml, &sink);
	xml.ascii = ascii;
	write(&xml, text);
	assert_true(td_xml_close(&xml, NULL));
	return g_string_free(all, FALSE);
}

static void
text_is_escaped_and_nothing_in_it_obeyed(void **state)
{
	static const struct {
		const char *text, *utf8, *ascii;
	} cases[] = {
		{ "", "", "" },
		{ "plain\ttext\n", "plain\ttext\n", "plain\ttext\n" },
		{ "<b a=\"1\" c='2'>&amp;",
		    "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;",
		    "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;" },
		{ "Jörg 中", "Jörg 中", "J&#xf6;rg &#x4e2d;" },
		{ "\x1b[1m\x7f", "␛[1m␡", "&#x241b;[1m&#x2421;" },
		{ "a\r\nb\rc", "a\nb␍c", "a\nb&#x240d;c" },
		{ "\xe2\x80\xaex\xe2\x81\xa9", "&lt;U+202E&gt;x&lt;U+2069&gt;",
		    "&lt;U+202E&gt;x&lt;U+2069&gt;" },
		{ "\xc2\x9b\xe2\x80\xa8", "&lt;U+009B&gt;&lt;U+2028&gt;",
		    "&lt;U+009B&gt;&lt;U+2028&gt;" },
		{ "\xe9t\xe2\x82", "\xef\xbf\xbdt\xef\xbf\xbd\xef\xbf\xbd",
		    "&#xfffd;t&#xfffd;&#xfffd;" },
		/* Not in XML: U+FFFE, U+FDD0 and a surrogate, which is not UTF-8 either.
		 */
		{ "\xef\xbf\xbe\xef\xb7\x90\xed\xa0\x80",
		    "&lt;U+FFFE&gt;&lt;U+FDD0&gt;\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd",
		    "&lt;U+FFFE&gt;&lt;U+FDD0&gt;&#xfffd;&#xfffd;&#xfffd;" },
		{ "\xf0\x9f\x90\xa7", "\xf0\x9f\x90\xa7", "&#x1f427;" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_span text = td_span_of(cases[i].text);
		g_autofree char *utf8 = written(td_xml_span, text, false);
		g_autofree char *ascii = written(td_xml_span, text, true);

		assert_string_equal(utf8, cases[i].utf8);
		assert_string_equal(ascii, cases[i].ascii);
	}
}

static void
a_nul_is_shown(void **state)
{
	g_autofree char *out = written(td_xml_span, (td_span){ "a\0b", 3 }, false);

	(void)state;
	assert_string_equal(out, "a␀b");
}

static void
every_byte_gives_good_markup(void **state)
{
	(void)state;
	for (unsigned first = 0; first < 0x100; first++) {
		g_autoptr(GString) pairs = g_string_new(NULL);
		g_autofree char *out = NULL;

		for (unsigned second = 0; second < 0x100; second++) {
			g_string_append_c(pairs, (char)first);
			g_string_append_c(pairs, (char)second);
			g_string_append_c(pairs, ' ');
		}
		out = written(td_xml_span, (td_span){ pairs->str, pairs->len }, false);
		assert_harmless(out);
		assert_null(strpbrk(out, "<>\"'"));
	}
}

/* Pieces of a text are written at once; where they end is not seen. */
static void
a_long_text_is_its_parts(void **state)
{
	static const char *const parts[] = { "words and words", "<", "\r\n", "\r", "ö",
		"&\"'", "中", "\xe2\x80\xae", "\xff", "\x01", "\n", "a", "x > y" };
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) expected = g_string_new(NULL);
	unsigned next = 1;

	(void)state;
	for (unsigned i = 0; i < 64; i++) {
		g_string_append_c(text, 'w');
		g_string_append_c(expected, 'w');
	}
	while (text->len < 300000) {
		const char *part;
		g_autofree char *alone = NULL;

		next = next * 1103515245 + 12345;
		part = parts[next / 65536 % G_N_ELEMENTS(parts)];
		alone = written(td_xml_span, td_span_of(part), false);
		g_string_append(text, part);
		/* A CR before LF goes; alone and before another part it is shown. */
		if (strcmp(part, "\r") == 0)
			g_string_append_c(text, '.');
		g_string_append(expected, strcmp(part, "\r") == 0 ? "␍." : alone);
	}
	for (size_t n = 0; n < 64; n++) {
		td_span cut = { text->str + n, text->len - n };
		g_autofree char *all = NULL;
		td_xml xml;
		size_t length;

		td_xml_open_text(&xml, n);
		td_xml_span(&xml, cut);
		all = td_xml_take(&xml, &length);
		assert_int_equal(length, strlen(expected->str) - n);
		assert_memory_equal(all, expected->str + n, length);
	}
}

/* Sixteen bytes are looked at together, then eight and four: each byte in each place. */
static void
every_byte_is_seen_wherever_it_stands(void **state)
{
	(void)state;
	for (unsigned byte = 0; byte < 0x80; byte++) {
		const char one[] = { (char)byte };
		g_autofree char *alone = written(td_xml_span, (td_span){ one, 1 }, false);

		for (size_t n = 1; n <= 36; n++) {
			for (size_t at = 0; at < n; at++) {
				g_autofree char *text = g_strnfill(n, 'w');
				g_autofree char *out = NULL;
				g_autofree char *expected = NULL;

				text[at] = (char)byte;
				out = written(td_xml_span, (td_span){ text, n }, false);
				expected = g_strdup_printf("%.*s%s%s", (int)at,
				    "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww", alone,
				    text + at + 1);
				assert_string_equal(out, expected);
			}
		}
	}
}

/* One that stays is in pages of its own, whatever was expected of it. */
static void
a_piece_that_stays_is_the_same(void **state)
{
	g_autoptr(GString) all = g_string_new(NULL);
	td_xml xml;

	(void)state;
	td_xml_open_lasting(&xml, 10);
	for (unsigned i = 0; i < 50000; i++) {
		td_xml_text(&xml, "a < b\n");
		g_string_append(all, "a &lt; b\n");
	}
	td_out_put_at(xml.out, 2, "&gt;", 4);
	memcpy(all->str + 2, "&gt;", 4);
	{
		g_autoptr(GBytes) bytes = td_xml_take_lasting(&xml);

		assert_int_equal(g_bytes_get_size(bytes), all->len);
		assert_memory_equal(g_bytes_get_data(bytes, NULL), all->str, all->len);
	}
}

static void
print_escapes_what_it_is_given(void **state)
{
	GString *all = g_string_new(NULL);
	td_sink sink = td_sink_string(all);
	td_xml xml;

	(void)state;
	td_xml_open(&xml, &sink);
	td_xml_print(&xml, "<a b=\"%s\">%u%%</a>", "\"><script>", 42u);
	td_xml_text(&xml, NULL);
	td_xml_raw(&xml, "<br/>");
	assert_true(td_xml_close(&xml, NULL));
	assert_string_equal(all->str, "<a b=\"&quot;&gt;&lt;script&gt;\">42%</a><br/>");
	g_string_free(all, TRUE);
}

static void
the_first_error_ends_the_page(void **state)
{
	g_autoptr(GString) all = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	td_sink sink = td_sink_string(all);
	td_xml xml;

	(void)state;
	td_xml_open(&xml, &sink);
	assert_false(td_xml_failed(&xml));
	td_xml_take_error(
	    &xml, g_error_new(g_quark_from_static_string("test"), 1, "first"));
	td_xml_take_error(
	    &xml, g_error_new(g_quark_from_static_string("test"), 2, "second"));
	assert_true(td_xml_failed(&xml));
	assert_false(td_xml_close(&xml, &error));
	assert_string_equal(error->message, "first");
}

#define A(url) "<a rel=\"noreferrer nofollow\" href=\"" url "\">" url "</a>"

static void
addresses_in_prose_become_links(void **state)
{
	static const struct {
		const char *text, *out;
	} cases[] = {
		{ "see https://example.org/a?b=1&c=2#d.",
		    "see " A("https://example.org/a?b=1&amp;c=2#d") "." },
		{ "(https://example.org/x_(y))", "(" A("https://example.org/x_(y)") ")" },
		{ "<http://example.org>,", "&lt;" A("http://example.org") "&gt;," },
		{ "\"https://example.org/\" onclick=",
		    "&quot;" A("https://example.org/") "&quot; onclick=" },
		{ "[1]: https://example.org/[0-9]!",
		    "[1]: " A("https://example.org/[0-9]") "!" },
		{ "HTTPS://example.org", A("HTTPS://example.org") },
		{ "https://a.example.org https://b.example.org",
		    A("https://a.example.org") " " A("https://b.example.org") },
		{ "https://[::1]/", "https://[::1]/" },
		{ "javascript://example.org/%0aalert(1)",
		    "javascript://example.org/%0aalert(1)" },
		{ "ftp://example.org xhttp://example.org",
		    "ftp://example.org xhttp://example.org" },
		{ "https://lore.kernel.org@example.org/",
		    "https://lore.kernel.org@example.org/" },
		{ "https:// http://... https:///x", "https:// http://... https:///x" },
		{ "://", "://" },
		{ "https://example.org/\xe2\x80\xaexcod",
		    A("https://example.org/") "&lt;U+202E&gt;xcod" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *out =
		    written(td_link_prose, td_span_of(cases[i].text), false);

		assert_string_equal(out, cases[i].out);
	}
}

/* A square of these lengths would not end. */
static void
long_texts_take_linear_time(void **state)
{
	static const char *const pieces[] = { "http://", "://", "https://@",
		"http://x((((((", "<", "\xe2\x80\xae", "https://x)))))))" };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autofree char *out = NULL;

		while (text->len < 1000000)
			g_string_append(text, pieces[i]);
		out = written(td_link_prose, (td_span){ text->str, text->len }, false);
		assert_true(strlen(out) >= text->len);
	}
}

static void
an_address_of_a_mail_has_its_message_id(void **state)
{
	static const struct {
		const char *link, *id;
	} cases[] = {
		{ "https://lore.kernel.org/r/a-1@x", "a-1@x" },
		{ "https://lore.kernel.org/all/a-1@x/T/#u", "a-1@x" },
		{ "https://lore.kernel.org/r/a%2Fb%40x/", "a/b@x" },
		{ "https://patch.msgid.link/a-1@x", "a-1@x" },
		{ "https://patchwork.example.org/project/p/patch/a-1@x/?series=2",
		    "a-1@x" },
		{ "https://lore.kernel.org/lkml/", NULL },
		{ "https://example.org/@ann/1", NULL },
		{ "https://example.org/ann@/1", NULL },
		{ "https://example.org/?q=a@x", NULL },
		{ "https://example.org/%zz@x", NULL },
		{ "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *id = td_link_message_id(td_span_of(cases[i].link));

		if (cases[i].id)
			assert_string_equal(id, cases[i].id);
		else
			assert_null(id);
	}
}

static void
a_mail_is_linked_by_its_message_id(void **state)
{
	static const struct {
		const char *form, *message_id, *link;
	} cases[] = {
		{ NULL, "a@example.org", "https://lore.kernel.org/all/a@example.org/" },
		{ "https://x.example.org/%s", "a/b?c#d%e f",
		    "https://x.example.org/a%2Fb%3Fc%23d%25e%20f" },
		{ NULL, "-._~!$&'()*+,;=:@",
		    "https://lore.kernel.org/all/-._~!$&'()*+,;=:@/" },
		{ NULL, "\"><\xc3\xa9\x01",
		    "https://lore.kernel.org/all/%22%3E%3C%C3%A9%01/" },
		{ "https://x.example.org/%s/%s", "%s", "https://x.example.org/%25s/%s" },
		{ "http://x.example.org/%s", "a@example.org", NULL },
		{ "javascript:%s", "alert(1)", NULL },
		{ "https://x.example.org/", "a@example.org", NULL },
		{ NULL, "", NULL },
		{ NULL, ".", NULL },
		{ NULL, "..", NULL },
		{ NULL, NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *link =
		    td_link_of_mail(cases[i].form, cases[i].message_id);

		if (cases[i].link)
			assert_string_equal(link, cases[i].link);
		else
			assert_null(link);
	}
}

static void
the_calendar_is_glibs(void **state)
{
	(void)state;
	for (int64_t day = -719162; day < 2932896; day += 97) {
		g_autoptr(GDateTime) wanted =
		    g_date_time_new_from_unix_utc(day * 86400 + day % 86400);
		td_day got = td_day_of(day * 86400 + day % 86400);

		if (!wanted)
			continue;
		assert_int_equal(got.year, g_date_time_get_year(wanted));
		assert_int_equal(got.month, g_date_time_get_month(wanted));
		assert_int_equal(got.day, g_date_time_get_day_of_month(wanted));
		assert_int_equal(got.weekday + 1, g_date_time_get_day_of_week(wanted));
		assert_int_equal(got.hour, g_date_time_get_hour(wanted));
		assert_int_equal(got.days, td_day_number(got.year, got.month, got.day));
	}
}

static void
absurd_times_are_brought_to_the_nearer_end(void **state)
{
	static const struct {
		int64_t seconds;
		const char *stamp;
	} cases[] = {
		{ 0, "1970-01-01T00:00:00Z" },
		{ -1, "1969-12-31T23:59:59Z" },
		{ 951782400, "2000-02-29T00:00:00Z" },
		{ 253402300799, "9999-12-31T23:59:59Z" },
		{ 253402300800, "9999-12-31T00:00:00Z" },
		{ -62167219200, "0000-01-01T00:00:00Z" },
		{ -62164627200, "0000-01-31T00:00:00Z" },
		{ -62164540800, "0000-02-01T00:00:00Z" },
		{ -62162121600, "0000-02-29T00:00:00Z" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_day day = td_day_of(cases[i].seconds);

		assert_string_equal(td_day_stamp(&day).text, cases[i].stamp);
	}
	assert_int_equal(td_day_of(INT64_MAX).year, 9999);
	assert_int_equal(td_day_of(INT64_MIN).year, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_escaped_and_nothing_in_it_obeyed),
		cmocka_unit_test(a_nul_is_shown),
		cmocka_unit_test(every_byte_gives_good_markup),
		cmocka_unit_test(a_long_text_is_its_parts),
		cmocka_unit_test(every_byte_is_seen_wherever_it_stands),
		cmocka_unit_test(a_piece_that_stays_is_the_same),
		cmocka_unit_test(print_escapes_what_it_is_given),
		cmocka_unit_test(the_first_error_ends_the_page),
		cmocka_unit_test(addresses_in_prose_become_links),
		cmocka_unit_test(long_texts_take_linear_time),
		cmocka_unit_test(an_address_of_a_mail_has_its_message_id),
		cmocka_unit_test(a_mail_is_linked_by_its_message_id),
		cmocka_unit_test(the_calendar_is_glibs),
		cmocka_unit_test(absurd_times_are_brought_to_the_nearer_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
