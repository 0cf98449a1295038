/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/series/test_chain.c - which posting follows which: a sentence a rule */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "series/chain.h"
#include "series/taken.h"

enum { day = 86400 };

/* A posting. Of diff each letter is a line; a patch for each title (with | between). */
typedef struct posting {
	unsigned version;
	bool rfc, resend;
	const char *author; /* "Name <address>" */
	const char *titles; /* the cover's first where there are several */
	const char *diffs;  /* with | between, one a patch */
	const char *path;
	const char *says; /* the text above the diff */
	const char *change_id;
	const char *link; /* Message-ID that its text gives as an older version */
	const char *bare; /* that its text gives and does not say what it is */
	const char *answers;
	const char *tags;
	int days;
	bool pulled;
	bool plain;     /* diffs that are not git's: they have no patch-id */
	bool alone;     /* a cover letter whose patches did not come */
	unsigned total; /* where it is not the number of patches */
	unsigned first; /* number of its first patch; 0 means 1 */
} posting;

static void
make_sketch(const char *lines, td_sketch *sketch)
{
	g_autoptr(GString) diff = g_string_new("@@ -1 +1 @@\n");

	for (; *lines != '\0'; lines++)
		g_string_append_printf(diff, "+line %c of this\n", *lines);
	td_sketch_make((td_span){ diff->str, diff->len }, sketch);
}

static td_chain_profile *
make(const posting *p, int id)
{
	g_auto(GStrv) titles = g_strsplit(p->titles, "|", -1);
	g_auto(GStrv) diffs = g_strsplit(p->diffs != NULL ? p->diffs : "", "|", -1);
	g_auto(GStrv) who = g_strsplit(p->author, " <", 2);
	unsigned n = g_strv_length(titles);
	unsigned patches = p->alone ? 0 : p->diffs != NULL ? g_strv_length(diffs) : n;
	td_chain_mail mails[8] = { 0 };
	td_sketch sketches[8], prose = { .n = 0 };
	char ids[8][32];
	td_chain_mention mentions[3];
	unsigned n_mentions = 0;
	td_series series = { .version = p->version,
		.rfc = p->rfc,
		.resend = p->resend,
		.total = p->total != 0 ? p->total : MAX(patches, 1),
		.received = patches };
	td_chain_profile *profile;

	if (p->says != NULL)
		td_sketch_make_prose(td_span_of(p->says), &prose);
	if (p->link != NULL)
		mentions[n_mentions++] = (td_chain_mention){ p->link, TD_CHAIN_VERSION };
	if (p->bare != NULL)
		mentions[n_mentions++] = (td_chain_mention){ p->bare, TD_CHAIN_OTHER };
	if (p->answers != NULL)
		mentions[n_mentions++] =
		    (td_chain_mention){ p->answers, TD_CHAIN_PARENT };
	for (unsigned i = 0; i < n; i++) {
		unsigned slot = n > patches ? i : i + (p->first != 0 ? p->first : 1);

		g_snprintf(ids[i], sizeof ids[i], "%d.%u@example.org", id, i);
		mails[i] = (td_chain_mail){ .id = id * 10 + (int)i,
			.number = slot,
			.message_id = ids[i],
			.title = titles[i],
			.tags = p->tags != NULL ? p->tags : "PATCH",
			.author_name = who[0],
			.sender_name = who[0],
			.author_address = who[1],
			.sender_address = who[1],
			.change_id = p->change_id != NULL ? p->change_id : "",
			.patch_id = "",
			.prose = &prose,
			.mentions = i == 0 ? mentions : NULL,
			.n_mentions = i == 0 ? n_mentions : 0,
			.sent = INT64_C(1700000000) + (int64_t)p->days * day + id,
			.received = INT64_C(1700000000) + (int64_t)p->days * day + id,
			.pulled = p->pulled };
		if (slot > 0 && p->diffs != NULL) {
			const char *diff = diffs[n > patches ? i - 1 : i];

			make_sketch(diff, &sketches[i]);
			mails[i].sketch = &sketches[i];
			mails[i].patch_id = p->plain ? "" : diff;
			mails[i].paths = &p->path;
			mails[i].n_paths = p->path != NULL ? 1 : 0;
		}
	}
	profile = td_chain_profile_make(&series, mails, n);
	profile->series = id;
	return profile;
}

typedef struct chain_case {
	const char *says;
	posting older, newer;
	bool follows;
	td_chain_rule rule;
	bool alias, partly;
} chain_case;

#define ANN "Ann Able <ann@example.org>"
#define ANN_AT_WORK "Able, Ann <a.able@example.com>"
#define BOB "Bob Baker <bob@example.org>"

#define REASON                                                                           \
	"The clock needs a device that wakes the machine, which not every machine has."  \
	" The call then fails with an error that the test takes for a fault."

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
	    { 3, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd",
		.tags = "PATCH linux dev-6.6" },
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
	{ "another tree gets the same patch",
	    { 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd",
		.tags = "PATCH net" },
	    { 2, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd",
		.tags = "PATCH net-next" },
	    true, TD_CHAIN_TITLE, false, false },
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
	{ "one title for one file twice in a week",
	    { 1, .author = ANN, .titles = "net: fix the leak when probe fails",
		.diffs = "abcd", .path = "a.c" },
	    { 1, .author = ANN, .titles = "net: fix the leak when probe fails",
		.diffs = "wxyz", .path = "a.c", .days = 3 },
	    true, TD_CHAIN_TITLE, false, false },
	{ "a month later it is another fault",
	    { 1, .author = ANN, .titles = "net: fix the leak when probe fails",
		.diffs = "abcd", .path = "a.c" },
	    { 1, .author = ANN, .titles = "net: fix the leak when probe fails",
		.diffs = "wxyz", .path = "a.c", .days = 30 },
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
	{ "one change for two files, posted at once",
	    { 2, .author = ANN, .titles = "rtc: check what was allocated",
		.diffs = "abcdef", .path = "rtc.c" },
	    { 2, .author = ANN, .titles = "dma: check what was allocated",
		.diffs = "abcdef", .path = "dma.c", .plain = true },
	    false, TD_CHAIN_NONE, false, false },
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
		g_autoptr(td_chain_profile) older = make(&cases[i].older, 1);
		g_autoptr(td_chain_profile) newer = make(&cases[i].newer, 2);
		const td_chain_profile *candidates[] = { newer, older };
		td_chain_edge edge = td_chain_find(newer, candidates, 2);

		if ((edge.older != 0) != cases[i].follows || edge.rule != cases[i].rule ||
		    edge.alias != cases[i].alias || edge.partly != cases[i].partly)
			fail_msg("%s: older %d, by %s, weight %u%s%s", cases[i].says,
			    (int)edge.older, td_chain_rule_word(edge.rule), edge.weight,
			    edge.alias ? ", alias" : "", edge.partly ? ", partly" : "");
	}
}

/* The nearest version, whatever the order in which candidates are given. */
static void
the_nearest_of_several_is_followed(void **state)
{
	static const posting all[] = {
		{ 2, .rfc = true, .author = ANN, .titles = "add a knob to x",
		    .diffs = "abcd" },
		{ 1, .author = ANN, .titles = "add a knob to x", .diffs = "abcd",
		    .days = 1 },
		{ 2, .author = ANN, .titles = "add a knob to y", .diffs = "abcx",
		    .days = 2 },
		{ 3, .author = ANN, .titles = "add a knob to y", .diffs = "abcy",
		    .days = 3 },
	};
	td_chain_profile *profiles[4];
	const td_chain_profile *up[4], *down[4];

	(void)state;
	for (int i = 0; i < 4; i++) {
		profiles[i] = make(&all[i], i + 1);
		up[i] = profiles[i];
		down[3 - i] = profiles[i];
	}
	for (int i = 1; i < 4; i++) {
		assert_int_equal(td_chain_find(profiles[i], up, 4).older, i);
		assert_int_equal(td_chain_find(profiles[i], down, 4).older, i);
	}
	assert_int_equal(td_chain_find(profiles[0], up, 4).older, 0);
	for (int i = 0; i < 4; i++)
		td_chain_profile_free(profiles[i]);
}

/* Numbers that begin anew are followed among themselves; what is sent again is not. */
static void
numbers_may_begin_anew(void **state)
{
	static const posting all[] = {
		{ 1, .author = ANN, .titles = "add a knob to x", .diffs = "abcd" },
		{ 2, .author = ANN, .titles = "add a knob to x", .diffs = "abcx",
		    .days = 1 },
		{ 2, .resend = true, .author = ANN, .titles = "add a knob to x",
		    .diffs = "abcx", .days = 9 },
		{ 1, .author = ANN, .titles = "add a knob to x", .diffs = "abcy",
		    .days = 90 },
		{ 2, .author = ANN, .titles = "add a knob to x", .diffs = "abcz",
		    .days = 91 },
	};
	td_chain_profile *profiles[5];
	const td_chain_profile *up[5], *down[5];

	(void)state;
	for (int i = 0; i < 5; i++) {
		profiles[i] = make(&all[i], i + 1);
		up[i] = profiles[i];
		down[4 - i] = profiles[i];
	}
	assert_int_equal(td_chain_find(profiles[2], up, 5).older, 2);
	assert_int_equal(td_chain_find(profiles[2], down, 5).older, 2);
	assert_int_equal(td_chain_find(profiles[4], up, 5).older, 4);
	assert_int_equal(td_chain_find(profiles[4], down, 5).older, 4);
	for (int i = 0; i < 5; i++)
		td_chain_profile_free(profiles[i]);
}

static void
numbers_begin_anew_under_another_title(void **state)
{
	static const posting all[] = {
		{ 5, .author = ANN, .titles = "fix faults of x|print x|align x",
		    .diffs = "abcd|efgh" },
		{ 1, .author = ANN, .titles = "all that x says|print x|align x|add x",
		    .diffs = "abcd|efgi|klmn", .days = 14 },
		{ 2, .author = ANN, .titles = "all that x says|print x|align x",
		    .diffs = "abcd|efgi", .days = 17 },
	};
	td_chain_profile *profiles[3];
	const td_chain_profile *up[3], *down[3];

	(void)state;
	for (int i = 0; i < 3; i++) {
		profiles[i] = make(&all[i], i + 1);
		up[i] = profiles[i];
		down[2 - i] = profiles[i];
	}
	assert_int_equal(td_chain_find(profiles[2], up, 3).older, 2);
	assert_int_equal(td_chain_find(profiles[2], down, 3).older, 2);
	for (int i = 0; i < 3; i++)
		td_chain_profile_free(profiles[i]);
}

static void
each_follows_the_one_before(const posting *all, int n)
{
	td_chain_profile *profiles[4];
	const td_chain_profile *up[4];

	for (int i = 0; i < n; i++)
		up[i] = profiles[i] = make(&all[i], i + 1);
	for (int i = 1; i < n; i++)
		assert_int_equal(td_chain_find(profiles[i], up, (unsigned)n).older, i);
	for (int i = 0; i < n; i++)
		td_chain_profile_free(profiles[i]);
}

/* v3 has v1's title and diff again. */
static void
the_number_before_is_nearer_than_a_title(void **state)
{
	static const posting all[] = {
		{ 1, .author = ANN,
		    .titles = "dts: cover of tide|dts: add the tide gauge",
		    .diffs = "abcdefgh", .path = "tide.dts" },
		{ 2, .author = ANN,
		    .titles = "harbour works|dts: add tide, bus, gauge|bus",
		    .diffs = "abcdmnop|qrst", .path = "tide.dts", .days = 9 },
		{ 3, .author = ANN, .titles = "lone gauges|dts: add the tide gauge",
		    .diffs = "abcdefgh", .path = "tide.dts", .days = 20 },
	};

	(void)state;
	each_follows_the_one_before(all, 3);
}

/* A set that takes v3 in is sent again, and nobody gave it a number. */
static void
what_is_sent_again_may_have_lost_its_number(void **state)
{
	static const posting all[] = {
		{ 1, .author = ANN, .titles = "fs: two things of many", .diffs = "efgh",
		    .path = "a.c" },
		{ 3, .author = ANN, .titles = "fs: two things of many", .diffs = "efxy",
		    .path = "a.c", .days = 5 },
		{ 1, .resend = true, .author = ANN,
		    .titles = "fs: one thing here|fs: two things of many|fs: three more",
		    .diffs = "abcd|exyz|ijkl", .path = "a.c", .days = 9 },
	};

	(void)state;
	each_follows_the_one_before(all, 3);
}

/* Whoever sends one kind of change to many has several first versions on one day. */
static void
the_same_title_goes_before_a_later_likeness(void **state)
{
	static const posting sent[] = {
		{ 1, .author = ANN, .titles = "selftests/rtc: fix a resource leak",
		    .diffs = "abcdefgh", .path = "rtc.c", .says = REASON },
		{ 1, .author = ANN, .titles = "selftests/dma: fix a resource leak",
		    .diffs = "abcdefgx", .path = "dma.c", .says = REASON, .days = 1 },
		{ 2, .author = ANN, .titles = "selftests/rtc: fix a resource leak",
		    .diffs = "abcdefgh", .path = "rtc.c", .says = REASON, .days = 2 },
	};
	g_autoptr(td_chain_profile) rtc = make(&sent[0], 1);
	g_autoptr(td_chain_profile) dma = make(&sent[1], 2);
	g_autoptr(td_chain_profile) next = make(&sent[2], 3);
	const td_chain_profile *both[] = { rtc, dma }, *alone[] = { dma };

	(void)state;
	assert_int_equal(td_chain_find(next, alone, 1).older, 2);
	assert_int_equal(td_chain_find(next, both, 2).older, 1);
}

/* Of two that are like it in nothing but their diffs the one with nearly its title. */
static void
nearly_the_title_goes_before_a_later_likeness(void **state)
{
	static const posting sent[] = {
		{ 1, .author = ANN, .titles = "tests: port the first gauge",
		    .diffs = "abcdefgh", .path = "tests.c" },
		{ 1, .author = ANN, .titles = "tests: port another one of them",
		    .diffs = "abcdefgx", .path = "tests.c", .days = 1 },
		{ 2, .author = ANN, .titles = "tests: port all the first gauge",
		    .diffs = "abcdefgy", .path = "tests.c", .days = 2 },
	};
	g_autoptr(td_chain_profile) first = make(&sent[0], 1);
	g_autoptr(td_chain_profile) another = make(&sent[1], 2);
	g_autoptr(td_chain_profile) next = make(&sent[2], 3);
	const td_chain_profile *both[] = { first, another };

	(void)state;
	assert_int_equal(td_chain_find(next, both, 2).older, 1);
}

/* In a line of one change-id an RFC is a version like others. */
static void
one_change_id_is_one_line(void **state)
{
	static const posting all[] = {
		{ 3, .author = ANN, .titles = "add a knob to x", .diffs = "abcd",
		    .change_id = "x-1" },
		{ 4, .rfc = true, .author = ANN, .titles = "add a knob to x",
		    .diffs = "abcd", .days = 1, .change_id = "x-1" },
		{ 5, .author = ANN, .titles = "add a knob to x", .diffs = "abcd",
		    .days = 2, .change_id = "x-1" },
	};
	td_chain_profile *profiles[3];
	const td_chain_profile *up[3];

	(void)state;
	for (int i = 0; i < 3; i++)
		up[i] = profiles[i] = make(&all[i], i + 1);
	for (int i = 1; i < 3; i++)
		assert_int_equal(td_chain_find(profiles[i], up, 3).older, i);
	for (int i = 0; i < 3; i++)
		td_chain_profile_free(profiles[i]);
}

/* One text for many files is no sign of which: where there are two, neither is meant. */
static void
what_is_sent_for_many_files_follows_its_own_kind(void **state)
{
	static const posting sent[] = {
		{ 1, .author = ANN, .titles = "one: fix a spelling mistake",
		    .diffs = "abcd", .path = "one.c", .says = REASON },
		{ 1, .author = ANN, .titles = "two: fix it", .diffs = "efgh",
		    .path = "two.c", .says = "Something else altogether is said here." },
		{ 2, .author = ANN, .titles = "six: mend a spelling error",
		    .diffs = "ijkl", .path = "six.c", .says = REASON },
	};
	g_autoptr(td_chain_profile) one = make(&sent[0], 1);
	g_autoptr(td_chain_profile) two = make(&sent[1], 2);
	g_autoptr(td_chain_profile) six = make(&sent[2], 3);
	const td_chain_profile *both[] = { one, two }, *alone[] = { one };

	(void)state;
	assert_int_equal(td_chain_find(six, both, 2).older, 0);
	assert_int_equal(td_chain_find(six, alone, 1).older, 1);
}

/* A v1 that came twice is one work: neither is the other's rival. */
static void
what_was_posted_twice_is_meant_the_last_time(void **state)
{
	static const posting all[] = {
		{ 1, .author = ANN, .titles = "tide: a first gauge", .diffs = "abcdefgh",
		    .path = "tide.c" },
		{ 1, .author = ANN, .titles = "tide: a first gauge", .diffs = "abcdefgx",
		    .path = "tide.c", .days = 1 },
		{ 2, .author = ANN, .titles = "measure water levels", .diffs = "qrst",
		    .path = "tide.c", .days = 2 },
	};

	(void)state;
	each_follows_the_one_before(all, 3);
}

/* On another file, under a title that has one other word in it. */
static void
a_title_may_change_by_a_word(void **state)
{
	static const posting sent[] = {
		{ 1, .author = ANN,
		    .titles = "cache: do not ever sync registers read only",
		    .diffs = "abcd", .path = "one.c" },
		{ 1, .author = ANN, .titles = "spi: a driver for flash", .diffs = "mnop",
		    .path = "two.c", .days = 1 },
		{ 2, .author = ANN,
		    .titles = "maple: do not ever sync registers read only",
		    .diffs = "qrst", .path = "six.c", .days = 2 },
		{ 2, .author = ANN, .titles = "maple: forget about the read ones",
		    .diffs = "qrst", .path = "six.c", .days = 2 },
	};
	g_autoptr(td_chain_profile) one = make(&sent[0], 1);
	g_autoptr(td_chain_profile) two = make(&sent[1], 2);
	g_autoptr(td_chain_profile) next = make(&sent[2], 3);
	g_autoptr(td_chain_profile) other = make(&sent[3], 4);
	const td_chain_profile *both[] = { one, two };

	(void)state;
	assert_int_equal(td_chain_find(next, both, 2).older, 1);
	assert_int_equal(td_chain_find(other, both, 2).older, 0);
}

/* A set that was written anew has its title only; its author has posted others. */
static void
a_title_says_which_of_several_is_meant(void **state)
{
	static const posting sent[] = {
		{ 1, .author = ANN, .titles = "boards: boot again|one|two|three",
		    .diffs = "abcd|efgh|ijkl", .path = "one.c" },
		{ 1, .author = ANN, .titles = "spi: a driver for flash", .diffs = "mnop",
		    .path = "two.c", .days = 1 },
		{ 2, .author = ANN, .titles = "boards: boot again|four|five",
		    .diffs = "qrst|uvwx", .path = "six.c", .days = 20 },
	};
	g_autoptr(td_chain_profile) one = make(&sent[0], 1);
	g_autoptr(td_chain_profile) two = make(&sent[1], 2);
	g_autoptr(td_chain_profile) next = make(&sent[2], 3);
	const td_chain_profile *both[] = { one, two };

	(void)state;
	assert_int_equal(td_chain_find(next, both, 2).older, 1);
}

typedef struct taken_case {
	const char *says;
	posting older, newer;
	bool taken;
} taken_case;

static const taken_case takings[] = {
	{ "a larger set has it, changed",
	    { 1, .author = ANN, .titles = "net: fix the leak", .diffs = "abcd" },
	    { 1, .author = ANN, .titles = "net: all|net: prepare it|net: fix the leak",
		.diffs = "efgh|abcx", .days = 3 },
	    true },
	{ "a set that is in a larger one whole",
	    { 1, .author = ANN, .titles = "net: two|net: one of it|net: two of it",
		.diffs = "abcd|efgh" },
	    { 2, .author = ANN,
		.titles = "net: all|net: two of it|net: prepare it|net: one of it",
		.diffs = "efgh|ijkl|abcd", .days = 3 },
	    true },
	{ "one that is in it but for a patch",
	    { 1, .author = ANN, .titles = "net: two|net: one of it|net: two of it",
		.diffs = "abcd|efgh" },
	    { 2, .author = ANN,
		.titles = "net: all|net: prepare|net: more|net: one of it",
		.diffs = "qrst|ijkl|abcd", .days = 3 },
	    false },
	{ "another patch under that title",
	    { 1, .author = ANN, .titles = "net: fix the leak", .diffs = "abcd" },
	    { 1, .author = ANN, .titles = "net: all|net: prepare it|net: fix the leak",
		.diffs = "efgh|wxyz", .days = 3 },
	    false },
	{ "no more than it",
	    { 1, .author = ANN, .titles = "net: fix the leak", .diffs = "abcd" },
	    { 2, .author = ANN, .titles = "net: fix the leak", .diffs = "abcd",
		.days = 3 },
	    false },
	{ "in the set of somebody else",
	    { 1, .author = ANN, .titles = "net: fix the leak", .diffs = "abcd" },
	    { 1, .author = BOB, .titles = "net: all|net: prepare it|net: fix the leak",
		.diffs = "efgh|abcd", .days = 3 },
	    false },
	{ "in a round that is asked to be pulled",
	    { 1, .author = ANN, .titles = "net: fix the leak", .diffs = "abcd" },
	    { 1, .author = ANN, .titles = "net: all|net: prepare it|net: fix the leak",
		.diffs = "efgh|abcd", .days = 3, .pulled = true },
	    false },
	{ "in a set of a lower number",
	    { 2, .author = ANN, .titles = "net: fix the leak", .diffs = "abcd" },
	    { 1, .author = ANN, .titles = "net: all|net: prepare it|net: fix the leak",
		.diffs = "efgh|abcd", .days = 3 },
	    false },
	{ "a year later",
	    { 1, .author = ANN, .titles = "net: fix the leak", .diffs = "abcd" },
	    { 1, .author = ANN, .titles = "net: all|net: prepare it|net: fix the leak",
		.diffs = "efgh|abcd", .days = 365 },
	    false },
	{ "a part of a set alone",
	    { 1, .author = ANN, .titles = "net: fix the leak", .diffs = "abcd",
		.total = 3 },
	    { 2, .author = ANN, .titles = "net: all|net: prepare it|net: fix the leak",
		.diffs = "efgh|abcd", .days = 3 },
	    false },
};

static void
a_larger_set_may_take_it_in(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(takings); i++) {
		g_autoptr(td_chain_profile) older = make(&takings[i].older, 1);
		g_autoptr(td_chain_profile) newer = make(&takings[i].newer, 2);

		if (td_taken_in(newer, older) != takings[i].taken)
			fail_msg("%s", takings[i].says);
		assert_false(td_taken_in(older, newer));
	}
}

static void
a_profile_is_read_as_it_was_written(void **state)
{
	g_autoptr(td_chain_profile) made = make(&cases[0].older, 1);
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
		g_autoptr(td_chain_profile) older = make(&cases[i].older, 1);
		g_autoptr(td_chain_profile) newer = make(&cases[i].newer, 2);

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
		cmocka_unit_test(the_nearest_of_several_is_followed),
		cmocka_unit_test(numbers_may_begin_anew),
		cmocka_unit_test(numbers_begin_anew_under_another_title),
		cmocka_unit_test(the_number_before_is_nearer_than_a_title),
		cmocka_unit_test(what_is_sent_again_may_have_lost_its_number),
		cmocka_unit_test(the_same_title_goes_before_a_later_likeness),
		cmocka_unit_test(nearly_the_title_goes_before_a_later_likeness),
		cmocka_unit_test(one_change_id_is_one_line),
		cmocka_unit_test(what_is_sent_for_many_files_follows_its_own_kind),
		cmocka_unit_test(what_was_posted_twice_is_meant_the_last_time),
		cmocka_unit_test(a_title_may_change_by_a_word),
		cmocka_unit_test(a_title_says_which_of_several_is_meant),
		cmocka_unit_test(a_larger_set_may_take_it_in),
		cmocka_unit_test(a_profile_is_read_as_it_was_written),
		cmocka_unit_test(versions_share_a_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
