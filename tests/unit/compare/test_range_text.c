/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/compare/test_range_text.c - patches as git range-diff looks at them */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compare/range_text.h"

static char *
text_of(const char *body, unsigned *lines)
{
	const td_patch_options options = { 0 };
	g_autofree char *mail = g_strdup_printf(
	    "From: Ann <ann@example.org>\nSubject: [PATCH] title\n\n%s", body);
	g_autoptr(td_message) message = td_message_parse(td_span_of(mail), 0);
	g_autoptr(td_patch) patch = td_patch_read(message, &options);
	g_auto(td_range_text) read = { 0 };

	td_range_text_read(patch, &read);
	*lines = read.lines;
	return g_strdup(read.text->str);
}

#define HEAD                                                                             \
	" ## Metadata ##\nAuthor: Ann <ann@example.org>\n\n ## Commit message ##\n"      \
	"    title\n"
#define SIMPLE "diff --git a/f.c b/f.c\nindex 1234567..89abcde 100644\n"
#define NAMES "--- a/f.c\n+++ b/f.c\n"

static void
a_patch_is_written_as_range_diff_would(void **state)
{
	static const struct {
		const char *body, *text;
		unsigned lines;
	} cases[] = {
		{ "Why.  \n\n\n\tand\ttabs\n\nSigned-off-by: A\n---\nnotes\n",
		    HEAD
		    "\n    Why.\n\n            and     tabs\n\n    Signed-off-by: A\n",
		    0 },
		{ SIMPLE NAMES
		    "@@ -10,3 +12,3 @@ int main(void)\n a\n-b\n+c\n d\n-- \n2.1\n",
		    HEAD "\n ## f.c ##\n@@ f.c: int main(void)\n a\n-b\n+c\n d\n", 6 },
		{ SIMPLE NAMES "@@ -1 +1 @@\n-b\n+c\n\\ No newline at end of file\n",
		    HEAD "\n ## f.c ##\n@@\n-b\n+c\n \\ No newline at end of file\n", 5 },
		/* A mailer took the blank of an empty line. */
		{ SIMPLE NAMES "@@ -1,2 +1,2 @@\n\n-b\n+c\n",
		    HEAD "\n ## f.c ##\n@@\n \n-b\n+c\n", 5 },
		{ "diff --git a/n b/n\nnew file mode 100755\nindex 0000000..1234567\n"
		  "--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+x\n",
		    HEAD "\n ## n (new) ##\n@@\n+x\n", 3 },
		{ "diff --git a/o b/o\ndeleted file mode 100644\nindex 1234567..0000000\n"
		  "--- a/o\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n",
		    HEAD "\n ## o (deleted) ##\n@@\n-x\n", 3 },
		{ "diff --git a/o b/n\nsimilarity index 100%\nrename from o\nrename to "
		  "n\n",
		    HEAD "\n ## o => n ##\n", 1 },
		{ "diff --git a/x b/x\nold mode 100644\nnew mode 100755\n",
		    HEAD "\n ## x (mode change 100644 => 100755) ##\n", 1 },
		{ "diff --git a/b b/b\nindex 1234567..89abcde 100644\nGIT binary patch\n"
		  "literal 3\nKcmZ?wbYnaK00aO4\n\n",
		    HEAD "\n ## b ##\n Binary files b and b differ\n", 2 },
		/* Files come in the order of their paths, each behind an empty line. */
		{ "diff --git a/z b/z\nold mode 100644\nnew mode 100755\n"
		  "diff --git a/a b/a\nold mode 100644\nnew mode 100755\n",
		    HEAD "\n ## a (mode change 100644 => 100755) ##\n"
			 "\n ## z (mode change 100644 => 100755) ##\n",
		    2 },
		/* A plain diff. */
		{ "--- old/f.c\t2020-01-01\n+++ new/f.c\t2020-01-02\n@@ -1 +1 "
		  "@@\n-b\n+c\n",
		    HEAD "\n ## f.c ##\n@@\n-b\n+c\n", 4 },
		/* What comes behind a hunk that is whole is none of it. */
		{ SIMPLE NAMES "@@ -1 +1 @@\n-b\n+c\n+no part\n",
		    HEAD "\n ## f.c ##\n@@\n-b\n+c\n", 4 },
		{ SIMPLE NAMES "@@ -1,2 +1 @@\n b\n-c\n no part\n",
		    HEAD "\n ## f.c ##\n@@\n b\n-c\n", 4 },
		/* A name has another below it. */
		{ SIMPLE NAMES "@@ -1 +1 @@\n-b\n+c\n--- x\nno name\n"
			       "@@ -5 +5 @@\n-e\n+f\n",
		    HEAD "\n ## f.c ##\n@@\n-b\n+c\n@@\n-e\n+f\n", 7 },
		/* What is no blank between the counts is damage. */
		{ SIMPLE NAMES "@@ -1x+1 @@\n-b\n+c\n+d\n",
		    HEAD "\n ## f.c ##\n@@\n-b\n+c\n+d\n", 5 },
		/* Neither side has less than no lines left: an empty one ends it. */
		{ SIMPLE NAMES "@@ -1 +1,2 @@\n-a\n-b\n+c\n+d\n\n x\n",
		    HEAD "\n ## f.c ##\n@@\n-a\n-b\n+c\n+d\n", 6 },
		{ SIMPLE NAMES "@@ -1,2 +1 @@\n+a\n+b\n-c\n-d\n\n x\n",
		    HEAD "\n ## f.c ##\n@@\n+a\n+b\n-c\n-d\n", 6 },
		/* Somebody edited the hunk: what looks like it is taken. */
		{ SIMPLE NAMES "@@ -1,9 +1,9 @@\n a\n-b\n+c\n-- \n2.1\n",
		    HEAD "\n ## f.c ##\n@@\n a\n-b\n+c\n", 5 },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		unsigned lines;
		g_autofree char *text = text_of(cases[i].body, &lines);

		if (strcmp(text, cases[i].text) != 0)
			fail_msg("case %zu:\n%s", i, text);
		assert_int_equal(lines, cases[i].lines);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_patch_is_written_as_range_diff_would),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
