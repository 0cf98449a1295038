/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/http/test_client.c - who is who, and what of a header is believed */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "http/client.h"

static void
the_last_address_counts(void **state)
{
	static const struct {
		const char *one, *other; /* NULL: nobody */
		bool same;
	} cases[] = {
		{ "192.0.2.1", "192.0.2.1", true },
		{ "192.0.2.1", "192.0.2.2", false },
		{ "198.51.100.7, 192.0.2.1", "192.0.2.1", true },
		{ "192.0.2.1, 198.51.100.7", "192.0.2.1", false },
		{ " unknown ,192.0.2.1 ", "192.0.2.1", true },
		{ "192.0.2.1:4711", "192.0.2.1", true },
		{ "2001:db8::1", "2001:db8::2", true },
		{ "2001:db8:0:1::1", "2001:db8:0:2::1", false },
		{ "[2001:db8::1]:4711", "2001:db8::1", true },
		{ "[2001:db8::1]", "2001:db8::1", true },
		{ "::ffff:192.0.2.1", "192.0.2.1", true },
		{ "127.0.0.1", NULL, false },
		{ "192.0.2.1, 127.0.0.9", NULL, false },
		{ "::1", NULL, false },
		{ "::ffff:127.0.0.1", NULL, false },
		{ "", NULL, false },
		{ ",", NULL, false },
		{ "192.0.2.1,", NULL, false },
		{ "unknown", NULL, false },
		{ "_hidden", NULL, false },
		{ "[", NULL, false },
		{ "[2001:db8::1", NULL, false },
		{ "192.0.2.1.5", NULL, false },
		{ "192.0.2.999", NULL, false },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		uint64_t one = 0, other = 0;
		bool known = td_client_key_forwarded(cases[i].one, &one);

		if (known != (cases[i].other != NULL))
			fail_msg("'%s' is %s", cases[i].one, known ? "known" : "nobody");
		if (!known)
			continue;
		assert_true(td_client_key_forwarded(cases[i].other, &other));
		if ((one == other) != cases[i].same)
			fail_msg("'%s' and '%s'", cases[i].one, cases[i].other);
	}
}

static void
keys_are_spread(void **state)
{
	enum { n = 1000 };
	bool taken[n] = { false };
	unsigned different = 0;

	(void)state;
	for (uint64_t key = 0; key < n; key++) {
		size_t place = td_client_place(key << 24, 7, n);

		assert_true(place < n);
		different += !taken[place];
		taken[place] = true;
	}
	/* Of balls thrown into as many boxes 63 in 100 find an empty one. */
	assert_in_range(different, 580, 690);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_address_counts),
		cmocka_unit_test(keys_are_spread),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
