/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "report/weeks.h"

/* Beside GLib's, over all turns of years that a list can have. */
static void
weeks_are_those_of_iso_8601(void **state)
{
	(void)state;
	for (int64_t day = 0; day < 40000; day++) {
		g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(day * 86400);
		td_week week = td_week_of(day);
		int64_t monday;

		assert_int_equal(week.year, g_date_time_get_week_numbering_year(date));
		assert_int_equal(week.week, g_date_time_get_week_of_year(date));
		assert_true(td_week_start(week, &monday));
		assert_int_equal(monday, day - g_date_time_get_day_of_week(date) + 1);
	}
}

static void
a_week_that_there_is_not_has_no_start(void **state)
{
	static const td_week none[] = { { 2026, 0 }, { 2025, 53 }, { 2026, 54 },
		{ 1969, 5 }, { 99999, 1 } };
	int64_t day;

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
		assert_false(td_week_start(none[i], &day));
	assert_true(td_week_start((td_week){ 2026, 53 }, &day));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weeks_are_those_of_iso_8601),
		cmocka_unit_test(a_week_that_there_is_not_has_no_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
