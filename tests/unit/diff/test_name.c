/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What git apply (2.39.5, has_epoch_timestamp) takes for a file that is not there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "diff/name.h"

static void
midnight_of_1970_is_no_file_in_whatever_zone(void **state)
{
	static const struct {
		const char *line;
		bool epoch;
	} rows[] = {
		{ "x\t1970-01-01 00:00:00.000000000 +0000", true },
		{ "x\t1970-01-01 00:00:00 +0000", true },
		{ "x\t1970-01-01 00:00:00 -0000", true },
		{ "x\t1970-01-01 01:00:00.000000000 +0100", true },
		{ "x\t1970-01-01 05:30:00 +05:30", true },
		{ "x\t1969-12-31 19:00:00.0 -0500", true },
		{ "x\ty\t1969-12-31 23:59:00 -0001", true },
		{ "x\t1970-01-01 00:00:00 +0100", false },
		{ "x\t1970-01-01 05:00:00 -0500", false },
		{ "x\t1969-12-31 19:00:00 +0500", false },
		{ "x\t1970-01-01 02:00:00 +0160", false },
		{ "x\t1970-01-01 00:00:01 +0000", false },
		{ "x\t1970-01-01 00:00:10 +0000", false },
		{ "x\t1970-01-01 00:01:00 +0000", false },
		{ "x\t1970-01-01 00:60:00 +0100", false },
		{ "x\t1970-01-01 00:00:00.000001 +0000", false },
		{ "x\t1970-01-01 00:00:00. +0000", false },
		{ "x\t1970-01-01 00:00:00 0000", false },
		{ "x\t1970-01-01 00:00:00 +000", false },
		{ "x\t1970-01-01 00:00:00 +00000", false },
		{ "x\t1970-01-01 00:00:00", false },
		{ "x\t1970-01-02 00:00:00 +0000", false },
		{ "x\t1970-01-01", false },
		{ "x\t", false },
		{ "x 1970-01-01 00:00:00 +0000", false },
		{ "", false },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (td_diff_name_has_epoch(td_span_of(rows[i].line)) != rows[i].epoch)
			fail_msg("'%s'", rows[i].line);
}

static void
quoted_names_are_bytes(void **state)
{
	static const struct {
		const char *line, *name;
	} rows[] = {
		{ "\"a/\\303\\244.c\"", "\303\244.c" },
		{ "\"a/\\\"q\\\\\\t\\a\"", "\"q\\\t\a" },
		{ "\"a/\\101\\060\"", "A0" },
		/* What is quoted wrongly is a name as it stands. */
		{ "\"a/\\777\"", "\\777\"" },
		{ "\"a/\\19x\"", "\\19x\"" },
		{ "\"a/\\1\"", "\\1\"" },
		{ "\"a/\\x\"", "\\x\"" },
		{ "\"a/open", "open" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *name = td_diff_name(td_span_of(rows[i].line), 1, false);

		if (g_strcmp0(name, rows[i].name) != 0)
			fail_msg("%s: '%s'", rows[i].line, name ? name : "none");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(midnight_of_1970_is_no_file_in_whatever_zone),
		cmocka_unit_test(quoted_names_are_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
