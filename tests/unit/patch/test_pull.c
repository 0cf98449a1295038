/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/patch - pull requests */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "patch/pull.h"

#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define URL "https://git.example.org/x.git"

static const struct {
	const char *name, *text, *expected;
} cases[] = {
	{ "as git writes it",
	    "The following changes since commit " A ":\n\n  Linux 6.1 (2022)\n\n"
	    "are available in the Git repository at:\n\n  " URL " tags/for-6.2\n\n"
	    "for you to fetch changes up to " B ":\n\n  x: y (2022)\n",
	    A " " URL " tags/for-6.2 " B },
	{ "as old git wrote it",
	    "The following changes since commit " A ":\n\n  Linux 3.1\n\n"
	    "are available in the git repository at:\n  " URL " for-linus\n\nJane (1):\n",
	    A " " URL " for-linus " },
	{ "without a ref", "are available in the Git repository at:\n  " URL "\n",
	    " " URL "  " },
	{ "on one line", "is available in the git repository at " URL " main\n",
	    " " URL " main " },
	{ "with a backslash",
	    "are available in the Git repository at:\n  " URL " \\\n    tags/x\n\n"
	    "for you to fetch changes up to\n" B ":\n",
	    " " URL " tags/x " B },
	{ "a commit on the next line",
	    "The following changes since commit\n" A ":\n\n"
	    "are available in the Git repository at:\n  " URL " x\n",
	    A " " URL " x " },
	{ "by hand",
	    "Linus,\n\nplease pull nfsd changes for 5.2 from\n\n  " URL " tags/x\n",
	    " " URL " tags/x " },
	{ "CRLF",
	    "are available in the Git repository at:\r\n\r\n  " URL " x\r\n\r\n"
	    "for you to fetch changes up to " B ":\r\n",
	    " " URL " x " B },
	{ "quoted", "> are available in the Git repository at:\n>\n>   " URL " x\n",
	    NULL },
	{ "no place", "are available in the Git repository at:\n\n  my machine\n", NULL },
	{ "no request", "Please pull yourself together.\n", NULL },
	{ "nothing", "", NULL },
};

static void
each_form_is_read(void **state)
{
	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_pull) pull = td_pull_find(td_span_of(cases[i].text));
		g_autofree char *got = NULL;

		if (!pull && !cases[i].expected)
			continue;
		got = pull ? g_strdup_printf("%s %s %s %s", pull->base, pull->url,
				 pull->ref, pull->tip)
			   : g_strdup("none");
		if (!cases[i].expected || strcmp(got, cases[i].expected) != 0)
			fail_msg("%s: got \"%s\"", cases[i].name, got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(each_form_is_read) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
