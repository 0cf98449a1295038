/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/message/test_address.c - names of people */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "message/address.h"

static void
a_name_is_known_without_the_quotes_around_it(void **state)
{
	static const struct {
		const char *name, *bare;
	} cases[] = {
		{ "Ann Able", "Ann Able" },
		{ "'Ann Able'", "Ann Able" },
		{ "''Ann Able''", "Ann Able" },
		{ "\"Ann Able\"", "Ann Able" },
		{ "'Ann Able", "Ann Able" },
		{ "' Ann Able '", "Ann Able" },
		{ "Ann 'the ant' Able", "Ann 'the ant' Able" },
		{ "Ann O'Able", "Ann O'Able" },
		{ "'Able, Ann' via list", "Able, Ann via list" },
		{ "'Ann Able via list'", "Ann Able via list" },
		{ "''", "" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *kept = NULL;

		assert_string_equal(
		    td_address_bare_name(cases[i].name, &kept), cases[i].bare);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_known_without_the_quotes_around_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
