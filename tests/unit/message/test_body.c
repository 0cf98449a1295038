/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/message/test_body.c - the text of a mail, whatever it was wrapped in */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "message/charset.h"
#include "message/message.h"

/* The parts, each as its bytes in [], one after the other. */
static char *
show(const char *mail, unsigned *defects)
{
	g_autoptr(td_message) message = td_message_parse(td_span_of(mail), 0);
	g_autoptr(td_body) body = td_body_read(message, defects);
	GString *out = g_string_new(NULL);

	for (unsigned i = 0; i < td_body_count(body); i++) {
		const td_text *text = td_body_get(body, i);

		g_string_append_printf(
		    out, "[%s|%.*s]", text->charset, (int)text->bytes.n, text->bytes.p);
	}
	return g_string_free(out, FALSE);
}

#define TWENTY "YWJjYWJjYWJjYWJjYWJj"
#define FIFTEEN "abcabcabcabcabc"
#define MIXED "Content-Type: multipart/mixed; boundary=\"x\"\n\n"

static void
parts_are_what_git_reads(void **state)
{
	static const struct {
		const char *mail, *parts;
		unsigned defects;
	} cases[] = {
		{ "A: b\n\nplain\n", "[|plain\n]", 0 },
		{ "Content-Type: text/plain; charset=UTF-8\n\nplain", "[utf-8|plain]",
		    0 },
		{ "Content-Type: text/plain;\n\tcharset=\"KOI8-R\"\n\nx\n",
		    "[koi8-r|x\n]", 0 },
		{ "Content-Transfer-Encoding: quoted-printable\n\na=3Db=\nc=zz=\n",
		    "[|a=bc=zz]", 0 },
		{ "Content-Transfer-Encoding: base64\n\nYWJj\nCg==\n", "[|abc\n]", 0 },
		{ "Content-Transfer-Encoding: base64\n\nYWJjYWJj/+8=\n",
		    "[|abcabc\xff\xef]", 0 },
		{ "Content-Transfer-Encoding: base64\n\nYWJjYW JjYWJ-jCg==\n",
		    "[|abcabcabc\n]", 0 },
		{ "Content-Transfer-Encoding: BASE64\n\nYW*Jj\nCg\n", "[|abc\n]", 0 },
		/* A server cut the line at 78 digits: the next one goes on within the
		 * four. A shorter one ends where it ends, as in git. */
		{ "Content-Transfer-Encoding: base64\n\n" TWENTY TWENTY TWENTY
		  "YWJjYWJjYWJjYWJjYW\n JjCg==\n",
		    "[|" FIFTEEN FIFTEEN FIFTEEN FIFTEEN "\n]", 0 },
		{ "Content-Transfer-Encoding: base64\n\nYWJjYW\nJjCg==\n",
		    "[|abca&0\xa0]", 0 },
		{ MIXED "pre\n--x\n\none\n--x\nContent-Type: text/plain; "
			"charset=a\n\ntwo\n--x--\npost\n",
		    "[|one\n][a|two\n][|\n]", 0 },
		{ MIXED "--x\n\none\n", "[|one\n]", TD_DEFECT_BAD_MIME },
		{ MIXED "none\n", "[|none\n]", TD_DEFECT_BAD_MIME },
		{ MIXED "--x\nContent-Type: multipart/alternative; "
			"boundary=y\n\n--y\n\none\n--y--\n"
			"--x\n\ntwo\n--x--\n",
		    "[|one\n][|\n][|two\n][|\n]", 0 },
		{ MIXED "--x\nContent-Type: multipart/alternative; "
			"boundary=y\n\n\n--y\n\none\n--y--\n"
			"--x\n\ntwo\n--x--\n",
		    "[|\n][|one\n][|\n][|two\n][|\n]", 0 },
		{ MIXED "pre\n--x\nContent-Type: multipart/alternative; "
			"boundary=y\n\nMany parts.\n\n--y\n\none\n--y--\n"
			"--x\n\ntwo\n--x--\n",
		    "[|one\n][|\n][|two\n][|\n]", 0 },
		{ MIXED "--x\nContent-Type: multipart/alternative; "
			"boundary=y\n\nNo such boundary.\n",
		    "[|No such boundary.\n]", TD_DEFECT_BAD_MIME },
		{ MIXED "--x\nContent-Type: multipart/alternative; "
			"boundary=y\n\n--y\n\none\n--y--\n\n--x--\n",
		    "[|one\n][|\n]", 0 },
		{ MIXED "--x\n\n--x--\n", "[|\n]", 0 },
		{ "Content-Type: text/plain; format=flowed\n\none \ntwo\n  three\n> q "
		  "\n> r\n-- \nsig\n",
		    "[|one two\n three\n> q r\n-- \nsig\n]", TD_DEFECT_FLOWED },
		{ "Content-Type: text/plain; format=flowed\n\n> q \nAcked-by: A\nso "
		  "\r\n> "
		  "r\n",
		    "[|> q \nAcked-by: A\nso \r\n> r\n]", TD_DEFECT_FLOWED },
		{ "Content-Type: text/plain; format=flowed\n"
		  "Content-Transfer-Encoding: quoted-printable\n\n> q=20\nAcked-by:=\n "
		  "A\n"
		  "so=20\n> r=\n s\n",
		    "[|> q \nAcked-by: A\nso \n> r s\n]", TD_DEFECT_FLOWED },
		{ "Content-Type: text/plain; format=flowed\n\n> \n> one \n> two\n> \n"
		  "> three \n>> four \n> \n>> -- \n>> five \n> >six\n> seven \n> -- \n",
		    "[|> \n> one two\n> \n> three \n>> four \n> \n>> -- \n"
		    ">> five six\n> seven \n> -- \n]",
		    TD_DEFECT_FLOWED },
		{ "Content-Type: text/plain; format=flowed\n"
		  "Content-Transfer-Encoding: quoted-printable\n\n>=20\n> one=20\n"
		  "> tw=\no=20\n> three\n> four=20\n>=20\n> five=20\n>> six\n",
		    "[|> \n> one two three\n> four \n> \n> five \n>> six\n]",
		    TD_DEFECT_FLOWED },
		{ "Content-Type: text/plain; format=flowed\n"
		  "Content-Transfer-Encoding: base64\n\nPiBhIAo+\nIGIKYyAKPj4gZAo=\n",
		    "[|> a b\nc \n>> d\n]", TD_DEFECT_FLOWED },
		{ "Content-Type: text/plain; format=flowed; delsp=yes\n\none \ntwo "
		  "\nthree\n",
		    "[|onetwothree\n]", TD_DEFECT_FLOWED },
		{ "Content-Type: text/plain; format=flowed\n"
		  "Content-Transfer-Encoding: quoted-printable\n\none=20\ntw=\no\n",
		    "[|one two\n]", TD_DEFECT_FLOWED },
		{ "A: b\n", "", TD_DEFECT_NO_BODY },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		unsigned defects = 0;
		g_autofree char *parts = show(cases[i].mail, &defects);

		assert_string_equal(parts, cases[i].parts);
		assert_int_equal(defects, cases[i].defects);
	}
}

static void
a_reader_gets_plain_text_in_utf8(void **state)
{
	static const struct {
		const char *mail, *text;
	} cases[] = {
		{ "Content-Type: text/plain; charset=iso-8859-1\n\ncaf\351\n",
		    "caf\303\251\n" },
		{ "Content-Type: text/plain; charset=utf-8\n\ncaf\351\n",
		    "caf\303\251\n" },
		/* Lines of US-ASCII are not converted, and the others are. */
		{ "Content-Type: text/plain; charset=iso-8859-2\n\none\n\ntwo\n\261 a\n"
		  "b\nc \261\nd\n\261",
		    "one\n\ntwo\n\304\205 a\nb\nc \304\205\nd\n\304\205" },
		{ "Content-Type: text/plain; charset=gb2312\n\none\n\326\320\\x\ntwo\n",
		    "one\n\344\270\255\\x\ntwo\n" },
		/* Half a character at the end of a line: all of it is something else. */
		{ "Content-Type: text/plain; charset=euc-jp\n\none\n\303\251\303\ntwo\n",
		    "one\n\303\251\357\277\275\ntwo\n" },
		/* A yen sign for "\\", on each line. */
		{ "Content-Type: text/plain; charset=shift_jis\n\na\\b\n\203\101\\\n",
		    "a\302\245b\n\343\202\242\302\245\n" },
		{ "Content-Type: text/plain; charset=iso-2022-jp\n\n\033$B"
		  "ab\033(B\none\n",
		    "\347\227\260\none\n" },
		{ "Content-Type: text/plain; charset=csISO2022JP\n\n\033$B"
		  "ab\033(B\none\n",
		    "\347\227\260\none\n" },
		{ "Content-Type: text/plain; charset=nonsense\n\ncaf\303\251\n",
		    "caf\303\251\n" },
		{ MIXED "--x\nContent-Type: text/plain\n\none\n--x\nContent-Type: "
			"text/html\n\n<p>\n--x\n"
			"Content-Type: image/png\n\nPNG\n--x\nContent-Type: "
			"text/x-patch\n\ntwo\n--x--\n",
		    "one\ntwo\n\n" },
		{ "Content-Type: text/html\n\n<p>a &amp; b\n", "a & b\n" },
		/* a list's footer is not what the mail says */
		{ MIXED "--x\nContent-Type: text/html\n\n<p>one</p>\n--x\n"
			"Content-Type: text/plain\n\na footer\n--x--\n",
		    "one\na footer\n\n" },
		{ MIXED "--x\nContent-Type: text/plain\n\n\n--x\nContent-Type: "
			"text/html\n\n<p>one</p>\n--x--\n",
		    "\none\n\n" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_message) message =
		    td_message_parse(td_span_of(cases[i].mail), 0);
		unsigned defects = 0;
		g_autoptr(td_body) body = td_body_read(message, &defects);
		g_autofree char *text = td_body_to_utf8(body);

		assert_string_equal(text, cases[i].text);
	}
}

/* A mail in a mail, as Mailman sends it on: who wrote it, and its subject, both times. */
static char *
show_wrapped(const char *outer, const char *reply_to, const char *subject,
    const char *inner, const char *title)
{
	g_autofree char *mail = g_strdup_printf(
	    "From: %s\nReply-To: %s\nSubject: %s\n" MIXED
	    "--x\nContent-Type: text/plain\n\nThe original message has been wrapped.\n"
	    "--x\nContent-Type: message/rfc822\nContent-Disposition: inline\n\n"
	    "Received: by mx.example.org\nFrom: %s\nSubject: %s\n"
	    "Content-Type: text/plain; charset=utf-8\n"
	    "Content-Transfer-Encoding: quoted-printable\n\na=3Db\n\n"
	    "--x\nContent-Type: text/plain\n\na footer\n--x--\n",
	    outer, reply_to, subject, inner, title);
	unsigned defects = 0;

	return show(mail, &defects);
}

static void
what_a_list_wrapped_is_the_mail(void **state)
{
	static const char via[] = "Ann Author via Things <things@lists.example.org>";
	static const char ann[] = "Ann Author <ann@example.org>";
	static const char bob[] = "Bob <bob@example.org>";
	static const struct {
		const char *outer, *reply_to, *subject, *inner, *title;
		bool wrapped;
	} cases[] = {
		{ via, ann, "[Things] [PATCH] a: b", ann, "[PATCH] a: b", true },
		{ via, ann, "[PATCH] a: b", ann, "[PATCH]\n a:  b", true },
		{ via, ann, "Re: [Things] a: b", ann, "Re: a: b", true },
		{ via, ann, "[Things] =?utf-8?q?caf=C3=A9?=", ann, "caf\303\251", true },
		{ via, ann, "", ann, "[PATCH] a: b", true },
		/* what a person forwards, or puts beside a text of their own */
		{ via, ann, "Fwd: [PATCH] a: b", ann, "[PATCH] a: b", false },
		{ via, ann, "[PATCH] a: b", bob, "[PATCH] a: b", false },
		{ bob, ann, "[PATCH] a: b", ann, "[PATCH] a: b", false },
		{ ann, ann, "[PATCH] a: b", ann, "[PATCH] a: b", false },
		{ via, ann, "[Things] another", ann, "[PATCH] a: b", false },
		{ via, ann, "[Things", ann, "[PATCH] a: b", false },
		{ via, ann, "[PATCH] a: b", "nobody", "[PATCH] a: b", false },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *parts = show_wrapped(cases[i].outer, cases[i].reply_to,
		    cases[i].subject, cases[i].inner, cases[i].title);

		if (cases[i].wrapped)
			assert_string_equal(parts, "[utf-8|a=b\n\n]");
		else
			assert_non_null(strstr(parts, "has been wrapped"));
	}
}

/* Looked at again to its end at each of them, either would take minutes. */
static void
damage_costs_what_it_is_long(void **state)
{
	enum { times = 4 << 20 };
	static const struct {
		const char *piece;
		size_t n;
		const char *mended;
	} cases[] = { { "a\0b\n", 4, "ab\n" },
		{ "\xe9t\xe9 ", 4, "\xc3\xa9t\xc3\xa9 " } };
	td_converters converters = { 0 };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(GString) out = g_string_new(NULL);
		size_t length = strlen(cases[i].mended);
		unsigned defects = 0;

		for (unsigned k = 0; k < times; k++)
			g_string_append_len(text, cases[i].piece, (gssize)cases[i].n);
		td_append_utf8(out, (td_span){ text->str, text->len }, "utf-8",
		    &converters, &defects);
		assert_int_equal(out->len, times * length);
		assert_memory_equal(out->str, cases[i].mended, length);
		assert_memory_equal(
		    out->str + out->len - length, cases[i].mended, length);
	}
	td_converters_clear(&converters);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_are_what_git_reads),
		cmocka_unit_test(a_reader_gets_plain_text_in_utf8),
		cmocka_unit_test(what_a_list_wrapped_is_the_mail),
		cmocka_unit_test(damage_costs_what_it_is_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
