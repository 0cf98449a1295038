/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The expected counts are what git apply --numstat (2.39.5) prints. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "base/limits.h"
#include "diff/diff.h"

/* "+2-1 path", or "bin path", with flags, one file after the other. */
static char *
describe(td_span text)
{
	g_autoptr(td_diff) diff = td_diff_parse(text);
	g_autoptr(GString) out = g_string_new(NULL);

	if (!diff)
		return g_strdup("none");
	for (guint i = 0; i < diff->files->len; i++) {
		const td_diff_file *file = g_ptr_array_index(diff->files, i);

		if (i > 0)
			g_string_append(out, "; ");
		if (file->is_binary)
			g_string_append(out, "bin");
		else
			g_string_append_printf(
			    out, "+%u-%u", file->insertions, file->deletions);
		g_string_append_printf(out, " %s", file->path);
		if (file->old_path)
			g_string_append_printf(out, " < %s", file->old_path);
		g_string_append_printf(out, "%s%s%s%s%s", file->is_new ? " new" : "",
		    file->is_deleted ? " deleted" : "", file->is_rename ? " rename" : "",
		    file->is_copy ? " copy" : "", file->mode_changed ? " mode" : "");
	}
	if (diff->crlf)
		g_string_append(out, " CRLF");
	if (diff->corrupt)
		g_string_append(out, " CORRUPT");
	return g_string_free(g_steal_pointer(&out), FALSE);
}

typedef struct row {
	const char *what;
	const char *text;
	const char *expected;
} row;

#define HUNK "@@ -1,2 +1,3 @@\n a\n-b\n+c\n+d\n"
#define NAMES "--- a/x\n+++ b/x\n"
#define GIT "diff --git a/x b/x\nindex 1234567..89abcde 100644\n" NAMES

static void
check(const row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		g_autofree char *said = describe(td_span_of(rows[i].text));

		if (strcmp(said, rows[i].expected) != 0)
			print_message("# %s\n", rows[i].what);
		assert_string_equal(said, rows[i].expected);
	}
}

static void
files_and_lines_are_counted(void **state)
{
	static const row rows[] = {
		{ "git", GIT HUNK, "+2-1 x" },
		{ "two hunks", GIT HUNK HUNK, "+4-2 x" },
		{ "two files", GIT HUNK "diff --git a/y b/y\n--- a/y\n+++ b/y\n" HUNK,
		    "+2-1 x; +2-1 y" },
		{ "the same file twice is two files", GIT HUNK GIT HUNK,
		    "+2-1 x; +2-1 x" },
		{ "text around", "---\n x | 3 ++-\n\n" GIT HUNK "-- \n2.39.5\n",
		    "+2-1 x" },
		{ "plain", NAMES HUNK, "+2-1 x" },
		{ "context that lost its blank", NAMES "@@ -1,3 +1,3 @@\n\n-b\n+c\n\n",
		    "+1-1 x" },
		{ "no newline at the end",
		    NAMES "@@ -1 +1 @@\n-b\n\\ No newline at end of file\n+c\n"
			  "\\ No newline at end of file\n",
		    "+1-1 x" },
		{ "CRLF", NAMES "@@ -1 +1 @@\r\n-b\r\n+c\r\n", "+1-1 x CRLF" },
		{ "a removed line that looks like a header",
		    NAMES "@@ -1,2 +1 @@\n--- a/y\n-b\n+++ b/y\n", "+1-2 x" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
headers_say_what_became_of_a_file(void **state)
{
	static const row rows[] = {
		{ "new",
		    "diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n"
		    "@@ -0,0 +1 @@\n+a\n",
		    "+1-0 x new" },
		{ "new and empty",
		    "diff --git a/x b/x\nnew file mode 100644\nindex 0..e69de29\n",
		    "+0-0 x new" },
		{ "deleted",
		    "diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n"
		    "+++ /dev/null\n@@ -1 +0,0 @@\n-a\n",
		    "+0-1 x deleted" },
		{ "mode", "diff --git a/x b/x\nold mode 100644\nnew mode 100755\n",
		    "+0-0 x mode" },
		{ "a wrapped mode",
		    "diff --git a/x b/x\nnew file mode \n100644\n--- /dev/null\n+++ b/x\n"
		    "@@ -0,0 +1 @@\n+a\n",
		    "+0-0 x new; +1-0 x new" },
		{ "rename",
		    "diff --git a/x b/y z\nsimilarity index 90%\nrename from x\n"
		    "rename to y z\n--- a/x\n+++ b/y z\n" HUNK,
		    "+2-1 y z < x rename" },
		{ "copy", "diff --git a/x b/y\ncopy from x\ncopy to y\n",
		    "+0-0 y < x copy" },
		{ "plain and new by name", "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n",
		    "+1-0 x new" },
		{ "plain and new by time",
		    "--- a/x\t1970-01-01 01:00:00.000000000 +0100\n"
		    "+++ b/x\t2020-01-01 01:00:00.000000000 +0100\n@@ -0,0 +1 @@\n+a\n",
		    "+1-0 x new" },
		{ "plain and deleted by time",
		    "--- a/x\t2020-01-01 01:00:00 +0100\n"
		    "+++ b/x\t1969-12-31 19:00:00 -05:00\n@@ -1 +0,0 @@\n-a\n",
		    "+0-1 x deleted" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
names_are_found_as_git_finds_them(void **state)
{
	static const row rows[] = {
		{ "blanks in it",
		    "diff --git a/x y b/x y\nold mode 100644\nnew mode 100755\n",
		    "+0-0 x y mode" },
		{ "quoted",
		    "diff --git \"a/\\303\\244\\t\" \"b/\\303\\244\\t\"\n"
		    "new file mode 100644\n",
		    "+0-0 \xC3\xA4\t new" },
		{ "raw bytes", "--- a/\xE4\n+++ b/\xE4\n" HUNK, "+2-1 \xE4" },
		{ "no directories in either", "--- x\n+++ x\n" HUNK, "+2-1 x" },
		{ "the shorter of two", "--- a/x.orig\n+++ b/x\n" HUNK, "+2-1 x" },
		{ "the shorter of two, before", "--- a/x\n+++ b/x.new\n" HUNK, "+2-1 x" },
		{ "double slashes", "--- a//x//y\n+++ b//x//y\n" HUNK, "+2-1 /x/y" },
		{ "a timestamp after a tab", "--- a/x\t(working copy)\n+++ b/x\tZ\n" HUNK,
		    "+2-1 x" },
		{ "a timestamp after blanks",
		    "--- a/x  2020-01-01 01:02:03\n+++ b/x  2020-01-01 01:02:03\n" HUNK,
		    "+2-1 x" },
		{ "no strip after a plain bare name",
		    "--- x\n+++ x\n" HUNK "--- a/y\n+++ b/y\n" HUNK, "+2-1 x; +2-1 b/y" },
		{ "made with --no-prefix",
		    "diff --git src/x src/x\n--- src/x\n+++ src/x\n" HUNK, "+2-1 x" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
binary_changes_have_no_lines(void **state)
{
	static const row rows[] = {
		{ "named",
		    "diff --git a/x b/x\nindex 1..2 100644\n"
		    "Binary files a/x and b/x differ\n",
		    "bin x" },
		{ "whole",
		    "diff --git a/x b/x\nnew file mode 100644\nindex 0..1\n"
		    "GIT binary patch\nliteral 4\nLcmZQzWMT#Y01f~L\n\n"
		    "literal 0\nHcmV?d00001\n\n" GIT HUNK,
		    "bin x new; +2-1 x" },
		{ "damaged: git drops it without a word, we say so",
		    "diff --git a/x b/x\nindex 1..2\nGIT binary patch\nliteral 4\n"
		    "Lcm\n\n" GIT HUNK,
		    "bin x; +2-1 x CORRUPT" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
what_git_refuses_is_counted_and_marked(void **state)
{
	static const row rows[] = {
		{ "a hunk too short", GIT "@@ -1,9 +1,9 @@\n a\n-b\n+c\n-- \n2.39.5\n",
		    "+1-1 x CORRUPT" },
		{ "a hunk too long",
		    GIT "@@ -1 +1 @@\n-b\n+c\n+d\n+e\n@@ -5 +5 @@\n-f\n+g\n",
		    "+2-2 x CORRUPT" },
		{ "a wrapped line",
		    GIT "@@ -1,3 +1,3 @@\n a\n-b is\nlong\n+c is\nlong\n d\n" GIT HUNK,
		    "+1-1 x; +2-1 x CORRUPT" },
		{ "a hunk that changes nothing", GIT "@@ -1 +1 @@\n a\n",
		    "+0-0 x CORRUPT" },
		{ "names that differ",
		    "diff --git a/x b/x\n--- a/y\n+++ b/z\n--- a/w\n+++ b/w\n" HUNK,
		    "+2-1 w CORRUPT" },
		{ "old names that differ",
		    "diff --git a/x b/x\ndeleted file mode 100644\n--- a/y\n"
		    "+++ /dev/null\n@@ -1 +0,0 @@\n-a\n" GIT HUNK,
		    "+0-1 y deleted; +2-1 x CORRUPT" },
		{ "a new file with old lines",
		    "diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ "
		    "b/x\n" HUNK,
		    "+2-1 x new CORRUPT" },
		{ "cut off", GIT "@@ -1,2 +1,3 @@\n a\n-b\n+c", "+1-1 x CORRUPT" },
		{ "empty lines in a hunk with wrong counts",
		    GIT "@@ -1,9 +1,9 @@\n a\n-\n+\n+c\n-- \n2.39.5\n",
		    "+2-1 x CORRUPT" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

static void
text_without_a_diff_gives_none(void **state)
{
	static const row rows[] = {
		{ "nothing", "", "none" },
		{ "text", "---\nHello\n--- \n+++ \n", "none" },
		{ "names only", NAMES, "none" },
		{ "a header that changes nothing", "diff --git a/x b/x\n\ntext text\n",
		    "none" },
		{ "quoted", "> " NAMES "> @@ -1 +1 @@\n> -a\n> +b\n", "none" },
	};

	(void)state;
	check(rows, G_N_ELEMENTS(rows));
}

/* Each of these took time by the square once, in somebody's parser. */
static void
long_lines_cost_their_length(void **state)
{
	static const char *const pieces[][2] = {
		{ "diff --git a/x", " " },
		{ "diff --git a/x", " b/x" },
		{ "diff --git \"a/", "\\303\"" },
		{ "", "diff --git a/x b/x\n" },
		{ "", "--- a/x\n+++ b/x\n" },
		{ "", "--- \"\n+++ \"\n@@ -1 +1 @@\n" },
		{ GIT "@@ -1,99999999 +1,99999999 @@\n", "+\n" },
		{ "", "@@ -1,99999999 +1,99999999 @@\n+a\n" },
		{ "--- a/x\n+++ b", "/" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) text = g_string_new(pieces[i][0]);
		g_autofree char *said = NULL;
		char hex[41];

		while (text->len < 3000000)
			g_string_append(text, pieces[i][1]);
		g_string_append(text, "\n@@ -1 +1 @@\n-a\n+b\n");
		said = describe((td_span){ text->str, text->len });
		td_patch_id((td_span){ text->str, text->len }, hex);
	}
}

static void
files_have_a_ceiling(void **state)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(td_diff) diff = NULL;

	(void)state;
	for (unsigned i = 0; i < TD_MAX_FILES + 10; i++)
		g_string_append(text, "diff --git a/x b/x\nnew file mode 1\n");
	diff = td_diff_parse((td_span){ text->str, text->len });
	assert_non_null(diff);
	assert_int_equal(diff->files->len, TD_MAX_FILES);
	assert_true(diff->corrupt);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_and_lines_are_counted),
		cmocka_unit_test(headers_say_what_became_of_a_file),
		cmocka_unit_test(names_are_found_as_git_finds_them),
		cmocka_unit_test(binary_changes_have_no_lines),
		cmocka_unit_test(what_git_refuses_is_counted_and_marked),
		cmocka_unit_test(text_without_a_diff_gives_none),
		cmocka_unit_test(long_lines_cost_their_length),
		cmocka_unit_test(files_have_a_ceiling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
