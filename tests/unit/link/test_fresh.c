/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "link/fresh.h"

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
		cmocka_unit_test(new_ones_are_found_until_they_are_linked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
