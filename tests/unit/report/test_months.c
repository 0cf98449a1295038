/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "report/months.h"

/* Beside GLib's calendar, on both sides of each midnight. */
static void
months_are_those_of_the_calendar(void **state)
{
	(void)state;
	for (int64_t day = 7305; day < 29000; day++) {
		g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(day * 86400);
		int wanted = (g_date_time_get_year(date) - TD_MONTHS_FIRST_YEAR) * 12 +
			     g_date_time_get_month(date) - 1;

		assert_int_equal(td_month_of(day * 86400), wanted);
		assert_int_equal(td_month_of(day * 86400 + 86399), wanted);
	}
}

static void
what_lies_outside_is_not_counted(void **state)
{
	g_autofree td_months *months = g_new0(td_months, 1);
	int first, last;

	(void)state;
	td_months_add(months, 0, 0);
	td_months_add(months, -1, 0);
	td_months_add(months, INT64_MAX, 0);
	td_months_add(months, INT64_MIN, 0);
	assert_false(td_months_extent(months, &first, &last));
	td_months_add(months, 1772000000, 1);
	td_months_add(months, 1764000000, 2);
	assert_true(td_months_extent(months, &first, &last));
	assert_int_equal(td_month_year(last), 2026);
	assert_int_equal(last - first, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(months_are_those_of_the_calendar),
		cmocka_unit_test(what_lies_outside_is_not_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
