/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "base/limits.h"
#include "message/parts.h"

#define MIXED "Content-Type: multipart/mixed; boundary=\"b\"\n\n"

/* "1 text/plain a.txt=content|2 ...", newlines of contents as "/". */
static char *
parts_of(const char *mail)
{
	g_autoptr(td_message) message = td_message_parse(td_span_of(mail), 0);
	g_autoptr(GPtrArray) parts = td_parts_read(message);
	GString *all = g_string_new(NULL);

	for (unsigned i = 0; i < parts->len; i++) {
		const td_part *part = parts->pdata[i];
		GString *bytes = td_part_decode(part);

		g_string_append_printf(all, "%s%s %s %s=%s", i > 0 ? "|" : "",
		    part->number, part->type, part->name, bytes->str);
		g_string_free(bytes, TRUE);
	}
	return g_strdelimit(g_string_free(all, FALSE), "\n", '/');
}

static void
leaves_are_numbered_as_they_lie(void **state)
{
	static const struct {
		const char *mail, *parts;
	} rows[] = {
		{ "Subject: x\n\nbody\n", "1 text/plain =body/" },
		{ "Content-Type: text/x-diff; name=a.diff\n\n+a\n",
		    "1 text/x-diff a.diff=+a/" },
		{ MIXED "pre\n--b\n\none\n--b\nContent-Type: IMAGE/PNG\n"
			"Content-Disposition: attachment; filename=\"p.png\"\n"
			"Content-Transfer-Encoding: base64\n\naGk=\n--b--\nafter\n",
		    "1 text/plain =one/|2 image/png p.png=hi" },
		{ MIXED
		    "--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\nx\n"
		    "--c\nContent-Type: text/html\n\n<b>\n--c--\n--b\n\ny\n--b--\n",
		    "1.1 text/plain =x/|1.2 text/html =<b>/|2 text/plain =y/" },
		/* The last one is not closed. */
		{ MIXED "--b\n\nx\n--b\n\ny\n", "1 text/plain =x/|2 text/plain =y/" },
		{ MIXED "no boundary at all\n", "" },
		{ MIXED
		    "--b\nContent-Disposition: x; filename=\"../../etc/passwd\"\n\nx\n",
		    "1 text/plain passwd=x/" },
		{ MIXED "--b\nContent-Type: \x01\x02/<b>; name=\"C:\\a\\b.exe\"\n\nx\n",
		    "1 __/<b> b.exe=x/" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *parts = parts_of(rows[i].mail);

		assert_string_equal(parts, rows[i].parts);
	}
}

/* Multiparts within each other, and very many parts. */
static void
there_are_no_more_and_no_deeper_than_allowed(void **state)
{
	g_autoptr(GString) deep = g_string_new(NULL);
	g_autoptr(GString) many = g_string_new(MIXED);
	g_autoptr(td_message) message = NULL;
	g_autoptr(td_message) other = NULL;
	g_autoptr(GPtrArray) parts = NULL;
	g_autoptr(GPtrArray) others = NULL;

	(void)state;
	for (int i = 0; i < 2000; i++)
		g_string_append_printf(deep,
		    "Content-Type: multipart/mixed; boundary=b%04d\n\n--b%04d\n", i, i);
	message = td_message_parse((td_span){ deep->str, deep->len }, 0);
	parts = td_parts_read(message);
	assert_int_equal(parts->len, 1);
	for (int i = 0; i < 5000; i++)
		g_string_append(many, "--b\n\nx\n");
	other = td_message_parse((td_span){ many->str, many->len }, 0);
	others = td_parts_read(other);
	assert_int_equal(others->len, TD_MAX_PARTS);
}

/* Who asks for attachments need not take such a mail apart. */
static void
most_mails_are_one_text(void **state)
{
	static const struct {
		const char *mail;
		bool bare;
	} rows[] = {
		{ "Subject: x\n\nbody\n", true },
		{ "Content-Type: Text/Plain; charset=utf-8\n\nbody\n", true },
		{ "Content-Type: text/html\n\n<b>\n", true },
		{ "Content-Type: ; charset=utf-8\n\nbody\n", true },
		{ "Content-Type: text/plain; name=\"\"\n\nbody\n", true },
		{ "Content-Type: text/plain; name=a.diff\n\n+a\n", false },
		{ "Content-Type: text/x-diff\n\n+a\n", false },
		{ MIXED "--b\n\nx\n", false },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(td_message) message =
		    td_message_parse(td_span_of(rows[i].mail), 0);

		assert_int_equal(td_parts_is_bare_text(message), rows[i].bare);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaves_are_numbered_as_they_lie),
		cmocka_unit_test(there_are_no_more_and_no_deeper_than_allowed),
		cmocka_unit_test(most_mails_are_one_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
