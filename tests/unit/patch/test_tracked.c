/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A mail is kept as patchwork keeps it: the expected values are patchwork's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "patch/tracked.h"
#include "patch/tracked_parse.h"

/* As patchwork hands it out; g_free it. */
static char *
hash_of(const char *diff)
{
	unsigned char sum[TD_TRACKED_SUM];

	td_tracked_sum_text(diff, sum);
	return td_tracked_write_hash(sum);
}

static void
a_name_keeps_all_prefixes_but_patch(void **state)
{
	static const struct {
		const char *subject, *drop, *name;
	} rows[] = {
		{ "meep", NULL, "meep" },
		{ "Re: meep", NULL, "meep" },
		{ "[PATCH] meep \n meep", NULL, "meep meep" },
		{ "[PATCH] meep,\n meep", NULL, "meep, meep" },
		{ "[PATCH RFC] meep", NULL, "[RFC] meep" },
		{ "[PATCH,1/2] meep", NULL, "[1/2] meep" },
		{ "[PATCH] [RFC] [1/2] meep", NULL, "[RFC,1/2] meep" },
		{ "[PATCH] rewrite [a-z] regexes", NULL, "rewrite [a-z] regexes" },
		{ "[PATCH] [RFC] rewrite [a-z] regexes", NULL,
		    "[RFC] rewrite [a-z] regexes" },
		{ "[FOO] [bar] meep", "foo", "[bar] meep" },
		{ "[PATCH v2 1/3]net: fix", NULL, "[v2,1/3] net: fix" },
		{ "[open and no end", NULL, "[open and no end" },
		{ "", NULL, "" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GPtrArray) prefixes = g_ptr_array_new_with_free_func(g_free);
		g_autofree char *name =
		    td_tracked_name(rows[i].subject, rows[i].drop, prefixes);

		assert_string_equal(name, rows[i].name);
	}
}

static const char mail[] = "A fix.\n"
			   "\n"
			   "Signed-off-by: Ann <ann@example.org>\n"
			   "---\n"
			   " a.c | 3 +--\n"
			   "\n"
			   "diff --git a/a.c b/a.c\n"
			   "index 1..2 100644\n"
			   "--- a/a.c\n"
			   "+++ b/a.c\n"
			   "@@ -1,3 +1,2 @@ main\n"
			   " one\n"
			   "-two\n"
			   "-three\n"
			   "+2\n"
			   "-- \n"
			   "2.1\n";

static void
a_diff_ends_with_its_last_hunk(void **state)
{
	g_autofree char *content = NULL, *diff = NULL;

	(void)state;
	td_tracked_split(mail, &content, &diff);
	assert_true(g_str_has_prefix(diff, "diff --git a/a.c b/a.c\n"));
	assert_true(g_str_has_suffix(diff, "-three\n+2\n"));
	assert_true(g_str_has_prefix(content, "A fix.\n"));
	assert_non_null(strstr(content, "-- \n2.1\n"));
	assert_null(strstr(content, "index 1..2"));
}

static void
what_only_looks_like_a_diff_is_content(void **state)
{
	static const char *const texts[] = { "diff of opinion\n", "--- a\nnot +++\n",
		"Index: none\nmore\n", "", "@@ -1 +1 @@\n" };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *content = NULL, *diff = NULL;

		td_tracked_split(texts[i], &content, &diff);
		assert_null(diff);
		assert_true(g_str_has_prefix(content, texts[i]));
	}
}

/* The hash does not depend on line numbers, on the first folder, on CR or on what git
 * adds to a diff. hash_diff() of patchwork gave this one. */
static void
a_hash_is_patchworks(void **state)
{
	static const char *const same[] = {
		"diff --git a/a.c b/a.c\nindex 1..2 100644\n--- a/a.c\n+++ b/a.c\n"
		"@@ -1,3 +1,2 @@ main\n one\n-two\n-three\n+2\n",
		"--- old/a.c\t2020-01-01\n+++ new/a.c\n@@ -71,3 +70,2 @@\r\n "
		"one\r\n-two\n"
		"-three\n+2\n\n\n",
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
		g_autofree char *hash = hash_of(same[i]);

		assert_string_equal(hash, "71f789c7ac3a8a855177468cd2447bd4250bf2a0");
	}
}

/* It goes another way to the same hash. */
static void
the_sum_of_a_mail_is_its_hash(void **state)
{
	static const char head[] = "From: a@example.org\nMessage-ID: <m@x>\n";
	static const char parts[] =
	    "Content-Type: multipart/mixed; boundary=B\n\n--B\n\nsee below\n"
	    "--- a\n--B\nContent-Type: text/x-patch\n\n--- a/x\n+++ b/x\n"
	    "@@ -1 +1 @@\n-a\n+b\n--B\n\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n-c\n+d\n--B--\n";
	static const char two[] =
	    "Content-Type: multipart/mixed; boundary=B\n\n--B\n\ndiff --git a/x b/x\n"
	    "--B\n\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n-c\n+d\n--B--\n";
	g_autofree char *plain = g_strconcat("\n", mail, NULL);
	g_auto(GStrv) lines = g_strsplit(mail, "\n", -1);
	g_autofree char *joined = g_strjoinv("\r\n", lines);
	g_autofree char *crlf = g_strconcat("\n", joined, NULL);
	const char *const rows[] = { plain, crlf, parts, two, "\nno diff\n", "\n",
		"\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b", "" };
	unsigned found = 0;

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *bytes = g_strconcat(head, rows[i], NULL);
		g_autoptr(td_message) message = td_message_parse(td_span_of(bytes), 0);
		g_autoptr(td_tracked) tracked = td_tracked_read(message, false);
		unsigned defects = 0;
		g_autoptr(td_body) body = td_body_read(message, &defects);
		g_autofree char *hash = tracked->diff ? hash_of(tracked->diff) : NULL;
		g_autofree char *written = NULL;
		unsigned char sum[TD_TRACKED_SUM], read[TD_TRACKED_SUM];

		assert_int_equal(td_tracked_sum(body, sum), tracked->diff != NULL);
		if (!hash)
			continue;
		found++;
		written = td_tracked_write_hash(sum);
		assert_string_equal(written, hash);
		assert_true(td_tracked_read_hash(hash, read));
		assert_memory_equal(read, sum, sizeof sum);
		hash[39] = 'x';
		assert_false(td_tracked_read_hash(hash, read));
		assert_false(td_tracked_read_hash(hash + 1, read));
	}
	assert_int_equal(found, 5);
}

static void
below_the_cut_is_no_commit_message(void **state)
{
	static const struct {
		const char *text;
		int line, rest;
	} rows[] = { { "a\n---\nb", 2, 5 }, { "a\n-- \nb", 2, 5 }, { "---", 0, 3 },
		{ "a\n----\n--x\n", -1, -1 }, { "", -1, -1 } };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const char *line = NULL;
		const char *rest = td_tracked_find_cut(rows[i].text, &line);

		if (rows[i].line < 0) {
			assert_null(rest);
			continue;
		}
		assert_int_equal(line - rows[i].text, rows[i].line);
		assert_int_equal(rest - rows[i].text, rows[i].rest);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_keeps_all_prefixes_but_patch),
		cmocka_unit_test(a_diff_ends_with_its_last_hunk),
		cmocka_unit_test(what_only_looks_like_a_diff_is_content),
		cmocka_unit_test(a_hash_is_patchworks),
		cmocka_unit_test(the_sum_of_a_mail_is_its_hash),
		cmocka_unit_test(below_the_cut_is_no_commit_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
