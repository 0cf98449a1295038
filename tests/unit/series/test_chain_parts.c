/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/series/test_chain_parts.c - parts of sets, sent again, lost and sent by
 * mistake */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "posting.h"
#include "series/chain.h"

/* What was numbered wrong went out with the whole set: the next version follows the set.
 */
static void
a_slip_beside_the_whole_set_is_not_followed(void **state)
{
	static const posting all[] = {
		{ 1, .author = ANN,
		    .titles = "all the knobs of x|one knob|two knobs|three knobs",
		    .diffs = "abcd|efgh|ijkl", .path = "a.c" },
		{ 1, .author = ANN, .titles = "three knobs", .diffs = "ijkl",
		    .path = "a.c", .total = 4, .first = 4 },
		{ 2, .author = ANN,
		    .titles = "all the knobs of x|one knob|two knobs|three knobs",
		    .diffs = "abcx|efgh|ijkl", .path = "a.c", .days = 2 },
	};
	td_chain_profile *profiles[3];
	const td_chain_profile *up[3];

	(void)state;
	for (int i = 0; i < 3; i++)
		up[i] = profiles[i] = posting_make(&all[i], i + 1);
	assert_int_equal(td_chain_find(profiles[2], up, 3).older, 1);
	for (int i = 0; i < 3; i++)
		td_chain_profile_free(profiles[i]);
}

/* The second of three, sent again below it without a number, is a part of the next one.
 */
static void
one_patch_sent_again_below_its_set_is_a_part(void **state)
{
	static const posting all[] = {
		{ 1, .author = ANN,
		    .titles = "all the knobs of x|one knob of x|two knobs of x|three",
		    .diffs = "abcd|efgh|ijkl", .path = "a.c" },
		{ 2, .author = ANN, .titles = "two knobs of x", .diffs = "efgx",
		    .path = "a.c", .answers = "1.2@example.org", .days = 1 },
		{ 2, .author = ANN, .titles = "two knobs of x", .diffs = "efgx",
		    .path = "a.c", .days = 1 },
	};
	td_chain_profile *profiles[3];
	const td_chain_profile *set[1];
	td_chain_edge below, beside;

	(void)state;
	for (int i = 0; i < 3; i++)
		profiles[i] = posting_make(&all[i], i + 1);
	set[0] = profiles[0];
	below = td_chain_find(profiles[1], set, 1);
	beside = td_chain_find(profiles[2], set, 1);
	assert_int_equal(below.older, 1);
	assert_true(below.part);
	assert_false(below.partly);
	assert_int_equal(beside.older, 1);
	assert_false(beside.part);
	for (int i = 0; i < 3; i++)
		td_chain_profile_free(profiles[i]);
}

/* "3/3" of the same version, the day after: the other two stand. */
static void
one_patch_sent_again_with_its_number_is_a_part(void **state)
{
	static const posting all[] = {
		{ 1, .author = ANN,
		    .titles = "knobs of x|one knob of x|another knob of x",
		    .diffs = "abcd|efgh", .path = "a.c" },
		{ 1, .author = ANN, .titles = "another knob of x", .diffs = "efgx",
		    .path = "a.c", .total = 2, .first = 2, .days = 1 },
		{ 1, .author = ANN,
		    .titles = "knobs of x|one knob of x|another knob of x",
		    .diffs = "abcd|efgy", .path = "a.c", .days = 3 },
	};
	td_chain_profile *profiles[3];
	const td_chain_profile *up[3];

	(void)state;
	for (int i = 0; i < 3; i++)
		up[i] = profiles[i] = posting_make(&all[i], i + 1);
	assert_int_equal(td_chain_find(profiles[1], up, 3).older, 1);
	assert_true(td_chain_find(profiles[1], up, 3).part);
	assert_false(td_chain_find(profiles[2], up, 3).part);
	for (int i = 0; i < 3; i++)
		td_chain_profile_free(profiles[i]);
}

/* v2's cover letter came alone, and again with its patches: that follows it, not v1. */
static void
a_cover_letter_that_lost_its_patches_is_followed(void **state)
{
	static const posting all[] = {
		{ 1, .author = ANN, .titles = "all the knobs of x|one knob|two knobs",
		    .diffs = "abcd|efgh", .path = "a.c" },
		{ 2, .author = ANN, .titles = "all the knobs of x", .total = 2,
		    .alone = true, .days = 9 },
		{ 2, .author = ANN, .titles = "all the knobs of x|one knob|two knobs",
		    .diffs = "abcx|efgh", .path = "a.c", .days = 9 },
	};
	td_chain_profile *profiles[3];
	const td_chain_profile *up[3];

	(void)state;
	for (int i = 0; i < 3; i++)
		up[i] = profiles[i] = posting_make(&all[i], i + 1);
	assert_int_equal(td_chain_find(profiles[2], up, 3).older, 2);
	assert_int_equal(td_chain_find(profiles[1], up, 3).older, 1);
	for (int i = 0; i < 3; i++)
		td_chain_profile_free(profiles[i]);
}

/* "Cleanups, part 1", with a link to the whole: that one is not superseded. Numbered on,
 * or of half of it or more, it is. */
static void
what_begins_with_v1_again_was_split_off(void **state)
{
	static const char whole[] = "tidy x|one knob|two knobs|three knobs|four|five";
	static const char diffs[] = "abcd|efgh|ijkl|mnop|qrst";
	static const posting all[] = {
		{ 3, .author = ANN, .titles = whole, .diffs = diffs, .path = "a.c" },
		{ 1, .author = ANN, .titles = "part 1 of x|one knob|two knobs",
		    .diffs = "abcd|efgh", .path = "a.c", .link = "1.0@example.org" },
		{ 1, .author = ANN, .titles = "only two knobs", .diffs = "efgh",
		    .path = "a.c", .answers = "1.0@example.org" },
		{ 4, .author = ANN, .titles = "part 1 of x|one knob|two knobs",
		    .diffs = "abcd|efgh", .path = "a.c", .link = "1.0@example.org" },
		{ 1, .author = ANN, .titles = "most of x|one knob|two knobs|three knobs",
		    .diffs = "abcd|efgh|ijkl", .path = "a.c", .link = "1.0@example.org" },
		{ 1, .author = ANN, .titles = "tidy x|one knob|two knobs",
		    .diffs = "abcd|efgh", .path = "a.c", .link = "1.0@example.org" },
	};
	static const bool split[] = { false, true, true, false, false, false };
	td_chain_profile *set = posting_make(&all[0], 1);
	const td_chain_profile *older[] = { set };

	(void)state;
	for (int i = 1; i < (int)G_N_ELEMENTS(all); i++) {
		td_chain_profile *one = posting_make(&all[i], i + 1);
		td_chain_edge edge = td_chain_find(one, older, 1);

		assert_int_equal(edge.older, 1);
		assert_int_equal(edge.partly, split[i]);
		td_chain_profile_free(one);
	}
	td_chain_profile_free(set);
}

/* v3.1 of one patch of several, wherever it hangs and however many there were. */
static void
a_dot_sends_some_patches_again(void **state)
{
	static const posting all[] = {
		{ 3, .author = ANN,
		    .titles = "all knobs of x|one knob|two knobs|three|four",
		    .diffs = "abcd|efgh|ijkl|mnop", .path = "a.c" },
		{ 3, .minor = 1, .author = ANN, .titles = "two knobs", .diffs = "efgx",
		    .path = "a.c", .days = 1 },
		{ 3, .author = ANN, .titles = "all of y|one end|two ends",
		    .diffs = "abcd|efgh", .path = "a.c" },
		{ 3, .minor = 1, .author = ANN, .titles = "two ends", .diffs = "efgx",
		    .path = "a.c", .days = 1 },
	};

	(void)state;
	for (int i = 0; i < 4; i += 2) {
		g_autoptr(td_chain_profile) set = posting_make(&all[i], 1);
		g_autoptr(td_chain_profile) dot = posting_make(&all[i + 1], 2);
		const td_chain_profile *older[] = { set };
		td_chain_edge edge = td_chain_find(dot, older, 1);

		assert_int_equal(edge.older, 1);
		assert_true(edge.part);
		assert_false(edge.partly);
	}
}

/* Of v3 a list has one of the patches; all of v4 came, with another title for that. */
static void
a_set_follows_what_came_of_the_last(void **state)
{
	static const posting part = { 3, .author = ANN,
		.titles = "y: use lines for both ends", .diffs = "efghijkl",
		.path = "a.c", .total = 3, .first = 2 };
	static const posting whole = { 4, .author = ANN,
		.titles =
		    "add all of a chip|x: a first thing|y: use lines|z: the last one",
		.diffs = "abcd|efghijkm|nopq", .path = "a.c", .days = 2 };
	static const posting other = { 4, .author = ANN,
		.titles =
		    "add all of a chip|x: a first thing|y: use lines|z: the last one",
		.diffs = "abcd|rstuvwxy|nopq", .path = "a.c", .days = 2 };
	g_autoptr(td_chain_profile) third = posting_make(&part, 1);
	g_autoptr(td_chain_profile) fourth = posting_make(&whole, 2);
	g_autoptr(td_chain_profile) another = posting_make(&other, 3);
	const td_chain_profile *older[] = { third };
	td_chain_edge edge = td_chain_find(fourth, older, 1);

	(void)state;
	assert_int_equal(edge.older, 1);
	assert_false(edge.partly);
	edge = td_chain_find(another, older, 1);
	assert_true(edge.older == 0 || edge.partly || edge.rule == TD_CHAIN_ONLY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_slip_beside_the_whole_set_is_not_followed),
		cmocka_unit_test(one_patch_sent_again_below_its_set_is_a_part),
		cmocka_unit_test(one_patch_sent_again_with_its_number_is_a_part),
		cmocka_unit_test(a_cover_letter_that_lost_its_patches_is_followed),
		cmocka_unit_test(what_begins_with_v1_again_was_split_off),
		cmocka_unit_test(a_dot_sends_some_patches_again),
		cmocka_unit_test(a_set_follows_what_came_of_the_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
