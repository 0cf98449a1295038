/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/series/test_taken.c - what a larger set of its author holds whole */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "posting.h"
#include "series/taken.h"

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
	{ "what lost its number, before v3",
	    { 1, .author = ANN, .titles = "net: fix the leak", .diffs = "abcd" },
	    { 3, .author = ANN, .titles = "net: fix the leak", .diffs = "abcx",
		.days = 3 },
	    true },
	{ "the second version, before the third",
	    { 2, .author = ANN, .titles = "net: fix the leak", .diffs = "abcd" },
	    { 3, .author = ANN, .titles = "net: fix the leak", .diffs = "abcx",
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
		g_autoptr(td_chain_profile) older = posting_make(&takings[i].older, 1);
		g_autoptr(td_chain_profile) newer = posting_make(&takings[i].newer, 2);

		if (td_taken_in(newer, older) != takings[i].taken)
			fail_msg("%s", takings[i].says);
		assert_false(td_taken_in(older, newer));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_larger_set_may_take_it_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
