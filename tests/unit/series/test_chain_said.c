/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/series/test_chain_said.c - versions that a subject does not tell: by what is
 * said below it, in the same words, or by somebody else
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "posting.h"
#include "series/chain.h"

#define OTHER_REASON                                                                     \
	"Readers of the file wait for a lock that nobody holds any more once the writer" \
	" went away in the middle of it, which a watch on the directory shows."

/* Whether the later one follows the other. */
static bool
follows(const posting *older, const posting *newer)
{
	td_chain_profile *a = posting_make(older, 1), *b = posting_make(newer, 2);
	const td_chain_profile *before[] = { a };
	int64_t found = td_chain_find(b, before, 1).older;

	td_chain_profile_free(a);
	td_chain_profile_free(b);
	return found == 1;
}

static void
a_changelog_says_the_version(void **state)
{
	static const posting first = { 1, .author = ANN,
		.titles = "um: free the map in the error path", .diffs = "abcdef",
		.path = "a.c", .says = REASON };
	posting later = { 1, .author = ANN, .titles = "vector: return nothing",
		.diffs = "uvwxyz", .path = "a.c", .says = REASON, .days = 3 };

	(void)state;
	assert_false(follows(&first, &later));
	later.said = 2;
	assert_true(follows(&first, &later));
}

/* Who never numbers is not held to what one changelog said. */
static void
a_changelog_may_be_left_out_again(void **state)
{
	static const posting second = { 1, .author = ANN,
		.titles = "um: free the map in the error path", .diffs = "abcdef",
		.path = "a.c", .says = REASON, .said = 2 };
	static const posting third = { 1, .author = ANN,
		.titles = "um: free the map in the error path", .diffs = "abcxyz",
		.path = "b.c", .says = REASON, .days = 40 };

	(void)state;
	assert_true(follows(&second, &third));
}

/* What a subject says counts more. */
static void
a_subject_says_it_first(void **state)
{
	static const posting second = { 2, .author = ANN, .titles = "um: free the map",
		.diffs = "abcdef", .path = "a.c", .says = REASON };
	static const posting third = { 3, .author = ANN, .titles = "vector: nothing",
		.diffs = "uvwxyz", .path = "a.c", .says = REASON, .days = 3, .said = 2 };

	(void)state;
	assert_true(follows(&second, &third));
}

/* Diffs of brackets have no lines to compare. */
static void
the_same_words_for_the_same_files_say_it(void **state)
{
	static const posting first = { 1, .author = ANN,
		.titles = "fs: delete extraneous semicolons", .diffs = "a", .path = "a.c",
		.brackets = true, .says = REASON };
	posting later = { 1, .author = ANN, .titles = "fs: remove extraneous semicolons",
		.diffs = "a", .path = "a.c", .brackets = true, .says = REASON,
		.days = 10 };

	(void)state;
	assert_true(follows(&first, &later));
	later.says = OTHER_REASON;
	assert_false(follows(&first, &later));
	later.says = REASON;
	later.path = "b.c";
	assert_false(follows(&first, &later));
}

/* Half of the title, and half of the lines of the only file. */
static void
half_of_a_title_is_enough_for_what_is_alike(void **state)
{
	static const posting first = { 1, .author = ANN,
		.titles = "dlm: replace one-element array with member",
		.diffs = "abcdefgh", .path = "a.c", .says = REASON };
	static const posting example = { 1, .author = ANN,
		.titles = "queue: replace incomplete example by a complete example",
		.diffs = "abcdefgh", .path = "a.c", .says = REASON };
	static const posting other = { 1, .author = ANN,
		.titles = "queue: slist: complete example", .diffs = "abcdijkl",
		.path = "a.c", .says = OTHER_REASON, .days = 1 };
	posting later = { 1, .author = ANN,
		.titles = "dlm: replace one-element array of fixed size",
		.diffs = "abcdijkl", .path = "a.c", .says = OTHER_REASON, .days = 3 };

	(void)state;
	assert_true(follows(&first, &later));
	later.diffs = "ijklmnop";
	assert_false(follows(&first, &later));
	assert_false(follows(&example, &other));
}

/* After an RFC, and where one between is missing. */
static void
most_of_a_title_is_enough_for_the_next_number(void **state)
{
	static const posting rfc = { 1, .rfc = true, .author = ANN,
		.titles = "patching: kick idle tasks of one clock to perform transition",
		.diffs = "abcdef", .path = "a.c", .says = REASON };
	static const posting none = { 1, .author = ANN,
		.titles = "patching: mend idle tasks of one clock transition",
		.diffs = "uvwxyz", .path = "a.c", .says = OTHER_REASON, .days = 60 };
	posting first = rfc, third = none, none_of_it = none;

	(void)state;
	first.rfc = false;
	third.version = 3;
	third.days = 5;
	assert_true(follows(&rfc, &none));
	assert_true(follows(&first, &third));
	none_of_it.titles =
	    "Revert \"patching: kick idle tasks of one clock to perform transition\"";
	assert_false(follows(&rfc, &none_of_it));
	third.titles = "patching: count the tasks of one clock";
	assert_false(follows(&first, &third));
}

static void
somebody_else_takes_it_over(void **state)
{
	static const posting first = { 1, .author = ANN,
		.titles = "sctp: no such addresses where only others are set",
		.diffs = "abcdef", .path = "a.c", .says = REASON };
	static const posting found = { 1, .author = BOB,
		.titles = "sctp: no such addresses where only others are set",
		.diffs = "uvwxyz", .path = "a.c", .says = OTHER_REASON, .days = 1 };
	posting answer = found, second = found;

	(void)state;
	answer.answers = "1.0@example.org";
	second.version = 2;
	assert_false(follows(&first, &found));
	assert_true(follows(&first, &answer));
	assert_true(follows(&first, &second));
}

/* Libraries that are kept alike have the same files, and patches under one title. */
static void
the_same_files_may_be_of_two_projects(void **state)
{
	static const posting one = { 1, .author = ANN,
		.titles = "keep the reference until the checks are done",
		.diffs = "abcdef", .paths = { "a.c", "b.c", "c.c" }, .says = REASON,
		.tags = "PATCH libone" };
	posting sister = one;

	(void)state;
	sister.tags = "PATCH libtwo";
	sister.days = 6;
	assert_false(follows(&one, &sister));
}

/* "T7" and "C3" are names as "epoll06" is. */
static void
a_chip_of_two_letters_is_another(void **state)
{
	static const posting one = { 2, .author = ANN,
		.titles = "Add watchdog support for T7 machines", .diffs = "abcdefgh",
		.path = "a.c", .says = REASON };
	posting other = one, again = one;

	(void)state;
	other.titles = "Add watchdog support for C3 machines";
	other.diffs = again.diffs = "abcdefij";
	other.days = again.days = 50;
	again.titles = "Add watchdog support for all T7 machines";
	assert_false(follows(&one, &other));
	assert_true(follows(&one, &again));
}

/* Which of the first two the third follows. */
static int64_t
last_follows(const posting *one, const posting *two, const posting *last)
{
	td_chain_profile *made[] = { posting_make(one, 1), posting_make(two, 2),
		posting_make(last, 3) };
	const td_chain_profile *before[] = { made[0], made[1] };
	int64_t older = td_chain_find(made[2], before, 2).older;

	for (size_t i = 0; i < G_N_ELEMENTS(made); i++)
		td_chain_profile_free(made[i]);
	return older;
}

/* The kernel's side and the program's came within a minute. */
static void
a_program_goes_its_own_way(void **state)
{
	static const posting kernel = { 1, .rfc = true, .author = ANN,
		.titles = "bridge: add some support for raw groups", .diffs = "abcdef",
		.path = "a.c", .says = REASON };
	static const posting program = { 1, .rfc = true, .author = ANN,
		.titles = "bridge: support for groups that are raw", .diffs = "nuvwxyz",
		.path = "a.c", .says = OTHER_REASON };
	static const posting next = { 2, .rfc = true, .author = ANN,
		.titles = "bridge: support for raw groups", .diffs = "abcdnop",
		.path = "a.c", .says = REASON, .days = 8 };

	(void)state;
	assert_int_equal(last_follows(&kernel, &program, &next), 1);
}

/* Who forgot "v3" where the title changed, and goes on with v4. */
static void
what_has_its_title_goes_before_a_higher_number(void **state)
{
	static const posting second = { 2, .author = ANN,
		.titles = "dlm: replace one-element array with flexible member",
		.diffs = "abcdefgh", .path = "a.c", .says = REASON };
	static const posting forgot = { 1, .author = ANN,
		.titles = "dlm: replace one-element array of fixed size",
		.diffs = "abcdijkl", .path = "a.c", .says = REASON, .days = 3 };
	posting fourth = forgot;

	(void)state;
	fourth.version = 4;
	fourth.diffs = "abcdmnop";
	fourth.days = 4;
	assert_int_equal(last_follows(&second, &forgot, &fourth), 2);
}

/* "v2" of another patch for that file is no v2 of this one. */
static void
what_is_much_more_like_goes_before_a_higher_number(void **state)
{
	static const posting retry = { 2, .author = ANN,
		.titles = "nand: add read retry support for these chips",
		.diffs = "uvwxyz", .path = "a.c", .says = OTHER_REASON };
	static const posting first = { 1, .author = ANN,
		.titles = "add support for the randomizer of these chips",
		.diffs = "abcdef", .path = "a.c", .says = REASON, .days = 90 };
	static const posting third = { 3, .author = ANN,
		.titles = "nand: add support for the randomizer of these chips",
		.diffs = "abcdeu", .path = "a.c", .says = REASON, .days = 110 };

	(void)state;
	assert_int_equal(last_follows(&retry, &first, &third), 2);
}

/* What a changelog counts of a few patches does not supersede the set they left. */
static void
a_part_with_a_changelog_left_its_set(void **state)
{
	static const posting set = { 2, .author = BOB,
		.titles = "mce: updates|one knob|two knobs|three knobs|four|five",
		.diffs = "abcd|efgh|ijkl|mnop|qrst", .path = "a.c" };
	static const posting part = { 1, .author = ANN,
		.titles = "wrapper and new registers|four|five", .diffs = "mnop|qrst",
		.path = "a.c", .link = "1.0@example.org", .days = 56, .said = 3 };
	td_chain_profile *a = posting_make(&set, 1), *b = posting_make(&part, 2);
	const td_chain_profile *before[] = { a };
	td_chain_edge edge = td_chain_find(b, before, 1);

	(void)state;
	assert_int_equal(edge.older, 1);
	assert_true(edge.partly);
	td_chain_profile_free(a);
	td_chain_profile_free(b);
}

/* "v2:" in the changelog of one patch of v6 is no number of the set. */
static void
a_higher_number_goes_before_a_changelog(void **state)
{
	static const posting fifth = { 5, .author = ANN,
		.titles = "add coherent memory for a device|one|two|three",
		.diffs = "abcd|efgh|ijkl", .path = "a.c" };
	static const posting part = { 1, .author = ANN, .titles = "three",
		.diffs = "ijkm", .path = "a.c", .days = 3, .said = 2 };
	static const posting sixth = { 6, .author = ANN,
		.titles = "add coherent memory for a device|one|two|three",
		.diffs = "abcd|efgh|ijkm", .path = "a.c", .days = 4 };

	(void)state;
	assert_int_equal(last_follows(&fifth, &part, &sixth), 1);
}

/* The subject's numbers and the changelog's: the later one is nearer. */
static void
two_ways_to_count_are_not_compared(void **state)
{
	static const posting third = { 1, .author = ANN,
		.titles = "alpha: no such struct for the constants", .diffs = "abcdef",
		.path = "a.c", .says = REASON, .said = 3 };
	posting second = third, fourth = third;

	(void)state;
	second.version = 2;
	fourth.version = 4;
	second.said = fourth.said = 0;
	second.days = 60;
	fourth.days = 61;
	assert_int_equal(last_follows(&third, &second, &fourth), 2);
}

/* "v3" was a number; then two came without one, of which the later tells of a v4. */
static void
what_came_without_a_number_goes_before_one(void **state)
{
	static const posting third = { 3, .author = ANN,
		.titles = "keys: look up the issuer of a public key", .diffs = "abcdef",
		.path = "a.c" };
	static const posting none = { 1, .author = ANN,
		.titles =
		    "tidy the keys|one knob|keys: look up the issuer of a public key",
		.diffs = "uvw|abcdef", .path = "a.c", .resend = true, .days = 90 };
	static const posting fourth = { 1, .author = ANN,
		.titles = "keys: look up the issuer of a public key", .diffs = "abcdef",
		.path = "a.c", .resend = true, .days = 120, .said = 4 };

	(void)state;
	assert_int_equal(last_follows(&third, &none, &fourth), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_changelog_says_the_version),
		cmocka_unit_test(a_changelog_may_be_left_out_again),
		cmocka_unit_test(a_subject_says_it_first),
		cmocka_unit_test(the_same_words_for_the_same_files_say_it),
		cmocka_unit_test(half_of_a_title_is_enough_for_what_is_alike),
		cmocka_unit_test(most_of_a_title_is_enough_for_the_next_number),
		cmocka_unit_test(somebody_else_takes_it_over),
		cmocka_unit_test(the_same_files_may_be_of_two_projects),
		cmocka_unit_test(a_chip_of_two_letters_is_another),
		cmocka_unit_test(a_program_goes_its_own_way),
		cmocka_unit_test(what_has_its_title_goes_before_a_higher_number),
		cmocka_unit_test(what_is_much_more_like_goes_before_a_higher_number),
		cmocka_unit_test(a_part_with_a_changelog_left_its_set),
		cmocka_unit_test(a_higher_number_goes_before_a_changelog),
		cmocka_unit_test(two_ways_to_count_are_not_compared),
		cmocka_unit_test(what_came_without_a_number_goes_before_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
