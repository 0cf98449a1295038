/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "link/fresh.h"
#include "store/seen.h"

/* As keys of Message-IDs are: they begin with a time. */
static uint64_t
key_of(unsigned i)
{
	return UINT64_C(0x20251031) << 32 | i;
}

static void
what_was_added_is_there(void **state)
{
	g_autoptr(td_seen) seen = td_seen_new();

	(void)state;
	for (unsigned i = 0; i < 100000; i++)
		td_seen_add(seen, key_of(i));
	td_seen_add(seen, 0);
	td_seen_add(seen, UINT64_MAX);
	for (unsigned i = 0; i < 100000; i++)
		assert_true(td_seen_may_have(seen, key_of(i)));
	assert_true(td_seen_may_have(seen, 0));
	assert_true(td_seen_may_have(seen, UINT64_MAX));
}

static void
most_others_are_not(void **state)
{
	g_autoptr(td_seen) seen = td_seen_new();
	unsigned wrong = 0;

	(void)state;
	for (unsigned i = 0; i < 1000000; i++)
		td_seen_add(seen, key_of(i));
	for (unsigned i = 1000000; i < 1100000; i++)
		wrong += td_seen_may_have(seen, key_of(i));
	assert_in_range(wrong, 1, 2000);
}

static void
new_ones_are_found_until_they_are_linked(void **state)
{
	g_autoptr(td_fresh) fresh = td_fresh_new();
	g_autoptr(GArray) messages = g_array_new(FALSE, FALSE, sizeof(int64_t));

	(void)state;
	assert_false(td_fresh_add(fresh, 7, 1, 7));
	assert_true(td_fresh_add(fresh, 8, 3, 7));
	assert_true(td_fresh_add(fresh, 9, 1, 7));
	assert_true(td_fresh_add(fresh, 11, 3, 7));
	assert_false(td_fresh_add(fresh, 10, 3, 7));
	assert_false(td_fresh_add(fresh, 11, 4, 7));
	assert_int_equal(td_fresh_find(fresh, 8), 3);
	assert_int_equal(td_fresh_find(fresh, 9), 1);
	assert_int_equal(td_fresh_find(fresh, 10), 0);
	td_fresh_sort(fresh);
	td_fresh_list(fresh, 3, messages);
	td_fresh_list(fresh, 2, messages);
	assert_int_equal(messages->len, 2);
	assert_int_equal(g_array_index(messages, int64_t, 0), 8);
	assert_int_equal(g_array_index(messages, int64_t, 1), 11);
	td_fresh_clear(fresh);
	assert_int_equal(td_fresh_find(fresh, 8), 0);
	td_fresh_list(fresh, 3, messages);
	assert_int_equal(messages->len, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_added_is_there),
		cmocka_unit_test(most_others_are_not),
		cmocka_unit_test(new_ones_are_found_until_they_are_linked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
