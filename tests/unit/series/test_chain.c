/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/series/test_chain.c - which posting follows which: a sentence a rule */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "posting.h"
#include "series/chain.h"

typedef struct chain_case {
	const char *says;
	posting older, newer;
	bool follows;
	td_chain_rule rule;
	bool alias, partly;
} chain_case;

static const chain_case cases[] = {
	{ "one title and author, the next number",
	    { 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd" },
	    { 2, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "wxyz" },
	    true, TD_CHAIN_TITLE, false, false },
	{ "one title from another address of the same name",
	    { 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd" },
	    { 2, .author = ANN_AT_WORK, .titles = "net: fix a leak in probe",
		.diffs = "abcx" },
	    true, TD_CHAIN_TITLE, false, false },
	{ "somebody else takes a patch up: the diffs are alike",
	    { 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd" },
	    { 2, .author = BOB, .titles = "net: fix a leak in probe", .diffs = "abcde" },
	    true, TD_CHAIN_MEMBERS, false, false },
	{ "one change-id, nothing else in common but the author",
	    { 1, .author = ANN, .titles = "old name", .diffs = "abcd",
		.change_id = "x-1" },
	    { 2, .author = ANN, .titles = "new words", .diffs = "wxyz",
		.change_id = "x-1" },
	    true, TD_CHAIN_CHANGE_ID, false, false },
	{ "a link to the older version",
	    { 1, .author = ANN, .titles = "old name", .diffs = "abcd" },
	    { 2, .author = ANN, .titles = "new words", .diffs = "wxyz",
		.link = "1.0@example.org" },
	    true, TD_CHAIN_LINK, false, false },
	{ "a bare link of a v2 to the v1 that it was",
	    { 1, .author = ANN, .titles = "edac: add new bank types of amd",
		.diffs = "abcd" },
	    { 2, .author = ANN, .titles = "new bank types|sort|rename|bank types",
		.diffs = "klmn|opqr|wxyz", .bare = "1.0@example.org" },
	    true, TD_CHAIN_LINK, false, false },
	{ "a bare link to what is of other words says little",
	    { 1, .author = ANN, .titles = "edac: add new bank types of amd",
		.diffs = "abcd" },
	    { 2, .author = ANN, .titles = "mce: lock and count|sort|rename|count",
		.diffs = "klmn|opqr|wxyz", .bare = "1.0@example.org" },
	    true, TD_CHAIN_ONLY, false, false },
	{ "a bare link that is all but alone: other words and files, years later",
	    { 1, .author = ANN, .titles = "old name", .diffs = "abcdef", .path = "a.c" },
	    { 2, .author = ANN, .titles = "new words", .diffs = "abcdxy", .path = "b.c",
		.bare = "1.0@example.org", .days = 900 },
	    true, TD_CHAIN_LINK, false, false },
	{ "an answer to the older one, with the next number, for the same file",
	    { 1, .author = ANN, .titles = "old name", .diffs = "abcd", .path = "a.c" },
	    { 2, .author = ANN, .titles = "new words", .diffs = "wxyz", .path = "a.c",
		.answers = "1.0@example.org" },
	    true, TD_CHAIN_REPLY, false, false },
	{ "another name, but half of the diff and the file are the same",
	    { 1, .author = ANN, .titles = "old name", .diffs = "abcdef", .path = "a.c" },
	    { 2, .author = ANN, .titles = "new words", .diffs = "abcdxy", .path = "a.c" },
	    true, TD_CHAIN_LIKENESS, false, false },
	{ "an RFC comes before the first version",
	    { 3, .rfc = true, .author = ANN, .titles = "add a knob to x",
		.diffs = "abcd" },
	    { 1, .author = ANN, .titles = "add a knob to x", .diffs = "abcd" }, true,
	    TD_CHAIN_TITLE, false, false },
	{ "a version was never sent here",
	    { 2, .author = ANN, .titles = "add a knob to x", .diffs = "abcd" },
	    { 5, .author = ANN, .titles = "add a knob to x", .diffs = "abcd" }, true,
	    TD_CHAIN_TITLE, false, false },
	{ "the same again is an alias",
	    { 2, .author = ANN, .titles = "add a knob to x", .diffs = "abcd" },
	    { 2, .resend = true, .author = ANN, .titles = "add a knob to x",
		.diffs = "abcd" },
	    true, TD_CHAIN_TITLE, true, false },
	{ "sent again without a number and changed",
	    { 1, .author = ANN, .titles = "add a knob to x", .diffs = "abcdef" },
	    { 1, .author = ANN, .titles = "add a knob to x", .diffs = "abcdxy" }, true,
	    TD_CHAIN_TITLE, false, false },
	{ "a series was renamed and keeps most of its patches",
	    { 1, .author = ANN, .titles = "old cover|one thing|two things|three things",
		.diffs = "abcd|efgh|ijkl" },
	    { 2, .author = ANN,
		.titles = "new words above|one thing|two things|four things",
		.diffs = "abcd|efgx|mnop" },
	    true, TD_CHAIN_MEMBERS, false, false },
	{ "one patch of three is sent by itself, as the next version of it",
	    { 1, .author = ANN, .titles = "cover|one thing|two things|three things",
		.diffs = "abcd|efgh|ijkl", .path = "a.c" },
	    { 2, .author = ANN, .titles = "two things", .diffs = "efgx", .path = "a.c",
		.total = 3, .first = 2, .answers = "1.2@example.org" },
	    true, TD_CHAIN_TITLE, false, false },
	{ "one patch of five goes its own way",
	    { 1, .author = ANN,
		.titles = "cover|one thing|two things|three things|four|five",
		.diffs = "abcd|efgh|ijkl|mnop|qrst", .path = "a.c" },
	    { 1, .author = ANN, .titles = "two things", .diffs = "efgh", .path = "a.c" },
	    true, TD_CHAIN_TITLE, false, true },
	{ "the same words every week are no versions",
	    { 1, .author = ANN, .titles = "Netfilter fixes for net|one|two",
		.diffs = "abcd|efgh", .path = "a.c" },
	    { 1, .author = ANN, .titles = "Netfilter fixes for net|three|four",
		.diffs = "ijkl|mnop", .path = "b.c", .days = 7 },
	    false, TD_CHAIN_NONE, false, false },
	{ "a title of two words that another patch had",
	    { 1, .author = ANN, .titles = "tfix", .diffs = "abcd", .path = "a.c" },
	    { 1, .author = ANN, .titles = "tfix", .diffs = "wxyz", .path = "b.c" }, false,
	    TD_CHAIN_NONE, false, false },
	{ "a backport is no version of the work",
	    { 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd" },
	    { 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd",
		.tags = "PATCH 5.10.y" },
	    false, TD_CHAIN_NONE, false, false },
	{ "what a project carries in a tree of its own is no version of it",
	    { 2, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd" },
	    { 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd",
		.tags = "PATCH linux dev-6.6" },
	    false, TD_CHAIN_NONE, false, false },
	{ "but v3 for it is, where v2 was for all some days before",
	    { 2, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd" },
	    { 3, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcx",
		.tags = "PATCH linux dev-6.6", .days = 8 },
	    true, TD_CHAIN_TITLE, false, false },
	{ "and not where somebody else carries it on",
	    { 2, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd" },
	    { 3, .author = BOB, .titles = "net: fix a leak in probe", .diffs = "abcd",
		.tags = "PATCH 6.6.y", .days = 8 },
	    false, TD_CHAIN_NONE, false, false },
	{ "it has versions of its own, on whatever kernel",
	    { 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd",
		.tags = "PATCH linux dev-6.5" },
	    { 2, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd",
		.tags = "linux dev-6.6 v2" },
	    true, TD_CHAIN_TITLE, false, false },
	{ "a sister project gets the same change",
	    { 1, .author = ANN, .titles = "build: use a better archive", .diffs = "abcd",
		.tags = "PATCH libone" },
	    { 1, .author = ANN, .titles = "build: use a better archive", .diffs = "abcd",
		.tags = "PATCH libother" },
	    false, TD_CHAIN_NONE, false, false },
	{ "so does one that is called by its command's short name",
	    { 1, .author = ANN, .titles = "build: use a better archive", .diffs = "abcd",
		.tags = "nft PATCH" },
	    { 1, .author = ANN, .titles = "build: use a better archive", .diffs = "abcd",
		.tags = "libother PATCH" },
	    false, TD_CHAIN_NONE, false, false },
	{ "and has another name",
	    { 1, .author = ANN, .titles = "build: use a better archive", .diffs = "abcd",
		.tags = "PATCH nft" },
	    { 2, .author = ANN, .titles = "build: use a better archive", .diffs = "abcx",
		.tags = "PATCH nftables" },
	    true, TD_CHAIN_TITLE, false, false },
	{ "another tree gets the same patch",
	    { 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd",
		.tags = "PATCH net" },
	    { 2, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd",
		.tags = "PATCH net-next" },
	    true, TD_CHAIN_TITLE, false, false },
	{ "which of somebody's trees it is for is settled in review",
	    { 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd",
		.tags = "net-queue PATCH" },
	    { 2, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcx",
		.tags = "next-queue v2" },
	    true, TD_CHAIN_TITLE, false, false },
	{ "one fault that two found, of whom neither knew",
	    { 1, .author = ANN, .titles = "net: compare no pointer with zero",
		.diffs = "abcd", .path = "a.c", .says = REASON },
	    { 1, .author = BOB, .titles = "net: compare no pointer with zero",
		.diffs = "abcd", .path = "a.c", .days = 300,
		.says = "Sparse warns of this line, as it compares what it should not." },
	    false, TD_CHAIN_NONE, false, false },
	{ "the same words by somebody else are the same work",
	    { 1, .author = ANN, .titles = "net: compare no pointer with zero",
		.diffs = "abcd", .path = "a.c", .says = REASON },
	    { 1, .author = BOB, .titles = "net: compare no pointer with zero",
		.diffs = "abcd", .path = "a.c", .days = 30, .says = REASON },
	    true, TD_CHAIN_MEMBERS, true, false },
	{ "a maintainer's round has somebody's patch in it: that is told",
	    { 1, .author = ANN, .titles = "net: compare no pointer with zero",
		.diffs = "abcd", .path = "a.c" },
	    { 1, .author = BOB,
		.titles = "fixes for net|net: compare no pointer with zero|two|three",
		.diffs = "abcd|efgh|ijkl", .path = "a.c" },
	    true, TD_CHAIN_MEMBERS, false, true },
	{ "who gives no name is called by the address",
	    { 1, .author = " <ann.able@example.com>", .titles = "old name",
		.diffs = "abcdef", .path = "a.c" },
	    { 2, .author = ANN, .titles = "new words", .diffs = "abcdxy", .path = "a.c" },
	    true, TD_CHAIN_LIKENESS, false, false },
	{ "a v2 in other words names the v1 of some months ago",
	    { 1, .author = ANN, .titles = "accept that there is none", .diffs = "abcd",
		.path = "a.c", .says = REASON " Accept it as an error." },
	    { 2, .author = ANN, .titles = "use what is always there", .diffs = "wxyz",
		.path = "a.c", .says = REASON " Use the other clock, which needs none.",
		.bare = "1.0@example.org", .days = 200 },
	    true, TD_CHAIN_ONLY, false, false },
	{ "or what it grew out of, which is another work",
	    { 1, .author = ANN, .titles = "accept that there is none", .diffs = "abcd",
		.path = "b.c" },
	    { 2, .author = ANN, .titles = "use what is always there", .diffs = "wxyz",
		.path = "a.c", .bare = "1.0@example.org", .days = 200 },
	    false, TD_CHAIN_NONE, false, false },
	{ "what a maintainer asks to pull is no version of the work",
	    { 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd" },
	    { 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd",
		.pulled = true },
	    false, TD_CHAIN_NONE, false, false },
	{ "who asks to pull the next version had sent this one for review",
	    { 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd" },
	    { 2, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd",
		.pulled = true },
	    true, TD_CHAIN_TITLE, false, false },
	{ "it is not so of a round that has it under a name of its own",
	    { 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd" },
	    { 2, .author = ANN,
		.titles = "Fixes for net|net: fix a leak in probe|two|three",
		.diffs = "abcd|efgh|ijkl", .pulled = true },
	    false, TD_CHAIN_NONE, false, false },
	{ "who has another name by now is known by the address",
	    { 1, .author = ANN, .titles = "old name", .diffs = "abcdef", .path = "a.c" },
	    { 2, .author = "Annie Ford <ann@example.org>", .titles = "new words",
		.diffs = "abcdxy", .path = "a.c" },
	    true, TD_CHAIN_LIKENESS, false, false },
	{ "a lower number does not follow a higher one",
	    { 3, .author = ANN, .titles = "old name", .diffs = "abcdef", .path = "a.c" },
	    { 1, .author = ANN, .titles = "new words", .diffs = "abcdxy", .path = "a.c" },
	    false, TD_CHAIN_NONE, false, false },
	{ "an answer that says PATCH and has none",
	    { 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd" },
	    { 1, .author = ANN, .titles = "net: fix a leak in probe",
		.answers = "1.0@example.org" },
	    false, TD_CHAIN_NONE, false, false },
	{ "another name and another change, but half of what it says is the same",
	    { 1, .author = ANN, .titles = "accept that there is none", .diffs = "abcd",
		.path = "a.c", .says = REASON " Accept it as an error." },
	    { 2, .author = ANN, .titles = "use what is always there", .diffs = "wxyz",
		.path = "a.c", .says = REASON " Use the other clock, which needs none." },
	    true, TD_CHAIN_ONLY, false, false },
	{ "the same text, but nothing says that it is a later version",
	    { 1, .author = ANN, .titles = "accept that there is none", .diffs = "abcd",
		.path = "a.c", .says = REASON },
	    { 1, .author = ANN, .titles = "use what is always there", .diffs = "wxyz",
		.path = "a.c", .says = REASON },
	    false, TD_CHAIN_NONE, false, false },
	{ "some patches of a set, changed and sent again below it",
	    { 1, .author = ANN, .titles = "cover|one thing|two things|three things",
		.diffs = "abcd|efgh|ijkl", .path = "a.c" },
	    { 2, .author = ANN, .titles = "a better name", .diffs = "wxyz", .path = "b.c",
		.total = 3, .first = 2, .answers = "1.2@example.org" },
	    true, TD_CHAIN_REPLY, false, false },
	{ "an answer with a diff that is not git's is a patch",
	    { 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd",
		.plain = true },
	    { 2, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcx",
		.plain = true, .answers = "1.0@example.org" },
	    true, TD_CHAIN_TITLE, false, false },
	{ "the next number below the one before, with other patches under other names",
	    { 1, .author = ANN, .titles = "one thing|two things", .diffs = "abcd|efgh",
		.path = "a.c" },
	    { 2, .author = ANN, .titles = "three|four", .diffs = "ijkl|mnop",
		.path = "a.c", .answers = "1.1@example.org", .days = 200 },
	    true, TD_CHAIN_ONLY, false, false },
	{ "the number after the next one, below it, with nothing in common",
	    { 1, .author = ANN, .titles = "one thing|two things", .diffs = "abcd|efgh",
		.path = "a.c" },
	    { 3, .author = ANN, .titles = "three|four", .diffs = "ijkl|mnop",
		.path = "a.c", .answers = "1.1@example.org", .days = 200 },
	    false, TD_CHAIN_NONE, false, false },
	{ "a set grew to more than twice its size",
	    { 1, .author = ANN, .titles = "cover|one|two|three",
		.diffs = "abcd|efgh|ijkl", .path = "a.c" },
	    { 2, .author = ANN,
		.titles = "another cover|one|two|three|four|five|six|seven",
		.diffs = "abcd|efgh|ijkl|mnop|qrst|uvwx|yz01", .path = "a.c" },
	    true, TD_CHAIN_MEMBERS, false, false },
	{ "of two sets for many trees some came here, under other titles",
	    { 2, .author = ANN,
		.titles = "drm: misuse none|x: misuse none|y: misuse none",
		.diffs = "abcdefgh|klmnopqr", .path = "a.c", .total = 21, .first = 12 },
	    { 3, .author = ANN,
		.titles = "drm: have helpers|x: call them|y: call some|z: call all",
		.diffs = "abcdestu|klmnowxy|0123", .path = "a.c", .total = 25,
		.first = 13 },
	    true, TD_CHAIN_LIKENESS, false, false },
	{ "one title for one file twice in a week",
	    { 1, .author = ANN, .titles = "net: fix the leak when probe fails",
		.diffs = "abcd", .path = "a.c" },
	    { 1, .author = ANN, .titles = "net: fix the leak when probe fails",
		.diffs = "wxyz", .path = "a.c", .days = 3 },
	    true, TD_CHAIN_TITLE, false, false },
	{ "or within a month",
	    { 1, .author = ANN, .titles = "net: fix the leak when probe fails",
		.diffs = "abcd", .path = "a.c" },
	    { 1, .author = ANN, .titles = "net: fix the leak when probe fails",
		.diffs = "wxyz", .path = "a.c", .days = 14 },
	    true, TD_CHAIN_TITLE, false, false },
	{ "two months later it is another fault",
	    { 1, .author = ANN, .titles = "net: fix the leak when probe fails",
		.diffs = "abcd", .path = "a.c" },
	    { 1, .author = ANN, .titles = "net: fix the leak when probe fails",
		.diffs = "wxyz", .path = "a.c", .days = 60 },
	    false, TD_CHAIN_NONE, false, false },
	{ "one title that is a patch's of another set",
	    { 1, .author = ANN, .titles = "raise the number of the interface",
		.diffs = "abcd", .path = "a.c" },
	    { 1, .author = ANN,
		.titles = "read what is secure|raise the number of the interface",
		.diffs = "wxyz", .path = "a.c", .days = 14 },
	    false, TD_CHAIN_NONE, false, false },
	{ "or for another project",
	    { 1, .author = ANN, .titles = "net: fix the leak when probe fails",
		.diffs = "abcd", .path = "a.c", .tags = "one PATCH" },
	    { 1, .author = ANN, .titles = "net: fix the leak when probe fails",
		.diffs = "wxyz", .path = "a.c", .tags = "libother PATCH" },
	    false, TD_CHAIN_NONE, false, false },
	{ "the number was forgotten",
	    { 2, .author = ANN, .titles = "net: fix the leak when probe fails",
		.diffs = "abcd", .path = "a.c" },
	    { 1, .author = ANN, .titles = "net: fix the leak when probe fails",
		.diffs = "wxyz", .path = "a.c", .days = 3 },
	    true, TD_CHAIN_TITLE, false, false },
	{ "a cover letter whose patches did not come is sent again with them",
	    { 1, .author = ANN, .titles = "net: all that probe may leak", .total = 2,
		.alone = true },
	    { 1, .author = ANN, .titles = "net: all that probe may leak|one|two",
		.diffs = "abcd|efgh", .path = "a.c" },
	    true, TD_CHAIN_TITLE, false, false },
	{ "RESEND of a cover letter at once is no half of what it sends again",
	    { 1, .author = ANN, .titles = "net: all that probe may leak|one", .total = 2,
		.diffs = "abcd" },
	    { 1, .resend = true, .author = ANN, .titles = "net: all that probe may leak",
		.total = 2, .alone = true },
	    true, TD_CHAIN_TITLE, false, false },
	{ "RESEND for the next release is no backport",
	    { 1, .author = ANN, .titles = "net: fix the leak when probe fails",
		.diffs = "abcd", .path = "a.c" },
	    { 1, .resend = true, .author = ANN,
		.titles = "net: fix the leak when probe fails", .diffs = "abcd",
		.path = "a.c", .tags = "PATCH RESEND for 5.10" },
	    true, TD_CHAIN_TITLE, true, false },
	{ "what is for a stable tree is, though it is sent again",
	    { 1, .author = ANN, .titles = "net: fix the leak when probe fails",
		.diffs = "abcd", .path = "a.c" },
	    { 1, .resend = true, .author = ANN,
		.titles = "net: fix the leak when probe fails", .diffs = "abcd",
		.path = "a.c", .tags = "PATCH RESEND for 5.10.y" },
	    false, TD_CHAIN_NONE, false, false },
	{ "one test is no version of another, however like it",
	    { 2, .author = ANN, .titles = "add a test epoll_wait06 of it",
		.diffs = "abcdefgh", .path = "a.c" },
	    { 2, .author = ANN, .titles = "add a test epoll_wait07 of it",
		.diffs = "abcdefgx", .path = "a.c", .days = 9 },
	    false, TD_CHAIN_NONE, false, false },
	{ "under another word without a digit it is",
	    { 2, .author = ANN, .titles = "add a test epoll_wait06 of it",
		.diffs = "abcdefgh", .path = "a.c" },
	    { 2, .author = ANN, .titles = "have a test epoll_wait06 of it",
		.diffs = "abcdefgx", .path = "a.c", .days = 9 },
	    true, TD_CHAIN_LIKENESS, false, false },
	{ "one change for two files, posted at once",
	    { 2, .author = ANN, .titles = "rtc: check what was allocated",
		.diffs = "abcdef", .path = "rtc.c" },
	    { 2, .author = ANN, .titles = "dma: check what was allocated",
		.diffs = "abcdef", .path = "dma.c", .plain = true },
	    false, TD_CHAIN_NONE, false, false },
	{ "nor threaded by who sent both",
	    { 2, .author = ANN, .titles = "rtc: check what was allocated there",
		.diffs = "abcdef", .path = "rtc.c" },
	    { 2, .author = ANN, .titles = "dma: check what was allocated there",
		.diffs = "abcdxy", .path = "dma.c", .plain = true,
		.answers = "1.0@example.org" },
	    false, TD_CHAIN_NONE, false, false },
	{ "an answer to it on the next day that does the same elsewhere follows",
	    { 2, .author = ANN, .titles = "rtc: check what was allocated there",
		.diffs = "abcdef", .path = "rtc.c" },
	    { 2, .author = ANN, .titles = "dma: check what was allocated there",
		.diffs = "abcdxy", .path = "dma.c", .plain = true,
		.answers = "1.0@example.org", .days = 1 },
	    true, TD_CHAIN_REPLY, false, false },
	{ "so does a new title for the same file at once",
	    { 2, .author = ANN, .titles = "rtc: check what was allocated there",
		.diffs = "abcdef", .path = "rtc.c" },
	    { 2, .author = ANN, .titles = "rtc: check all that was allocated there",
		.diffs = "abcdxy", .path = "rtc.c", .plain = true,
		.answers = "1.0@example.org" },
	    true, TD_CHAIN_REPLY, false, false },
	{ "two halves of one posting",
	    { 2, .author = ANN, .titles = "net: one thing of many", .diffs = "abcd",
		.total = 2, .change_id = "x-1" },
	    { 2, .author = ANN, .titles = "net: two things of many", .diffs = "efgh",
		.total = 2, .first = 2, .change_id = "x-1" },
	    false, TD_CHAIN_NONE, false, false },
};

static void
each_rule_holds(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_chain_profile) older = posting_make(&cases[i].older, 1);
		g_autoptr(td_chain_profile) newer = posting_make(&cases[i].newer, 2);
		const td_chain_profile *candidates[] = { newer, older };
		td_chain_edge edge = td_chain_find(newer, candidates, 2);

		if ((edge.older != 0) != cases[i].follows || edge.rule != cases[i].rule ||
		    edge.alias != cases[i].alias || edge.partly != cases[i].partly)
			fail_msg("%s: older %d, by %s, weight %u%s%s", cases[i].says,
			    (int)edge.older, td_chain_rule_word(edge.rule), edge.weight,
			    edge.alias ? ", alias" : "", edge.partly ? ", partly" : "");
	}
}

static void
a_profile_is_read_as_it_was_written(void **state)
{
	g_autoptr(td_chain_profile) made = posting_make(&cases[0].older, 1);
	g_autoptr(td_chain_profile) read =
	    td_chain_profile_read(1, made->memory, made->length);

	(void)state;
	assert_non_null(read);
	assert_memory_equal(made->memory, read->memory, made->length);
	assert_int_equal(read->facts.n_patches, 1);
	assert_null(td_chain_profile_read(1, made->memory, made->length - 1));
	assert_null(td_chain_profile_read(1, made->memory, 8));
	assert_null(td_chain_profile_read(1, NULL, 0));
}

static bool
share_key(const td_chain_profile *a, td_chain_key_kind of_a, const td_chain_profile *b,
    td_chain_key_kind of_b)
{
	g_autoptr(GArray) x = td_chain_keys(a);
	g_autoptr(GArray) y = td_chain_keys(b);

	for (unsigned i = 0; i < x->len; i++)
		for (unsigned k = 0; k < y->len; k++) {
			const td_chain_key *p = &g_array_index(x, td_chain_key, i);
			const td_chain_key *q = &g_array_index(y, td_chain_key, k);

			if (p->kind == of_a && q->kind == of_b && p->hash == q->hash)
				return true;
		}
	return false;
}

/* What would be chained must be found at all. */
static void
versions_share_a_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(td_chain_profile) older = posting_make(&cases[i].older, 1);
		g_autoptr(td_chain_profile) newer = posting_make(&cases[i].newer, 2);

		if (cases[i].follows &&
		    !share_key(newer, TD_CHAIN_LOOK, older, TD_CHAIN_LOOK) &&
		    !share_key(newer, TD_CHAIN_NAME, older, TD_CHAIN_OWN) &&
		    !share_key(newer, TD_CHAIN_FOLLOWER, older, TD_CHAIN_WRITER))
			fail_msg("%s", cases[i].says);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_rule_holds),
		cmocka_unit_test(a_profile_is_read_as_it_was_written),
		cmocka_unit_test(versions_share_a_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
