/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/notice/test_notice.c - what mails say became of a patch */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "notice/notice.h"

#define H1 "0123456789012345678901234567890123456789"
#define TIP "From: \"tip-bot2 for Jane\" <tip-bot2@linutronix.de>\n"
#define PW                                                                               \
	"From: patchwork-bot+net@kernel.org\nIn-Reply-To: <p@x>\nSubject: Re: [PATCH] "  \
	"x\n\n"
#define TY "Message-ID: <1.b4-ty@example.org>\nIn-Reply-To: <p@x>\n"
#define LKP "From: kernel test robot <lkp@intel.com>\nSubject: Re: [PATCH] x\n"
#define RE "From: J <j@example.org>\nIn-Reply-To: <p@x>\nSubject: Re: [PATCH] x\n\n"

static const char *const sources[] = { "tip", "patchwork", "ty", "stable", "pr",
	"maintainer", "test" };

/* "source tree/branch by committer partly: n/m title <id> commit; ..." or "none". */
static char *
read_notice(const char *mail)
{
	unsigned defects = 0;
	g_autoptr(td_message) message = td_message_parse(td_span_of(mail), 0);
	g_autoptr(td_subject) subject = td_subject_parse(td_span_of(message->subject));
	g_autoptr(td_body) body = td_body_read(message, &defects);
	g_autofree char *text = td_body_to_utf8(body);
	g_autoptr(td_notice) notice = td_notice_find(message, subject, td_span_of(text));
	GString *out;

	if (!notice)
		return g_strdup("none");
	out = g_string_new(NULL);
	g_string_printf(out, "%s [%s|%s]%s%s%s:", sources[notice->source], notice->tree,
	    notice->branch, notice->committer[0] != '\0' ? " by " : "", notice->committer,
	    notice->partly  ? " partly"
	    : notice->whole ? " whole"
			    : "");
	for (unsigned i = 0; i < notice->items->len; i++) {
		const td_notice_item *item = g_ptr_array_index(notice->items, i);

		g_string_append_printf(out, "%s %u/%u \"%s\" <%s> %.8s", i ? ";" : "",
		    item->number, item->total, item->title, item->message_id,
		    item->commit);
	}
	return g_string_free(out, FALSE);
}

static const struct {
	const char *name, *mail, *expected;
} machines[] = {
	{ "tip-bot2",
	    TIP
	    "In-Reply-To: <p@x>\nSubject: [tip: ras/core] x86/mce: Fix it\n\n"
	    "The following commit has been merged into the ras/core branch of tip:\n\n"
	    "Commit-ID:     " H1 "\nGitweb: https://git.kernel.org/tip/" H1
	    "\nCommitter:     Tip Keeper <tip@x>\n\nx86/mce: Fix it\n",
	    "tip [tip|ras/core] by Tip Keeper <tip@x>: 0/0 \"x86/mce: Fix it\" <p@x> "
	    "01234567" },
	{ "tip-bot2 with a link only",
	    TIP "Subject: [tip: ras/core] x86/mce: Fix it\n\nCommit-ID: " H1
		"\n\nx86/mce: Fix it\n\nLink: https://lore.kernel.org/r/a@b/\n",
	    "tip [tip|ras/core]: 0/0 \"x86/mce: Fix it\" <a@b> 01234567" },
	{ "patchwork-bot on a series",
	    PW
	    "Hello:\n\nThis series was applied to net/net-next.git (main)\nby J:\n\n"
	    "Here is the summary with links:\n"
	    "  - [net-next,v2,1/2] one\n    https://git.kernel.org/x/c/abcdef012345\n"
	    "  - [net-next,v2,2/2] two\n    (no matching commit)\n\nYou are awesome!\n",
	    "patchwork [net/net-next.git|main] partly: 1/2 \"one\" <p@x> abcdef01; "
	    "2/2 \"two\" <p@x> " },
	{ "patchwork-bot on a patch",
	    PW "Hello:\n\nThis patch was applied to bpf/bpf.git (master)\nby J:\n\n"
	       "Here is the summary with links:\n  - one\n"
	       "    https://git.kernel.org/x/c/abcdef012345\n",
	    "patchwork [bpf/bpf.git|master]: 0/0 \"one\" <p@x> abcdef01" },
	{ "b4 ty",
	    TY "Subject: Re: (subset) [PATCH 0/2] x\n\nOn Mon, J wrote:\n> x\n\n"
	       "Applied to hid/hid.git (for-6.19/fixes), thanks!\n\n"
	       "[1/2] one\n      commit: " H1 "\n[2/2] two\n      (no commit info)\n\n"
	       "Best regards,\n-- \nJ\n",
	    "ty [hid/hid.git|for-6.19/fixes] partly: 1/2 \"one\" <p@x> 01234567; "
	    "2/2 \"two\" <p@x> " },
	{ "b4 ty of who has not pushed it yet",
	    TY "Subject: Re: [PATCH] x\n\nIt has been applied to my local\n"
	       "review-x-fixes branch.\n\n[1/1] one\n      commit: " H1 "\n",
	    "ty [review-x-fixes|]: 1/1 \"one\" <p@x> 01234567" },
	{ "b4 ty in own words",
	    TY "Subject: Re: [PATCH] x\n\nMine now.\n\n[1/1] one\n      "
	       "https://git.kernel.org/x/c/abcdef0\n",
	    "ty [|]: 1/1 \"one\" <p@x> abcdef0" },
	{ "stable",
	    "Subject: Patch \"a: b\" has been added to the 6.1-stable tree\n\n"
	    "This is a note\n\ncommit " H1 " upstream.\n",
	    "stable [stable|6.1-stable]: 0/0 \"a: b\" <> 01234567" },
	{ "a failed stable patch is no notice",
	    "Subject: FAILED: patch \"[PATCH] a\" failed to apply to 6.1-stable "
	    "tree\n\nx\n",
	    "none" },
	{ "a driver tree",
	    "Subject: patch \"a: b\" added to usb-testing\n\nThis is a note\n",
	    "maintainer [|usb-testing]: 0/0 \"a: b\" <> " },
	{ "what is told of other patches",
	    "Subject: Re: [GIT PULL] a\nIn-Reply-To: <p@x>\n\n> x\n\nThe patches applied "
	    "to "
	    "those topic branches are marked \"Accepted\"\nin patchwork.\n",
	    "none" },
	{ "what a script quotes",
	    "Subject: Applied \"a: b\" to the spi tree\nIn-Reply-To: <p@x>\n\nThe "
	    "patch\n\n"
	    "   a: b\n\nhas been applied to the spi tree at\n",
	    "maintainer [spi|]: 0/0 \"a: b\" <p@x> " },
	{ "mm, merged",
	    "Subject: [merged mm-stable] a-b.patch removed from -mm tree\n\n\n"
	    "The patch titled\n     Subject: a: b\nhas been removed from the -mm "
	    "tree.\n\n"
	    "This patch was dropped because it was merged into the mm-stable branch\n",
	    "maintainer [mm|mm-stable]: 0/0 \"a: b\" <> " },
	{ "mm, dropped for another",
	    "Subject: [to-be-updated] a-b.patch removed from -mm tree\n\n\n"
	    "The patch titled\n     Subject: a: b\nhas been removed from the -mm "
	    "tree.\n\n"
	    "This patch was dropped because an updated version will be issued\n",
	    "none" },
	{ "pr-tracker",
	    "From: pr-tracker-bot@kernel.org\nX-PR-Tracked-Message-Id: <q@x>\n"
	    "X-PR-Merge-Tree: torvalds/linux.git\nX-PR-Merge-Refname: refs/heads/master\n"
	    "X-PR-Merge-Commit-Id: " H1 "\n\nhas been merged\n",
	    "pr [torvalds/linux.git|master]: 0/0 \"\" <q@x> 01234567" },
	{ "a robot's errors",
	    LKP "In-Reply-To: <p@x>\n\nHi J,\n\nkernel test robot noticed the following "
		"build errors:\n",
	    "test [|]: 0/0 \"\" <p@x> " },
	{ "a robot's errors on no mail", LKP "\n[auto build test ERROR on x]\n", "none" },
	{ "a robot's praise",
	    LKP
	    "In-Reply-To: <p@x>\n\nkernel test robot noticed a 5.1% improvement of x\n",
	    "none" },
};

static void
each_machine_is_understood(void **state)
{
	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(machines); i++) {
		g_autofree char *got = read_notice(machines[i].mail);

		if (strcmp(got, machines[i].expected) != 0)
			fail_msg("%s: expected \"%s\", got \"%s\"", machines[i].name,
			    machines[i].expected, got);
	}
}

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
what_is_counted_is_not_all_of_more(void **state)
{
	static const struct {
		const char *tag, *text, *expected;
	} of[] = {
		{ "0/5", "Applied these three patches as they are harmless.\n",
		    "partly" },
		{ "0/3", "Applied these three patches as they are harmless.\n", "whole" },
		{ "0/5", "Both applied.\n", "partly" },
		{ "2/2", "Both applied.\n", "whole" },
		{ "0/5", "All applied.\n", "whole" },
		{ "1/2", "2 patches applied, thanks.\n", "whole" },
		{ "1/4", "2 patches applied, thanks.\n", "partly" },
		{ "0/5", "Fixed both and pushed the patchset.\n", "whole" },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(of); i++) {
		g_autofree char *mail =
		    g_strdup_printf("From: J <j@example.org>\nIn-Reply-To: <p@x>\n"
				    "Subject: Re: [PATCH %s] x\n\n%s",
			of[i].tag, of[i].text);
		g_autofree char *got = read_notice(mail);
		g_autofree char *expected =
		    g_strdup_printf("maintainer [|] %s: 0/0 \"\" <p@x> ", of[i].expected);

		assert_string_equal(got, expected);
	}
}

static void
commits_say_which_of_more_were_applied(void **state)
{
	g_autofree char *got =
	    read_notice("From: J <j@example.org>\nIn-Reply-To: <p@x>\n"
			"Subject: Re: [PATCH 1/4] x\n\n> x\n\n"
			"2 patches applied to my-next, thanks.\n\n"
			"0123456789ab one\nfedcba987654 two more\n\n-- \nJ\n");

	(void)state;
	assert_string_equal(got, "maintainer [my-next|] partly: 0/0 \"one\" <p@x> "
				 "01234567; 0/0 \"two more\" <p@x> fedcba98");
}

/* Where it is known how many there are, what is left out says which the others are. */
static void
all_but_some_are_the_others(void **state)
{
	static const struct {
		unsigned total;
		const char *text, *expected;
	} of[] = {
		{ 5, "Applied all patches except 3.\n", "1 2 4 5" },
		{ 5, "Applied all patches except 3 hunks that failed.\n", "0" },
		{ 5, "Applied all but patch 5/5, thanks.\n", "1 2 3 4" },
		{ 4,
		    "I have applied the series apart from patches 2 and 3: they are "
		    "old.\n",
		    "1 4" },
		{ 4, "I've applied this set, minus #1 which was applied elsewhere.\n",
		    "2 3 4" },
		{ 3, "Series applied after dropping patch 1 and rebasing.\n", "2 3" },
		{ 4, "Applied the series without the last patch.\n", "1 2 3" },
		{ 4, "Applied the series except the last two patches.\n", "1 2" },
		{ 3, "Applied, except for the second patch.\n", "1 3" },
		{ 6, "Applied patches 1-5 except 3 for now.\n", "1 2 4 5" },
		{ 3, "All merged into i2c/fixes except for patch 2 which is in next.\n",
		    "1 3" },
		{ 4, "All but patch 3 applied, thanks.\n", "1 2 4" },
		{ 4, "All patches except the last one applied.\n", "1 2 3" },
		{ 2, "Applied all patches except 3.\n", "0" },
		{ 3, "Applied the series except the docs.\n", "0" },
		{ 0, "Applied all patches except 3.\n", "0" },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(of); i++) {
		g_autofree char *mail =
		    g_strdup_printf("From: J <j@example.org>\nIn-Reply-To: <p@x>\n"
				    "Subject: Re: [PATCH 0/%u] x\n\n%s",
			of[i].total, of[i].text);
		g_autofree char *got = read_notice(mail);
		g_auto(GStrv) numbers = g_strsplit(of[i].expected, " ", -1);
		g_autoptr(GString) expected = g_string_new(" partly:");

		for (char **n = numbers; *n; n++)
			g_string_append_printf(
			    expected, "%s %s/0 \"\" <p@x> ", n == numbers ? "" : ";", *n);
		if (!g_str_has_suffix(got, expected->str))
			fail_msg("%s: expected \"%s\", got \"%s\"", of[i].text,
			    expected->str, got);
	}
}

/* GNU's and LTP's way: what may be committed anyhow is posted for the record. */
static void
a_patch_may_say_itself_that_it_was_committed(void **state)
{
	g_autofree char *said =
	    read_notice("From: J <j@example.org>\nMessage-ID: <own@x>\n"
			"Subject: [COMMITTED][PATCH] fix a typo\n\ntext\n");
	g_autofree char *answered =
	    read_notice("From: J <j@example.org>\nMessage-ID: <own@x>\n"
			"Subject: Re: [COMMITTED][PATCH] fix a typo\n\ntext\n");

	(void)state;
	assert_non_null(strstr(said, "<own@x>"));
	assert_string_equal(answered, "none");
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
a_subject_may_say_that_it_was_merged(void **state)
{
	static const struct {
		const char *subject, *answers;
		bool notice;
	} cases[] = {
		{ "[Things] Merged: a: b", "In-Reply-To: <p@x>\n", true },
		{ "Applied: a: b", "In-Reply-To: <p@x>\n", true },
		{ "Merged: a: b", "", false },
		{ "Merged functions are easier", "In-Reply-To: <p@x>\n", false },
	};

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *mail = g_strdup_printf(
		    "From: J <j@example.org>\nMessage-ID: <own@x>\n%sSubject: %s\n\n"
		    "Merged into project/things.git, branch master at\n"
		    "http://git.example.org/.\n\nThank you!\n",
		    cases[i].answers, cases[i].subject);
		g_autofree char *got = read_notice(mail);

		assert_int_equal(strstr(got, "<p@x>") != NULL, cases[i].notice);
	}
}

static void
thanks_that_answer_nothing_are_none(void **state)
{
	g_autofree char *got =
	    read_notice("From: J <j@example.org>\nSubject: x\n\nApplied, thanks.\n");

	(void)state;
	assert_string_equal(got, "none");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_machine_is_understood),
		cmocka_unit_test(a_person_thanks_only_where_it_was_done),
		cmocka_unit_test(what_is_counted_is_not_all_of_more),
		cmocka_unit_test(all_but_some_are_the_others),
		cmocka_unit_test(commits_say_which_of_more_were_applied),
		cmocka_unit_test(a_patch_may_say_itself_that_it_was_committed),
		cmocka_unit_test(thanks_below_a_long_quote_are_found),
		cmocka_unit_test(a_subject_may_say_that_it_was_merged),
		cmocka_unit_test(thanks_that_answer_nothing_are_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
