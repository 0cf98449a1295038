/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/series/test_chain_choice.c - which of several postings is followed */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "posting.h"
#include "series/chain.h"

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
		profiles[i] = posting_make(&all[i], i + 1);
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

/* v5 of a part of v4, two years later: a patch's title that both have says so. */
static void
a_late_version_is_known_by_the_title_of_a_patch(void **state)
{
	static const struct {
		unsigned version;
		const char *titles;
		int64_t older;
	} cases[] = { { 4, "the watch of old|one thing|two things|the third thing|more",
			  1 },
		{ 4, "the watch of old|one thing|two things|the last thing|more", 0 },
		{ 1, "the watch of old|one thing|two things|the third thing|more", 0 } };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const posting all[] = {
			{ cases[i].version, .author = ANN, .titles = cases[i].titles,
			    .diffs = "abcd|efgh|ijkl|mnop", .path = "a.c" },
			{ cases[i].version + 1, .author = ANN, .says = REASON,
			    .titles = "x86: another clock|the third thing|new one",
			    .diffs = "IJKL|QRST", .path = "a.c", .days = 600 },
		};
		g_autoptr(td_chain_profile) older = posting_make(&all[0], 1);
		g_autoptr(td_chain_profile) newer = posting_make(&all[1], 2);
		const td_chain_profile *up[] = { older, newer };

		assert_int_equal(td_chain_find(newer, up, 2).older, cases[i].older);
	}
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
		profiles[i] = posting_make(&all[i], i + 1);
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
		profiles[i] = posting_make(&all[i], i + 1);
		up[i] = profiles[i];
		down[2 - i] = profiles[i];
	}
	assert_int_equal(td_chain_find(profiles[2], up, 3).older, 2);
	assert_int_equal(td_chain_find(profiles[2], down, 3).older, 2);
	for (int i = 0; i < 3; i++)
		td_chain_profile_free(profiles[i]);
}

/* "RESEND" of the v1 that came after v6 of what it was a part of. */
static void
what_began_anew_is_sent_again(void **state)
{
	static const posting all[] = {
		{ 6, .author = ANN, .titles = "all that x says|print x|align x|add x",
		    .diffs = "abcd|efgh|klmn" },
		{ 1, .author = ANN, .titles = "next round of x|print x|align x",
		    .diffs = "abcd|efgh", .days = 14 },
		{ 1, .resend = true, .author = ANN,
		    .titles = "next round of x|print x|align x|add x",
		    .diffs = "abcd|efgh|klmn", .days = 40 },
	};
	td_chain_profile *profiles[3];
	const td_chain_profile *up[3];

	(void)state;
	for (int i = 0; i < 3; i++)
		up[i] = profiles[i] = posting_make(&all[i], i + 1);
	assert_int_equal(td_chain_find(profiles[2], up, 3).older, 2);
	for (int i = 0; i < 3; i++)
		td_chain_profile_free(profiles[i]);
}

static void
each_follows_the_one_before(const posting *all, int n)
{
	td_chain_profile *profiles[4];
	const td_chain_profile *up[4];

	for (int i = 0; i < n; i++)
		up[i] = profiles[i] = posting_make(&all[i], i + 1);
	for (int i = 1; i < n; i++)
		assert_int_equal(td_chain_find(profiles[i], up, (unsigned)n).older, i);
	for (int i = 0; i < n; i++)
		td_chain_profile_free(profiles[i]);
}

/* An RFC between two that are none, and what is none between two RFCs. */
static void
an_rfc_counts_among_the_others(void **state)
{
	static const posting rfc_between[] = {
		{ 1, .author = ANN, .titles = "leds: add support for x",
		    .diffs = "abcd" },
		{ 2, .rfc = true, .author = ANN, .titles = "leds: add support for x",
		    .diffs = "abcx", .days = 9 },
		{ 3, .author = ANN, .titles = "leds: add support for x", .diffs = "abcy",
		    .days = 18 },
	};
	static const posting none_between[] = {
		{ 1, .rfc = true, .author = ANN, .titles = "leds: add support for x",
		    .diffs = "abcd" },
		{ 2, .author = ANN, .titles = "leds: add support for x", .diffs = "abcx",
		    .days = 9 },
		{ 3, .rfc = true, .author = ANN, .titles = "leds: add support for x",
		    .diffs = "abcy", .days = 18 },
	};

	(void)state;
	each_follows_the_one_before(rfc_between, 3);
	each_follows_the_one_before(none_between, 3);
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
	g_autoptr(td_chain_profile) rtc = posting_make(&sent[0], 1);
	g_autoptr(td_chain_profile) dma = posting_make(&sent[1], 2);
	g_autoptr(td_chain_profile) next = posting_make(&sent[2], 3);
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
	g_autoptr(td_chain_profile) first = posting_make(&sent[0], 1);
	g_autoptr(td_chain_profile) another = posting_make(&sent[1], 2);
	g_autoptr(td_chain_profile) next = posting_make(&sent[2], 3);
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
		up[i] = profiles[i] = posting_make(&all[i], i + 1);
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
	g_autoptr(td_chain_profile) one = posting_make(&sent[0], 1);
	g_autoptr(td_chain_profile) two = posting_make(&sent[1], 2);
	g_autoptr(td_chain_profile) six = posting_make(&sent[2], 3);
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
	g_autoptr(td_chain_profile) one = posting_make(&sent[0], 1);
	g_autoptr(td_chain_profile) two = posting_make(&sent[1], 2);
	g_autoptr(td_chain_profile) next = posting_make(&sent[2], 3);
	g_autoptr(td_chain_profile) other = posting_make(&sent[3], 4);
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
	g_autoptr(td_chain_profile) one = posting_make(&sent[0], 1);
	g_autoptr(td_chain_profile) two = posting_make(&sent[1], 2);
	g_autoptr(td_chain_profile) next = posting_make(&sent[2], 3);
	const td_chain_profile *both[] = { one, two };

	(void)state;
	assert_int_equal(td_chain_find(next, both, 2).older, 1);
}

/* v2 came in part, so that v1 is more like v3. */
static void
the_number_before_goes_before_what_is_more_alike(void **state)
{
	static const posting sent[] = {
		{ 1, .author = ANN, .titles = "boards: boot them again|one|two|three",
		    .diffs = "abcd|efgh|ijkl", .path = "one.c" },
		{ 2, .author = ANN, .titles = "boards: boot them again|four",
		    .diffs = "mnop", .path = "two.c", .total = 4, .days = 4 },
		{ 3, .author = ANN, .titles = "boards: boot them again|one|two|three",
		    .diffs = "abcd|efgh|ijkl", .path = "one.c", .days = 9 },
		/* Posted with v3, by a slip of its number. */
		{ 2, .author = ANN, .titles = "boards: boot them again|five",
		    .diffs = "qrst", .path = "two.c", .total = 4, .days = 9 },
	};
	g_autoptr(td_chain_profile) one = posting_make(&sent[0], 1);
	g_autoptr(td_chain_profile) two = posting_make(&sent[1], 2);
	g_autoptr(td_chain_profile) slip = posting_make(&sent[3], 3);
	g_autoptr(td_chain_profile) next = posting_make(&sent[2], 4);
	const td_chain_profile *both[] = { one, two };
	const td_chain_profile *other[] = { one, slip };

	(void)state;
	assert_int_equal(td_chain_find(next, both, 2).older, 2);
	assert_int_equal(td_chain_find(next, other, 2).older, 1);
}

static void
ones_own_goes_before_somebody_elses_title(void **state)
{
	static const posting sent[] = {
		{ 1, .author = BOB, .titles = "net: fix a deadlock in probe",
		    .diffs = "wxyz", .path = "a.c" },
		{ 1, .author = ANN, .titles = "net: fix the order of locks in probe",
		    .diffs = "abcdefgh", .path = "a.c", .days = 100 },
		{ 2, .author = ANN,
		    .titles = "net: fix locks and counts in probe|net: fix a deadlock in "
			      "probe|net: count it",
		    .diffs = "abcdefxy|klmn", .path = "a.c", .days = 107 },
	};
	g_autoptr(td_chain_profile) another = posting_make(&sent[0], 1);
	g_autoptr(td_chain_profile) own = posting_make(&sent[1], 2);
	g_autoptr(td_chain_profile) next = posting_make(&sent[2], 3);
	const td_chain_profile *both[] = { another, own };

	(void)state;
	assert_int_equal(td_chain_find(next, both, 1).older, 1);
	assert_int_equal(td_chain_find(next, both, 2).older, 2);
}

/* v1 went to two branches at once. */
static void
each_branch_has_its_own_versions(void **state)
{
	static const posting sent[] = {
		{ 1, .author = ANN, .titles = "net: fix a leak in probe",
		    .diffs = "abcd" },
		{ 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd",
		    .tags = "PATCH dev-6.6" },
		{ 2, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcx",
		    .days = 3 },
	};
	g_autoptr(td_chain_profile) all = posting_make(&sent[0], 1);
	g_autoptr(td_chain_profile) carried = posting_make(&sent[1], 2);
	g_autoptr(td_chain_profile) next = posting_make(&sent[2], 3);
	const td_chain_profile *both[] = { all, carried };

	(void)state;
	assert_int_equal(td_chain_find(next, both, 2).older, 1);
}

/* "stable v4.9" and "stable 4.9" are one branch, "stable v4.14" is another. */
static void
a_stable_branch_may_have_a_v(void **state)
{
	static const posting sent[] = {
		{ 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd",
		    .tags = "PATCH stable v4.9" },
		{ 1, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcd",
		    .tags = "PATCH stable v4.14" },
		{ 2, .author = ANN, .titles = "net: fix a leak in probe", .diffs = "abcx",
		    .tags = "PATCH stable 4.9", .days = 3 },
	};
	g_autoptr(td_chain_profile) one = posting_make(&sent[0], 1);
	g_autoptr(td_chain_profile) other = posting_make(&sent[1], 2);
	g_autoptr(td_chain_profile) next = posting_make(&sent[2], 3);
	const td_chain_profile *first[] = { one }, *both[] = { one, other };

	(void)state;
	assert_int_equal(td_chain_find(other, first, 1).older, 0);
	assert_int_equal(td_chain_find(next, both, 2).older, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_nearest_of_several_is_followed),
		cmocka_unit_test(a_late_version_is_known_by_the_title_of_a_patch),
		cmocka_unit_test(numbers_may_begin_anew),
		cmocka_unit_test(numbers_begin_anew_under_another_title),
		cmocka_unit_test(what_began_anew_is_sent_again),
		cmocka_unit_test(an_rfc_counts_among_the_others),
		cmocka_unit_test(the_number_before_is_nearer_than_a_title),
		cmocka_unit_test(what_is_sent_again_may_have_lost_its_number),
		cmocka_unit_test(the_same_title_goes_before_a_later_likeness),
		cmocka_unit_test(nearly_the_title_goes_before_a_later_likeness),
		cmocka_unit_test(one_change_id_is_one_line),
		cmocka_unit_test(what_is_sent_for_many_files_follows_its_own_kind),
		cmocka_unit_test(what_was_posted_twice_is_meant_the_last_time),
		cmocka_unit_test(a_title_may_change_by_a_word),
		cmocka_unit_test(a_title_says_which_of_several_is_meant),
		cmocka_unit_test(the_number_before_goes_before_what_is_more_alike),
		cmocka_unit_test(ones_own_goes_before_somebody_elses_title),
		cmocka_unit_test(each_branch_has_its_own_versions),
		cmocka_unit_test(a_stable_branch_may_have_a_v),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
