/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/patch/test_attached.c - patches attached as git format-patch wrote them */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "patch/patch.h"

#define HEAD(type)                                                                       \
	"From: Sam <sam@example.org>\nSubject: [PATCH 2/3] see attached\n"               \
	"Date: Tue, 4 Nov 2025 10:00:00 +0000\nMIME-Version: 1.0\n"                      \
	"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n" \
	"Tested a little.\n\n-- \nSam\n--x\nContent-Type: " type "\n\n"
#define SEPARATOR                                                                        \
	"From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n"
#define PATCH(name, title)                                                               \
	"From: " name "\nDate: Mon, 3 Nov 2025 10:00:00 +0000\n"                         \
	"Subject: [PATCH] " title "\n\nWhy.\n\nSigned-off-by: Ann <ann@example.org>\n"   \
	"---\n f | 2 +-\n\ndiff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n"      \
	"+" title "\n-- \n2.40\n\n"

static td_patch *
read_patch(const char *mail, unsigned attached)
{
	td_patch_options options = { .attached = attached };
	g_autoptr(td_message) message = td_message_parse(td_span_of(mail), 0);

	return td_patch_read(message, &options);
}

static void
the_commit_is_what_is_attached(void **state)
{
	static const char mail[] = HEAD("text/x-patch") SEPARATOR PATCH(
	    "Ann <ann@example.org>", "pump: a long title\n that is folded") "--x--\n";
	g_autoptr(td_patch) patch = read_patch(mail, 0);

	(void)state;
	assert_int_equal(patch->attached, 1);
	assert_int_equal(patch->kind, TD_KIND_PATCH);
	assert_string_equal(patch->author->address, "ann@example.org");
	assert_string_equal(patch->title, "pump: a long title that is folded");
	assert_string_equal(patch->date, "Mon, 3 Nov 2025 10:00:00 +0000");
	assert_string_equal(
	    patch->commit_message, "Why.\n\nSigned-off-by: Ann <ann@example.org>\n");
	assert_int_equal(patch->trailers->len, 1);
	/* Of which series it is the mail says; what its sender said is kept to be read.
	 */
	assert_int_equal(patch->subject->number, 2);
	assert_non_null(strstr(patch->text, "Tested a little."));
}

static void
one_part_names_the_charset_of_the_mail_in_it(void **state)
{
	static const char mail[] = HEAD("text/x-patch; charset=iso-8859-1") SEPARATOR
	    "From: Ann <ann@example.org>\nSubject: [PATCH] a\n\nGr\xfc\xdf"
	    "e\n---\ndiff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+\xfc\n"
	    "--x--\n";
	g_autoptr(td_patch) patch = read_patch(mail, 0);

	(void)state;
	assert_string_equal(patch->commit_message, "Grüße\n");
	assert_string_equal(patch->patch_charset, "iso-8859-1");
}

static void
several_are_one_after_the_other(void **state)
{
	/* Two in one part, as git format-patch --stdout writes them, and a third. */
	static const char mail[] =
	    HEAD("text/x-patch") SEPARATOR PATCH("Ann <ann@example.org>", "one")
		SEPARATOR PATCH("Bob <bob@example.org>",
		    "two") "--x\nContent-Type: text/x-patch\n\n" SEPARATOR
		    PATCH("Cai <cai@example.org>", "three") "--x--\n";
	static const char *const titles[] = { "one", "one", "two", "three" };
	static const char *const names[] = { "Ann", "Ann", "Bob", "Cai" };
	static const unsigned files[] = { 3, 1, 1, 1 };

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(titles); i++) {
		g_autoptr(td_patch) patch = read_patch(mail, i);

		assert_int_equal(patch->attached, 3);
		assert_string_equal(patch->title, titles[i]);
		assert_string_equal(patch->author->name, names[i]);
		assert_int_equal(patch->diff->files->len, files[i]);
	}
}

static void
all_else_is_as_git_reads_it(void **state)
{
	static const struct {
		const char *mail, *title;
	} cases[] = {
		/* No diff: a cover letter; no header; not alone in its part; answers. */
		{ HEAD("text/x-patch") SEPARATOR
		    "From: A <a@example.org>\nSubject: [PATCH 0/1] a\n\nb\n--x--\n",
		    "see attached" },
		{ HEAD("text/x-patch") SEPARATOR "diff --git a/f b/f\n--- a/f\n+++ "
						 "b/f\n@@ -1 +1 @@\n-a\n+b\n--x--\n",
		    "see attached" },
		{ HEAD("text/plain") "Like this:\n\n" SEPARATOR PATCH(
		      "Ann <ann@example.org>", "one") "--x--\n",
		    "see attached" },
		{ "Subject: Re: [PATCH] a\nContent-Type: multipart/mixed; "
		  "boundary=x\n\n--x\n\n"
		  "b\n--x\n\n" SEPARATOR PATCH("Ann <ann@example.org>", "one") "--x--\n",
		    "a" },
		{ "Subject: a\nIn-Reply-To: <x@y>\n\n" SEPARATOR PATCH(
		      "Ann <ann@example.org>", "one"),
		    "a" },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_patch) patch = read_patch(cases[i].mail, 0);

		assert_int_equal(patch->attached, 0);
		assert_string_equal(patch->title, cases[i].title);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_commit_is_what_is_attached),
		cmocka_unit_test(one_part_names_the_charset_of_the_mail_in_it),
		cmocka_unit_test(several_are_one_after_the_other),
		cmocka_unit_test(all_else_is_as_git_reads_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
