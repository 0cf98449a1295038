/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/notice/test_settled.c - another patch did it; and what the author will do */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "notice/verdict.h"

static const struct {
	const char *text;
	td_verdict verdict;
} cases[] = {
	{ "Thanks for spotting, but a similar patch has already been applied.\n",
	    TD_VERDICT_REJECTED },
	{ "Identical fix was merged as 0123456789ab.\n", TD_VERDICT_REJECTED },
	{ "The same change is used twice.\n", TD_VERDICT_NONE },
	{ "This issue has been fixed by another patch here:\n", TD_VERDICT_REJECTED },
	{ "However, this is already fixed upstream:\n", TD_VERDICT_REJECTED },
	{ "This should already be fixed in mainline - please check.\n",
	    TD_VERDICT_REJECTED },
	{ "Already fixed by commit 0123456789ab (\"x\").\n", TD_VERDICT_REJECTED },
	{ "It was fixed already? Great.\n", TD_VERDICT_NONE },
	{ "This is already fixed in your series.\n", TD_VERDICT_NONE },
	{ "That was fixed in commit 0123456789ab.\n", TD_VERDICT_NONE },
	{ "We already posted a patch to do this, thanks anyway.\n", TD_VERDICT_REJECTED },
	{ "Thank you for the patch but I already have one fixing this up queued.\n",
	    TD_VERDICT_REJECTED },
	{ "Bea already applied a fix.\n", TD_VERDICT_REJECTED },
	{ "I've already applied the patch.\n", TD_VERDICT_NONE },
	{ "It is trivial - I've already got the patch for it.\n", TD_VERDICT_NONE },
	{ "I thought Bea already sent a patch for this.\n", TD_VERDICT_NONE },
	{ "A fix for this has been posted.\n", TD_VERDICT_REJECTED },
	{ "Bea's patch for this has already been merged:\n", TD_VERDICT_REJECTED },
	{ "Bea's patch is the base of this.\n", TD_VERDICT_NONE },
	{ "Unfortunately I already picked up Bea's patch.\n", TD_VERDICT_REJECTED },
	{ "I already applied it, let's see.\n", TD_VERDICT_NONE },
	{ "This patch will be discarded.\n", TD_VERDICT_REJECTED },
	{ "I believe this patch can be ignored.\n", TD_VERDICT_REJECTED },
	{ "Please don't make this change.\n", TD_VERDICT_REJECTED },
	{ "Don't make this change.\n", TD_VERDICT_REJECTED },
	{ "Please merge these patches into one.\n", TD_VERDICT_CHANGES },
	{ "Please squash the entire series (all three) in a single patch.\n",
	    TD_VERDICT_CHANGES },
	{ "Please merge the flags into one field.\n", TD_VERDICT_NONE },
	{ "Will fix.\n", TD_VERDICT_INTENDED },
	{ "You're right, I will change it. Thanks.\n", TD_VERDICT_INTENDED },
	{ "Good catch, will remove that too, thanks.\n", TD_VERDICT_INTENDED },
	{ "Will fix that while applying.\n", TD_VERDICT_NONE },
	{ "Will fix it if you prefer.\n", TD_VERDICT_NONE },
	{ "Will fix it?\n", TD_VERDICT_NONE },
	{ "I will add the header to the list.\n", TD_VERDICT_INTENDED },
	{ "Will fix this in v2.\n", TD_VERDICT_PROMISED },
	{ "I'll send a v2.\n\n> x\n\nWill fix.\n", TD_VERDICT_PROMISED },
};

static void
what_another_patch_did_is_heard(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_verdict said = td_verdict_find(td_span_of(cases[i].text), false, 1);

		if (said != cases[i].verdict)
			fail_msg("%s: %d", cases[i].text, (int)said);
	}
}

static void
of_a_set_it_ends_one_patch_alone(void **state)
{
	td_span text = td_span_of("This is already fixed upstream:\n");

	(void)state;
	assert_int_equal(td_verdict_find(text, true, 1), TD_VERDICT_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_another_patch_did_is_heard),
		cmocka_unit_test(of_a_set_it_ends_one_patch_alone),
	};

	return cmocka_run_group_tests_name("notice settled", tests, NULL, NULL);
}
