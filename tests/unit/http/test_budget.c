/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/http/test_budget.c - what a client may cost, on a clock of the test's own
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "http/budget.h"

enum { share = 200, second = 1000000, start = 1000 * second };

static void
what_was_saved_may_be_used_at_once(void **state)
{
	td_budget *budget = td_budget_new(share);

	(void)state;
	/* 50 seconds of 200 ms: 10 s, in answers of one second. */
	for (int i = 0; i < 10; i++) {
		assert_int_equal(td_budget_wait(budget, 1, start), 0);
		td_budget_charge(budget, 1, start, second);
	}
	assert_int_equal(td_budget_wait(budget, 1, start), 0);
	td_budget_charge(budget, 1, start, second);
	/* One second too much is five of waiting. */
	assert_int_equal(td_budget_wait(budget, 1, start), 6);
	assert_int_equal(td_budget_wait(budget, 1, start + 4 * second), 2);
	assert_int_equal(td_budget_wait(budget, 1, start + 5 * second), 0);
	assert_int_equal(td_budget_wait(budget, 2, start), 0);
	td_budget_free(budget);
}

static void
a_share_may_be_used_for_ever(void **state)
{
	td_budget *budget = td_budget_new(share);
	int64_t now = start;

	(void)state;
	for (int i = 0; i < 10000; i++) {
		assert_int_equal(td_budget_wait(budget, 1, now), 0);
		td_budget_charge(budget, 1, now, 100000);
		now += second / 2;
	}
	td_budget_free(budget);
}

static void
who_takes_twice_a_share_gets_one(void **state)
{
	td_budget *budget = td_budget_new(share);
	int64_t now = start, taken = 0;
	int waits = 0;

	(void)state;
	while (now < start + (int64_t)1000 * second) {
		unsigned wait = td_budget_wait(budget, 1, now);

		waits += wait > 0;
		now += (int64_t)wait * second;
		td_budget_charge(budget, 1, now, 200000);
		taken += 200000;
		now += second / 2;
	}
	assert_true(waits > 0);
	/* 1,000 seconds of 200 ms, and what was saved; one answer may end late. */
	assert_in_range(taken, 195 * (uint64_t)second, 211 * (uint64_t)second);
	td_budget_free(budget);
}

/* What is saved is no more after a night than after a minute. */
static void
nobody_saves_for_ever(void **state)
{
	td_budget *budget = td_budget_new(share);
	int64_t night = start + (int64_t)36000 * second;

	(void)state;
	td_budget_charge(budget, 1, start, second);
	td_budget_charge(budget, 1, night, 11 * second);
	assert_int_equal(td_budget_wait(budget, 1, night), 6);
	td_budget_free(budget);
}

enum { threads = 4, charges = 10000 };

static void *
charge_often(void *data)
{
	for (int i = 0; i < charges; i++)
		td_budget_charge(data, 1, start, 1000);
	return NULL;
}

static void
nothing_is_lost_between_workers(void **state)
{
	td_budget *budget = td_budget_new(share);
	GThread *some[threads];

	(void)state;
	for (int i = 0; i < threads; i++)
		some[i] = g_thread_new("charge", charge_often, budget);
	for (int i = 0; i < threads; i++)
		g_thread_join(some[i]);
	/* 40 s were taken, 10 saved: 30 are 150 of waiting. */
	assert_int_equal(td_budget_wait(budget, 1, start), 151);
	td_budget_free(budget);
}

static void
an_account_of_nobody_costs_nothing(void **state)
{
	const td_account account = { 0 };

	(void)state;
	td_account_charge(&account, td_account_clock(&account));
	assert_int_equal(td_account_wait(&account), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_saved_may_be_used_at_once),
		cmocka_unit_test(a_share_may_be_used_for_ever),
		cmocka_unit_test(who_takes_twice_a_share_gets_one),
		cmocka_unit_test(nobody_saves_for_ever),
		cmocka_unit_test(nothing_is_lost_between_workers),
		cmocka_unit_test(an_account_of_nobody_costs_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
