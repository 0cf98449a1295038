/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/archive/test_date.c - dates in words and in figures, as git reads them */
#include "fixture.h"

#include <string.h>

#include "base/error.h"

/* Wednesday, 2025-11-05T14:30:15Z. */
#define NOW INT64_C(1762353015)

static void
check(const char *text, const char *expected)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GDateTime) time = NULL;
	g_autofree char *got = NULL;
	int64_t seconds = 0;

	if (td_archive_parse_date(text, NOW, &seconds, &error)) {
		time = g_date_time_new_from_unix_utc(seconds);
		got = g_date_time_format(time, "%Y-%m-%d %H:%M:%S");
	} else {
		assert_int_equal(error->code, TD_ERROR_USAGE);
		got = g_strdup("no");
	}
	if (strcmp(got, expected) != 0)
		fail_msg("\"%s\": got %s, not %s", text, got, expected);
}

static void
words_count_back_from_now(void **state)
{
	static const char *const cases[][2] = {
		{ "now", "2025-11-05 14:30:15" },
		{ "yesterday", "2025-11-04 14:30:15" },
		{ "2 weeks ago", "2025-10-22 14:30:15" },
		{ "2.weeks.ago", "2025-10-22 14:30:15" },
		{ "1 year 2 months ago", "2024-09-05 14:30:15" },
		{ "three days", "2025-11-02 14:30:15" },
		{ "90 seconds ago", "2025-11-05 14:28:45" },
		{ "0 days ago", "2025-11-05 14:30:15" },
		{ "last monday", "2025-11-03 14:30:15" },
		{ "last wednesday", "2025-10-29 14:30:15" },
		{ "2 fridays ago", "2025-10-24 14:30:15" },
		{ "last week", "2025-10-29 14:30:15" },
		{ "last month", "2025-10-05 14:30:15" },
		{ "noon", "2025-11-05 12:00:00" },
		{ "tea", "2025-11-04 17:00:00" },
		{ "midnight", "2025-11-05 00:00:00" },
		{ "today", "2025-11-05 00:00:00" },
		{ "noon today", "2025-11-05 12:00:00" },
		{ "today 10:00", "2025-11-05 10:00:00" },
		{ "yesterday noon", "2025-11-04 12:00:00" },
		{ "3am yesterday", "2025-11-04 03:00:00" },
		{ "3 days ago at 10:00", "2025-11-02 10:00:00" },
		{ "never", "1970-01-01 00:00:00" },
		{ "YESTERDAY", "2025-11-04 14:30:15" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		check(cases[i][0], cases[i][1]);
}

static void
figures_name_a_day_or_a_moment(void **state)
{
	static const char *const cases[][2] = {
		/* A day without a time is that day at this hour, as for git. */
		{ "2025-10-31", "2025-10-31 14:30:15" },
		{ "Oct 31 2025", "2025-10-31 14:30:15" },
		{ "31.10.2025", "2025-10-31 14:30:15" },
		{ "10/31/25", "2025-10-31 14:30:15" },
		{ "Oct.31.2025", "2025-10-31 14:30:15" },
		{ "Fri,.31.Oct.2025.10:00:00", "2025-10-31 10:00:00" },
		{ "October-31-2025 noon", "2025-10-31 12:00:00" },
		{ "Oct 31", "2025-10-31 14:30:15" },
		{ "Dec 24", "2024-12-24 14:30:15" },
		{ "5th of november 2024", "2024-11-05 14:30:15" },
		{ "friday, oct 31", "2025-10-31 14:30:15" },
		{ "2025-10-31 noon", "2025-10-31 12:00:00" },
		{ "2026-11-01T10:00Z", "2026-11-01 10:00:00" },
		{ "2025-10-31T10:00:00+02:00", "2025-10-31 08:00:00" },
		{ "2025-10-31 10:00:00 PST", "2025-10-31 18:00:00" },
		{ "Fri, 31 Oct 2025 10:00:00 -0130", "2025-10-31 11:30:00" },
		{ "20251031T101112Z", "2025-10-31 10:11:12" },
		{ "2024-02-29 00:00:00", "2024-02-29 00:00:00" },
		{ "1700000000", "2023-11-14 22:13:20" },
		{ "@1700000000 +0200", "2023-11-14 22:13:20" },
		{ "@5", "1970-01-01 00:00:05" },
		{ "10:15", "2025-11-05 10:15:00" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		check(cases[i][0], cases[i][1]);
}

static void
what_means_nothing_is_refused(void **state)
{
	static const char *const cases[] = { "", " ", "foo", "ago", "weeks ago", "monday",
		"monday 10:00", "tomorrow", "next week", "2 blue moons ago", "2025-13-45",
		"2025-10", "25:61", "2025-10-31 +0200", "10:00 PST", "20251031", "12345",
		"@", "@x", "2025-10-31; rm", "\xc3\xa9", "2025-10-31\nnow",
		"oct 2025 10:00:00", "99999999999999999999 days ago" };
	g_autofree char *endless = g_strnfill(100000, '1');

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		check(cases[i], "no");
	check(endless, "no");
}

static void
a_day_that_no_month_has_is_refused(void **state)
{
	static const char *const cases[][2] = {
		{ "2026-02-31", "2026-02-31" },
		{ "2025-02-29 10:00:00", "2025-02-29" },
		{ "2025-13-01", "2025-13-01" },
		{ "2025-04-31T10:00Z", "2025-04-31" },
		{ "31 feb 2025", "31 feb 2025" },
		{ "feb 30", "feb 30" },
		{ "Mon, 31 Nov 2025 10:00:00 +0100", "Mon, 31 Nov 2025 10:00:00 +0100" },
	};
	int64_t seconds;

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *expected =
		    g_strdup_printf("no calendar has \"%s\";", cases[i][1]);

		if (td_archive_parse_date(cases[i][0], NOW, &seconds, &error))
			fail_msg("%s is taken", cases[i][0]);
		if (!g_str_has_prefix(error->message, expected))
			fail_msg("%s", error->message);
	}
	/* A month back from the 31st is no day that somebody wrote. */
	assert_true(td_archive_parse_date("1 month ago", 1761912000, &seconds, NULL));
	check("29 feb 2024", "2024-02-29 14:30:15");
	check("oct 31, 1 year ago", "2024-10-31 14:30:15");
}

static void
the_message_names_the_odd_part(void **state)
{
	g_autoptr(GError) error = NULL;
	int64_t seconds;

	(void)state;
	assert_false(td_archive_parse_date("2 blue moons ago", NOW, &seconds, &error));
	assert_non_null(
	    strstr(error->message, "\"blue\" in the date \"2 blue moons ago\""));
	g_clear_error(&error);
	assert_false(td_archive_parse_date("nonsense", NOW, &seconds, &error));
	assert_true(g_str_has_prefix(error->message, "\"nonsense\" is not a date;"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_count_back_from_now),
		cmocka_unit_test(figures_name_a_day_or_a_moment),
		cmocka_unit_test(what_means_nothing_is_refused),
		cmocka_unit_test(a_day_that_no_month_has_is_refused),
		cmocka_unit_test(the_message_names_the_odd_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
