/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/notice/test_thanks.c - a maintainer's "Applied, thanks" */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "reading.h"

#define RE "From: J <j@example.org>\nIn-Reply-To: <p@x>\nSubject: Re: [PATCH] x\n\n"

/* Tree, branch, and the numbers of patches; NULL where it is no notice. */
static const struct {
	const char *text, *expected;
} thanks[] = {
	{ "Applied, thanks.\n", "[|] 0" },
	{ "Applied.\n", "[|] 0" },
	{ "> Applied, thanks.\n", NULL },
	{ "-- \nApplied, thanks.\n", NULL },
	{ "> x\n\nThanks, applied.\n", "[|] 0" },
	{ "Thanks Joe! Applied to nfsd-next.\n", "[nfsd-next|] 0" },
	{ "Hi Joe,\n\nQueued for 6.19, thanks!\n", "[|6.19] 0" },
	{ "LGTM, queued up for v6.12.\n", "[|v6.12] 0" },
	{ "Now queued up for -next.\n", "[|-next] 0" },
	{ "Both applied.\n", "[|] 0 whole" },
	{ "Series applied to for-next, thanks\n", "[for-next|] 0 whole" },
	{ "I've applied this to nfsd-fixes (v6.11-rc).\n", "[nfsd-fixes|v6.11-rc] 0" },
	{ "I have now merged this into my tree.\n", "[|] 0" },
	{ "I've applied this to my git tree (for-next).\n", "[|for-next] 0" },
	{ "Applied it to #heron-for-next. Thanks!\n", "[heron-for-next|] 0" },
	{ "Applied to the vfs.misc branch of the vfs/vfs.git tree.\n",
	    "[vfs/vfs.git|vfs.misc] 0" },
	{ "I have applied patches 1-3 to the qcom tree\n", "[qcom|] 1 2 3" },
	{ "Applied patches 1, 2 and 4, thanks.\n", "[|] 1 2 4" },
	{ "Applied 1/3, thanks\n", "[|] 1" },
	{ "Applied the first two patches.\n", "[|] 1 2" },
	{ "Committed... (tag: utils-2-4-3-rc2)\n", "[|] 0" },
	{ "Merged, thanks\nfor the\npatch.\n", "[|] 0" },
	{ "Pulled, thanks.\n", "[|] 0" },
	{ "Applied both patches in this series, thanks\n", "[|] 0 whole" },
	{ "Hi Ann,\n\npatchset merged, thanks!\n", "[|] 0 whole" },
	{ "These four patches have been merged.\n", "[|] 0 whole" },
	{ "This series has been merged.\n", "[|] 0 whole" },
	{ "Thanks merged, with few small changes:\n", "[|] 0" },
	{ "Thanks, applying.--b.\n", "[|] 0" },
	{ "Applying to nfsd-next, thanks.\n", "[nfsd-next|] 0" },
	{ "I fixed the prefix and pushed this to foo-fixes.\n", "[foo-fixes|] 0" },
	{ "I've added the missing tag and pushed, thanks.\n", "[|] 0" },
	{ "And applied whole patchset, thanks.\n", "[|] 0 whole" },
	{ "Good catch, applied, thanks.\n", "[|] 0" },
	{ "Very good!  I have queued it.\n", "[|] 0" },
	{ "Can this be applied?\n", NULL },
	{ "Applying this broke my build.\n", NULL },
	{ "Applying for a grant takes time, and so does this?\n", NULL },
	{ "I changed the test and pushed it to my machine.\n", NULL },
	{ "Please rebase, I merged something else and pushed will wait.\n", NULL },
	/* What is called a patch. */
	{ "Patch series queued for v5.4, thanks.\n", "[|v5.4] 0 whole" },
	{ "Both of your patches are applied.\n", "[|] 0 whole" },
	{ "All patches in the series applied as 5.17 material, thanks!\n",
	    "[|] 0 whole" },
	{ "FYI, this change is queued in overlay-next.\n", "[|] 0" },
	{ "All three patches have been commited into for-5.3/core branch.\n",
	    "[for-5.3/core|] 0 whole" },
	{ "All fixes are applied in v4. Please review.\n", NULL },
	{ "I see the fixes have landed in net-next.\n", NULL },
	{ "This patch series was applied (using b4) to base:\n", NULL },
	{ "Fixed up this patch and applied the whole set.\n", "[|] 0 whole" },
	/* How it was done doubts nothing. */
	{ "Applied for next, to get this tested asap, thanks!\n", "[|] 0" },
	{ "Applied for next (leaving patch9 for the soc tree), thanks!\n",
	    "[|] 0 partly" },
	{ "Applied for fixes, by dropping the hunk below, thanks!\n", "[|fixes] 0" },
	{ "Applied for next, but it does not compile, so I have reverted it.\n", NULL },
	{ "Merged without two spaces.\n", "[|] 0" },
	{ "Applied without stable tag, thanks.\n", "[|] 0" },
	{ "Merged without testing.\n", NULL },
	{ "Thanks, applied on top.\n", "[|] 0" },
	{ "I tried it, applied on top of -rc3.\n", NULL },
	{ "Applied w/changes to fixes,\n", "[fixes|] 0" },
	{ "Applied Thx\n", "[|] 0" },
	{ "Applied right away.\n", "[|] 0" },
	{ "applied to x-2.6.git for-next and running regression tests on it now\n",
	    "[x-2.6.git for-next|] 0" },
	{ "applied to x-2.6.git for-next and the tests failed\n", NULL },
	{ "A day later than expected, but I just merged this into x/next, thanks.\n",
	    "[x/next|] 0" },
	{ "It was made for old trees, but applied to x-next.\n", NULL },
	{ "None of it?  All of these patches are applied and pushed.\n", "[|] 0 whole" },
	{ "I have wrestled this pile into docs-next.\n", "[docs-next|] 0" },
	{ "I placed it in my queue to go into the 5.14-rc cycle.\n", "[|] 0" },
	{ "I placed it in the wrong directory.\n", NULL },
	{ "I have placed this patch in the nf-next tree, to be in the next pull.\n",
	    "[|] 0" },
	{ "I've merged all of this in the series, thanks.\n", "[|] 0 whole" },
	/* What was done, by another verb. */
	{ "I dared to merge your patch, thanks.\n", "[|] 0" },
	{ "Ok, I helped merge the patchset after testing.\n", "[|] 0 whole" },
	{ "I did apply this patch for 5.4 ...\n", "[|5.4] 0" },
	{ "I helped them merge the old one.\n", NULL },
	{ "I dared to merge the tests and they fail.\n", NULL },
	{ "This was commit 0123abcd4567 (\"x: y\").\n", NULL },
	{ "I have the patch in my watchdog-next branch, so Bea will pick it up.\n",
	    "[|] 0" },
	{ "I have them in my tree now.\n", NULL },
	{ "This is already in my tree, right?\n", NULL },
	{ "It's already in my tty-next branch, so no need to do anything.\n", "[|] 0" },
	{ "merged. Thanks a lot for review and testing.\n", "[|] 0" },
	{ "These three patches have been merged.\n", "[|] 0 whole" },
	{ "Acked.\n\nBoth merged, thanks!\n", "[|] 0 whole" },
	{ "Applied the rest of the series.\n", "[|] 0" },
	{ "Thanks, Alex. Patch applied.\n", "[|] 0" },
	{ "Thanks, Austin.  This patch set is now applied to the "
	  "next-integrity\nbranch.\n",
	    "[next-integrity|] 0 whole" },
	{ "Looks reasonable to me and passes tests, applied.\n", "[|] 0" },
	{ "I pushed it and also added the missing stable tag:\n", "[|] 0" },
	{ "Thanks, I've applied all the patches now, since it fails during boot.\n",
	    "[|] 0 whole" },
	{ "I applied it and see warnings.\n", NULL },
	{ "Thanks, Ilpo, I've applied all your suggestions.\n", NULL },
	{ "I merged with the flag of ours that prints both.\n", NULL },
	{ "Thanks, Joe. I applied it and see warnings.\n", NULL },
	/* What follows a tree's name is a remark. */
	{ "Applied to the togreg branch of iio.git and pushed out as testing for\n"
	  "0-day to see if we missed anything.\n",
	    "[iio.git|togreg] 0" },
	{ "Applied to the fixes-togreg branch of iio.git (which I'll rebase on rc1 once\n"
	  "available)\n",
	    "[iio.git|fixes-togreg] 0" },
	{ "tentatively merged into cifs-2.6.git for-next pending review of patches 5\n"
	  "and 6\n",
	    "[cifs-2.6.git for-next|] 0" },
	{ "Applied to my for-next branch but it fails to build.\n", NULL },
	{ "I applied it to the linux-next tree and it breaks the boot.\n", NULL },
	/* In the middle of a line. */
	{ "Good idea in any case.  I've applied this to the for-next tree.\n",
	    "[for-next|] 0" },
	{ "Thank you so much, Petr!  Merged.\n", "[|] 0" },
	{ "Long enough. Applied here and it works.\n", NULL },
	{ "It is trivial. Applied patches are few.\n", NULL },
	{ "this was not\napplied to the for-next tree.\n", NULL },
	{ "The series looks good, I've now queued it, thanks!\n", "[|] 0 whole" },
	{ "Tweaked that and applied.\n", "[|] 0" },
	{ "I took v3 and applied the fix below.\n", NULL },
	{ "Patches 1 and 3 applied (2 and 4 were applied at v2).\n", "[|] 1 3" },
	{ "1/4 through 3/4 have been applied and pushed. Thanks!\n", "[|] 1 2 3" },
	{ "All 3 patches applied to the togreg branch of iio.git.\n",
	    "[iio.git|togreg] 0 whole" },
	{ "I have tentatively merged the first 3 of this series to cifs-2.6.git\n"
	  "for-next\n",
	    "[cifs-2.6.git for-next|] 1 2 3" },
	{ "applied\nOn Thu, Sep 02, 2021 at 04:46:35PM +0800, Ann wrote:\n", "[|] 0" },
	{ "Added to linux-can-next/testing.\n", "[linux-can-next/testing|] 0" },
	{ "Thanks.\n\nI've added this to my review-hans (soon to be for-next) branch "
	  "now.\n",
	    "[review-hans|] 0" },
	{ "I've now taken these into the fixes branch.\n", "[fixes|] 0 whole" },
	{ "Thanks, I added patches 2-4 to mm.git.\n", "[mm.git|] 2 3 4" },
	{ "This patch landed in linux-next as 0123456789ab.\n", "[|] 0" },
	{ "Pushed to my review and testing queue, thanks!\n", "[|] 0" },
	{ "Fixed and put in cifs-2.6.git for-next pending any review.\n", "[|] 0" },
	{ "I'm merging the full patchset into lsm/next right now.\n",
	    "[lsm/next|] 0 whole" },
	{ "Reviewed.\n\nWill queue in renesas-clk for v6.21.\n", "[|v6.21] 0" },
	{ "I'll queue this up now, thanks.\n", "[|] 0" },
	{ "JFYI, the patch has been committed into one.git, branch\nfor-6.7/two.\n",
	    "[one.git|] 0" },
	{ "JFYI, I have committed the patchset into one.git,\nbranch for-6.7.\n",
	    "[one.git|] 0 whole" },
	{ "JFYI, I have pushed this patch into one.git.\n", "[one.git|] 0" },
	{ "I'll apply this to nf.git, thanks.\n", "[nf.git|] 0" },
	{ "Pushed, thanks for the reviews and testing.\n", "[|] 0" },
	{ "Thanks for your suggestion, merged!\n", "[|] 0" },
	{ "Thanks Ann, this looks better; merged into selinux/next.\n",
	    "[selinux/next|] 0" },
	{ "Applied, but please mind the subject next time.\n", "[|] 0" },
	{ "I've pulled this, but please send patch 3 to the net list.\n", "[|] 0" },
	{ "Patch applied: https://example.org/c/1\n", "[|] 0" },
	{ "It is. Committed, with another message.\n", "[|] 0" },
	{ "Applied patches 1...3 to linux-can as these are fixes.\n",
	    "[linux-can|] 1 2 3" },
	{ "Applied 4+5 to can-next.\n", "[can-next|] 4 5" },
	{ "I have applied patch 1 and 2.\n", "[|] 1 2" },
	{ "FTR, I applied patches 1 and 3 to uglog.git.\n", "[uglog.git|] 1 3" },
	{ "Yesterday I've applied the patch to kernel 4.19 and it is fixed.\n", NULL },
	{ "I see. Applied 1/2 - I will wait for an ack on 2/2.\n", "[|] 1" },
	{ "I think it is fine. I've picked patch 3\nalready since it's a fix.\n",
	    "[|] 3" },
	{ "I have applied the series apart from patch 2: the flag is old.\n",
	    "[|] 0 partly" },
	{ "Applied all patches except 3.\n", "[|] 0 partly" },
	{ "I've applied this set, minus #17 which was applied elsewhere.\n",
	    "[|] 0 partly" },
	{ "Series applied after dropping patch 1 and rebasing.\n", "[|] 0 partly" },
	{ "Series applied after fixing up the type in patch 2.\n", "[|] 0 whole" },
	{ "I have applied the set after fixing up patch 7 and 8.\n", "[|] 0 whole" },
	{ "Applied patches 1-3 as they are independent.\n", "[|] 1 2 3" },
	{ "I'm applying patches 1, 2, 4 and 7.\n", "[|] 1 2 4 7" },
	{ "I'm applying patches with care.\n", NULL },
	{ "Thanks, I have pushed patch-1/2, hope it helps.\n", "[|] 1" },
	{ "I merged patch1/4 and 2/4.\n", "[|] 1 2" },
	{ "Applied [03/16] to mtd/next, thanks.\n", "[mtd/next|] 3" },
	{ "I actually applied only patch 4/9 to the net-next tree.\n", "[net-next|] 4" },
	{ "Applied up to 3/9.\n", "[|] 1 2 3" },
	{ "Applied the last two patches of this series.\n", "[|] 0 partly" },
	{ "Patches 1+2 applied to for-current.\n", "[for-current|] 1 2" },
	{ "have applied already patch 1 and 2.\n", "[|] 1 2" },
	{ "These were not taken, so I applied patches 2-3.\n", "[|] 2 3" },
	{ "All patches here applied.\n", "[|] 0 whole" },
	{ "All applied, the last three squashed into one patch.\n", "[|] 0" },
	{ "Applied after dropping changes to a.c and b.c\nsince they are gone.\n",
	    "[|] 0" },
	{ "I queued up a patch to delete it - it has no callers.\n", NULL },
	{ "I pushed a new revision with another file.\n", NULL },
	{ "No expert either. I picked that because there is no data.\n", NULL },
	{ "A similar fix was posted [1] and merged [2] into the mainline.\n", NULL },
	{ "I'm happy to drop that, I'm taking it out!\n", NULL },
	{ "So I'm taking 3, 5 and 8.\n", "[|] 3 5 8" },
	{ "Folded this into 0123456789ab in for-next, thanks!\n",
	    "[0123456789ab in for-next|] 0" },
	{ "Sure, I merged the patch to 5/8.\n", NULL },
	{ "All merged into i2c/fixes except for patch 5 which is in next.\n",
	    "[i2c/fixes|] 0 partly" },
	{ "FWIW I pushed it here:\n", NULL },
	{ "I've applied the dts patches and pushed them here after\ndropping the big "
	  "patch:\n",
	    "[|] 0 partly" },
	{ "Merged this one into 1/5.\n", NULL },
	{ "Yes, simplified and merged into patch 3.\n", NULL },
	{ "I fixed the flag and pushed, thanks.\n", "[|] 0" },
	{ "Added to devel, thanks.\n", "[|] 0" },
	{ "Added to the devel list of things to do.\n", NULL },
	{ "Great, thanks. Patchset moved from for-next to misc-next.\n",
	    "[misc-next|] 0 whole" },
	{ "I moved this from probe to remove.\n", NULL },
	{ "Moved the call from probe to the next version.\n", NULL },
	{ "All 3 applied to next.\n", "[next|] 0 whole" },
	{ "I applied it to for-next but dropped the tag.\n", "[for-next|] 0" },
	{ "I applied it to for-next, but dropped it again.\n", NULL },
	{ "Applied to my-next, and dropped patch 2 for now.\n", NULL },
	{ "Just applied this patch, but I get a compile error.\n", NULL },
	{ "Applied, if nobody objects.\n", NULL },
	{ "I've added a test to the next version.\n", NULL },
	{ "Will add this change in the next version.\n", NULL },
	{ "Added to my nf-next todo list.\n", NULL },
	{ "Added this to the commit message.\n", NULL },
	{ "I will apply this suggestion.\n", NULL },
	{ "I'll merge both once rc1 is in my tree.\n", NULL },
	{ "They get split up, merged, spun around.\n", NULL },
	{ "So until the test builds again and is moved to tools/testing/ it seems\n"
	  "better not to use it.\n",
	    NULL },

	{ "Applied?\n", NULL },
	{ "I applied this and it fixes the hang.\n", NULL },
	{ "Applied cleanly on top of 6.1 here.\n", NULL },
	{ "I've applied this series locally and will test it.\n", NULL },
	{ "If you agree this is applied to next\n", NULL },
	{ "This should be\napplied to stable.\n", NULL },
	{ "Not applied, sorry.\n", NULL },
	{ "Once applied, rebase.\n", NULL },
	{ "Applied the patch but it fails to build.\n", NULL },
	{ "Merged functions are easier to read.\n", NULL },
	{ "The patch was not merged yet.\n", NULL },
	{ "I picked that name from the manual.\n", NULL },
	{ "I tidied the subject line to match what is there and applied to\n"
	  "pci/hotplug for v5.19, thanks!\n",
	    "[pci/hotplug|v5.19] 0" },
	{ "This is in the core, so I applied it to pci/misc for v5.6.\n",
	    "[pci/misc|v5.6] 0" },
	{ "It fails with the two that I applied to pci/misc for v5.6.\n", NULL },
	{ "That was applied to pci/misc for v5.6, and broke it.\n", NULL },
	{ "This is in the core, so I applied it to a board for v5.6.\n", NULL },
	{ "Now I merged both patches to for-next branch.\n", "[for-next|] 0 whole" },
	{ "Thanks, merged !\n", "[|] 0" },
	{ "both commits applied,\nthanks\n", "[|] 0 whole" },
	{ "I dropped the two patches I had merged for this and merged this one\n"
	  "instead.\n",
	    "[|] 0" },
	{ "I dropped the patch that I had merged and merged another one.\n", NULL },
	{ "I picked the following commit.\n", NULL },
	{ "I've pushed this work (based on v5.3) here:\n", NULL },
	{ "I pushed my patches to the tree below.\n", NULL },
	{ "I have added that patch to linux-next today.\n", "[linux-next|] 0" },
	{ "So let me put it in linux-next for now.\n", "[|] 0" },
	{ "Let me put this into the next version.\n", NULL },
	{ "I have collected the tags and push the result "
	  "to:\nhttps://example.org/a.git\n",
	    "[|] 0" },
	{ "I collected them and push the button to restart.\n", NULL },
	{ "Queued spinlocks are fair.\n", NULL },
	{ "Applied - thanks,\nJo\n", "[|] 0" },
	{ "Thanks, all three applied.\n", "[|] 0 whole" },
	{ "yep, thanks I have pulled this in\n", "[|] 0" },
	{ "thanks I have pulled this into my tree\n", "[|] 0" },
	{ "this has pulled into misc-next-next so it will land\nnext cycle\n",
	    "[misc-next-next|] 0" },
	{ "I am pulling this into misc-next-queue and plan to push it\nas soon as rc1 "
	  "is there.\n",
	    "[misc-next-queue|] 0" },
	{ "sorry for the lateness of the reply my mail wasn't working when I pulled\n"
	  "this in for 7.1\n",
	    "[|7.1] 0" },
	{ "sorry, I seem to have dropped my reply to this, I have pulled this into\n"
	  "misc-next\n",
	    "[misc-next|] 0" },
	{ "I'm sorry, I must have missed to reply as I applied the patch.\n", "[|] 0" },
	{ "Sorry, my script fails when I applied the patch to next-20200101.\n", NULL },
	/* who tries it says on which day's tree */
	{ "I applied the series to linux-next-20260220. It applies cleanly\nexcept for "
	  "one.\n",
	    NULL },
	{ "I applied it to next-20260220 and it builds.\n", NULL },
	{ "Applied to next-20260220, works.\n", NULL },
	{ "I applied the series to v6.2-rc3 and it works.\n", NULL },
	{ "I have applied the patch on top of next-20260220.\n", NULL },
	{ "Sorry, I have not applied this.\n", NULL },
	{ "This was pulled in for the 7.0 PR\n", "[|7.0] 0" },
	{ "This was pulled in by another header.\n", NULL },
	{ "It was pulled into misc-next and merged for 6.7\n", "[misc-next|6.7] 0" },
	{ "Yes, this was merged as a part of the following patch:\n", NULL },
	{ "Merged into sec/stable-6.11 so we can get this into linux-next and the\n"
	  "automated tests.\n",
	    "[sec/stable-6.11|] 0" },
	{ "I just merged this into sec/dev, you should see it shortly.\n",
	    "[sec/dev|] 0" },
	{ "I've applied this to lib/tree.c\nas you can see.\n", NULL },
	{ "I lost track of this patch; it's now merged.\n", "[|] 0" },
	{ "... and now it's merged, it should be in the next cut\nof linux-next.\n",
	    "[|] 0" },
	{ "Hi,\n  tested, fixed and merged.\n", "[|] 0" },
	{ "Fixed & applied.\n", "[|] 0" },
	{ "I removed the blank line and applied this series to for-next.\n",
	    "[for-next|] 0 whole" },
	{ "I posted and now merged https://example.org/r/a@b/ for this.\n", NULL },
	{ "I'm sorry, I first noticed a pull request, which I already merged.\n", NULL },
	{ "Sorry, I didn't see this before I applied the first one.\n", NULL },
	{ "Sorry, but it doesn't apply after the one that I applied to my tree.\n",
	    NULL },
	{ "I merged this patch into my own fork, so you can review it there.\n", NULL },
	{ "FYI, it was merged in v5.19.\n", NULL },
	{ "Merged the original version.\n", "[|] 0" },
	{ "... all were merged v5.17-rc1 onwards.\n", NULL },
	{ "... applied, then I'll know to apply them again.\n", NULL },
	{ "Pulled in your new stuff, and ran a quick test.\n", NULL },
	{ "> so that the last patch can be\n  merged.\n", NULL },
	{ "patches look fine and now merged.\n", "[|] 0 whole" },
	/* Over three lines, where the second is as long as a mailer makes it. */
	{ "Thanks, I added Bo's ack and squashed it into a single patch since\n"
	  "I think that it's easier to see what's going on then, and applied to\n"
	  "pci/misc for v4.5.\n",
	    "[pci/misc|v4.5] 0" },
	{ "Squashed it together with\nthe other one\nand applied to s390 tree.\n", NULL },
	{ "Thank you for your patch, I've applied this patch to my review-jo\nbranch:\n"
	  "https://git.example.org/log/?h=review-jo\n",
	    "[review-jo|] 0" },
	{ "We are going to wait a bit, as branches get rebased and merged.\n", NULL },
	{ "I squashed them and applied the result to pci/error for v5.8.\n",
	    "[pci/error|v5.8] 0" },
	{ "Thanks, I applied this with Bo's reported-by and tested-by and Cy's ack to\n"
	  "for-linus for v5.5.\n",
	    "[for-linus|v5.5] 0" },
	{ "I've applied patches 4 and 5 to nvme-5.9 for now, while the rest is still\n"
	  "under discussion.\n",
	    "[nvme-5.9|] 4 5" },
	{ "Applied to linux-5.9, and it still fails.\n", NULL },
	/* The first way is where it went. */
	{ "Applied to x-next, the tag says that this is pulled into v6.10 then.\n",
	    "[x-next|] 0" },
	{ "Applied patches 5 to 9 into x-next, thanks.\n", "[x-next|] 5 6 7 8 9" },
	{ "Merged, I put some words into clock01.c, too.\n", "[|] 0" },
	{ "I've added this to 6.1.\n", NULL },
	{ "Thanks for the review, applied the change for the next version.\n", NULL },
	{ "I've applied the above changes and it's passed for this case.\n", NULL },
	/* What is there now. */
	{ "I'll target it for rc5.  It's on fixes.\n", "[|] 0" },
	{ "Thanks, this is on for-next.\n", "[|] 0" },
	{ "This is on top of for-next.\n", NULL },
	{ "Applied for v5.6\nPlease note this will get rebased once rc1 is out\n",
	    "[|v5.6] 0" },
	{ "This series is in the review-next branch now.\n", "[|] 0 whole" },
	{ "Patches 3-5 are now in review-jo towards fixes.\n", "[|] 3 4 5" },
	{ "Sorry, I forgot to push. It is now in x-next.\n", "[|] 0" },
	{ "This code is in x-next.\n", NULL },
	{ "The flag is gone now in the x-next branch.\n", NULL },
	{ "It's now in mainline.\n", NULL },
	{ "Gone now in Bo's x/fixes branch.\n", NULL },
	{ "Patch set applied.\n", "[|] 0 whole" },
	{ "Patch applied :)\n", "[|] 0" },
	{ "Thanks. Patch (finally) applied.\n", "[|] 0" },
	{ "Jo, patch applied.\n", "[|] 0" },
	{ "Series, applied.\n", "[|] 0 whole" },
	{ "I've pushed the latest code to my "
	  "branch:\nhttps://example.org/?h=x-for-next\n",
	    NULL },
	{ "Locally, I applied it.\n", NULL },
	{ "I've applied the patch:\n<https://example.org/commit/?h=x&id=0123456789ab>\n",
	    "[|] 0" },
	{ "Applied, even if most of the churn is annoying.\n", "[|] 0" },
	{ "Applied, but not yet pushed.\n", "[|] 0" },
	{ "Sure, applied, will push it out after testing.\n", "[|] 0" },
	{ "I fixed them up and applied patch #9 ~ #13.\n", "[|] 9 10 11 12 13" },
	{ "Thanks for patches, thanks for reviews,\n\n1-4 applied.\n", "[|] 1 2 3 4" },
	{ "4 applied patches are too many.\n", NULL },
	{ "1-3 have been applied to the LED tree already.\n", "[LED|] 1 2 3" },
	{ "See my note on patch 1/5, merging into sec/dev.\n", "[sec/dev|] 0" },
	{ "Again, merging in staging always takes more work.\n", NULL },
	{ "Ok, I'll apply these to 'net'.\n", "[|] 0 whole" },
	{ "i.e. will queue in renesas-clk for v6.9.\n", "[|v6.9] 0" },
	{ "Thanks, will queue in renesas-clk for v6.13.\n", "[|v6.13] 0" },
	{ "Reviewed-by: Bea <bea@example.org>\nApplied it to #x-for-next.\n",
	    "[x-for-next|] 0" },
	{ "\320\241\320\260\321\210\320\260, patch applied!\n", "[|] 0" },
	{ "Thanks, nice and clean fix. Applied for 5.6.\n", "[|5.6] 0" },
	{ "However, thanks for helping out! So, applied for next, thanks!\n", "[|] 0" },
	{ "Thanks, applied for-5.5.\n", "[|] 0" },
	{ "Applied cgroup/for-6.2.  Thanks.\n", "[|] 0" },
	{ "Applied on u-boot-stm32 for next\n", "[|] 0" },
	{ "Applied on stm32-master\nThanks\n", "[|] 0" },
	{ "Apply on stm32/next\n", "[|] 0" },
	{ "Apply on top of linux-next and see.\n", NULL },
	{ "Applied, thanks. Note that it will not show up in linux-next before rc3.\n",
	    "[|] 0" },
	{ "Patch 1->3 applied for next, thanks!\n", "[|] 1 2 3" },
	{ "Hi all,\n\nfix merged, thanks!\n", "[|] 0" },
	{ "No comments, Applied!\n", "[|] 0" },
	{ "Very nice catch - applied, thanks.\n", "[|] 0" },
	{ "Patch is applied here:\nhttps://example.org/c/1\n", "[|] 0" },
	{ "Sorry for the long delay here, patch applied.\n", "[|] 0" },
	{ "Swap applied, series pushed to x-testing.\n", "[x-testing|] 0 whole" },
	{ "I think that, patch applied or not, it fails.\n", NULL },
	{ "Patch queued for v6.8, will appear in next when rc1 is released.\n",
	    "[|v6.8] 0" },
	{ "I've queued them in x-next even if this series is not ready by then.\n",
	    "[|] 0" },
	{ "So I picked one.\n", NULL },
	{ "I pushed out a branch for the robots now.\n", NULL },
	{ "Pushed out, thanks.\n", "[|] 0" },
	{ "Hi,\n\nmerged rest of the patchset.\n", "[|] 0" },
	{ "Yes, I applied the whole series, will drop patches 3 and 4 now.\n",
	    "[|] 0 whole" },
	{ "Applied, will test it tomorrow.\n", NULL },
	{ "Merged + added a follow up.\n", "[|] 0" },
	{ "Applied to x/for-6.14-fixes manually (the patch body is damaged, maybe use\n"
	  "send-email next time if it is too cumbersome?)\n",
	    "[x/for-6.14-fixes|] 0" },
	{ "Queued this change for v4.\n", NULL },
	{ "It's queued for v3 already, so stay tuned.\n", NULL },
};

static void
a_person_thanks_only_where_it_was_done(void **state)
{
	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(thanks); i++) {
		g_autofree char *mail = g_strconcat(RE, thanks[i].text, NULL);
		g_autofree char *got = read_notice(mail);
		g_autoptr(GString) expected = g_string_new("none");

		if (thanks[i].expected) {
			const char *where = thanks[i].expected;
			const char *end = strchr(where, ']') + 1;
			size_t length = strcspn(end + 1, "wp");
			const char *extent = end + 1 + length;
			g_autofree char *list = g_strndup(end + 1, length);
			g_auto(GStrv) numbers = g_strsplit(list, " ", -1);

			g_string_printf(expected,
			    "maintainer %.*s%s%s:", (int)(end - where), where,
			    *extent || strcmp(numbers[0], "0") != 0 ? " " : "",
			    *extent                        ? extent
			    : strcmp(numbers[0], "0") == 0 ? ""
							   : "partly");
			for (char **n = numbers; *n && **n; n++)
				g_string_append_printf(expected, "%s %s/0 \"\" <p@x> ",
				    n == numbers ? "" : ";", *n);
		}
		if (strcmp(got, expected->str) != 0)
			fail_msg("%s: expected \"%s\", got \"%s\"", thanks[i].text,
			    expected->str, got);
	}
}

static void
thanks_below_a_long_quote_are_found(void **state)
{
	g_autoptr(GString) mail = g_string_new(RE);
	g_autofree char *got = NULL;

	(void)state;
	for (unsigned i = 0; i < 3000; i++)
		g_string_append(mail, "> +\tcode\n");
	g_string_append(mail, "\nApplied, thanks.\n");
	got = read_notice(mail->str);
	assert_non_null(strstr(got, "maintainer"));
}

static void
a_title_says_which_patch_where_nothing_is_named(void **state)
{
	g_autofree char *got =
	    read_notice("From: J <j@example.org>\nSubject: Re: [PATCH 1/2] fix the fan"
			"\n\n> x\n\nApplied.\n");
	g_autofree char *last = read_notice("From: J <j@example.org>\nReferences: <a@x>"
					    " <b@x>\nSubject: Re: [PATCH] x\n\n"
					    "Applied.\n");

	(void)state;
	assert_string_equal(got, "maintainer [|]: 0/0 \"fix the fan\" <> ");
	assert_string_equal(last, "maintainer [|]: 0/0 \"\" <b@x> ");
}

static void
thanks_that_answer_nothing_are_none(void **state)
{
	g_autofree char *got =
	    read_notice("From: J <j@example.org>\nSubject: x\n\nApplied, thanks.\n");

	(void)state;
	assert_string_equal(got, "none");
}

static void
a_commit_by_now_is_one_that_was_applied(void **state)
{
	g_autofree char *got =
	    read_notice(RE "This is now commit 0123abcd4567 (\"x: y\") in x-next.\n");

	(void)state;
	assert_string_equal(got, "maintainer [|]: 0/0 \"\" <p@x> 0123abcd");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_person_thanks_only_where_it_was_done),
		cmocka_unit_test(thanks_below_a_long_quote_are_found),
		cmocka_unit_test(a_title_says_which_patch_where_nothing_is_named),
		cmocka_unit_test(thanks_that_answer_nothing_are_none),
		cmocka_unit_test(a_commit_by_now_is_one_that_was_applied),
	};

	return cmocka_run_group_tests_name("notice thanks", tests, NULL, NULL);
}
