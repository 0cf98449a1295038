/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/notice/test_closing.c - "…, series applied": what a sentence ends with */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "reading.h"

/* Tree and branch, with what is said of all or a part; NULL for no notice. */
static const struct {
	const char *text, *expected;
} deeds[] = {
	/* What was done to it comes first, and doubts nothing. */
	{ "I used the new text from above and applied, thank you.\n", "[|]" },
	{ "I extended the warning with the error code and applied, thanks.\n", "[|]" },
	{ "I have updated the title to be a little bit more descriptive and \n"
	  "applied, thanks.\n",
	    "[|]" },
	{ "Dropped this bit and applied.\n", "[|]" },
	{ "Folded both fixes into this commit, then applied the series.\n", "[|] whole" },
	{ "I've fixed that and also removed useless comments from the test\n"
	  "structure and pushed the patchset, thanks!\n",
	    "[|] whole" },
	{ "I edited a comment in the code to fix a typo and pushed out to x/hv.\n",
	    "[x/hv|]" },
	{ "I see an error and applied nothing.\n", NULL },
	/* So do praise, thanks and reasons. */
	{ "Working well, patchset merged.\n", "[|] whole" },
	{ "Thanks a lot, obvious fix, therefore merged.\n", "[|]" },
	{ "This one fixes the problem, thus I merged it.\n", "[|]" },
	{ "This is safe to merge => merged.\n", "[|]" },
	{ "Sorry for the late reply; applied.\n", "[|]" },
	{ "I was looking at the wrong tree, sorry, now queued up.\n", "[|]" },
	{ "As the patch fixed the tests, I merged this patch directly.\n", "[|]" },
	/* The patch is what it is said of. */
	{ "After minor cosmetic fixes, series applied on x-next.\n", "[|] whole" },
	{ "Typos fixed and patch pushed, thanks.\n", "[|]" },
	{ "That did the trick, and the series is now applied.\n", "[|] whole" },
	{ "v1 is now queued in x/for-5.16.\n", "[|]" },
	{ "v2 is now queued in x/for-5.16.\n", NULL },
	{ "No, I tried a branch with mine and your patches applied.\n", NULL },
	{ "With the other one, and the series applied, I get:\n", NULL },
	/* It is to come, somebody else's, or tried. */
	{ "Once it is reviewed, patch applied.\n", NULL },
	{ "If nobody minds, I merged it.\n", NULL },
	{ "Bob sent a fix, and the patch has been merged.\n", NULL },
	{ "Thanks, but I applied already this one:\n", NULL },
	{ "I'm at a loss here, I applied the patches to a clean 6.9 tree.\n", NULL },
	{ "For the record, I have pushed out these:\n", NULL },
	{ "I do not like it, so I applied it locally.\n", NULL },
	/* Who signs is no part of a tree's name. */
	{ "applied to mips-next\nThomas.\n", "[mips-next|]" },
	{ "Applied to the ARM SoC tree.\n", "[ARM SoC|]" },
	/* On top of a branch that no tester has. */
	{ "Series applied on top of mtd/next.\n", "[|] whole" },
	{ "Now applied on top of x.git#for-6.2/pad, thanks.\n", "[|]" },
	{ "Applied on top of linux/master and it fails.\n", NULL },
	/* Whoever did it, the writer tells of it. */
	{ "Looks like Dave already applied this, so we are all good.\n", "[|]" },
	{ "Bea has already picked both patches.\n", "[|] whole" },
	{ "Nobody applied this.\n", NULL },
	{ "Thanks for your patch, which is now commit 0123456789abcdef\n"
	  "(\"x: y\") in v6.3-rc1.\n",
	    "[|]" },
	{ "Thanks for your patch, which is now in the way.\n", NULL },
};

static void
what_a_sentence_ends_with_is_heard(void **state)
{
	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(deeds); i++) {
		g_autofree char *mail =
		    g_strconcat("From: J <j@example.org>\nIn-Reply-To: <p@x>\n"
				"Subject: Re: [PATCH] x\n\n",
			deeds[i].text, NULL);
		g_autofree char *got = read_notice(mail);
		g_autofree char *expected =
		    deeds[i].expected
			? g_strdup_printf("maintainer %s:", deeds[i].expected)
			: g_strdup("none");

		if (!g_str_has_prefix(got, expected))
			fail_msg("%s: expected \"%s\", got \"%s\"", deeds[i].text,
			    expected, got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_sentence_ends_with_is_heard),
	};

	return cmocka_run_group_tests_name("notice closing", tests, NULL, NULL);
}
