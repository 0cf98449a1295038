/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/patch/test_patch.c - what kind of mail it is, and what is in it */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "patch/patch.h"

#define DIFF                                                                             \
	"diff --git a/f b/f\nindex 1..2 100644\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n"
#define STAT " f | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n"

#define PULL                                                                             \
	"The following changes since commit "                                            \
	"0123456789012345678901234567890123456789:\n\n"                                  \
	"  b (2006-06-09)\n\nare available in the Git repository at:\n\n"                \
	"  https://example.org/a.git tags/t\n\nfor you to fetch changes up to "          \
	"1123456789012345678901234567890123456789:\n\n  a (2006-06-10)\n"

static void
kinds_are_told_apart(void **state)
{
	static const struct {
		const char *header, *body;
		td_kind kind;
	} cases[] = {
		{ "Subject: [PATCH] a\n", "why\n---\n" STAT "\n" DIFF, TD_KIND_PATCH },
		{ "Subject: a\n", "why\n\n" DIFF, TD_KIND_PATCH },
		{ "Subject: [PATCH 2/3] a\n", "too large, see the web\n", TD_KIND_PATCH },
		{ "Subject: Re: [PATCH] a\n", "what about\n\n" DIFF, TD_KIND_REPLY },
		{ "Subject: Re: [PATCH] a\n", "> why\nyes\n", TD_KIND_REPLY },
		{ "Subject: b\nIn-Reply-To: <x@y>\n", "no Re, but an answer\n",
		    TD_KIND_REPLY },
		{ "Subject: b\nReferences: <x@y>\n", "try this\n\n" DIFF, TD_KIND_REPLY },
		{ "Subject: [PATCH v2] b\nReferences: <x@y>\n", "new\n---\n" DIFF,
		    TD_KIND_PATCH },
		{ "Subject: [PATCH 0/3] a\n", "why\n" STAT, TD_KIND_COVER },
		{ "Subject: [PATCH] a\n", "why\n\nA B (1):\n  a\n\n" STAT,
		    TD_KIND_COVER },
		{ "Subject: [PATCHSET] a\n", "why\n", TD_KIND_COVER },
		{ "Subject: [PATCHSET v5.5 02/10] a\nIn-Reply-To: <x@y>\n", "Hi all,\n",
		    TD_KIND_COVER },
		{ "Subject: [PATCHSET 1/2] a\n", "why\n---\n" DIFF, TD_KIND_PATCH },
		{ "Subject: Re: [PATCHSET 1/2] a\n", "fine\n", TD_KIND_REPLY },
		{ "Subject: [PATCH 0/3] a\nIn-Reply-To: <x@y>\n",
		    "On Monday, B wrote:\n> why\n\nwell\n", TD_KIND_REPLY },
		{ "Subject: [PATCH 2/3] a\nIn-Reply-To: <x@y>\n", "Hi,\n\n> why\nwell\n",
		    TD_KIND_REPLY },
		{ "Subject: [PATCH 2/3] a\nIn-Reply-To: <x@y>\n",
		    "Acked-by: B <b@example.org>\n", TD_KIND_REPLY },
		{ "Subject: [PATCH 2/3] a\nIn-Reply-To: <x@y>\n",
		    "why\n\nAcked-by: B <b@example.org>\nSigned-off-by: A "
		    "<a@example.org>\n",
		    TD_KIND_PATCH },
		{ "Subject: [PATCH v2 0/3] a\nIn-Reply-To: <x@y>\n", "again\n",
		    TD_KIND_COVER },
		{ "Subject: [PATCH] a\n", "forgot the diff\n", TD_KIND_MAIL },
		{ "Subject: hello\n", "there\n", TD_KIND_MAIL },
		{ "Subject: [GIT PULL] a\n", PULL, TD_KIND_PULL },
		{ "Subject: Re: [GIT PULL] a\n", PULL, TD_KIND_REPLY },
		/* What a maintainer's script says of a patch, though it answers nothing.
		 */
		{ "Subject: Applied \"a: b\" to the spi tree\nIn-Reply-To: \n",
		    "The patch\n\n   a: b\n\nhas been applied to the spi tree at\n\n"
		    "why\n---\n" DIFF,
		    TD_KIND_NOTICE },
		{ "Subject: patch \"a: b\" added to usb-testing\n",
		    "This is a note\n\nwhy\n---\n" DIFF, TD_KIND_NOTICE },
		{ "Subject: Applied \"a: b\" to the spi tree\n",
		    "A note of mine\n\n" DIFF, TD_KIND_PATCH },
		{ "Subject: [PULL 2/3] a\n", "why\n---\n" DIFF, TD_KIND_PATCH },
		/* What is pasted into a report or a question. */
		{ "Subject: a: crashes on resume\n", "This helps:\n\n" DIFF "\nIdeas?\n",
		    TD_KIND_MAIL },
		{ "Subject: how does a work?\n", "I have\n\n" DIFF, TD_KIND_MAIL },
		{ "Subject: [BUG?] a: Add b\n", "since then\n\n" DIFF, TD_KIND_MAIL },
		{ "Subject: [Bug 17] a\nIn-Reply-To: <x@y>\n", "try\n\n" DIFF,
		    TD_KIND_REPLY },
		{ "Subject: FAILED: patch \"[PATCH] a\" failed to apply to 5.4-stable "
		  "tree\n",
		    "why\n\nSigned-off-by: A <a@example.org>\n---\n" STAT "\n" DIFF,
		    TD_KIND_MAIL },
		{ "Subject: linux-next: build failure after merge of the a tree\n",
		    "why\n\nSigned-off-by: A <a@example.org>\n---\n" STAT "\n" DIFF,
		    TD_KIND_MAIL },
		{ "Subject: a: crashes on resume\n",
		    "why\n\nSigned-off-by: A <a@example.org>\n\n" DIFF, TD_KIND_PATCH },
		{ "Subject: a: crashes on resume\n", "why\n---\n" STAT "\n" DIFF,
		    TD_KIND_PATCH },
		{ "Subject: [PATCH] a: crashes on resume\n", "why\n\n" DIFF,
		    TD_KIND_PATCH },
		{ "Subject: a: fix a crash on resume\n", "why\n\n" DIFF, TD_KIND_PATCH },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *mail =
		    g_strconcat("From: A B <a@example.org>\nMessage-ID: <m@x>\n",
			cases[i].header, "\n", cases[i].body, NULL);
		g_autoptr(td_message) message = td_message_parse(td_span_of(mail), 0);
		g_autoptr(td_patch) patch = td_patch_read(message, NULL);

		assert_int_equal(patch->kind, cases[i].kind);
	}
}

static void
all_of_a_patch_is_found(void **state)
{
	static const char mail[] =
	    "From: Sender <s@example.org>\nMessage-ID: <m@x>\n"
	    "Date: Fri, 9 Jun 2006 00:44:16 -0700\n"
	    "Subject: [PATCH net-next v3 2/11] net: fix\n the leak\n\n"
	    "From: A B <a@example.org>\nDate: Thu, 8 Jun 2006 00:00:00 +0000\n\n"
	    "It leaks.\n\nSigned-off-by: A B <a@example.org>\n---\nv3: less\n\n" STAT
	    " create mode 100644 f\n\nafter the stat\n\n" DIFF
	    "-- \n2.39\n\nbase-commit: 0123456789012345678901234567890123456789\n"
	    "change-id: 20230101-leak-abc\nprerequisite-change-id: no\n";
	g_autoptr(td_message) message = td_message_parse(td_span_of(mail), 0);
	g_autoptr(td_patch) patch = td_patch_read(message, NULL);

	(void)state;
	assert_int_equal(patch->kind, TD_KIND_PATCH);
	assert_string_equal(patch->author->name, "A B");
	assert_int_equal(patch->author_source, TD_AUTHOR_INBODY);
	assert_string_equal(patch->title, "net: fix the leak");
	assert_string_equal(patch->date, "Thu, 8 Jun 2006 00:00:00 +0000");
	assert_string_equal(
	    patch->commit_message, "It leaks.\n\nSigned-off-by: A B <a@example.org>\n");
	assert_string_equal(patch->notes, "v3: less\n\nafter the stat\n");
	assert_int_equal(patch->diffstat->files, 1);
	assert_int_equal(patch->diff->insertions, 1);
	assert_int_equal(strlen(patch->patch_id), 40);
	assert_int_equal(patch->trailers->len, 1);
	assert_string_equal(
	    patch->base_commit, "0123456789012345678901234567890123456789");
	assert_string_equal(patch->change_id, "20230101-leak-abc");
	assert_int_equal(patch->defects, 0);
}

/* A list may have put whole into its own mail what a person wrote. */
static void
what_a_list_wrapped_has_the_author_and_date_within(void **state)
{
	static const char mail[] =
	    "From: ann--- via Things <things@lists.example.org>\n"
	    "Reply-To: things@lists.example.org\nCc: ann@example.org\n"
	    "Date: Thu, 8 Jun 2006 00:01:00 +0000\nSubject: [PATCH] a: b\n"
	    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
	    "--x\nContent-Type: text/plain\n\nThe original message has been wrapped.\n"
	    "--x\nContent-Type: message/rfc822\n\n"
	    "From: =?utf-8?q?Ann_Author?= <ann@example.org>\n"
	    "Date: Thu, 8 Jun 2006 02:00:00 +0200\nSubject: [PATCH] a: b\n\n"
	    "why\n---\n" DIFF "\n--x\nContent-Type: text/plain\n\na footer\n--x--\n";
	g_autoptr(td_message) message = td_message_parse(td_span_of(mail), 0);
	g_autoptr(td_patch) patch = td_patch_read(message, NULL);

	(void)state;
	assert_string_equal(patch->author->name, "Ann Author");
	assert_string_equal(patch->author->address, "ann@example.org");
	assert_int_equal(patch->author_source, TD_AUTHOR_WRAPPED);
	assert_string_equal(patch->date, "Thu, 8 Jun 2006 02:00:00 +0200");
	assert_string_equal(patch->commit_message, "why\n");
}

static void
titles_lose_brackets_and_re(void **state)
{
	static const struct {
		const char *subject, *title;
	} cases[] = {
		{ "[PATCH] a", "a" },
		{ "Re: [PATCH] [x]  a  b", "a b" },
		{ "re: RE:[a][b]c", "c" },
		{ ": a: b", "a: b" },
		{ "[unclosed", "[unclosed" },
		{ "a [PATCH]", "a [PATCH]" },
		{ "ready: set", "ready: set" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *mail =
		    g_strconcat("Subject: ", cases[i].subject, "\n\n", NULL);
		g_autoptr(td_message) message = td_message_parse(td_span_of(mail), 0);
		g_autoptr(td_patch) patch = td_patch_read(message, NULL);

		assert_string_equal(patch->title, cases[i].title);
	}
}

static void
the_foot_is_read_on_covers_too(void **state)
{
	static const char mail[] =
	    "Subject: [PATCH 0/2] a\n\nwhy\n\n---\n"
	    "base-commit: 0123456789012345678901234567890123456789\n"
	    "change-id: 20230101-a\n\nBest regards,\n-- \nA B\n";
	g_autoptr(td_message) message = td_message_parse(td_span_of(mail), 0);
	g_autoptr(td_patch) patch = td_patch_read(message, NULL);

	(void)state;
	assert_int_equal(patch->kind, TD_KIND_COVER);
	assert_string_equal(
	    patch->base_commit, "0123456789012345678901234567890123456789");
	assert_string_equal(patch->change_id, "20230101-a");
}

static void
trailers_may_be_all_the_message_there_is(void **state)
{
	g_autoptr(td_message) message = td_message_parse(
	    td_span_of(
		"Subject: [PATCH] a\n\nSigned-off-by: A B <a@example.org>\n---\n" DIFF),
	    0);
	g_autoptr(td_patch) patch = td_patch_read(message, NULL);

	(void)state;
	assert_int_equal(patch->trailers->len, 1);
}

static void
any_bytes_give_a_patch(void **state)
{
	static const char *const mails[] = { "", "\n", "\n\n---\n", "\n\n--- \n",
		"\n\ndiff -", "Subject: [\n\nFrom:", "Subject: [PATCH 0/0]\n\n---",
		"\n\nFrom: x\n y\n z", "Content-Type: a; boundary=\n\n--\n--\n" };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(mails); i++) {
		g_autoptr(td_message) message = td_message_parse(td_span_of(mails[i]), 0);
		g_autoptr(td_patch) patch = td_patch_read(message, NULL);

		assert_non_null(patch->author);
		assert_non_null(patch->title);
		assert_non_null(patch->notes);
		assert_non_null(patch->trailers);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_are_told_apart),
		cmocka_unit_test(all_of_a_patch_is_found),
		cmocka_unit_test(what_a_list_wrapped_has_the_author_and_date_within),
		cmocka_unit_test(titles_lose_brackets_and_re),
		cmocka_unit_test(the_foot_is_read_on_covers_too),
		cmocka_unit_test(trailers_may_be_all_the_message_there_is),
		cmocka_unit_test(any_bytes_give_a_patch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
