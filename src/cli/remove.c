/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/remove.c - tidings remove: a list that its reader left */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/renew.h"
#include "cli/step_open.h"
#include "lists/cursor.h"
#include "lists/lock.h"
#include "lists/renewal.h"
#include "mirror/mirror.h"
#include "terminal/command.h"
#include "write/drop.h"
#include "write/write.h"

static void
say_waiting(void *data)
{
	(void)data;
	fprintf(stderr, "tidings: waiting for another tidings that writes the index\n");
}

/* Out of the index, where there is one. */
static bool
drop_list(td_library *library, const char *name, GError **error)
{
	const char *path = td_library_index_path(library);
	g_autoptr(td_lock) lock = NULL;
	td_index *index;

	if (!g_file_test(path, G_FILE_TEST_EXISTS))
		return true;
	lock = td_lock_take(library, say_waiting, NULL, error);
	index = lock && td_renewal_clear(path, error) ? td_library_index(library, error)
						      : NULL;
	return index && td_index_begin(index, error) &&
	       td_index_drop_list(index, name, error) && td_index_commit(index, error);
}

static bool
is_configured(td_config *config, const char *name)
{
	static const char *const keys[] = { "url", "dir", "since" };

	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		g_autofree char *full = g_strdup_printf("list.%s.%s", name, keys[i]);
		g_autofree char *value = td_config_find(config, full);

		if (value)
			return true;
	}
	return false;
}

/* The configuration goes last: a call that was cut off can be made again. */
static bool
remove_list(td_opened *opened, const char *name, bool keep, GError **error)
{
	const td_list *list = td_library_find(opened->library, name);
	g_autofree char *prefix = g_strdup_printf("list.%s.", name);
	g_autofree char *dir = list && list->mirrored ? g_strdup(list->dir) : NULL;

	/* It was named twice. */
	if (!is_configured(opened->config, name))
		return true;
	if (!drop_list(opened->library, name, error) ||
	    !td_cursor_remove(opened->library, name, error) ||
	    (dir && !keep && !td_mirror_remove(dir, error)) ||
	    !td_config_remove(opened->config, prefix, error))
		return false;
	if (is_configured(opened->config, name)) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "list '%s' is also in one of git's own configuration files: take it "
		    "out there ('git config --show-origin --get-regexp list.%s')",
		    name, name);
		return false;
	}
	if (dir && keep)
		printf("the mirror stays at %s\n", dir);
	return true;
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	g_auto(td_opened) opened = { 0 };
	gboolean keep = FALSE;
	const GOptionEntry entries[] = {
		{ "keep-mirror", 0, 0, G_OPTION_ARG_NONE, &keep,
		    "Leave what was fetched where it is", NULL },
		TD_OPEN_INDEX(&opened),
		{ 0 },
	};

	if (!td_command_options(&td_command_remove, entries, &argc, &argv, error))
		return false;
	if (argc < 2) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE,
		    "which list? (see 'tidings remove --help')");
		return false;
	}
	if (!td_open_library(&opened, true, error))
		return false;
	if (!td_renew_index(cli, &opened, &(td_library_options){ .index = opened.index },
		true, error))
		return false;
	/* A name that was misspelt takes none of the others with it. */
	for (int i = 1; i < argc; i++) {
		if (!td_library_find(opened.library, argv[i]) &&
		    !is_configured(opened.config, argv[i]))
			return td_library_get(opened.library, argv[i], error) != NULL;
	}
	for (int i = 1; i < argc; i++) {
		if (!remove_list(&opened, argv[i], keep, error))
			return false;
	}
	return td_step_open(cli, &opened, error);
}

const td_command td_command_remove = {
	.name = "remove",
	.arguments = "NAME...",
	.summary = "Forget a list: its settings, its mirror, its part of the index",
	.help = "A directory or file that was added in place is left as it is.\n",
	.run = run,
};
