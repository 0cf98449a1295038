/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/output/test_moment.c - moments in years of four digits, and what is none */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "output/moment.h"

static void
times_are_utc_and_known_to_be_absurd(void **state)
{
	static const struct {
		int64_t seconds;
		const char *text;
	} cases[] = {
		{ 1761523200, "2025-10-27T00:00:00Z" },
		{ 1709210096, "2024-02-29T12:34:56Z" },
		{ -1, "1969-12-31T23:59:59Z" },
		{ 951782400, "2000-02-29T00:00:00Z" },
		{ 253402300799, "9999-12-31T23:59:59Z" },
		{ 253402300800, "" },
		{ -62167219200, "0000-01-01T00:00:00Z" },
		{ -62167219201, "" },
		{ INT64_MIN, "" },
		{ INT64_MAX, "" },
		{ 0, "" },
	};
	char text[TD_MOMENT];

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		assert_int_equal(
		    td_moment_stamp(cases[i].seconds, text), cases[i].text[0] != '\0');
		assert_string_equal(text, cases[i].text);
	}
}

static void
a_day_and_a_minute_are_the_front_of_it(void **state)
{
	char text[TD_MOMENT];

	(void)state;
	assert_true(td_moment_minute(1761919331, text));
	assert_string_equal(text, "2025-10-31 14:02");
	assert_true(td_moment_day(1761919331, text));
	assert_string_equal(text, "2025-10-31");
	assert_false(td_moment_day(0, text));
	assert_string_equal(text, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(times_are_utc_and_known_to_be_absurd),
		cmocka_unit_test(a_day_and_a_minute_are_the_front_of_it),
	};

	return cmocka_run_group_tests_name("output/moment", tests, NULL, NULL);
}
