/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>
#include <malloc.h>

#include "store/blocks.h"

static void
a_block_is_kept_for_the_next_of_its_size(void **state)
{
	const sqlite3_mem_methods *blocks = td_blocks_methods();
	char *one = blocks->xMalloc(100);
	char *other;

	(void)state;
	assert_non_null(one);
	memset(one, 'x', 100);
	blocks->xFree(one);
	other = blocks->xMalloc(200);
	assert_ptr_not_equal(other, one);
	assert_ptr_equal(blocks->xMalloc(97), one);
	blocks->xFree(one);
	blocks->xFree(other);
	blocks->xFree(NULL);
}

static void
a_block_is_as_large_as_it_says(void **state)
{
	const sqlite3_mem_methods *blocks = td_blocks_methods();
	static const int wanted[] = { 1, 7, 8, 32, 33, 1000, 1024, 1025, 4096, 1 << 20 };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
		char *one = blocks->xMalloc(wanted[i]);

		assert_non_null(one);
		assert_int_equal((uintptr_t)one % 8, 0);
		assert_true(blocks->xSize(one) >= wanted[i]);
		assert_int_equal(blocks->xSize(one), blocks->xRoundup(wanted[i]));
		memset(one, 0x5a, (size_t)blocks->xSize(one));
		blocks->xFree(one);
	}
}

static void
what_it_holds_goes_along_as_it_grows_and_shrinks(void **state)
{
	const sqlite3_mem_methods *blocks = td_blocks_methods();
	static const int steps[] = { 10, 30, 60, 1000, 1030, 5000, 4000, 1000, 31, 900 };
	char *one = blocks->xMalloc(8);
	char *neighbour = blocks->xMalloc(8);

	(void)state;
	memcpy(one, "seven c", 8);
	memcpy(neighbour, "another", 8);
	for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
		one = blocks->xRealloc(one, steps[i]);
		assert_true(blocks->xSize(one) >= steps[i]);
		assert_string_equal(one, "seven c");
		assert_string_equal(neighbour, "another");
		memset(one + 8, (int)i, (size_t)blocks->xSize(one) - 8);
	}
	blocks->xFree(one);
	blocks->xFree(neighbour);
}

enum { many = 2000 };

/* A list that was long once costs no memory from then on. */
static void
few_are_kept_of_those_that_are_given_back(void **state)
{
	const sqlite3_mem_methods *blocks = td_blocks_methods();
	static const int wanted[] = { 900, 1024, 1025, 1056, 4096 };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
		size_t before = mallinfo2().uordblks;
		void *all[many];

		for (unsigned j = 0; j < many; j++)
			all[j] = blocks->xMalloc(wanted[i]);
		for (unsigned j = 0; j < many; j++)
			blocks->xFree(all[j]);
		if (mallinfo2().uordblks > before + (32u << 10))
			fail_msg(
			    "of %d: %zu bytes", wanted[i], mallinfo2().uordblks - before);
	}
}

static void *
free_all(void *data)
{
	void **all = data;

	for (unsigned i = 0; i < many; i++)
		td_blocks_methods()->xFree(all[i]);
	/* What this thread keeps now goes with it: LeakSanitizer would tell. */
	return td_blocks_methods()->xMalloc(64);
}

static void
another_thread_may_free_it(void **state)
{
	void *all[many];
	GThread *thread;

	(void)state;
	for (unsigned i = 0; i < many; i++)
		all[i] = td_blocks_methods()->xMalloc((int)(i % 1200 + 1));
	thread = g_thread_new("freeing", free_all, all);
	td_blocks_methods()->xFree(g_thread_join(thread));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_block_is_kept_for_the_next_of_its_size),
		cmocka_unit_test(a_block_is_as_large_as_it_says),
		cmocka_unit_test(what_it_holds_goes_along_as_it_grows_and_shrinks),
		cmocka_unit_test(few_are_kept_of_those_that_are_given_back),
		cmocka_unit_test(another_thread_may_free_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
