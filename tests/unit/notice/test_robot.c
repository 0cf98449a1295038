/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/notice/test_robot.c - machines among those who send mail */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "notice/robot.h"

static void
machines_are_known_by_names_and_addresses(void **state)
{
	static const struct {
		const char *name, *address;
		bool tester, robot;
	} cases[] = {
		{ "kernel test robot", "ann@example.org", true, true },
		{ "kbuild test robot", "fengguang.wu@example.org", true, true },
		{ "", "lkp@example.org", true, true },
		{ "syzbot", "syzbot+0123@example.org", true, true },
		{ "Fengguang Wu", "fengguang.wu@example.org", false, true },
		{ "", "reader-bot@example.org", false, true },
		{ "", "bot+fs-ci@example.org", false, true },
		{ "Ann Able", "ann@example.org", false, false },
		{ "Ann Able", "abbot@example.org", false, false },
		{ "Ann Able", "ann@bot.example.org", false, false },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *name = g_strdup(cases[i].name),
				*address = g_strdup(cases[i].address);
		const td_address person = { .name = name, .address = address };

		assert_int_equal(td_robot_is_tester(&person), cases[i].tester);
		assert_int_equal(td_robot_is(&person), cases[i].robot);
	}
	assert_false(td_robot_is_tester(NULL));
	assert_false(td_robot_is(NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(machines_are_known_by_names_and_addresses),
	};

	return cmocka_run_group_tests_name("notice robot", tests, NULL, NULL);
}
