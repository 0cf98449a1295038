/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/lists/test_closed.c - which lists are private, as the configuration has it
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../folder.h"
#include <string.h>

#include "lists/closed.h"

/* What is written in the file into "name token token, name": all private lists. */
static char *
closed_by(const char *folder, const char *text)
{
	g_autofree char *own = g_build_filename(folder, "tidings", NULL);
	g_autofree char *file = g_build_filename(own, "config", NULL);
	GString *told = g_string_new(NULL);
	g_autoptr(td_config) config = NULL;
	g_autoptr(GPtrArray) closed = NULL;

	g_mkdir_with_parents(own, 0700);
	assert_true(g_file_set_contents(file, text, -1, NULL));
	config = td_config_open(NULL);
	assert_non_null(config);
	closed = td_closed_read(config, NULL);
	assert_non_null(closed);
	for (unsigned i = 0; i < closed->len; i++) {
		const td_closed_list *list = closed->pdata[i];

		assert_ptr_equal(td_closed_find(closed, list->name), list);
		g_string_append_printf(told, "%s%s", i > 0 ? ", " : "", list->name);
		for (unsigned j = 0; j < list->tokens->len; j++)
			g_string_append_printf(
			    told, " %s", (const char *)list->tokens->pdata[j]);
	}
	assert_null(td_closed_find(closed, "nobody"));
	assert_null(td_closed_find(closed, ""));
	return g_string_free(told, FALSE);
}

static void
what_is_not_plainly_no_is_yes(void **state)
{
	static const struct {
		const char *text, *closed;
	} cases[] = {
		{ "", "" },
		{ "[list \"a\"]\nurl = x\n", "" },
		{ "[list \"a\"]\nprivate = true\n", "a" },
		{ "[list \"a\"]\nprivate = ture\n", "a" },
		{ "[list \"a\"]\nprivate\n", "a" },
		{ "[list \"a\"]\nprivate =\n", "a" },
		{ "[list \"a\"]\nprivate = 00\n", "a" },
		{ "[list \"a\"]\nprivate = false\n[list \"b\"]\nprivate = No\n"
		  "[list \"c\"]\nprivate = OFF\n[list \"d\"]\nprivate = 0\n",
		    "" },
		/* The last word counts. */
		{ "[list \"a\"]\nprivate = true\nprivate = false\n", "" },
		{ "[list \"a\"]\nprivate = false\nprivate = true\n", "a" },
		/* A token alone makes nothing private; an empty one opens nothing. */
		{ "[list \"a\"]\ntoken = x\n", "" },
		{ "[list \"a\"]\nprivate = true\ntoken =\n", "a" },
		{ "[list \"a\"]\ntoken = x\nprivate = true\ntoken = y z\n", "a x y z" },
		/* Each has its own, and only by its whole name. */
		{ "[list \"a\"]\nprivate = 1\ntoken = x\n[list \"ab\"]\ntoken = y\n"
		  "private = 1\n[list \"b\"]\ntoken = z\n[list \"A\"]\nprivate = 1\n",
		    "a x, ab y, A" },
		{ "[list \"a.b\"]\nprivate = 1\ntoken = x\n[list \"a\"]\nurl = x\n",
		    "a.b x" },
		/* Of no list. */
		{ "[list]\nprivate = 1\ntoken = x\n[list \"\"]\nprivate = 1\n"
		  "[lists \"a\"]\nprivate = 1\n[list \"a\"]\nprivates = 1\n",
		    "" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *closed = closed_by(*state, cases[i].text);

		if (strcmp(closed, cases[i].closed) != 0)
			fail_msg("%s: %s", cases[i].text, closed);
	}
}

static int
make_dir(void **state)
{
	*state = g_dir_make_tmp("tidings-closed-XXXXXX", NULL);
	g_setenv("HOME", *state, TRUE);
	g_setenv("XDG_CONFIG_HOME", *state, TRUE);
	g_setenv("GIT_CONFIG_NOSYSTEM", "1", TRUE);
	return *state ? 0 : -1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_plainly_no_is_yes),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_folder);
}
