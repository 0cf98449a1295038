/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/notice/test_pushed.c - what whoever may push says, in any words */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "reading.h"

/* What is said; what is heard of it, without whom it means; NULL for nothing. */
static const struct {
	const char *text, *expected;
} deeds[] = {
	{ "obviously correct, I dared to merge.\n", "[|]:" },
	{ "I dared to fix the typo in the title and push.\n", "[|]:" },
	{ "I'd like an ack before I dare to merge it.\n", NULL },
	{ "Do you mind that I dared to merge this?\n", NULL },
	{ "I dared to merge the tests and they crash.\n", NULL },
	/* With changes, or tags. */
	{ "I merged with following diff:\n", "[|] other:" },
	{ "I merged with your ack.\n", "[|]:" },
	{ "Merged with Bea's Reviewed-by: tag.\n", "[|]:" },
	{ "I merged with the stack of ours that traces.\n", NULL },
	{ "I merged slightly modified version (joined strings).\n", "[|] other:" },
	{ "I applied it, and tweaked the wording also.\n", "[|] other:" },
	{ "I applied it, and the box hangs.\n", NULL },
	/* Behind what else was done. */
	{ "I've moved it to a header, so that no test needs to repeat it and\n"
	  "pushed, thanks.\n",
	    "[|]:" },
	{ "^ I've removed this line and pushed both patches, thanks.\n", "[|] whole:" },
	{ "Still not sure that I like the macro, but merged, thanks!\n", "[|] other:" },
	{ "It would need a comment, but merged to get it fixed quickly.\n",
	    "[|] other:" },
	{ "I pulled the latest program and applied your patches.\n", NULL },
	{ "Please get it reviewed and merged, thanks.\n", NULL },
	{ "I will add the two flags and then merged.\n", NULL },
	{ "I think the one with a delay (or whatever it was) was merged.\n", NULL },
	/* The patches. */
	{ "Both doc patches merged, thanks.\n", "[|] whole:" },
	{ "All your 5 patches applied. Thanks!\n", "[|]" },
	{ "Both patches have been applied. Thank you, and sorry for the delay.\n",
	    "[|] whole:" },
	{ "v5.16 released => patchset merged.\n", "[|] whole:" },
	{ "Patch merged to get rid of warnings.\n", "[|]:" },
	{ "Patches 1 and 3 of this patchset have been applied, as they are clear.\n",
	    "[|] partly" },
	{ "It needs all of the patches merged.\n", NULL },
	{ "The numbers with the whole patchset applied.\n", NULL },
	/* It is being done. */
	{ "Gonna merge it.\n", "[|]" },
	{ "Looks good, I'm gonna merge it.\n", "[|]" },
	{ "In the meanwhile I merge the patch.\n", "[|] other:" },
	{ "Otherwise all looks good, I'll fix it up and merge it.\n", "[|]" },
	{ "Let me know and I'll amend and push.\n", NULL },
	{ "Can I merge the patch?\n", NULL },
	{ "Merged a few days ago. Thanks!\n", "[|] other:" },
	/* Where it stands. */
	{ "Hi Ann Example\nThanks, merged!\n", "[|]:" },
	{ "The hunk above\nThanks, merged!\n", NULL },
	{ "I looked at the wrong tree\n(there are a lot). Sorry for the noise, merged.\n",
	    "[|]:" },
	{ "(Will apply later..)\n", "[|] other:" },
	{ "Yay! I've applied it with the following change,\n", "[|]:" },
	{ "Added to devel. However, it doesn't build on the other box.\n", "[|]" },
	{ "> (I merged it.)\nNo.\n", NULL },
};

static char *
hear(const char *text)
{
	g_autofree char *mail =
	    g_strconcat("From: J <j@example.org>\nIn-Reply-To: <p@x>\n"
			"Subject: Re: [PATCH] x\n\n",
		text, NULL);

	return read_notice(mail);
}

static void
loose_words_of_who_pushes_are_heard(void **state)
{
	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(deeds); i++) {
		g_autofree char *got = hear(deeds[i].text);
		const char *expected = deeds[i].expected ? deeds[i].expected : "none";

		print_message("# %s # %s\n", deeds[i].text, got);
		if (!strstr(got, expected))
			fail_msg("%s: expected \"%s\", got \"%s\"", deeds[i].text,
			    expected, got);
	}
}

/* As mutt answers all mails that are tagged. */
static void
an_answer_to_several_mails_means_each(void **state)
{
	g_autofree char *got =
	    read_notice("From: J <j@example.org>\nIn-Reply-To: <p@x> <q@x>\n"
			"Subject: Re: [PATCH] x\n\nBoth applied, thanks.\n");
	g_autofree char *numbered = read_notice(
	    "From: J <j@example.org>\nIn-Reply-To: <p@x> <q@x>\n"
	    "Subject: Re: [PATCH 1/3] x\n\nPatches 1 and 2 applied, thanks.\n");

	(void)state;
	assert_string_equal(got, "maintainer [|]: 0/0 \"\" <p@x> ; 0/0 \"\" <q@x> ");
	assert_null(strstr(numbered, "<q@x>"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(loose_words_of_who_pushes_are_heard),
		cmocka_unit_test(an_answer_to_several_mails_means_each),
	};

	return cmocka_run_group_tests_name("notice pushed", tests, NULL, NULL);
}
