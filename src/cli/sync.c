/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/sync.c - tidings sync: fetches and indexes what is new */
#include <stdio.h>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/open.h"
#include "cli/renew.h"
#include "cli/step.h"
#include "cli/step_open.h"
#include "terminal/command.h"

/* Those that are named, or all. */
static GPtrArray *
choose(td_library *library, int argc, char **argv, GError **error)
{
	const GPtrArray *all = td_library_lists(library);
	g_autoptr(GPtrArray) lists = g_ptr_array_new();

	for (int i = 1; i < argc; i++) {
		const td_list *list = td_library_get(library, argv[i], error);

		if (!list)
			return NULL;
		if (!g_ptr_array_find(lists, list, NULL))
			g_ptr_array_add(lists, (void *)(uintptr_t)list);
	}
	for (unsigned i = 0; argc < 2 && i < all->len; i++)
		g_ptr_array_add(lists, all->pdata[i]);
	if (lists->len > 0)
		return g_steal_pointer(&lists);
	g_set_error_literal(error, TD_ERROR, TD_ERROR_NOT_FOUND,
	    "there is no list yet: 'tidings add NAME URL' adds one");
	return NULL;
}

static void
tell_problems(const td_library *library)
{
	const GPtrArray *problems = td_library_problems(library);

	for (unsigned i = 0; i < problems->len; i++)
		fprintf(stderr, "tidings: %s\n", (const char *)problems->pdata[i]);
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	g_auto(td_opened) opened = { 0 };
	td_step_options options = { 0 };
	gboolean no_fetch = FALSE, quiet = FALSE;
	const GOptionEntry entries[] = {
		{ "no-fetch", 0, 0, G_OPTION_ARG_NONE, &no_fetch,
		    "Ask no server: index what is here", NULL },
		{ "jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs,
		    "Lists to fetch at once (4)", "N" },
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, "Print nothing but errors",
		    NULL },
		TD_OPEN_INDEX(&opened),
		{ 0 },
	};
	g_autoptr(GPtrArray) lists = NULL;
	bool done;

	if (!td_command_options(&td_command_sync, entries, &argc, &argv, error))
		return false;
	options.no_fetch = no_fetch;
	options.quiet = quiet;
	if (!td_open_library(&opened, true, error))
		return false;
	tell_problems(opened.library);
	if (!td_renew_index(cli, &opened, &(td_library_options){ .index = opened.index },
		options.quiet, error))
		return false;
	lists = choose(opened.library, argc, argv, error);
	if (!lists)
		return false;
	done = td_step_lists(cli, &opened, lists, &options, error);
	/* What came is shown to everybody, whatever failed beside it. */
	return td_step_open(cli, &opened, done ? error : NULL) && done;
}

const td_command td_command_sync = {
	.name = "sync",
	.arguments = "[NAME...]",
	.summary = "Fetch and index what is new, of all lists or of some",
	.help =
	    "A list that fails does not stop the others; what was cut off goes on the "
	    "next time.\n",
	.run = run,
};
