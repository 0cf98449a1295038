/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_added_is_there),
		cmocka_unit_test(most_others_are_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
