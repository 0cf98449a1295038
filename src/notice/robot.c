/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/robot.c - machines among those who send mail */
#include "notice/robot.h"

#include <glib.h>
#include <string.h>

/* "bot" among the words of what stands before the "@". */
static bool
has_bot(const char *address)
{
	for (const char *p = address; *p != '\0' && *p != '@';) {
		size_t n = strcspn(p, "-+._@");

		if (n == 3 && g_ascii_strncasecmp(p, "bot", 3) == 0)
			return true;
		p += n + (p[n] != '\0' && p[n] != '@');
	}
	return false;
}

bool
td_robot_is_tester(const td_address *person)
{
	static const char *const addresses[] = { "lkp@", "syzbot" };

	if (person == NULL)
		return false;
	for (unsigned i = 0; i < G_N_ELEMENTS(addresses); i++)
		if (g_str_has_prefix(person->address, addresses[i]))
			return true;
	/* "kernel test robot", "kbuild test robot" */
	return g_str_has_suffix(person->name, "test robot");
}

bool
td_robot_is(const td_address *person)
{
	/* What 0day made was sent under one person's name at first. */
	return td_robot_is_tester(person) ||
	       (person != NULL &&
		   (has_bot(person->address) ||
		       g_str_has_prefix(person->address, "fengguang.wu@")));
}
