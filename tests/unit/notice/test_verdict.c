/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/notice/test_verdict.c - a plain no, and what only sounds like one */
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
	{ "NAK.\n", TD_VERDICT_REJECTED },
	{ "> x\n\nNAK to this. The hypervisor does it.\n", TD_VERDICT_REJECTED },
	{ "Nack, this belongs into the driver.\n", TD_VERDICT_REJECTED },
	{ "Thank you! Closing this as rejected, feel free to send another.\n",
	    TD_VERDICT_REJECTED },
	{ "I agree. Please forget this :)\n", TD_VERDICT_REJECTED },
	{ "Hi Wei,\nPlease discard this patch. I'm rebasing.\n", TD_VERDICT_REJECTED },
	{ "Thanks. I will then just abandon this patch.\n", TD_VERDICT_REJECTED },
	{ "I'm going to drop this patch, since Bea's does it.\n", TD_VERDICT_REJECTED },
	{ "I'm going to drop this line.\n", TD_VERDICT_NONE },
	{ "Please send v3, with the changelog below the line.\n", TD_VERDICT_CHANGES },
	{ "Hi,\n\nYou are receiving this message because of the following common "
	  "error(s)\n"
	  "as indicated below:\n",
	    TD_VERDICT_CHANGES },
	{ "This does not apply any more. Can you please rebase and resend?\n",
	    TD_VERDICT_CHANGES },
	{ "Please resend.\n\nNAK\n", TD_VERDICT_REJECTED },
	{ "Hello,\nPlease do not apply this patch, it causes trouble on my laptop.\n",
	    TD_VERDICT_REJECTED },
	{ "Please don't apply this before the other one is in, if you can.\n",
	    TD_VERDICT_NONE },
	{ "Herbert, please discard this patch.\nIt is not needed.\n",
	    TD_VERDICT_REJECTED },
	{ "Hi Mark, please resend as two.\n", TD_VERDICT_CHANGES },
	{ "A couple of nitpicks. Care to send a v3?\n", TD_VERDICT_CHANGES },
	{ "I already applied a similar patch from Wu, but thanks for yours.\n",
	    TD_VERDICT_REJECTED },
	{ "A similar change is already queued for v5.3.\n", TD_VERDICT_REJECTED },
	{ "The same patch is already used twice.\n", TD_VERDICT_NONE },
	{ "Please do not apply this patch in its current form, as it does not\nsay "
	  "why.\n",
	    TD_VERDICT_REJECTED },
	{ "Please drop these wrappers, as they don't help.\n", TD_VERDICT_NONE },
	{ "Could you repost, and when you do, drop the changes of blanks?\n",
	    TD_VERDICT_CHANGES },
	{ "Would you mind resending this as no RFC?\n", TD_VERDICT_CHANGES },
	{ "Could you resend once Bea's fix is merged?\n", TD_VERDICT_NONE },
	{ "I dropped this one because Bea's patch removed the use.\n",
	    TD_VERDICT_CHANGES },
	{ "So I had to drop this patch from my tree again.\n", TD_VERDICT_CHANGES },
	{ "I dropped this line because it is not needed.\n", TD_VERDICT_NONE },
	{ "I dropped it, as you said.\n", TD_VERDICT_NONE },
	{ "Could you post a v3 with that included?\n", TD_VERDICT_CHANGES },
	{ "Take care to send a v3 soon.\n", TD_VERDICT_NONE },
	{ "In that case, then, please resend.\n", TD_VERDICT_NONE },
	{ "If it fails, please resend once more when you can.\n", TD_VERDICT_NONE },
	{ "Unfortunately Bob Baker beat you to this fix on 6/24.\n",
	    TD_VERDICT_REJECTED },
	{ "> Sorry, Bob beat you to it.\n", TD_VERDICT_NONE },
	{ "> NAK.\n", TD_VERDICT_NONE },
	{ "Naked pointers are fine.\n", TD_VERDICT_NONE },
	{ "Please resend once the other one is merged.\n", TD_VERDICT_NONE },
	{ "If it fails, please resend.\n", TD_VERDICT_NONE },
	{ "The test should\nplease resend\n", TD_VERDICT_NONE },
	{ "-- \nPlease resend.\n", TD_VERDICT_NONE },
	{ "Please do not rebase.\n", TD_VERDICT_NONE },
	{ "Reviewed-by: Ann <ann@example.org>\n", TD_VERDICT_NONE },
	{ "It breaks the build:\n", TD_VERDICT_CHANGES },
	{ "Right, will fix in v3.\n", TD_VERDICT_PROMISED },
	{ "Good catch! I'll also fix that in the next version.\n", TD_VERDICT_PROMISED },
	{ "> typo\n\nWill respin.\n", TD_VERDICT_PROMISED },
	{ "I will send a v2 if nobody objects.\n", TD_VERDICT_NONE },
	{ "We will hit this in v5.10 too.\n", TD_VERDICT_NONE },
	{ "I will take these 4 for v6.6, and update the comment.\n", TD_VERDICT_NONE },
	{ "I will send a fix for v5.17 and rework v2.\n", TD_VERDICT_PROMISED },
	{ "The guest will resend it.\n", TD_VERDICT_NONE },
	{ "Will you send a v2?\n", TD_VERDICT_NONE },
	{ "I have collected the tags. Better send a v5 when we know more.\n",
	    TD_VERDICT_CHANGES },
	{ "So please send a v5 once the other one is merged.\n", TD_VERDICT_CHANGES },
	{ "Please can you post a v4, with the tags?\n", TD_VERDICT_CHANGES },
	{ "Can you fix those please and submit a v8?\n", TD_VERDICT_CHANGES },
	{ "Can you make it build and send out a proper v2?\n", TD_VERDICT_CHANGES },
	{ "Please send a v5 if you like that better.\n", TD_VERDICT_NONE },
	{ "Please don't send a v5 for this.\n", TD_VERDICT_NONE },
	{ "Please send it for v5.10.\n", TD_VERDICT_NONE },
	{ "Please see v8 of it.\n", TD_VERDICT_NONE },
	{ "Can you try v2?\n", TD_VERDICT_NONE },
	{ "OK will send V2 with these changes.\n", TD_VERDICT_PROMISED },
	{ "Good point. I plan to send v2 next week.\n", TD_VERDICT_PROMISED },
	{ "Expect a v2 soon.\n", TD_VERDICT_PROMISED },
	{ "Dropped as discussed.\n\nPatch set to Rejected.\n", TD_VERDICT_REJECTED },
	{ "2 patches set to Changes Requested.\n", TD_VERDICT_CHANGES },
	{ "Patch set to Awaiting Upstream.\n", TD_VERDICT_NONE },
	{ "Do I need to send a v2?\n", TD_VERDICT_NONE },
	{ "I'm not going to take this, whoever sends it.\n", TD_VERDICT_REJECTED },
	{ "I won't take this, even if it comes through somebody else.\n",
	    TD_VERDICT_REJECTED },
	{ "It is broken. Sorry, I won't apply this patch.\n", TD_VERDICT_REJECTED },
	{ "So I'm not taking this change, sorry.\n", TD_VERDICT_REJECTED },
	{ "I am not going to apply this patch until it builds.\n", TD_VERDICT_CHANGES },
	{ "I won't take this as-is.\n", TD_VERDICT_CHANGES },
	{ "Sorry, but I can't take this without a sign-off.\n", TD_VERDICT_CHANGES },
	{ "I can't take all of the blame.\n", TD_VERDICT_NONE },
	{ "We cannot apply this via the x tree.\n", TD_VERDICT_NONE },
	/* A sentence goes on over the end of a line. */
	{ "Right. Let me create\na V2 of it.\n", TD_VERDICT_PROMISED },
	{ "There is a typo. Can you\nresubmit it with that fixed?\n",
	    TD_VERDICT_CHANGES },
	{ "I will take care of that, and of the other one,\nin the next version.\n",
	    TD_VERDICT_PROMISED },
	{ "Please resend\n\nonce it builds.\n", TD_VERDICT_CHANGES },
	{ "I'll look into it and post a v2.\n", TD_VERDICT_PROMISED },
	{ "I'm about to send another version.\n", TD_VERDICT_PROMISED },
	{ "If you like, I can look at it and I'll send a v2.\n", TD_VERDICT_NONE },
	{ "Let me know whether I'm going to send a v2.\n", TD_VERDICT_NONE },
	{ "This patch needs to be split into two.\n", TD_VERDICT_CHANGES },
	{ "The series needs a rebase.\n", TD_VERDICT_CHANGES },
	{ "The bio needs to be split here.\n", TD_VERDICT_NONE },
	{ "Also, you will have to resubmit your patch.\n", TD_VERDICT_CHANGES },
	{ "Minor, in case you should resend this.\n", TD_VERDICT_NONE },
	{ "If not, you'll have to resubmit it.\n", TD_VERDICT_NONE },
	{ "No need to resend.\n", TD_VERDICT_NONE },
	{ "Looks like we need a V3!\n", TD_VERDICT_CHANGES },
	{ "Split the patch please.\n", TD_VERDICT_CHANGES },
	{ "NAK, it is a fault but not one of this kind.\n", TD_VERDICT_REJECTED },
	{ "Sorry, but NAK to this approach.\n", TD_VERDICT_REJECTED },
	{ "It is not worth it. So thanks, but it's a NAK from me.\n",
	    TD_VERDICT_REJECTED },
	{ "I am sorry but I NACK this patch.\n", TD_VERDICT_REJECTED },
	{ "If that's how it is meant then NAK.\n", TD_VERDICT_NONE },
	{ "I would NACK this if it was mine.\n", TD_VERDICT_NONE },
	{ "The chip should NAK this transfer.\n", TD_VERDICT_NONE },
	{ "Is that a NAK?\n", TD_VERDICT_NONE },
	{ "Your NAK stays, I guess.\n", TD_VERDICT_NONE },
	{ "I am dropping this patch for now.\n", TD_VERDICT_REJECTED },
	{ "I will abandon this patch now as nobody needs it.\n", TD_VERDICT_REJECTED },
	{ "It seems that this issue is already fixed by commit ce59858bbc10 of Ann.\n",
	    TD_VERDICT_REJECTED },
	{ "Bob already sent a fix: it is queued.\n", TD_VERDICT_REJECTED },
	{ "I have already sent a fix: it is queued.\n", TD_VERDICT_NONE },
	{ "There is already a patch in mainline that has some of these.\n",
	    TD_VERDICT_NONE },
	{ "This has already been taken care of in a patch sent earlier.\n",
	    TD_VERDICT_REJECTED },
	{ "Thanks, but it doesn't apply:\n", TD_VERDICT_CHANGES },
	{ "Let us get it fixed. Feel free to ignore this patch and we do that.\n",
	    TD_VERDICT_REJECTED },
	{ "Please break this up into one patch per folder and resend to the others.\n",
	    TD_VERDICT_CHANGES },
	{ "Please read and resend if you like.\n", TD_VERDICT_NONE },
	{ "Thank you for a patch, but I can't apply this patch because it needs more.\n",
	    TD_VERDICT_CHANGES },
	{ "If it works fine, but I can't take this.\n", TD_VERDICT_NONE },
	{ "I don't think\nwe should apply these patches.\n", TD_VERDICT_REJECTED },
	{ "Please ignore the \"[PATCH]\" part of the subject.\n", TD_VERDICT_NONE },
	{ "Thanks, but this has already been fixed by commit 105c78e12468 (\"x: "
	  "don't\").\n",
	    TD_VERDICT_REJECTED },
	{ "I don't feel like it. So for now NAK on this patch from my end.\n",
	    TD_VERDICT_REJECTED },
	{ "Was this already fixed by commit ce59858bbc10?\n", TD_VERDICT_NONE },
	{ "The prefix was already fixed in my tree.\n", TD_VERDICT_NONE },
	{ "No, the patch makes no sense.\n", TD_VERDICT_REJECTED },
	{ "The cast is not needed.\n", TD_VERDICT_NONE },
	{ "If so, this patch is not needed.\n", TD_VERDICT_NONE },
	{ "It is done. So you can drop the patch you sent.\n", TD_VERDICT_REJECTED },
	{ "error: patch does not apply\nPatch failed at 0001 x: y\n",
	    TD_VERDICT_CHANGES },
	{ "I'm not going to take the lock here.\n", TD_VERDICT_NONE },
	{ "This is the same fix, please ignore this patch.\n", TD_VERDICT_REJECTED },
	{ "It is slow, so please ignore the noise.\n", TD_VERDICT_NONE },
	{ "Aha, this is 6.1 stuff, please ignore this question.\n", TD_VERDICT_NONE },
	{ "Please ignore this comment.\n", TD_VERDICT_NONE },
	{ "If I understand wrong, please reject this patch.\n", TD_VERDICT_NONE },
	{ "Without a list\nof the devices that were tested, NAK.\n",
	    TD_VERDICT_REJECTED },
	{ "I'll stick to my nak\n", TD_VERDICT_NONE },
	{ "I understand and will drop this patch.\n", TD_VERDICT_REJECTED },
	{ "Ok, let's drop this patch.\n", TD_VERDICT_REJECTED },
	{ "I will drop this one from my tree.\n", TD_VERDICT_REJECTED },
	{ "If not, I'll drop this patch.\n", TD_VERDICT_NONE },
	{ "Let's drop this patch and I'll send a new one for the typo.\n",
	    TD_VERDICT_REJECTED },
	{ "I'll drop the lock.\n", TD_VERDICT_INTENDED },
	{ "Does not apply to the tree anymore :(\n", TD_VERDICT_CHANGES },
	{ "This doesn't apply against current code, please check.\n",
	    TD_VERDICT_CHANGES },
	{ "This patchset cannot be applied.\n", TD_VERDICT_CHANGES },
	{ "It does not apply here.\n", TD_VERDICT_NONE },
	{ "v4.4.220: Failed to apply!\n", TD_VERDICT_NONE },
	{ "This patch does not apply to 5.10-stable.\n", TD_VERDICT_NONE },
	/* Who asks may say something before it, and in any clause. */
	{ "Yes please rebase this on top of the next one.\n", TD_VERDICT_CHANGES },
	{ "Thanks for this, but please can you resend with the above fixed?\n",
	    TD_VERDICT_CHANGES },
	{ "I'm hitting a conflict here, can you please rebase this?\n",
	    TD_VERDICT_CHANGES },
	{ "Please, repost this with a changelog.\n", TD_VERDICT_CHANGES },
	{ "Care to fix that and resend?\n", TD_VERDICT_CHANGES },
	{ "Do you mind rebasing it?\n", TD_VERDICT_CHANGES },
	{ "Please rebase on what is not yet in the tree.\n", TD_VERDICT_CHANGES },
	{ "Please repost when x-next reopens after Dec 2nd.\n", TD_VERDICT_CHANGES },
	{ "Please repost when somebody needs it.\n", TD_VERDICT_NONE },
	{ "Can you come up with a new version for one tree?\n", TD_VERDICT_CHANGES },
	{ "Please send out an updated series.\n", TD_VERDICT_CHANGES },
	{ "Please send another patch for that.\n", TD_VERDICT_NONE },
	{ "You'll need to repost even if it is flawless.\n", TD_VERDICT_CHANGES },
	{ "You'll need to repost if it is not.\n", TD_VERDICT_NONE },
	{ "Please see that my tag is there, even if you have to resend.\n",
	    TD_VERDICT_NONE },
	{ "OK, I'll wait for a v3.\n", TD_VERDICT_CHANGES },
	{ "If it still fails, can you please resend?\n", TD_VERDICT_NONE },
	/* What is to come is promised in many ways. */
	{ "Fixed in v2, thanks.\n", TD_VERDICT_PROMISED },
	{ "Fixed in v1.\n", TD_VERDICT_NONE },
	{ "Ack, I've changed this for v2 as you said.\n", TD_VERDICT_PROMISED },
	{ "To be fixed for the next version.\n", TD_VERDICT_PROMISED },
	{ "Removed support for v3 signatures.\n", TD_VERDICT_NONE },
	{ "Planning to post v2 soon.\n", TD_VERDICT_PROMISED },
	{ "Would update in next version.\n", TD_VERDICT_PROMISED },
	{ "Would you like to send a v3 that does both?\n", TD_VERDICT_NONE },
	{ "V2 is on its way.\n", TD_VERDICT_PROMISED },
	{ "The next version of it will have a test.\n", TD_VERDICT_NONE },
	{ "The next version will have a test.\n", TD_VERDICT_PROMISED },
	{ "In the next series I will split it.\n", TD_VERDICT_PROMISED },
	{ "In v1 I will have said it.\n", TD_VERDICT_NONE },
	{ "In the next iteration of the loop it will be skipped.\n", TD_VERDICT_NONE },
	{ "I will make these few changes and resubmit.\n", TD_VERDICT_PROMISED },
	{ "I'll update the patch as you suggest.\n", TD_VERDICT_PROMISED },
	{ "Will split this patch and add a description.\n", TD_VERDICT_PROMISED },
	{ "I'll update the commit message when applying.\n", TD_VERDICT_NONE },
	{ "I'll amend the commit message before merging.\n", TD_VERDICT_NONE },
	{ "First, let's split the patch in two.\n", TD_VERDICT_NONE },
	{ "I'll update the firmware.\n", TD_VERDICT_NONE },
	{ "I'll take a look at v20 tomorrow.\n", TD_VERDICT_NONE },
	{ "I'll keep these patches at v1.\n", TD_VERDICT_NONE },
	{ "I'll keep this as it is in v3.\n", TD_VERDICT_PROMISED },
	{ "Otherwise I'll submit a v2.\n", TD_VERDICT_NONE },
	{ "I need to do better than \"[RFC PATCH v2 15/22] x: y\".\n", TD_VERDICT_NONE },
	/* Another is there, or the author knows better. */
	{ "Self-NAK, my tests found a deadlock.\n", TD_VERDICT_REJECTED },
	{ "Please, skip this patch. I missed that it is called twice.\n",
	    TD_VERDICT_REJECTED },
	{ "Ok, so please drop both of my patches.\n", TD_VERDICT_REJECTED },
	{ "It is a stray blank line, please drop this.\n", TD_VERDICT_NONE },
	{ "Please drop these two lines.\n", TD_VERDICT_NONE },
	{ "I took this one from Bob instead:\n", TD_VERDICT_REJECTED },
	{ "I will apply it with Jo's Signed-off-by instead of an ack.\n",
	    TD_VERDICT_NONE },
	{ "This patch has been superseded by https://example.org/p/2 .\n",
	    TD_VERDICT_REJECTED },
	{ "Superseded by the v2 posting.\n", TD_VERDICT_NONE },
	{ "I'm pretty sure I sent the same fix a few days ago.\n", TD_VERDICT_REJECTED },
	{ "You sent the same patch twice a week ago.\n", TD_VERDICT_NONE },
	{ "So for now I have to reject that patch.\n", TD_VERDICT_REJECTED },
	{ "The driver has to reject that command.\n", TD_VERDICT_NONE },
	{ "I'm dropping this hunk, applying the rest.\n", TD_VERDICT_NONE },
	/* Who waits for others wants nothing of the author. */
	{ "I can't apply it because it depends on the other series.\n", TD_VERDICT_NONE },
	{ "I don't see this in the tree yet, so we can't take it until then :(\n",
	    TD_VERDICT_NONE },
	{ "", TD_VERDICT_NONE },
};

static void
a_patch_that_leaves_its_set_ends_not_all(void **state)
{
	td_span text = td_span_of("Fine, I'll drop this patch.\n");

	(void)state;
	assert_int_equal(td_verdict_find(text, true, 1), TD_VERDICT_INTENDED);
	assert_int_equal(td_verdict_find(text, false, 1), TD_VERDICT_REJECTED);
	text = td_span_of("Let's drop this series.\n");
	assert_int_equal(td_verdict_find(text, true, 1), TD_VERDICT_REJECTED);
	text = td_span_of("Please ignore this patch.\n");
	assert_int_equal(td_verdict_find(text, true, 1), TD_VERDICT_NONE);
	text = td_span_of("Please ignore this patch series.\n");
	assert_int_equal(td_verdict_find(text, true, 1), TD_VERDICT_REJECTED);
}

static void
what_is_fixed_in_this_version_is_no_promise(void **state)
{
	td_span text = td_span_of("Fixed in v5, thanks.\n");

	(void)state;
	assert_int_equal(td_verdict_find(text, false, 4), TD_VERDICT_PROMISED);
	assert_int_equal(td_verdict_find(text, false, 5), TD_VERDICT_NONE);
}

static void
only_plain_words_count(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_verdict said = td_verdict_find(td_span_of(cases[i].text), false, 1);

		if (said != cases[i].verdict)
			fail_msg("%s: %d", cases[i].text, (int)said);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_plain_words_count),
		cmocka_unit_test(a_patch_that_leaves_its_set_ends_not_all),
		cmocka_unit_test(what_is_fixed_in_this_version_is_no_promise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
