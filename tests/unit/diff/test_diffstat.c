/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "diff/diffstat.h"

typedef struct row {
	const char *before, *stat, *after;
	unsigned files, insertions, deletions;
} row;

#define ROWS " a/b.c | 12 ++++++------\n .../long/name.h => x.h | 0\n"

static void
a_diffstat_is_found_with_its_rows_and_tail(void **state)
{
	static const row rows[] = {
		{ "Text.\n\n", ROWS " 2 files changed, 6 insertions(+), 6 deletions(-)\n",
		    "\ndiff --git a/x b/x\n", 2, 6, 6 },
		{ "---\n", " x | 1 +\n 1 file changed, 1 insertion(+)\n", "\n", 1, 1, 0 },
		{ "---\n",
		    " x | 1 -\n 1 files changed, 0 insertions(+), 1 deletions(-)\n", "\n",
		    1, 0, 1 },
		{ "", " x | Bin 0 -> 123 bytes\n 1 file changed\n", "", 1, 0, 0 },
		{ "", " 0 files changed\n", "", 0, 0, 0 },
		{ "",
		    " x | 1 +\n 1 file changed, 1 insertion(+)\n"
		    " create mode 100644 x\n rename a => b (90%)\n",
		    " other\n", 1, 1, 0 },
		{ "", "x |    3 +++\n1 file changed, 3 insertions(+)\n", "", 1, 3, 0 },
		{ "", " x | 2 +!\n 1 file changed, 1 insertion(+), 1 modification(!)\n",
		    "", 1, 1, 0 },
		{ " 9 files changed, 9 insertions(+)\n\nIn v2:\n",
		    " x | 1 +\r\n 1 file changed, 1 insertion(+)\r\n", "\r\n", 1, 1, 0 },
		{ "a | b\n",
		    " {a => b}/x y | 5 +++--\n 1 file changed, 3 insertions(+), 2 "
		    "deletions(-)\n",
		    "", 1, 3, 2 },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text =
		    g_strconcat(rows[i].before, rows[i].stat, rows[i].after, NULL);
		g_autoptr(td_diffstat) stat = td_diffstat_find(td_span_of(text));
		g_autofree char *shown = NULL;

		assert_non_null(stat);
		shown = g_strdup_printf("%.*s\n", (int)stat->text.n, stat->text.p);
		assert_string_equal(shown, rows[i].stat);
		assert_int_equal(stat->files, rows[i].files);
		assert_int_equal(stat->insertions, rows[i].insertions);
		assert_int_equal(stat->deletions, rows[i].deletions);
	}
}

static void
prose_and_diffs_hold_none(void **state)
{
	static const char *const texts[] = { "", "3 files changed hands\n",
		" 3 files changed, 2 insertions\n",
		"diff --git a/x b/x\n 1 file changed, 1 insertion(+)\n",
		"--- a/x\n+++ b/x\n@@ -1 +1 @@\n 1 file changed, 1 insertion(+)\n",
		"> 1 file changed, 1 insertion(+)\n", " x | 3 +++\n",
		" 99999999999 files changed\n", " 3 files\n", " 3 files here\n",
		" 1 file changed, 1 insertion\n", " 1 file changed, 1 deletion(+)\n",
		" 1 file changed, 1 modification(+)\n", " 1 file changed, one\n" };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(td_diffstat) stat = td_diffstat_find(td_span_of(texts[i]));

		assert_null(stat);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_diffstat_is_found_with_its_rows_and_tail),
		cmocka_unit_test(prose_and_diffs_hold_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
