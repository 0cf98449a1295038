/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/series/test_claim.c - which patch a notice speaks of: a sentence a rule */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "series/claim.h"

/* A series of five that the notice answers, one of three that it names, and one with the
 * title; -1 for none. */
static const struct {
	const char *name;
	td_claim_words words;
	int answers, answers_titled;
	int names, names_titled;
	int titled;
	td_claim expected;
} cases[] = {
	{ "a title is one in the series that is answered",
	    { TD_NOTICE_B4_TY, false, true, 0 }, 0, 3, 1, 2, 1, { 5, 3, false } },
	{ "else in the one that is named", { TD_NOTICE_TIP_BOT, false, true, 0 }, 0, -1,
	    1, 2, 1, { 3, 2, false } },
	{ "a changed title is found by its number", { TD_NOTICE_B4_TY, false, true, 4 },
	    0, -1, -1, -1, 1, { 5, 4, false } },
	{ "but not by one that the series has not", { TD_NOTICE_B4_TY, false, true, 9 },
	    0, -1, -1, -1, 1, { 1, 1, false } },
	{ "a changed title means the mail that is named",
	    { TD_NOTICE_TIP_BOT, false, true, 0 }, -1, -1, 2, -1, 1, { 3, 2, false } },
	{ "a title elsewhere is that of the last series",
	    { TD_NOTICE_TIP_BOT, false, true, 0 }, -1, -1, -1, -1, 1, { 1, 1, false } },
	{ "an unknown title is nothing, whatever is answered",
	    { TD_NOTICE_MAINTAINER, false, true, 0 }, 2, -1, -1, -1, -1,
	    { 0, 0, false } },
	{ "without a title it means the patch that it answers",
	    { TD_NOTICE_MAINTAINER, false, false, 0 }, 2, -1, -1, -1, -1,
	    { 5, 2, false } },
	{ "or all, where that is the cover", { TD_NOTICE_MAINTAINER, false, false, 0 }, 0,
	    -1, -1, -1, -1, { 5, 0, false } },
	{ "or some of it", { TD_NOTICE_MAINTAINER, true, false, 0 }, 0, -1, -1, -1, -1,
	    { 5, 0, true } },
	{ "patchwork's robot means all", { TD_NOTICE_PATCHWORK_BOT, false, false, 0 }, 2,
	    -1, -1, -1, -1, { 5, 0, false } },
	{ "and so does who says that it is all",
	    { TD_NOTICE_MAINTAINER, false, false, 0, true }, 2, -1, -1, -1, -1,
	    { 5, 0, false } },
	{ "a number beside the name of another patch counts",
	    { TD_NOTICE_MAINTAINER, false, false, 2 }, -1, -1, 1, -1, -1,
	    { 3, 2, false } },
	{ "a name counts before what is answered",
	    { TD_NOTICE_MAINTAINER, false, false, 0 }, 2, -1, 1, -1, -1,
	    { 3, 1, false } },
	{ "nothing known is nothing", { TD_NOTICE_MAINTAINER, false, false, 1 }, -1, -1,
	    -1, -1, -1, { 0, 0, false } },
};

static td_claim_series
make(int64_t id, unsigned patches, int slot, int titled)
{
	return (td_claim_series){ .series = slot >= 0 ? id : 0,
		.patches = patches,
		.slot = slot,
		.titled = titled };
}

static void
each_notice_means_its_patch(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		td_claim_series a = make(5, 5, cases[i].answers, cases[i].answers_titled);
		td_claim_series b = make(3, 3, cases[i].names, cases[i].names_titled);
		td_claim_series c = make(1, 1, cases[i].titled, cases[i].titled);
		td_claim found = td_claim_find(&cases[i].words, &a, &b, &c);

		if (found.series != cases[i].expected.series ||
		    found.slot != cases[i].expected.slot ||
		    (found.series != 0 && found.partly != cases[i].expected.partly))
			fail_msg("%s: series %d slot %u", cases[i].name,
			    (int)found.series, found.slot);
	}
}

static void
patches_are_counted_once(void **state)
{
	td_claim_tally tally = { .whole = false };
	td_claim claim = { .series = 1, .slot = 2 };
	td_state_facts facts = { .patches = 3 };

	(void)state;
	td_claim_tally_add(&tally, &claim);
	td_claim_tally_add(&tally, &claim);
	claim.slot = 900000;
	td_claim_tally_add(&tally, &claim);
	td_claim_tally_tell(&tally, &facts);
	assert_int_equal(facts.applied, 2);
	assert_false(facts.whole_applied);
	claim = (td_claim){ .series = 1, .partly = true };
	tally = (td_claim_tally){ .whole = false };
	td_claim_tally_add(&tally, &claim);
	td_claim_tally_tell(&tally, &facts);
	assert_int_equal(facts.applied, 1);
	assert_false(facts.whole_applied);
	claim.partly = false;
	td_claim_tally_add(&tally, &claim);
	td_claim_tally_tell(&tally, &facts);
	assert_true(facts.whole_applied);
}

/* A maintainer sends a patch on in a round, and that is applied. */
static void
what_was_applied_elsewhere_counts_unless_a_newer_version_came(void **state)
{
	td_claim_tally tally = { .whole = false };
	td_claim claim = { .series = 1, .slot = 1, .elsewhere = true };
	td_state_facts facts = { .version = 1, .patches = 2, .notice = 7 };
	int64_t evidence;

	(void)state;
	td_claim_tally_add(&tally, &claim);
	td_claim_tally_tell(&tally, &facts);
	assert_int_equal(facts.applied, 0);
	assert_int_equal(td_state_decide(&facts, &evidence), TD_STATE_PARTLY);
	claim.slot = 2;
	td_claim_tally_add(&tally, &claim);
	td_claim_tally_tell(&tally, &facts);
	assert_int_equal(td_state_decide(&facts, &evidence), TD_STATE_APPLIED);
	assert_int_equal(evidence, 7);
	/* Applied out of another posting, it is not taken in by a larger set any more. */
	facts.taken = 8;
	assert_int_equal(td_state_decide(&facts, &evidence), TD_STATE_APPLIED);
	facts.applied_anyhow = 0;
	assert_int_equal(td_state_decide(&facts, &evidence), TD_STATE_SUPERSEDED);
	assert_int_equal(evidence, 8);
	/* Some of it was, out of that set; but not where it was named itself. */
	facts.applied_anyhow = 1;
	assert_int_equal(td_state_decide(&facts, &evidence), TD_STATE_SUPERSEDED);
	facts.applied = 1;
	assert_int_equal(td_state_decide(&facts, &evidence), TD_STATE_PARTLY);
	facts.applied = 0;
	facts.applied_anyhow = facts.patches;
	facts.newer = 9;
	assert_int_equal(td_state_decide(&facts, &evidence), TD_STATE_SUPERSEDED);
	/* What is said of the series itself goes before a newer version. */
	claim.elsewhere = false;
	td_claim_tally_add(&tally, &claim);
	claim.slot = 1;
	td_claim_tally_add(&tally, &claim);
	td_claim_tally_tell(&tally, &facts);
	assert_int_equal(td_state_decide(&facts, &evidence), TD_STATE_APPLIED);
}

/* "Will fix." is said of a small thing where everybody is content. */
static void
what_the_author_says_in_passing_is_less_than_reviews(void **state)
{
	td_state_facts facts = { .version = 1, .patches = 1, .verdict = 5, .mild = true };
	int64_t evidence;

	(void)state;
	assert_int_equal(td_state_decide(&facts, &evidence), TD_STATE_CHANGES);
	assert_int_equal(evidence, 5);
	facts.reviewed = 1;
	facts.review = 6;
	assert_int_equal(td_state_decide(&facts, &evidence), TD_STATE_REVIEWED);
	assert_int_equal(evidence, 6);
	facts.mild = false;
	assert_int_equal(td_state_decide(&facts, &evidence), TD_STATE_CHANGES);
}

static td_state
state_with(const td_claim *claim, int64_t newer)
{
	td_claim_tally tally = { .whole = false };
	td_state_facts facts = { .patches = 2, .newer = newer, .version = 1 };
	int64_t evidence;

	td_claim_tally_add(&tally, claim);
	td_claim_tally_tell(&tally, &facts);
	return td_state_decide(&facts, &evidence);
}

/* "I'll queue this up", and then another version comes. */
static void
a_promise_counts_where_nothing_follows(void **state)
{
	const td_claim promised = { .series = 1, .promised = true },
		       done = { .series = 1 },
		       one = { .series = 1, .slot = 2, .promised = true };

	(void)state;
	assert_int_equal(state_with(&promised, 0), TD_STATE_APPLIED);
	assert_int_equal(state_with(&promised, 7), TD_STATE_SUPERSEDED);
	assert_int_equal(state_with(&done, 7), TD_STATE_APPLIED);
	assert_int_equal(state_with(&one, 0), TD_STATE_PARTLY);
	assert_int_equal(state_with(&one, 7), TD_STATE_SUPERSEDED);
}

/* "Fixes: 0123abcd ("TITLE")" of a later patch. */
static void
what_is_cited_counts_where_nothing_follows_or_took_it_in(void **state)
{
	td_claim_tally tally = { .whole = false };
	td_claim claim = { .series = 1, .slot = 1, .cited = true };
	td_state_facts facts = {
		.patches = 2, .citing = 7, .verdict = 6, .rejected = true
	};
	int64_t evidence;

	(void)state;
	td_claim_tally_add(&tally, &claim);
	td_claim_tally_tell(&tally, &facts);
	assert_int_equal(facts.applied_anyhow, 0);
	assert_int_equal(td_state_decide(&facts, &evidence), TD_STATE_PARTLY);
	assert_int_equal(evidence, 7);
	facts.taken = 8;
	assert_int_equal(td_state_decide(&facts, &evidence), TD_STATE_SUPERSEDED);
	facts.taken = 0;
	/* A notice of the other one makes it whole, and says more. */
	claim = (td_claim){ .series = 1, .slot = 2 };
	facts.notice = 5;
	td_claim_tally_add(&tally, &claim);
	td_claim_tally_tell(&tally, &facts);
	assert_int_equal(td_state_decide(&facts, &evidence), TD_STATE_APPLIED);
	assert_int_equal(evidence, 5);
	facts.newer = 9;
	assert_int_equal(td_state_decide(&facts, &evidence), TD_STATE_SUPERSEDED);
	assert_int_equal(evidence, 9);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_author_says_in_passing_is_less_than_reviews),
		cmocka_unit_test(each_notice_means_its_patch),
		cmocka_unit_test(patches_are_counted_once),
		cmocka_unit_test(
		    what_was_applied_elsewhere_counts_unless_a_newer_version_came),
		cmocka_unit_test(a_promise_counts_where_nothing_follows),
		cmocka_unit_test(
		    what_is_cited_counts_where_nothing_follows_or_took_it_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
