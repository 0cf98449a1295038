/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/render/test_classic.c - the old layout from rows made by hand */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model_make.h"

#define SPAN(text)                                                                       \
	{                                                                                \
		text, sizeof(text) - 1                                                   \
	}

static const char inbody_body[] =
    "\nFrom: Bob <bob@lab.example.org>\n\nText.\n\n 1 file changed, 1 deletion(-)\n";

static const td_classic mails[] = {
	{ true, true, SPAN("[PATCH v2] two: words"), SPAN("two: words"),
	    SPAN("Ann <ann@example.org>"), SPAN("Ann <ann@example.org>"),
	    SPAN("example.org"), SPAN("Text\x1b[1m \xe9.\n"), { NULL, 0 } },
	{ true, false, SPAN("[PATCH 2/2] not shown"), SPAN("not shown"),
	    SPAN("Ann <ann@example.org>"), SPAN("Ann <ann@example.org>"),
	    SPAN("example.org"), SPAN("x\n"), { NULL, 0 } },
	{ true, true, SPAN("[PATCH] folded"), SPAN("folded"),
	    SPAN("Ann\r\n \t<ann@example.org>"), SPAN("Bob <bob@lab.example.org>"),
	    SPAN("lab.example.org"), { inbody_body, sizeof(inbody_body) - 1 },
	    { inbody_body + 1, 32 } },
	{ false, false, SPAN("Re: [PATCH] folded"), SPAN("folded"), SPAN("Cyd <c@x.org>"),
	    SPAN("Cyd <c@x.org>"), SPAN("x.org"), SPAN(""), { NULL, 0 } },
	{ true, true, SPAN("[PATCH] zed"), SPAN("zed"), SPAN("Zed <zed@zed.example.org>"),
	    SPAN("Zed <zed@zed.example.org>"), SPAN("zed.example.org"), SPAN("No end"),
	    { NULL, 0 } },
};

static void
it_is_laid_out_as_the_old_one(void **state)
{
	td_index index = { mails, G_N_ELEMENTS(mails) };
	td_report *report = model_busy();
	g_autofree char *text = NULL;

	(void)state;
	report->index = &index;
	text = model_render("classic", report, NULL);
	assert_string_equal(text,
	    "From 36a6e961d to bbf867671\n"
	    "DEMO-NET mailing list update from 36a6e961d to bbf867671\n"
	    "\n"
	    "Top 15 contributor Email domains (Based on Email Body)\n"
	    "\n"
	    "      2 example.org\n"
	    "      1 zed.example.org\n"
	    "      1 lab.example.org\n"
	    "\n"
	    "Top 15 contributors (Based on Email Body)\n"
	    "\n"
	    "      2  Ann <ann@example.org>\n"
	    "      1  Zed <zed@zed.example.org>\n"
	    "      1  Bob <bob@lab.example.org>\n"
	    "\n"
	    "===== Patch list in this time period =====\n"
	    "\n"
	    "\n"
	    "===== Patch Commit Messages ====\n"
	    "\n"
	    "New:  two: words\n"
	    "[PATCH v2] two: words\n"
	    "Author: Ann <ann@example.org>\n"
	    "\n"
	    "Text\x1b[1m \xe9.\n"
	    "\n"
	    "----------------------------------------------------------------------\n"
	    "\n"
	    "New:  folded\n"
	    "[PATCH] folded\n"
	    "Author: Ann <ann@example.org>\n"
	    "\n"
	    "\n"
	    "\n"
	    "Text.\n"
	    "\n"
	    " 1 file changed, 1 deletion(-)\n"
	    "\n"
	    "----------------------------------------------------------------------\n"
	    "\n"
	    "New:  zed\n"
	    "[PATCH] zed\n"
	    "Author: Zed <zed@zed.example.org>\n"
	    "\n"
	    "No end\n"
	    "\n"
	    "----------------------------------------------------------------------\n"
	    "\n");
	model_free(report);
}

static void
the_lists_end_at_top(void **state)
{
	td_index index = { mails, G_N_ELEMENTS(mails) };
	td_report *report = model_busy();
	g_autofree char *text = NULL;

	(void)state;
	report->index = &index;
	report->top = 1;
	text = model_render("classic", report, NULL);
	assert_non_null(strstr(text, "Top 1 contributors (Based on Email Body)\n\n"
				     "      2  Ann <ann@example.org>\n\n====="));
	model_free(report);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_laid_out_as_the_old_one),
		cmocka_unit_test(the_lists_end_at_top),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
