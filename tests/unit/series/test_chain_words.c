/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/series/test_chain_words.c - versions whose titles, projects or companions
 * mislead
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "posting.h"
#include "series/chain.h"

enum { most = 4 };

/* Which of those before it the last of n postings follows, from 1 on; 0 for none. */
static int64_t
last_follows(const posting *all, int n)
{
	td_chain_profile *made[most];
	const td_chain_profile *before[most];
	int64_t older;

	for (int i = 0; i < n; i++)
		before[i] = made[i] = posting_make(&all[i], i + 1);
	older = td_chain_find(made[n - 1], before, (unsigned)n - 1).older;
	for (int i = 0; i < n; i++)
		td_chain_profile_free(made[i]);
	return older;
}

/* Who mends the title with the patch, and forgets the number. */
static void
a_title_that_was_mended_is_followed(void **state)
{
	static const posting first = { 1, .author = ANN,
		.titles = "clk: x: check the value", .diffs = "abcdef", .path = "a.c",
		.says = REASON };
	static const struct {
		const char *title, *diff, *path;
		int days;
		int64_t older;
	} cases[] = {
		{ "clk: x: add check of the value", "abcuvw", "a.c", 30, 1 },
		/* Another file, half a year later, another name, and what is taken back.
		 */
		{ "clk: x: add check of the value", "abcuvw", "b.c", 30, 0 },
		{ "clk: x: add check of the value", "abcuvw", "a.c", 300, 0 },
		{ "clk: x: check the range", "abcuvw", "a.c", 30, 0 },
		{ "Revert \"clk: x: check the value\"", "abcuvw", "a.c", 30, 0 },
		{ "clk: x: add check of the value 2", "abcuvw", "a.c", 30, 0 },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		posting both[] = { first, first };

		both[1].titles = cases[i].title;
		both[1].diffs = cases[i].diff;
		both[1].path = cases[i].path;
		both[1].days = cases[i].days;
		assert_int_equal(last_follows(both, 2), cases[i].older);
	}
}

/* Within the hour: the title was wrong, and nothing else. */
static void
the_same_change_within_the_hour_is_no_batch(void **state)
{
	static const posting cases[][2] = {
		{ { 1, .author = ANN, .titles = "x: drop the flag", .diffs = "abcdefghij",
		      .path = "a.c", .says = REASON },
		    { 1, .author = ANN, .titles = "x: drop the flag from struct request",
			.diffs = "abcdefghik", .path = "a.c", .says = REASON } },
		{ { 1, .author = ANN, .titles = "x: drop the flag", .diffs = "abcdefghij",
		      .path = "a.c", .says = REASON },
		    { 1, .author = ANN, .titles = "x: drop the flag from struct request",
			.diffs = "abcdefghik", .path = "b.c", .says = REASON } },
	};

	(void)state;
	assert_int_equal(last_follows(cases[0], 2), 1);
	assert_int_equal(last_follows(cases[1], 2), 0);
}

/* A word with a number that a title has twice is one word. */
static void
a_number_counts_once(void **state)
{
	static const posting twice[] = {
		{ 1, .author = ANN, .titles = "i2c: mtk: add i2c support for streams",
		    .diffs = "abcdef", .path = "a.c" },
		{ 1, .author = ANN, .titles = "i2c: mtk: add to support streams",
		    .diffs = "abcdeg", .path = "a.c", .days = 9 },
	};
	static const posting other[] = {
		{ 1, .author = ANN, .titles = "bump the tools to version 2019",
		    .diffs = "abcdef", .path = "a.c" },
		{ 1, .author = ANN, .titles = "bump the tools to the version 2020",
		    .diffs = "abcghi", .path = "a.c", .days = 9 },
	};

	(void)state;
	assert_int_equal(last_follows(twice, 2), 1);
	assert_int_equal(last_follows(other, 2), 0);
}

/* "kvm: arm64: try it" and "kvm/arm64: Try it" have one title. */
static void
marks_between_words_do_not_count(void **state)
{
	static const posting both[] = {
		{ 1, .author = ANN,
		    .titles = "kvm: clock: try block mapping for memory|one|two",
		    .diffs = "abcd|efgh", .path = "a.c", .says = REASON },
		{ 1, .author = ANN,
		    .titles = "kvm/clock: try block mapping for memory|three|four",
		    .diffs = "abxy|efuv", .path = "a.c", .says = REASON, .days = 50 },
	};

	(void)state;
	assert_int_equal(last_follows(both, 2), 1);
}

/* Two works that go together link to each other: v2 of the tests names v1 of the program.
 */
static void
what_goes_together_is_told_apart(void **state)
{
	static const posting all[] = {
		{ 1, .author = ANN, .titles = "tests: the size of units",
		    .diffs = "abcdef", .path = "t.c" },
		{ 1, .author = ANN, .titles = "tools: the size of data units",
		    .diffs = "klmnop", .path = "u.c" },
		{ 2, .author = ANN, .titles = "tests: the size of units",
		    .diffs = "abcdeg", .path = "t.c", .link = "2.0@example.org",
		    .days = 9 },
	};

	(void)state;
	assert_int_equal(last_follows(all, 3), 1);
}

/* v3 of the program names v3 of the kernel, which was sent a minute before. */
static void
what_was_sent_with_it_is_no_older_version(void **state)
{
	static const posting both[] = {
		{ 3, .author = ANN, .titles = "bridge: limit what entries",
		    .diffs = "klmnop", .path = "u.c", .days = 9 },
		{ 3, .author = ANN, .titles = "link: limit what is learned",
		    .diffs = "abcxyz", .path = "t.c", .link = "1.0@example.org",
		    .days = 9 },
	};

	(void)state;
	assert_int_equal(last_follows(both, 2), 0);
}

/* A patch that is the first of two now, under another title; not three months later. */
static void
one_patch_may_become_several(void **state)
{
	static const posting cases[][2] = {
		{ { 1, .author = ANN, .titles = "x: fix probing of lines",
		      .diffs = "abcdef", .path = "a.c" },
		    { 1, .author = ANN, .titles = "x: get the lines|x: free the lines",
			.diffs = "abcdef|uvw", .path = "a.c", .days = 2,
			.plain = true } },
		{ { 1, .author = ANN, .titles = "x: fix probing of lines",
		      .diffs = "abcdef", .path = "a.c" },
		    { 1, .author = ANN, .titles = "x: get the lines|x: free the lines",
			.diffs = "abcdef|uvw", .path = "a.c", .days = 90,
			.plain = true } },
	};

	(void)state;
	assert_int_equal(last_follows(cases[0], 2), 1);
	assert_int_equal(last_follows(cases[1], 2), 0);
}

/* A slip in the project's name; and what answers somebody else's request to pull. */
static void
the_next_number_goes_on_elsewhere(void **state)
{
	static const posting project[] = {
		{ 1, .author = ANN, .titles = "allow removal of empty chains",
		    .diffs = "abcdef", .path = "a.c", .tags = "PATCH iptabes-x" },
		{ 2, .author = ANN, .titles = "allow removal of empty chains",
		    .diffs = "abcdeg", .path = "a.c", .tags = "PATCH iptables",
		    .days = 3 },
	};
	static const posting pulled[] = {
		{ 1, .author = ANN, .titles = "run without a libc", .diffs = "abcdef",
		    .path = "a.c", .pulled = true },
		{ 2, .author = ANN, .titles = "run without libc", .diffs = "abcdeg",
		    .path = "a.c", .days = 3 },
	};

	(void)state;
	assert_int_equal(last_follows(project, 2), 1);
	assert_int_equal(last_follows(pulled, 2), 1);
}

/* v2 three months later, with nothing of the diff left: its text says what it is, beside
 * its title or its file. */
static void
a_number_comes_back_after_months(void **state)
{
	static const posting first = { 1, .author = ANN,
		.titles = "net: make it the default where fips is enabled",
		.diffs = "abcdef", .path = "a.c" };
	static const struct {
		const char *title, *says, *path;
		int64_t older;
	} cases[] = {
		{ "sctp/net: make it the default where fips is enabled", REASON, "b.c",
		    1 },
		{ "core: make it the default where fips is enabled", REASON, "b.c", 0 },
		{ "core: choose another one", REASON, "a.c", 1 },
		{ "core: choose another one", NULL, "a.c", 0 },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		posting both[] = { first, first };

		both[0].says = cases[i].says;
		both[1].version = 2;
		both[1].titles = cases[i].title;
		both[1].says = cases[i].says;
		both[1].diffs = "uvwxyz";
		both[1].path = cases[i].path;
		both[1].days = 92;
		assert_int_equal(last_follows(both, 2), cases[i].older);
	}
}

/* v3 of a set that was written anew, where v2 is not here: its title says it, which
 * another person may have, too. */
static void
a_set_written_anew_skips_a_number(void **state)
{
	static const char *const authors[] = { ANN, BOB };

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(authors); i++) {
		posting both[] = {
			{ 1, .rfc = true, .author = ANN,
			    .titles = "fs: hole punch and page cache races|one|two",
			    .diffs = "abcd|efgh" },
			{ 3, .rfc = true, .author = authors[i],
			    .titles = "fs: hole punch and page cache races|three|four",
			    .diffs = "ijkl|mnop", .days = 80 },
		};

		assert_int_equal(last_follows(both, 2), i == 0 ? 1 : 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_title_that_was_mended_is_followed),
		cmocka_unit_test(the_same_change_within_the_hour_is_no_batch),
		cmocka_unit_test(a_number_counts_once),
		cmocka_unit_test(marks_between_words_do_not_count),
		cmocka_unit_test(what_goes_together_is_told_apart),
		cmocka_unit_test(what_was_sent_with_it_is_no_older_version),
		cmocka_unit_test(one_patch_may_become_several),
		cmocka_unit_test(the_next_number_goes_on_elsewhere),
		cmocka_unit_test(a_number_comes_back_after_months),
		cmocka_unit_test(a_set_written_anew_skips_a_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
