/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Those of commit messages are what git interpret-trailers --parse (2.39.5) prints. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "patch/trailer.h"

typedef struct row {
	const char *what, *text, *expected;
} row;

static char *
list(GPtrArray *trailers)
{
	g_autoptr(GString) out = g_string_new(NULL);

	for (guint i = 0; i < trailers->len; i++) {
		const td_trailer *trailer = g_ptr_array_index(trailers, i);

		g_string_append_printf(out, "%s: %s\n", trailer->key, trailer->value);
	}
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
check(const row *rows, size_t n, GPtrArray *(*parse)(td_span))
{
	for (size_t i = 0; i < n; i++) {
		g_autoptr(GPtrArray) trailers = parse(td_span_of(rows[i].text));
		g_autofree char *said = list(trailers);

		if (strcmp(said, rows[i].expected) != 0)
			print_message("# %s\n", rows[i].what);
		assert_string_equal(said, rows[i].expected);
	}
}

#define SOB "Signed-off-by: A <a@example.org>\n"
#define ACK "Acked-by: B <b@example.org>\n"

static void
a_commit_has_the_trailers_git_sees(void **state)
{
	static const row rows[] = {
		{ "one block", "title\n\nbody\n\n" ACK SOB, ACK SOB },
		{ "no title", "x: y\n\n" SOB, SOB },
		{ "only a title", SOB, "" },
		{ "title and block", "title\n\n" SOB, SOB },
		{ "a folded value", "t\n\nNote: a\n  b\n\tc\n" SOB, "Note: a b c\n" SOB },
		{ "all lines are trailers", "t\n\nbody\n\na: b\nc : d\n",
		    "a: b\nc: d\n" },
		{ "prose among them, no known one", "t\n\na: b\nprose line\nc: d\n", "" },
		{ "a quarter is enough with a known one", "t\n\n" SOB "one\ntwo\nthree\n",
		    SOB },
		{ "less than a quarter", "t\n\n" SOB "one\ntwo\nthree\nfour\n", "" },
		{ "cherry picked counts, but is none",
		    "t\n\n(cherry picked from commit 123)\n" ACK "prose\n", ACK },
		{ "comments", "t\n\n# c\n" ACK "# d\n" SOB "# e\n\n", ACK SOB },
		{ "after the divider", "t\n\n" ACK "---\n" SOB, ACK },
		{ "a divider without blank", "t\n\n" ACK "---x\n" SOB, ACK SOB },
		{ "only the last block", "t\n\n" ACK "\n" SOB, SOB },
		{ "conflicts at the end", "t\n\n" SOB "\nConflicts:\n\tx\n\ty\n", SOB },
		{ "scissors of commit",
		    "t\n\n" SOB
		    "# ------------------------ >8 ------------------------\ndiff\n",
		    SOB },
		{ "an empty value", "t\n\na:\n" SOB, "a: \n" SOB },
		{ "blank lines of blanks", "t\n  \n" SOB "  \n\n", SOB },
		{ "key with blanks", "t\n\nReviewed by: x\n" SOB, SOB },
		{ "CRLF", "t\r\n\r\nSigned-off-by: A <a@example.org>\r\n", SOB },
		{ "no newline at the end", "t\n\nSigned-off-by: A <a@example.org>", SOB },
		{ "a bracket note", "t\n\n" ACK "[b: note]\n" SOB, ACK SOB },
		{ "nothing", "", "" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows), td_trailer_parse_message);
}

static GPtrArray *
reply_of_nobody(td_span text)
{
	return td_trailer_parse_reply(text, NULL);
}

static void
a_reply_gives_trailers_in_its_own_words(void **state)
{
	static const row rows[] = {
		{ "one", "Looks good.\n\n" ACK, ACK },
		{ "anywhere", ACK "\nThanks,\nB\n", ACK },
		{ "indented", "  " ACK, ACK },
		{ "with CR", "Acked-by: B <b@example.org>\r\n", ACK },
		{ "quoted", "> " SOB ">" SOB "| " SOB "A> " SOB, "" },
		{ "below the signature", ACK "-- \n" SOB, ACK },
		{ "below an old mail without quotes",
		    ACK "-----Original Message-----\n" SOB, ACK },
		{ "below the head of one",
		    ACK "\nFrom: A <a@example.org>\nSent: Monday, November 3, 2025\n"
			"To: B <b@example.org>\nCc: C <c@example.org>\nSubject: x\n" SOB,
		    ACK },
		{ "and a tag below that, as people answer there",
		    "From: A <a@example.org>\nTo: B <b@example.org>\nSubject: x\n\n> "
		    "q\n" ACK,
		    ACK },
		{ "in another language, in bold",
		    ACK "\n*Von:* A <a@example.org>\n*Gesendet:* Montag\n"
			"*An:* B <b@example.org>\n*Cc:* C <c@example.org>\n" SOB,
		    ACK },
		{ "but not below what is said of somebody",
		    "From: A <a@example.org>\nI have heard the same.\n" ACK, ACK },
		{ "of a patch that is attached",
		    ACK "\nFrom 8798bbb81687103b0c0f56a42b096884c6032101 "
			"Mon Sep 17 00:00:00 2001\nFrom: A <a@example.org>\n"
			"Subject: [PATCH] x\n\nText.\n\n" SOB "---\n",
		    ACK },
		{ "within a diff", ACK "diff --git a/x b/x\n " SOB, ACK },
		{ "below a diff that is shown",
		    "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-" SOB
		    "\n+a\n\nWith that\n" ACK,
		    ACK },
		{ "a folded name", "Reviewed-by: A Very Long Name\n <a@example.org>\n",
		    "Reviewed-by: A Very Long Name <a@example.org>\n" },
		{ "a folded subject",
		    "Fixes: 1234567890ab (\"a: long subject\nof a commit\")\n" ACK,
		    "Fixes: 1234567890ab (\"a: long subject of a commit\")\n" ACK },
		{ "a comment stays", "Cc: stable@example.org # 5.10+\n",
		    "Cc: stable@example.org # 5.10+\n" },
		{ "links",
		    "Link: https://example.org/1\nCloses: https://example.org/2\n"
		    "Fixes: 123\nFixes: the bug\n",
		    "Link: https://example.org/1\nCloses: https://example.org/2\n" },
		{ "misspelled, as people do", "reviwed-by: A <a@example.org>\n",
		    "reviwed-by: A <a@example.org>\n" },
		{ "without an address", "Reviewed-by: me\nAcked-by: a at example.org\n",
		    "" },
		{ "headers of a mail",
		    "From: A <a@example.org>\nTo: B <b@example.org>\nDate: today\n"
		    "Subject: x\nPhone: 1\nE-mail: a@example.org\n",
		    "" },
		{ "an address of a page", "Found-by: https://a@example.org/x\n", "" },
		{ "a letter that is no ASCII", "R\xC3\xA9viewed-by: A <a@example.org>\n",
		    "" },
		{ "an address that HTML doubled",
		    "Acked-by: B <b@example.org<mailto:b@example.org>>\n"
		    "Acked-by: C <c@example.org <mailto:c@example.org>> # once\n"
		    "Acked-by: d@example.org<mailto:d@example.org>\n"
		    "Acked-by: E <mailto:e@example.org>\n"
		    "Acked-by: F <f@example.org> <mailto:f@example.org\n",
		    "Acked-by: B <b@example.org>\n"
		    "Acked-by: C <c@example.org> # once\n"
		    "Acked-by: d@example.org\n"
		    "Acked-by: E <e@example.org>\n"
		    "Acked-by: F <f@example.org> <mailto:f@example.org\n" },
		{ "blanks that are not to be broken",
		    "Acked-by:\xC2\xA0"
		    "B\xC2\xA0<b@example.org>\xC2\xA0\n",
		    ACK },
		{ "no blank after the colon", "Acked-by:B <b@example.org>\n", "" },
		{ "nothing", "", "" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows), reply_of_nobody);
}

#define DIFF "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"
#define COMMIT "commit 8798bbb81687103b0c0f56a42b096884c6032101\n"

/* "How about this on top?" */
static void
what_an_answer_shows_has_trailers_of_its_own(void **state)
{
	static const row rows[] = {
		{ "a patch", "How about\n\nText.\n\n" SOB "---\n x | 2 +-\n\n" DIFF, "" },
		{ "with a review of what is answered",
		    ACK "\nBut this, too:\n\nFixes: 123456789abc (\"x\")\n\n" SOB
			"[a: tested]\n---\nv2: more\n\n" DIFF,
		    ACK },
		{ "and one below", SOB "\n" DIFF "\nWith that\n" ACK, ACK },
		{ "as patch(1) wants it", SOB "Index: x\n=====\n" DIFF, "" },
		{ "two of them", SOB "---\n" DIFF "\nor\n" SOB "---\n" DIFF ACK, ACK },
		{ "words between", ACK SOB "\nMaybe like this?\n\n" DIFF, ACK SOB },
		{ "a quote between", SOB "---\n> text\n" DIFF, SOB },
		{ "a review right above", ACK "\n" DIFF, ACK },
		{ "nothing below", "Yes, officially:\n\n" SOB "\nThanks\n", SOB },
		{ "a commit as git log prints it",
		    COMMIT "Author: A <a@example.org>\nDate:   today\n\n    x\n\n"
			   "    " SOB "    " ACK "\nWith this one it fails.\n" ACK,
		    ACK },
		{ "with its branches", "commit 8798bbb81687 (HEAD -> x)\n\n  " ACK, "" },
		{ "words that begin so", "commit 8798bbb81687 is fine\n  " ACK, ACK },
		{ "no name", "commit me\n  " ACK, ACK },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows), reply_of_nobody);
}

/* Outlook marks no quotes, and people write their answer in between. */
static void
below_an_old_mail_the_senders_own_count(void **state)
{
	static const char text[] =
	    "-----Original Message-----\nFrom: A <a@example.org>\n\n"
	    "It leaks.\n\nFixes: 1234567890ab (\"a: long\")\n"
	    "Acked-by: C <c@example.org>\nSigned-off-by: B <b@example.org>\n---\n"
	    "diff --git a/x b/x\n-Reviewed-by: B <b@example.org>\n\n"
	    "Acked-by: B <b@example.org.example.com>\n"
	    "Tested-by: B <B@example.org>\n";
	g_autoptr(GPtrArray) trailers =
	    td_trailer_parse_reply(td_span_of(text), "b@example.org");

	(void)state;
	assert_int_equal(trailers->len, 1);
	assert_string_equal(
	    ((const td_trailer *)trailers->pdata[0])->value, "B <B@example.org>");
}

static void
persons_are_told_from_links(void **state)
{
	static const struct {
		const char *key;
		bool person;
	} rows[] = { { "Signed-off-by", true }, { "REVIEWED-BY", true }, { "Cc", true },
		{ "Link", false }, { "-by", false }, { "Fixes", false }, { "", false } };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *key = g_strdup(rows[i].key);
		char value[] = "";
		td_trailer trailer = { key, value };

		assert_int_equal(td_trailer_is_person(&trailer), rows[i].person);
	}
}

static void
long_texts_cost_their_length(void **state)
{
	static const char *const pieces[][2] = { { "t\n\n", "a: b\n" },
		{ "t\n\nSigned-off-by: a\n", " x\n" }, { "t\n\n", "\n" },
		{ "t\n\na: ", "\n " }, { "", "#\n" }, { "", "Fixes: 1234567 (\n" },
		{ "", "a-by: b\n" }, { "Acked-by: ", "a@" }, { "t\n\nx", ":" } };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) text = g_string_new(pieces[i][0]);
		g_autoptr(GPtrArray) of_message = NULL;
		g_autoptr(GPtrArray) of_reply = NULL;

		while (text->len < 600000)
			g_string_append(text, pieces[i][1]);
		of_message = td_trailer_parse_message((td_span){ text->str, text->len });
		of_reply = td_trailer_parse_reply(
		    (td_span){ text->str, text->len }, "a@example.org");
		assert_true(of_message->len <= 1024 && of_reply->len <= 1024);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_commit_has_the_trailers_git_sees),
		cmocka_unit_test(a_reply_gives_trailers_in_its_own_words),
		cmocka_unit_test(what_an_answer_shows_has_trailers_of_its_own),
		cmocka_unit_test(below_an_old_mail_the_senders_own_count),
		cmocka_unit_test(persons_are_told_from_links),
		cmocka_unit_test(long_texts_cost_their_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
