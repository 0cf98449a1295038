/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/notice/test_cited.c - commits that mails cite */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "notice/cited.h"

#define COMMIT "0123456789abcdef0123456789abcdef01234567"

/* "NAME TITLE; NAME TITLE", and frees it. */
static char *
say(td_notice *cited)
{
	GString *all = g_string_new(NULL);

	for (unsigned i = 0; cited != NULL && i < cited->items->len; i++) {
		const td_notice_item *item = g_ptr_array_index(cited->items, i);

		g_string_append_printf(
		    all, "%s%s %s", i > 0 ? "; " : "", item->commit, item->title);
	}
	td_notice_free(cited);
	return g_string_free(all, FALSE);
}

static void
a_trailer_names_a_commit_and_its_title(void **state)
{
	static const char *const cases[][2] = {
		{ "0123456789ab (\"fs: what was wrong\")",
		    "0123456789ab fs: what was wrong" },
		{ "0123456 ('fs: what was wrong')", "0123456 fs: what was wrong" },
		{ "0123456789ab (fs: what was wrong)",
		    "0123456789ab fs: what was wrong" },
		{ "0123456789ab (\"Revert \"fs: it\"\")",
		    "0123456789ab Revert \"fs: it\"" },
		{ "0123456789ab", "" },
		{ "012345 (\"fs: what was wrong\")", "" },
		{ "0123456789ab (\"fix it\")", "" },
		{ "v5.10 (\"fs: what was wrong\")", "" },
		{ COMMIT "8 (\"fs: what was wrong\")", "" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_notice *cited = NULL;
		g_autofree char *said = NULL;

		td_cited_add_fixes(&cited, td_span_of(cases[i][0]));
		said = say(cited);
		assert_string_equal(said, cases[i][1]);
	}
}

static void
a_text_cites_in_its_own_words(void **state)
{
	static const char *const cases[][2] = {
		{ "Since commit 0123456789ab (\"fs: what was wrong\") it hangs.\n",
		    "0123456789ab fs: what was wrong" },
		{ "Since commit\n01234567 (\"fs: what was\nwrong\"), it hangs.\n",
		    "01234567 fs: what was wrong" },
		{ "See 01234567\n(\"fs: what was wrong\") and 89abcdef (\"fs: what else "
		  "is\").\n",
		    "01234567 fs: what was wrong; 89abcdef fs: what else is" },
		{ "In 01234567 (\"fs: what was wrong\"), 01234567 (\"fs: what was "
		  "wrong\")\n",
		    "01234567 fs: what was wrong" },
		{ "> commit 01234567 (\"fs: what was wrong\")\n", "" },
		{ " > Hm.\n > 01234567 (\"fs: what was wrong\")\nNo.\n", "" },
		{ "printk(\"a text of some length\")\n", "" },
		{ "x01234567 (\"fs: what was wrong\")\n", "" },
		{ "01234567 \"fs: what was wrong\")\n", "" },
		{ "0123456 (\"fs: what was wrong\")\n", "" },
		{ "01234567 (\"fs: what was wrong\n", "" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_notice *cited = NULL;
		g_autofree char *said = NULL;

		td_cited_find(&cited, td_span_of(cases[i][0]));
		said = say(cited);
		assert_string_equal(said, cases[i][1]);
	}
}

static void
a_stable_posting_and_a_revert_name_one_each(void **state)
{
	static const char *const cases[][3] = {
		{ "fs: what was wrong", "From: Ann\n\n[ Upstream commit " COMMIT " ]\n",
		    COMMIT " fs: what was wrong" },
		{ "fs: what was wrong", "commit " COMMIT " upstream.\n\nA reason.\n",
		    COMMIT " fs: what was wrong" },
		{ "fs: what was wrong", "(cherry picked from commit " COMMIT ")\n", "" },
		{ "fs: what was wrong", "commit 0123456789ab upstream.\n", "" },
		{ "Revert \"fs: what was wrong\"", "This reverts commit 0123456789ab.\n",
		    "0123456789ab fs: what was wrong" },
		{ "Revert \"fs: what was wrong\"", "It was wrong.\n", "" },
		{ "Revert \"", "This reverts commit 0123456789ab.\n", "" },
		{ "", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_notice *cited = NULL;
		g_autofree char *said = NULL;

		td_cited_find_upstream(&cited, td_span_of(cases[i][1]), cases[i][0]);
		said = say(cited);
		assert_string_equal(said, cases[i][2]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_trailer_names_a_commit_and_its_title),
		cmocka_unit_test(a_text_cites_in_its_own_words),
		cmocka_unit_test(a_stable_posting_and_a_revert_name_one_each),
	};

	return cmocka_run_group_tests_name("notice cited", tests, NULL, NULL);
}
