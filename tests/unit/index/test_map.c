/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "index/map.h"

static void
what_was_put_is_found_and_nothing_else(void **state)
{
	g_autoptr(td_map) map = td_map_new();

	(void)state;
	for (uint32_t i = 1; i <= 100000; i++)
		td_map_put(map, td_hash(&i, sizeof i, 7), i);
	for (uint32_t i = 1; i <= 200000; i++)
		assert_int_equal(
		    td_map_find(map, td_hash(&i, sizeof i, 7)), i <= 100000 ? i : 0);
	assert_int_equal(td_map_count(map), 100000);
}

static void
a_key_has_its_newest_value_and_zero_is_a_key(void **state)
{
	g_autoptr(td_map) map = td_map_new();

	(void)state;
	assert_int_equal(td_map_find(map, 0), 0);
	td_map_put(map, 0, 3);
	td_map_put(map, 0, 4);
	assert_int_equal(td_map_find(map, 0), 4);
	assert_int_equal(td_map_count(map), 1);
}

static void
a_hash_depends_on_all_bytes_their_number_and_the_seed(void **state)
{
	(void)state;
	assert_true(td_hash("abcdefghi", 9, 1) != td_hash("abcdefghj", 9, 1));
	assert_true(td_hash("abc\0", 4, 1) != td_hash("abc", 3, 1));
	assert_true(td_hash("abc", 3, 1) != td_hash("abc", 3, 2));
	assert_true(td_hash("abc", 3, 1) == td_hash("abc", 3, 1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_put_is_found_and_nothing_else),
		cmocka_unit_test(a_key_has_its_newest_value_and_zero_is_a_key),
		cmocka_unit_test(a_hash_depends_on_all_bytes_their_number_and_the_seed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
