/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/patch/test_changeset.c - mails that "hg email" wrote */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "patch/patch.h"

#define MAIL "From: ann@example.org\nDate: Thu, 8 Jun 2006 02:00:00 +0200\n"
#define DIFF "diff -r 1a2b -r 3c4d f\n--- a/f\n+++ b/f\n@@ -1,1 +1,1 @@\n-a\n+b\n"

static void
the_changeset_is_the_commit(void **state)
{
	static const struct {
		const char *mail, *author, *date, *title, *message;
	} cases[] = {
		{ MAIL "Subject: [PATCH 1 of 2] f: say b\n\n# HG changeset patch\n"
		       "# User Ann Author <ann@example.com>\n# Date 1763628749 -3600\n"
		       "#      Thu Nov 20 09:52:29 2025 +0100\n# Node ID 3c4d\n# Parent  "
		       "1a2b\n"
		       "f: say b\n\nIt said a.\n\n" DIFF,
		    "Ann Author", "Thu, 20 Nov 2025 09:52:29 +0100", "f: say b",
		    "It said a.\n\n" },
		{ MAIL "Subject: [PATCH] f: say...\n\n# HG changeset patch\n"
		       "# User Ann <ann@example.com>\n# Date 86400 12600\n"
		       "f: say b whatever it costs\n" DIFF,
		    "Ann", "Thu, 1 Jan 1970 20:30:00 -0330", "f: say b whatever it costs",
		    "" },
		/* without a date that can be read, a user or a message */
		{ MAIL
		    "Subject: [PATCH] a\n\n# HG changeset patch\n# Date soon\nb\n" DIFF,
		    "ann@example.org", "Thu, 8 Jun 2006 02:00:00 +0200", "b", "" },
		{ MAIL
		    "Subject: [PATCH] a\n\n# HG changeset patch\n# Parent  1a2b\n" DIFF,
		    "ann@example.org", "Thu, 8 Jun 2006 02:00:00 +0200", "a",
		    "# HG changeset patch\n# Parent  1a2b\n" },
		/* what only speaks of one */
		{ MAIL "Subject: [PATCH] a\n\nb\n\n# HG changeset patch\n" DIFF,
		    "ann@example.org", "Thu, 8 Jun 2006 02:00:00 +0200", "a",
		    "b\n\n# HG changeset patch\n" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_message) message =
		    td_message_parse(td_span_of(cases[i].mail), 0);
		g_autoptr(td_patch) patch = td_patch_read(message, NULL);

		assert_string_equal(patch->author->name, cases[i].author);
		assert_string_equal(patch->date, cases[i].date);
		assert_string_equal(patch->title, cases[i].title);
		assert_string_equal(patch->commit_message, cases[i].message);
		assert_int_equal(patch->diff->insertions, 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_changeset_is_the_commit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
