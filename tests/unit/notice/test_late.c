/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/notice/test_late.c - "nobody objected, so I applied it": the deed comes last
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "reading.h"

/* Tree and branch, and " whole" where it is all of a series; NULL for no notice. */
static const struct {
	const char *text, *expected;
} deeds[] = {
	/* A reason comes first, or what is conceded. */
	{ "Nobody raised any objections so I applied this.\n", "[|]" },
	{ "Anyway it's nothing worth revisiting so I applied both patches.\n",
	    "[|] whole" },
	{ "I don't see this in linux-next so applied to net, thanks!\n", "[|]" },
	{ "No comments for two weeks so patch applied.\n", "[|]" },
	{ "Seems this was not picked up so I went ahead and applied to x-next.\n",
	    "[x-next|]" },
	{ "There was a warning, but I went ahead anyway and pushed it to x/host.\n",
	    "[x/host|]" },
	{ "I don't think it works, but I applied it locally.\n", NULL },
	{ "The patch didn't apply, but I fixed it up and applied it.\n", "[|]" },
	{ "I've dropped the old set and merged this updated one onto x-next.\n",
	    "[x-next|] whole" },
	{ "I've dropped the second hunk and the rest, and merged nothing.\n", NULL },
	/* And where to. */
	{ "I did the rebase myself and applied it for next, thanks to both!\n", "[|]" },
	{ "I'm happy with this now and applied it to\n\nhttps://example.org/x.git\n",
	    "[|]" },
	{ "Applied & pushed. Thanks.\n", "[|]" },
	{ "Thanks for spotting that, pushed out now and will send a pull request.\n",
	    "[|]" },
	/* No comma behind the thanks, and other words before it. */
	{ "Thanks applying into x-for-v5.7/dt.\n", "[x-for-v5.7/dt|]" },
	{ "Thanks applying both into fixes.\n", "[fixes|] whole" },
	{ "Anyways, I'm applying this into x-for-v5.17/fixes-not-urgent.\n",
	    "[x-for-v5.17/fixes-not-urgent|]" },
	{ "All looks good, thanks for sticking with it, now queued up.\n", "[|]" },
	{ "Right now this is in my review queue.\n", NULL },
	{ "Oh, I have picked-up this patch.\n", "[|]" },
	/* What is taken or added. */
	{ "Never mind, I took them now, thanks.\n", "[|]" },
	{ "Thank you, I took the series.\n", "[|] whole" },
	{ "I've updated x-unstable to this version, thanks.\n", "[|]" },
	{ "I've updated the text to this version.\n", NULL },
	{ "I took a look.\n", NULL },
	{ "I took that as a yes.\n", NULL },
	{ "Nice catch. I add it into my testing queue. Thanks.\n", "[testing queue|]" },
	{ "Added into my testing queue.\n", "[testing queue|]" },
	{ "I add it to my mail.\n", NULL },
	{ "I applied the series, so just send something for this on top.\n",
	    "[|] whole" },
	/* A part of many, or of something else. */
	{ "DT patches applied on x-next.\n", "[|]" },
	{ "The previous patch applied fine.\n", NULL },
	{ "As you say, said patch was applied.\n", NULL },
	/* Trials. */
	{ "Applied the patch to lib/a.c and rebuilt it.\n", NULL },
	{ "I've applied this on the board and ran the test.\n", NULL },
	{ "Until that is fixed and moved to tools/testing/, no.\n", NULL },
	{ "I've cleaned up these changes, wrote a test and pushed the result, thanks.\n",
	    "[|] whole" },
	{ "Sent a fix now and queued it as a fix in the x-next tree.\n", NULL },
	{ "Pushed new series to:\n", NULL },
	/* What a clause says, whatever the sentence began with. */
	{ "No issue, I have applied this to nf.git, thanks for the note.\n",
	    "[nf.git|]" },
	{ "With no comments from Jo in a week, I've gone ahead and merged the\n"
	  "patch into audit/next.\n",
	    "[audit/next|]" },
	{ "Since there have been no remarks on this and it is late I've merged this\n"
	  "into for-next now.\n",
	    "[for-next|]" },
	{ "It looks good to me, added into my test queue.\n", "[test queue|]" },
	{ "I fixed a typo that Ann saw, dropped the note, and applied this to x-next.\n",
	    "[x-next|]" },
	{ "Now that I see where it goes, I am adding this patch to x-next.\n",
	    "[x-next|]" },
	{ "The patch looks fine and it has been merged into the x git tree.\n",
	    "[x git|]" },
	{ "That said, I'll apply this one, thanks.\n", "[|] other" },
	{ "1 patch(es) applied to x-next branch of x.git, thanks.\n", "[x.git|x-next]" },
	{ "I took the liberty to remove the blank lines while I applied this patch.\n",
	    "[|]" },
	{ "I'll push it to x-misc in a moment\n", "[|]" },
	{ "Looks fine to me. Added for 5.8.\n", "[|5.8]" },
	{ "Applied along with the other one, thanks!\n", "[|]" },
	{ "It's late for 5.8, so I decided to queue this up as it's rather trivial.\n",
	    "[|]" },
	{ "I've folded it in, thanks.\n", "[|]" },
	{ "Applied these manually, thanks.\n", "[|] whole" },
	{ "I've applied the patch manually, as it was corrupted.\n", "[|]" },
	{ "I've applied the following fix manually:\n", NULL },
	{ "I've squashed these, thanks.\n", NULL },
	{ "This patch looks good to me. I'll apply it just after the merge window.\n",
	    "[|]" },
	{ "I didn't like some blank lines and took the liberty to remove them while I\n"
	  "applied this patch.\n",
	    "[|]" },
	{ "Yes, it is. So I'll just fold your patch.\n", "[|] other" },
	{ "The V3 patch is added to my for-next queue.\n", "[for-next queue|]" },
	{ "Thanks, queued for v5.4-rc1 with Jo's Tested-by: (it is the same).\n",
	    "[|v5.4-rc1]" },
	{ "Applied [1]\n", "[|]" },
	{ "Applied after fixing style issues in the message.\n", "[|]" },
	{ "I verified it and applied this patch with tiny modifications to make it "
	  "pass.\n",
	    "[|]" },
	{ "Thanks, I will queue that up for out of tree 9.\n", "[|]" },
	{ "Once they have been reviewed and merged into their tree, all is well.\n",
	    NULL },
	{ "There is one commit, which Ann put into our tree.\n", NULL },
	{ "I tried it: I applied your patches on x/for-next and ran it again.\n", NULL },
	{ "I'd test it and put it into for-next.\n", NULL },
	{ "I've dropped these from the v2 I have queued up.\n", NULL },
	{ "If nobody minds, I'm adding it to x-next.\n", NULL },
	{ "It doesn't build, although I have also applied patch 1.\n", NULL },
	{ "A similar fix was posted [1] and merged [2] into the mainline.\n", NULL },
};

static void
what_was_done_at_last_is_heard(void **state)
{
	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(deeds); i++) {
		g_autofree char *mail =
		    g_strconcat("From: J <j@example.org>\nIn-Reply-To: <p@x>\n"
				"Subject: Re: [PATCH] x\n\n",
			deeds[i].text, NULL);
		g_autofree char *got = read_notice(mail);
		g_autofree char *expected =
		    deeds[i].expected ? g_strdup_printf("maintainer %s: 0/0 \"\" <p@x> ",
					    deeds[i].expected)
				      : g_strdup("none");

		if (!g_str_equal(got, expected))
			fail_msg("%s: expected \"%s\", got \"%s\"", deeds[i].text,
			    expected, got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_done_at_last_is_heard),
	};

	return cmocka_run_group_tests_name("notice late", tests, NULL, NULL);
}
