/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/map.h"

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

/* Long texts are taken in blocks, with a rest. */
static void
each_byte_of_a_long_text_counts_where_it_stands(void **state)
{
	enum { length = 200 };
	char text[length];
	td_map *seen = td_map_new();
	size_t hashes = 0;

	(void)state;
	for (size_t i = 0; i < length; i++)
		text[i] = (char)(i * 7);
	for (size_t n = 0; n <= length; n++, hashes++)
		td_map_put(seen, td_hash(text, n, 9), 1);
	for (size_t i = 0; i < length; i++, hashes++) {
		text[i] ^= 1;
		td_map_put(seen, td_hash(text, length, 9), 1);
		text[i] ^= 1;
	}
	for (size_t i = 0; i + 1 < length; i++, hashes++) {
		char byte = text[i];

		text[i] = text[i + 1];
		text[i + 1] = byte;
		td_map_put(seen, td_hash(text, length, 9), 1);
		text[i + 1] = text[i];
		text[i] = byte;
	}
	assert_int_equal(td_map_count(seen), hashes);
	td_map_free(seen);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_put_is_found_and_nothing_else),
		cmocka_unit_test(a_key_has_its_newest_value_and_zero_is_a_key),
		cmocka_unit_test(a_hash_depends_on_all_bytes_their_number_and_the_seed),
		cmocka_unit_test(each_byte_of_a_long_text_counts_where_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
