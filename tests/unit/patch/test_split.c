/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/patch/test_split.c - in-body headers, scissors, message, patch */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "patch/split.h"

static td_split *
split(const char *mail, bool scissors)
{
	g_autoptr(td_message) message = td_message_parse(td_span_of(mail), 0);
	unsigned defects = 0;
	g_autoptr(td_body) body = td_body_read(message, &defects);
	td_split *result = td_split_read(body, scissors);

	/* Borrowed from the body, which goes now. */
	result->charset = NULL;
	return result;
}

static char *
patch_of(const td_split *split)
{
	return split->patch
		   ? g_strndup((const char *)split->patch->data, split->patch->len)
		   : g_strdup("");
}

static void
message_and_patch_part_where_git_parts_them(void **state)
{
	static const struct {
		const char *body, *message, *patch;
	} cases[] = {
		{ "one\n", "one\n", "" },
		{ "\n\n\none\n\ntwo\n", "one\n\ntwo\n", "" },
		{ "one\n---\n a | 1 +\n", "one\n", "---\n a | 1 +\n" },
		{ "one\n--- \t\nx\n", "one\n", "--- \t\nx\n" },
		{ "one\n---", "one\n---", "" },
		{ "one\n--- a/b\n+++ b/b\n", "one\n", "--- a/b\n+++ b/b\n" },
		{ "one\n--- \n", "one\n", "--- \n" },
		{ "one\n---- \n--- ? \n", "one\n---- \n", "--- ? \n" },
		{ "one\n---x\ntwo\n", "one\n---x\ntwo\n", "" },
		{ "one\ndiff --git a/b b/b\n", "one\n", "diff --git a/b b/b\n" },
		{ "one\ndifference\nIndex of\n", "one\ndifference\nIndex of\n", "" },
		{ "one\nIndex: b\n", "one\n", "Index: b\n" },
		{ "> diff -u\n > ---\n", "> diff -u\n > ---\n", "" },
		{ "one\r\n---\r\nx\r\n", "one\r\n", "---\r\nx\r\n" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *mail = g_strconcat("A: b\n\n", cases[i].body, NULL);
		g_autoptr(td_split) result = split(mail, true);
		g_autofree char *patch = patch_of(result);

		assert_string_equal(result->message->str, cases[i].message);
		assert_string_equal(patch, cases[i].patch);
	}
}

static void
in_body_headers_stand_at_the_top(void **state)
{
	static const struct {
		const char *body, *from, *subject, *date, *message;
	} cases[] = {
		{ "From: A <a@b>\n\none\n", "A <a@b>", NULL, NULL, "one\n" },
		{ "\n\nfrom: A <a@b>\nSubject: s\nDate: d\n\none\n", "A <a@b>", "s", "d",
		    "one\n" },
		{ "From: A\n <a@b>\none\n", "A <a@b>", NULL, NULL, "one\n" },
		{ "From: A <a@b>\n\nSubject: not any more\n", "A <a@b>", NULL, NULL,
		    "Subject: not any more\n" },
		{ "From: A <a@b>\nFrom: C <c@d>\n", "A <a@b>", NULL, NULL,
		    "From: C <c@d>\n" },
		{ "one\nFrom: A <a@b>\n", NULL, NULL, NULL, "one\nFrom: A <a@b>\n" },
		{ "[PATCH] s\n\none\n", NULL, "[PATCH] s", NULL, "one\n" },
		{ "From 0123456789012345678901234567890123456789 x\n", NULL, NULL, NULL,
		    "From 0123456789012345678901234567890123456789 x\n" },
		{ ">From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 "
		  "2001\n"
		  "From: A <a@b>\n\none\n",
		    "A <a@b>", NULL, NULL, "one\n" },
		{ "From: =?utf-8?q?=C3=A9?= <a@b>\n\n", "\303\251 <a@b>", NULL, NULL,
		    "" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *mail = g_strconcat("A: b\n\n", cases[i].body, NULL);
		g_autoptr(td_split) result = split(mail, true);

		assert_string_equal(result->message->str, cases[i].message);
		assert_string_equal(result->from ? result->from : "-",
		    cases[i].from ? cases[i].from : "-");
		assert_string_equal(result->subject ? result->subject : "-",
		    cases[i].subject ? cases[i].subject : "-");
		assert_string_equal(result->date ? result->date : "-",
		    cases[i].date ? cases[i].date : "-");
	}
}

static void
scissors_cut_away_what_is_above(void **state)
{
	static const char mail[] = "A: b\n\nFrom: No <n@o>\n\nhello\n-- >8 --\n"
				   "Subject: s\n\none\n---\nx\n";
	static const struct {
		const char *line;
		bool scissors;
	} cases[] = {
		{ "-- >8 --", true },
		{ "-- 8< -- ", true },
		{ "- - - >8 - - - cut", true },
		{ ">8>8>8>8>8", true },
		{ "--->%---", true },
		{ "> -- >8 --", true },
		{ ">8", false },
		{ "-- 8 --", false },
		{ "--------", false },
		{ ">8      ", false },
		{ "much more text here than -- >8 -- allows on a line", false },
	};
	g_autoptr(td_split) with = split(mail, true);
	g_autoptr(td_split) without = split(mail, false);

	(void)state;
	assert_string_equal(with->message->str, "one\n");
	assert_string_equal(with->subject, "s");
	assert_null(with->from);
	assert_string_equal(
	    without->message->str, "hello\n-- >8 --\nSubject: s\n\none\n");
	assert_string_equal(without->from, "No <n@o>");
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_int_equal(
		    td_split_is_scissors(td_span_of(cases[i].line)), cases[i].scissors);
}

static void
charsets_are_converted_in_the_message_only(void **state)
{
	static const char mail[] = "Content-Type: text/plain; charset=iso-8859-1\n\n"
				   "From: Caf\351 <a@b>\n\ncaf\351\n---\ncaf\351\n";
	g_autoptr(td_split) result = split(mail, true);
	g_autofree char *patch = patch_of(result);

	(void)state;
	assert_string_equal(result->from, "Caf\303\251 <a@b>");
	assert_string_equal(result->message->str, "caf\303\251\n");
	assert_string_equal(patch, "---\ncaf\351\n");
	assert_int_equal(result->defects, 0);
}

static void
parts_follow_one_another(void **state)
{
	static const char mail[] =
	    "Content-Type: multipart/mixed; boundary=x\n\n--x\n\none\n"
	    "--x\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: "
	    "base64\n\n"
	    "AAAA\n--x\nContent-Type: text/x-patch\n\ndiff --git a/b "
	    "b/b\n--x\n\nmore\n--x--\n";
	g_autoptr(td_split) result = split(mail, true);
	g_autofree char *patch = patch_of(result);

	(void)state;
	assert_string_equal(result->message->str, "one\n");
	assert_string_equal(patch, "diff --git a/b b/b\nmore\n\n");
}

static void
messages_are_valid_utf8(void **state)
{
	static const char mail[] = "A: b\n\ncaf\351\n";
	g_autoptr(td_split) result = split(mail, true);

	(void)state;
	assert_string_equal(result->message->str, "caf\303\251\n");
	assert_int_equal(result->defects, TD_DEFECT_BAD_CHARSET);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(message_and_patch_part_where_git_parts_them),
		cmocka_unit_test(in_body_headers_stand_at_the_top),
		cmocka_unit_test(scissors_cut_away_what_is_above),
		cmocka_unit_test(charsets_are_converted_in_the_message_only),
		cmocka_unit_test(parts_follow_one_another),
		cmocka_unit_test(messages_are_valid_utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
