/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/notice/test_promise.c - "I'll queue this up", "fixed while applying" */
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
} promises[] = {
	/* What nobody but a maintainer promises. */
	{ "Thanks Lu, I'll queue this up.\n", "[|]" },
	{ "I'll queue this as a fix.\n", "[|]" },
	{ "I'll go queue them up.\n", "[|]" },
	{ "I'll take this through the hv tree, there is\nmore of it.\n", "[|]" },
	{ "Sure, I'll take it, thanks!\n", "[|] other" },
	{ "I'll apply your patch.\n", "[|] other" },
	{ "I'll pick this patch, just I want to request a change.\n", NULL },
	{ "I'll take it, wire it into both callers, and send a v2.\n", NULL },
	{ "I'll take that as a tested-by.\n", NULL },
	{ "I'll take these 4 for v6.6, and update this comment.\n", "[|v6.6] whole" },
	{ "I'll take it into account for v3, Thanks!\n", NULL },
	{ "Thanks, will take it.\n", "[|] other" },
	{ "Right, I'll take it.\n\nI'll fix both in v4.\n", NULL },
	{ "and I'll merge this into my review-jo branch soon\n", "[review-jo|]" },
	{ "A tag of the driver's maintainer is enough,\nand I'll pick them.\n", NULL },
	{ "I will add it in next change.\n", NULL },
	{ "I'll take a look.\n", NULL },
	{ "I'll take a look for 6.6 then.\n", NULL },
	{ "I'll merge these.\n", "[|] whole other" },
	{ "I'll apply this.\n", "[|] other" },
	{ "i.e. will queue in x-devel for v5.17 if Bea is happy.\n", NULL },
	{ "I'll queue this up once rc1 is out.\n", "[|] other" },
	{ "Thank you for your suggestion. I will take it and fix it.\n", NULL },
	{ "Please rebase the first three. Then I will pick up 4/4.\n", NULL },
	{ "I will add it in compatible in next submit.\n", NULL },
	{ "I'll queue up these changes for v8.\n", NULL },
	{ "I've queued them for v80.\n", "[|v80]" },
	{ "I will apply it to our tree and deploy to the staging box to see.\n", NULL },
	{ "If I can get an ack from any of the maintainers,\nI'll queue the series.\n",
	    NULL },
	{ "I'll queue it for 5.9 as well unless you're in a hurry.\n", "[|5.9]" },
	{ "I'll queue this for x-next (let me know if that's wrong).\n", "[|x-next]" },
	{ "I trust you on this, and will queue this series in x-devel for v6.12.\n",
	    "[|v6.12] whole" },
	{ "It doesn't look like Bea has grabbed this, so I'll take it.\n", "[|] other" },
	{ "No need to resend, will queue in x-devel for v5.14 with that fixed.\n",
	    "[|v5.14]" },
	{ "OK planning on applying this into x-for-v5.5/prm on top of Bea's branch.\n",
	    "[x-for-v5.5/prm|]" },
	{ "I'll take this now, but be more careful in the future.\n", "[|] other" },
	{ "Send those that are not merged, and I'll take them into x-next.\n", NULL },
	{ "If Bea agrees, I trust you, and will queue it in x-next.\n", NULL },
	{ "I have a fix and will push it to x-next.\n", NULL },
	{ "Hopefully the others will be picked up for v6.19.\n", NULL },
	{ "Can you please send a v3?\n\nI'll take it, thanks.\n", NULL },
	{ "I'll get this into the x tree.\n", "[x|]" },
	{ "I'll get it merged into x-next.\n", "[x-next|]" },
	{ "I'll get this working for v3.\n", NULL },
	{ "I'll get to these next week, thanks.\n", NULL },
	{ "I'll merge this after -rc1 is out, thanks.\n", "[|]" },
	{ "I'll apply it tomorrow.\n", "[|]" },
	{ "I'll take a look tomorrow.\n", NULL },
	{ "I'll add it next week.\n", NULL },
	/* What would be advice taken, if the author said it. */
	{ "Looks good to me.  Will apply.\n", "[|] other" },
	{ "Will apply, thanks for the patch!\n", "[|] other" },
	{ "Thanks. I will pick this up after 5.17-rc1 is out.\n", "[|] other" },
	{ "I'll pick this up then.\n", "[|] other" },
	{ "I'll happily take this.\n", "[|] other" },
	{ "OK, I'll merge this patch as it is.\n", "[|] other" },
	{ "I'll apply it, but first I want to see the numbers.\n", NULL },
	{ "I'll take it from here.\n", NULL },
	{ "I'll grab this one after the merge window.\n", "[|]" },
	{ "I will pull this into x-next\n", "[x-next|]" },
	{ "I'll push this to x-next asap.\n", "[x-next|]" },
	{ "I'll apply this to x-next when rc1 comes out next week.\n", "[x-next|]" },
	{ "Agreed, this looks good; I'll merge it into x/next.\n", "[x/next|]" },
	{ "I'll include this in my next fixes pull request.\n", "[|] other" },
	{ "I will include this in my patch series until it is upstream.\n", NULL },
	{ "It isn't urgent, so I'll just queue it along with any other fixes that\n"
	  "show up at -rc1.\n",
	    "[|]" },
	{ "Tell me, else send it to Bea and\nI'll apply it to my tree.\n", NULL },
	{ "Okay, I'll apply this. Applied to x-next, thanks!\n", "[x-next|]" },
	{ "Added.\n", "[|] other" },
	{ "> Please add my tag.\n\nAdded, thanks!\n", "[|] other" },
	{ "Added to 5.7, thanks.\n", "[|] other" },
	{ "Queue this up.\n", "[|] other" },
	{ "Apply this.\n", NULL },
	{ "Added some people to Cc.\n", NULL },
	{ "> a\n\nAdded.\n\n> b\n\nDone, and named in the text.\n\n> c\n\nI see.\n\n"
	  "> d\n\nThat is so.\n\n> e\n\nSure.\n\n> f\n\nFixed.\n",
	    NULL },
	{ "I'm planning to queue this with the diff below folded in.\n", "[|] other" },
	{ "Great, I have opened a request for the tests at\n"
	  "https://example.org/pull/3 and will merge it\nlater. Thank you!\n",
	    "[|] other" },
	{ "Sorry, I'll pull it out.\n", NULL },
	/* Where it is by now. */
	{ "I see ;-) Applied (both patches).\n", "[|] whole" },
	{ "Thanks :) Merged.\n", "[|]" },
	{ "Merged from GitHub.\n", "[|]" },
	{ "Patchset has been moved from topic branch to\nmisc-next, please send more.\n",
	    "[misc-next|] whole" },
	{ "This looks good.\nIt's in my next tree.\n", "[|]" },
	{ "Thanks!  In my tree for the next release.\n", "[|]" },
	{ "In my tree this builds without the header.\n", NULL },
	{ "It is in my local tree.\n", NULL },
	{ "Yes, it's queued for the next release window.  I should have said so.\n",
	    "[|]" },
	{ "The patch looks good to me so I've added it to my tree.\n", "[|]" },
	{ "I have no objections to this series and have applied it for inclusion in\n"
	  "x v2.0.20.\n",
	    "[|] whole" },
	{ "Nah, it's fine, now queued up, thanks.\n", "[|]" },
	{ "I grabbed this.\n", "[|]" },
	{ "This has been waiting, sorry; I've just applied it.\n", "[|]" },
	{ "I picked it up now, it should be there next week.\n", "[|]" },
	{ "Added to x-5.7 with your tags.\n", "[x-5.7|]" },
	{ "Added to linux-5.7 by mistake.\n", NULL },
	/* Said beside something else. */
	{ "I've removed them while applying the patch to linux-can/testing\n",
	    "[linux-can/testing|]" },
	{ "No need for that, removed while applying.\n", "[|]" },
	{ "Fixed that up when applying.\n", "[|]" },
	{ "Thanks, fixed while applying.\n\nApplied to x-next.\n", "[x-next|]" },
	{ "I'll fix that while applying.\n", "[|] other" },
	{ "No need to resend, I can tweak it when I apply this.\n", "[|] other" },
	{ "I'll add this line on merge, thanks.\n", "[|] other" },
	{ "I'll add a check when applying the quirk fails.\n", NULL },
	{ "I'll fix it when applying if you don't mind.\n", NULL },
	{ "You should fix that while applying.\n", NULL },
	{ "I'll send a fix before this is applied.\n", NULL },
	/* Where it will be. */
	{ "Thx, will hit for-curr after rc1.\n", "[|] other" },
	{ "This will hit x-next soon.\n", "[|] other" },
	{ "It will hit the same bug.\n", NULL },
	{ "This will land in 5.9.\n", NULL },
	{ "Now added, will show up in x-next after rc7\n", "[|]" },
	{ "I'll throw it into fixes and push it out later today.\n", "[fixes|]" },
	{ "If there are no objections, I'll queue this up in x-next.\n", "[|]" },
	{ "I'll queue this up in the modules tree for -rc3.\n", "[|-rc3]" },
	{ "Sure, will add in the next.\n", NULL },
	{ "If it helps, I'll queue this up in x-next.\n", NULL },
	/* How, where and when, in any order. */
	{ "Applying as 5.5 material, thanks!\n", "[|] other" },
	{ "Applying the series as a stable-candidate fix for 5.5, thanks!\n",
	    "[|5.5] whole other" },
	{ "Thanks, queuing it up for v5.4 then.\n", "[|v5.4] other" },
	{ "Applying this one!\n", "[|] other" },
	{ "Applying now.\n", "[|] other" },
	{ "Applying changes now.\n", NULL },
	{ "Applying this breaks the boot.\n", NULL },
	{ "Taking a look now.\n", NULL },
	{ "I'll take this as a fix via the EFI tree.\n", "[|] other" },
	{ "Thanks, I'll take these both as fixes.\n", "[|] whole other" },
	{ "I'll take this as an ack.\n", NULL },
	{ "I'll queue this in efi/urgent.\n", "[|] other" },
	{ "I'll go queue it in tip/locking/core after -rc1.\n", "[|] other" },
	{ "I'll take it through tip.\n", "[|] other" },
	{ "I'll take it through the motions.\n", NULL },
	{ "I'll take it through the motions - thanks.\n", NULL },
	{ "I will apply this patch when rc1 comes out next week.\n", "[|] other" },
	{ "I will pick up this patch within this week.\n", "[|] other" },
	{ "The tag should be dropped when applying.\n", NULL },
	{ "It complains when applying this patch.\n", NULL },
};

static void
a_promise_is_one_where_nobody_else_says_so(void **state)
{
	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(promises); i++) {
		g_autofree char *mail =
		    g_strconcat("From: J <j@example.org>\nIn-Reply-To: <p@x>\n"
				"Subject: Re: [PATCH] x\n\n",
			promises[i].text, NULL);
		g_autofree char *got = read_notice(mail);
		g_autofree char *expected =
		    promises[i].expected
			? g_strdup_printf(
			      "maintainer %s: 0/0 \"\" <p@x> ", promises[i].expected)
			: g_strdup("none");

		if (!g_str_equal(got, expected))
			fail_msg("%s: expected \"%s\", got \"%s\"", promises[i].text,
			    expected, got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_promise_is_one_where_nobody_else_says_so),
	};

	return cmocka_run_group_tests_name("notice promise", tests, NULL, NULL);
}
