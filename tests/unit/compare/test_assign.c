/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/compare/test_assign.c - the cheapest pairs, beside all there are */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glib.h>

#include "compare/assign.h"

#define MOST 6

/* Sum of the cheapest way, by trying all: rows in taken are gone. */
static int
cheapest(unsigned n, const int *cost, unsigned column, unsigned taken)
{
	int best = G_MAXINT;

	if (column == n)
		return 0;
	for (unsigned row = 0; row < n; row++) {
		int rest;

		if (taken & (1u << row))
			continue;
		rest = cheapest(n, cost, column + 1, taken | (1u << row));
		best = MIN(best, rest + cost[column + n * row]);
	}
	return best;
}

static int
sum_of(unsigned n, const int *cost, const int *row_of)
{
	unsigned taken = 0;
	int sum = 0;

	for (unsigned column = 0; column < n; column++) {
		assert_in_range(row_of[column], 0, n - 1);
		assert_false(taken & (1u << row_of[column]));
		taken |= 1u << row_of[column];
		sum += cost[column + n * (unsigned)row_of[column]];
	}
	return sum;
}

static void
it_is_as_cheap_as_the_best_of_all(void **state)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(7);

	(void)state;
	for (unsigned round = 0; round < 3000; round++) {
		unsigned n = (unsigned)g_rand_int_range(rand, 1, MOST + 1);
		int most = round % 3 == 0 ? 3 : 1000;
		int cost[MOST * MOST];
		int row_of[MOST];

		for (unsigned i = 0; i < n * n; i++)
			cost[i] = g_rand_int_range(rand, 0, most);
		td_assign(n, cost, row_of);
		assert_int_equal(sum_of(n, cost, row_of), cheapest(n, cost, 0, 0));
	}
}

static void
nothing_is_paired_with_nothing(void **state)
{
	int row_of[1] = { 9 };

	(void)state;
	td_assign(0, row_of, row_of);
	assert_int_equal(row_of[0], 9);
	td_assign(1, &(int){ 5 }, row_of);
	assert_int_equal(row_of[0], 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_as_cheap_as_the_best_of_all),
		cmocka_unit_test(nothing_is_paired_with_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
