/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/base/test_oid.c - names of objects, read, written and looked up */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* clang-format off */
#include <cmocka.h>
/* clang-format on */

#include <glib.h>

#include "base/oid.h"

#define NAME "0123456789abcdef0123456789abcdef0123456f"

static void
a_name_is_read_and_written(void **state)
{
	char hex[TD_OID_HEX];
	td_oid oid;

	(void)state;
	assert_true(td_oid_parse(td_span_of(NAME), &oid));
	assert_int_equal(oid.id[0], 0x01);
	assert_int_equal(oid.id[19], 0x6f);
	td_oid_to_hex(&oid, hex);
	assert_string_equal(hex, NAME);
	assert_true(
	    td_oid_parse(td_span_of("0123456789ABCDEF0123456789abcdef0123456F"), &oid));
	td_oid_to_hex(&oid, hex);
	assert_string_equal(hex, NAME);
	/* What comes behind it is not looked at. */
	assert_true(td_oid_parse(td_span_of(NAME "g"), &oid));
}

static void
what_is_no_name_is_not_read(void **state)
{
	static const char *const wrong[] = { "", "0123", &NAME[1],
		"g123456789abcdef0123456789abcdef0123456f",
		"0123456789abcdef0123456789abcdef0123456g",
		"0123456789abcdef0123456789abcdef012345 f",
		"012345678@abcdef0123456789abcdef0123456f" };
	td_oid oid;

	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(wrong); i++)
		assert_false(td_oid_parse(td_span_of(wrong[i]), &oid));
}

static void
names_are_keys_of_a_table(void **state)
{
	g_autoptr(GHashTable) table = g_hash_table_new(td_oid_key_hash, td_oid_key_equal);
	td_oid one = { .id = { 1, 2, 3, 4, 5 } };
	td_oid same = one, other = one;

	(void)state;
	other.id[19] = 1;
	g_hash_table_add(table, &one);
	assert_ptr_equal(g_hash_table_lookup(table, &same), &one);
	assert_null(g_hash_table_lookup(table, &other));
	assert_true(td_oid_equal(&one, &same));
	assert_false(td_oid_equal(&one, &other));
	assert_false(td_oid_is_zero(&one));
	assert_true(td_oid_is_zero(&(td_oid){ 0 }));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_read_and_written),
		cmocka_unit_test(what_is_no_name_is_not_read),
		cmocka_unit_test(names_are_keys_of_a_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
