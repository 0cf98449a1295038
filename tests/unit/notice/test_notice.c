/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/notice/test_notice.c - what machines and subjects say became of a patch */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "reading.h"

#define H1 "0123456789012345678901234567890123456789"
#define TIP "From: \"tip-bot2 for Jane\" <tip-bot2@linutronix.de>\n"
#define PW                                                                               \
	"From: patchwork-bot+net@kernel.org\nIn-Reply-To: <p@x>\nSubject: Re: [PATCH] "  \
	"x\n\n"
#define TY "Message-ID: <1.b4-ty@example.org>\nIn-Reply-To: <p@x>\n"
#define LKP "From: kernel test robot <lkp@intel.com>\nSubject: Re: [PATCH] x\n"
#define RE "From: J <j@example.org>\nIn-Reply-To: <p@x>\nSubject: Re: [PATCH] x\n\n"

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
	{ "what a request to pull lists",
	    "From: J <j@example.org>\nSubject: [GIT PULL] x\n\nAnn (1):\n      no\n\n"
	    "are available in the Git repository at:\n\n  https://x.git tags/x\n\n"
	    "for you to fetch changes up to " H1 ":\n\n  two (2024-01-01)\n\n--\n"
	    "Ann B. (Able) (2):\n      one: first\n      two\n\n"
	    "J (2):\n      Merge tag 'y' of x\n      three\n\nOther (2):\n\n a.c | 2 +\n",
	    "pull [|]: 0/0 \"one: first\" <> ; 0/0 \"two\" <> ; 0/0 \"three\" <> " },
	{ "what a request by hand lists",
	    "From: J <j@example.org>\nSubject: [git pull] x\n\nHi C,\n\nAnn (1):\n"
	    "      no\n\nPlease pull from:\n\n  git://x.git for-linus\n\nto get more.\n\n"
	    "Ann (1):\n      one\n\nDiffstat:\n a.c | 2 +\n",
	    "pull [|]: 0/0 \"one\" <> " },
	{ "who was asked to pull",
	    "From: J <j@example.org>\nSubject: [git pull] x\n\n> Please pull from:\n\n"
	    "Ann (1):\n      one\n",
	    "none" },
	{ "what a tree is announced with",
	    "From: J <j@example.org>\nSubject: [ANNOUNCE] x: for-next updated to "
	    "01234567\n\n"
	    "2 new commits:\n\nAnn (2):\n      [0123456789ab] x: first\n      x: two\n",
	    "announce [|]: 0/0 \"x: first\" <> 01234567; 0/0 \"x: two\" <> " },
	{ "an announcement that somebody answers",
	    "From: J <j@example.org>\nIn-Reply-To: <p@x>\nSubject: Re: [ANNOUNCE] x\n\n"
	    "Ann (1):\n      one\n",
	    "none" },
	{ "a request without a list",
	    "From: J <j@example.org>\nSubject: [GIT PULL] x\n\n"
	    "are available in the Git repository at:\n\n  https://x.git tags/x\n",
	    "none" },
	{ "a list without a request",
	    "From: J <j@example.org>\nSubject: [GIT PULL] x\n\nAnn (1):\n      one\n",
	    "none" },
	{ "a request below another subject",
	    "From: J <j@example.org>\nSubject: what is next\n\n"
	    "are available in the Git repository at:\n\nAnn (1):\n      one\n",
	    "none" },
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_machine_is_understood),
		cmocka_unit_test(a_patch_may_say_itself_that_it_was_committed),
		cmocka_unit_test(a_subject_may_say_that_it_was_merged),
	};

	return cmocka_run_group_tests_name("notice", tests, NULL, NULL);
}
