/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The expected ids are what git patch-id --stable (2.39.5) prints first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <stdlib.h>

#include "diff/diff.h"
#include "diff/strip.h"

#define GIT(name)                                                                        \
	"diff --git a/" name " b/" name "\nindex 1234567..89abcde 100644\n--- a/" name   \
	"\n+++ b/" name "\n"
#define HUNK "@@ -1,2 +1,3 @@\n a\n-b\n+c\n+d\n"
#define BINARY                                                                           \
	"diff --git a/x b/x\nindex 1234567..89abcde 100644\n"                            \
	"Binary files a/x and b/x differ\n"

static void
ids_are_those_of_git(void **state)
{
	static const struct {
		const char *what, *text, *id;
	} rows[] = {
		{ "one file", GIT("x") HUNK, "0726990fc556ba5d81daf9ee8df97820b1f94d08" },
		{ "other blanks and line numbers",
		    GIT("x") "@@ -11,2 +12,3 @@ f()\n  a\n-\tb \n+c\n+ d\r\n",
		    "0726990fc556ba5d81daf9ee8df97820b1f94d08" },
		{ "two files", GIT("x") HUNK GIT("y") HUNK,
		    "c6881d6c740f6dc67af033be088a9ca4d5354e98" },
		{ "two files, the other way round", GIT("y") HUNK GIT("x") HUNK,
		    "c6881d6c740f6dc67af033be088a9ca4d5354e98" },
		{ "text around", "---\n x | 3 ++-\n\n" GIT("x") HUNK "-- \n2.39.5\n",
		    "0726990fc556ba5d81daf9ee8df97820b1f94d08" },
		{ "a binary file", BINARY, "a0bc2a56429b219eb49e65f6e2c58687a90fe386" },
		{ "a binary file and another", BINARY GIT("y") HUNK,
		    "05c10ec654cd2347b4e0a7b0e99ed62cff676ef4" },
		{ "a new file",
		    "diff --git a/x b/x\nnew file mode 100644\nindex 0..1\n--- "
		    "/dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n\\ No newline at end of "
		    "file\n",
		    "204b76907cf6923a0caea12ba35e25c5ce8afd92" },
		{ "a hunk with wrong counts",
		    GIT("x") "@@ -1,9 +1,9 @@\n a\n-b\n+c\n-- \n2.39.5\n",
		    "c6033e5b7dcde62515062516f6dd74e7e1244e47" },
		{ "the first of two", GIT("x") HUNK "\n" GIT("y") HUNK,
		    "0726990fc556ba5d81daf9ee8df97820b1f94d08" },
		{ "a mode", "diff --git a/x b/x\nold mode 100644\nnew mode 100755\n",
		    "7bcc152e36c71a85a4deab4464e51432487ef9af" },
		{ "no git header", "--- a/x\n+++ b/x\n" HUNK, "" },
		{ "diff -up", "diff -up a/x b/x\n--- a/x\n+++ b/x\n" HUNK,
		    "dbe6080ca9c5a86afb95d473894f402b88cb992f" },
		{ "cut off", GIT("x") "@@ -1,2 +1,3 @@\n a\n-b",
		    "0116c73317a24c601412f4b37f75f86613c00db1" },
		{ "a commit's name before",
		    "commit 0123456789012345678901234567890123456789\n" GIT("x") HUNK,
		    "0726990fc556ba5d81daf9ee8df97820b1f94d08" },
		{ "a commit's name within",
		    GIT("x") "From 0123456789012345678901234567890123456789\n" HUNK,
		    "921eec293fac6957f1cbe6fee63cece5e01c70d6" },
		{ "nothing", "", "" },
		{ "text", "Hello\n", "" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		char hex[41] = "";
		bool found = td_patch_id(td_span_of(rows[i].text), hex);

		if (strcmp(hex, rows[i].id) != 0)
			print_message("# %s\n", rows[i].what);
		assert_int_equal(found, *rows[i].id != '\0');
		assert_string_equal(hex, rows[i].id);
	}
}

/* The fast way and the plain one, for each length and place. */
static void
blanks_are_stripped_wherever_they_stand(void **state)
{
	static const char alphabet[] = "ab \t\n\r\v\f\xFF.";
	unsigned char text[100];
	unsigned char out[100 + TD_STRIP_SLACK];
	unsigned seed = 1;

	(void)state;
	for (size_t n = 0; n <= sizeof(text); n++) {
		unsigned char wanted[100];
		size_t kept = 0;

		for (size_t i = 0; i < n; i++) {
			seed = seed * 1103515245 + 12345;
			text[i] = (unsigned char)
			    alphabet[(seed >> 16) % (sizeof(alphabet) - 1)];
			if (!strchr(" \t\n\r", text[i]))
				wanted[kept++] = text[i];
		}
		assert_int_equal(td_strip_blanks(out, text, n), kept);
		assert_memory_equal(out, wanted, kept);
	}
}

static void
a_long_file_is_hashed_in_pieces(void **state)
{
	g_autoptr(GString) text = g_string_new(GIT("x") "@@ -0,0 +1,100000 @@\n");
	char hex[41];

	(void)state;
	for (unsigned i = 0; i < 100000; i++)
		g_string_append(text, "+\tlong  long line\n");
	assert_true(td_patch_id((td_span){ text->str, text->len }, hex));
	assert_string_equal(hex, "731bfed27c5290f7c2b7a1437272c4142f18453f");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_are_those_of_git),
		cmocka_unit_test(blanks_are_stripped_wherever_they_stand),
		cmocka_unit_test(a_long_file_is_hashed_in_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
