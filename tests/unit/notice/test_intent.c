/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/notice/test_intent.c - what an author says that he will change or drop */
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
	{ "OK, I'll rename it to pump_stop.\n", TD_VERDICT_INTENDED },
	{ "> x\n\nWill remove the check.\n", TD_VERDICT_INTENDED },
	{ "Good idea, I will add a comment to that effect, thanks!\n",
	    TD_VERDICT_INTENDED },
	{ "I'll move the declaration to the top of\nthe function.\n",
	    TD_VERDICT_INTENDED },
	{ "I'll add that later.\n", TD_VERDICT_NONE },
	{ "I'll fix the others in a separate patch.\n", TD_VERDICT_NONE },
	{ "I will add your tag.\n", TD_VERDICT_NONE },
	{ "I'll make a note of it.\n", TD_VERDICT_NONE },
	{ "We will use it in our own pumps.\n", TD_VERDICT_NONE },
	{ "I will add more context to the discussion.\n", TD_VERDICT_NONE },
	{ "I'll change my setup to build it.\n", TD_VERDICT_NONE },
	{ "I will add it if you prefer that.\n", TD_VERDICT_NONE },
	{ "I'll fix the title when applying.\n", TD_VERDICT_NONE },
	{ "I'll use it in my tests.\n", TD_VERDICT_NONE },
	{ "I will drop it.\n", TD_VERDICT_NONE },
	{ "I will drop this line.\n", TD_VERDICT_INTENDED },
	/* By what stands above it. */
	{ "> Please use the macro here.\n\nWill do.\n", TD_VERDICT_INTENDED },
	{ "> Please use the macro here.\n\nOkay, I will do that, thanks.\n",
	    TD_VERDICT_INTENDED },
	{ "> Looks fine. Please add me to Cc next time.\n\nWill do.\n", TD_VERDICT_NONE },
	{ "> Could you test it on an older pump?\n\nWill do.\n", TD_VERDICT_NONE },
	{ "Yes, that is wrong.\n\nWill do.\n", TD_VERDICT_NONE },
	{ "Will do.\n", TD_VERDICT_NONE },
	{ "> Please use the macro here.\n\nWill do it next week.\n", TD_VERDICT_NONE },
	{ "Ok, will update in next patch.\n", TD_VERDICT_INTENDED },
	{ "I'll add a note to the commit message.\n", TD_VERDICT_INTENDED },
	/* What has come already. */
	{ "Sure, I've sent a v2.\n", TD_VERDICT_PROMISED },
	{ "Thanks for the review, I have just submitted v4 which checks it.\n",
	    TD_VERDICT_PROMISED },
	{ "v2 has been sent.\n", TD_VERDICT_PROMISED },
	{ "Will be working on an updated patch.\n", TD_VERDICT_PROMISED },
	{ "Yes, good point. Will be doing so for the next update.\n",
	    TD_VERDICT_PROMISED },
	{ "OK. I'll recreate this patch with a handler of its own.\n",
	    TD_VERDICT_PROMISED },
	{ "This was already fix in commit 0123abcd4567 (pump: leak)\n",
	    TD_VERDICT_REJECTED },
	{ "I just sent v1 of it.\n", TD_VERDICT_NONE },
	{ "I have sent patches for v5 of the pump.\n", TD_VERDICT_NONE },
	/* What is not taken. */
	{ "I'm not applying this sorry.\n", TD_VERDICT_REJECTED },
	{ "Thanks for trying, but I'm not going to accept your proposed fix.\n",
	    TD_VERDICT_REJECTED },
	{ "So I will not merge it and mark the patch as rejected.\n",
	    TD_VERDICT_REJECTED },
	{ "BTW I'm not going to apply this, see the other thread.\n",
	    TD_VERDICT_REJECTED },
	/* What is taken back. */
	{ "That makes sense, so let's keep it as it is and I'll drop this patch.\n",
	    TD_VERDICT_REJECTED },
	{ "There is another way, so I am dropping this patch now.\n",
	    TD_VERDICT_REJECTED },
	{ "Since Bea's does it, we can just drop this patch.\n", TD_VERDICT_REJECTED },
	{ "I'd suggest to drop this patch, as it helps nobody.\n", TD_VERDICT_REJECTED },
	{ "It is gone in x-next, so skipping this patch.\n", TD_VERDICT_REJECTED },
	{ "If nobody wants it, we can drop this patch.\n", TD_VERDICT_NONE },
	{ "So should we just drop this patch?\n", TD_VERDICT_NONE },
	{ "I'll drop the patch of the lock.\n", TD_VERDICT_NONE },
	{ "In v4, I will drop this patch.\n", TD_VERDICT_PROMISED },
	{ "Disregard this one, I think we're fine.\n", TD_VERDICT_REJECTED },
	{ "Drop this patch for now, as the id is not there yet.\n", TD_VERDICT_REJECTED },
	{ "Ignore this v3.\n", TD_VERDICT_REJECTED },
	{ "Ignore this comment.\n", TD_VERDICT_NONE },
	{ "Drop the patch number, it would end up in the log.\n", TD_VERDICT_NONE },
	{ "Fix for this has already been folded in.\n", TD_VERDICT_REJECTED },
	{ "OK, I will restore the wrapping.\n", TD_VERDICT_INTENDED },
};

static void
what_an_author_will_change_is_heard(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_verdict said = td_verdict_find(td_span_of(cases[i].text), false, 1);

		if (said != cases[i].verdict)
			fail_msg("%s: %d", cases[i].text, (int)said);
	}
}

static void
a_patch_that_a_set_loses_is_a_change_of_the_set(void **state)
{
	static const struct {
		const char *text;
		td_verdict verdict;
	} sets[] = {
		{ "OK, will drop this patch.\n", TD_VERDICT_INTENDED },
		{ "I'll drop this patch from the series.\n", TD_VERDICT_INTENDED },
		{ "Good point, will drop these changes.\n", TD_VERDICT_INTENDED },
		{ "I will drop this series for now.\n", TD_VERDICT_REJECTED },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(sets); i++)
		assert_int_equal(
		    td_verdict_find(td_span_of(sets[i].text), true, 1), sets[i].verdict);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_an_author_will_change_is_heard),
		cmocka_unit_test(a_patch_that_a_set_loses_is_a_change_of_the_set),
	};

	return cmocka_run_group_tests_name("notice intent", tests, NULL, NULL);
}
