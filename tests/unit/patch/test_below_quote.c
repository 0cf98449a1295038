/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/patch/test_below_quote.c - patches that came with an answer */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "patch/below_quote.h"

static const struct {
	const char *name, *message, *patch, *own, *from;
} cases[] = {
	{ "a plain message is its own", "Fix the pump.\n\nIt leaked.\n",
	    "---\n a | 1 +\n", NULL, NULL },
	{ "a patch pasted below an answer", "On Mon, Ann wrote:\n> one\n> two\n> three\n",
	    "---\n\nOn top:\n\nFrom: \"Bo (Corp)\" <bo@example.org>\nDate: Tue, 1 Jan "
	    "2025\n"
	    "Subject: [PATCH] pump\n\nThe real one.\n---\n a | 1 +\ndiff --git a/a b/a\n",
	    "The real one.\n", "\"Bo (Corp)\" <bo@example.org>" },
	{ "text below the quote in one message",
	    "On Mon, 1 Jan 2025, Ann Author\n<ann@example.org> wrote:\n\n> one\n>\n> "
	    "two\n\n"
	    "Stop the leak.\n\nSigned-off-by: Bo <bo@example.org>\n",
	    "---\n a | 1 +\n", "Stop the leak.\n\nSigned-off-by: Bo <bo@example.org>\n",
	    NULL },
	{ "a message that cites further down", "It fails with:\n\nmore\n\n> oops\n",
	    "---\n", NULL, NULL },
	{ "a message that cites at once",
	    "The compiler says\n> oops\n> oops\n\nSo fix it.\n", "---\n", NULL, NULL },
	{ "a message that cites below a colon",
	    "As the manual says [1]:\n\n> do it\n\nDo it.\n", "---\n", NULL, NULL },
	{ "nothing but a quote", "> one\n> two\n", "---\n a | 1 +\n", NULL, NULL },
	{ "a From in the diff is none", "> one\n> two\nreal\n",
	    "---\ndiff --git a/a b/a\n+++ b/a\n@@ -0,0 +1 @@\n+x\nFrom: a <a@b>\n\nno\n",
	    "real\n", NULL },
};

static void
messages_below_quotes(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_below_quote found;
		bool is = td_below_quote_find(td_span_of(cases[i].message),
		    td_span_of(cases[i].patch), "utf-8", &found);

		print_message("# %s\n", cases[i].name);
		assert_int_equal(is, cases[i].own != NULL);
		if (is)
			assert_string_equal(found.message, cases[i].own);
		if (cases[i].from)
			assert_string_equal(found.from, cases[i].from);
		else
			assert_null(found.from);
		td_below_quote_clear(&found);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_below_quotes),
	};

	return cmocka_run_group_tests_name("below quote", tests, NULL, NULL);
}
