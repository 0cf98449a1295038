/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/base/test_hash.c - texts that differ in a bit, a length or a seed have other
 * hashes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "base/hash.h"

enum { longest = 70 };

static void
note(GHashTable *seen, uint64_t hash)
{
	assert_true(g_hash_table_add(seen, g_memdup2(&hash, sizeof hash)));
}

static void
what_differs_has_another_hash(void **state)
{
	g_autoptr(GHashTable) seen =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	char bytes[longest] = { 0 };

	(void)state;
	for (size_t n = 0; n <= longest; n++) {
		note(seen, td_hash_bytes((td_span){ bytes, n }, 1));
		note(seen, td_hash_bytes((td_span){ bytes, n }, 2));
		for (size_t bit = 0; bit < n * 8; bit++) {
			bytes[bit / 8] = (char)(1u << (bit % 8));
			note(seen, td_hash_bytes((td_span){ bytes, n }, 1));
			bytes[bit / 8] = 0;
		}
	}
}

static void
what_is_the_same_has_the_same(void **state)
{
	static const char twice[] =
	    ".0123456789abcdefghijklmnop.0123456789abcdefghijklmnop";

	(void)state;
	for (size_t n = 0; n <= 27; n++)
		assert_int_equal(td_hash_bytes((td_span){ twice, n }, 7),
		    td_hash_bytes((td_span){ twice + 27, n }, 7));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_differs_has_another_hash),
		cmocka_unit_test(what_is_the_same_has_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
