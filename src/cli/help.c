/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/help.c - tidings help: the commands, or one command's manual */
#include <stdio.h>
#include <unistd.h>

#include "base/error.h"
#include "cli/command.h"

static void
print_commands(void)
{
	printf(
	    "Usage: tidings [-C DIR] COMMAND [ARGUMENT...]\n\n"
	    "Tells what happened on the mailing lists where software is made by mail.\n\n"
	    "Commands:\n");
	for (unsigned i = 0; td_commands[i]; i++)
		printf("  %-10s %s\n", td_commands[i]->name, td_commands[i]->summary);
	printf("\nTo begin:\n"
	       "  git clone --mirror https://lore.kernel.org/LIST/0 LIST/git/0.git\n"
	       "  tidings update LIST --since '1 week ago'\n\n"
	       "Options before the command: -C DIR, --version, --help.\n"
	       "'tidings COMMAND --help' lists its options; 'tidings help COMMAND' opens "
	       "its\n"
	       "manual.\n");
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	gboolean list = FALSE;
	const GOptionEntry entries[] = {
		{ "list", 0, 0, G_OPTION_ARG_NONE, &list,
		    "Print the names of all commands", NULL },
		{ 0 },
	};
	g_autofree char *page = NULL;

	(void)cli;
	if (!td_command_options(&td_command_help, entries, &argc, &argv, error))
		return false;
	for (unsigned i = 0; list && td_commands[i]; i++)
		printf("%s\n", td_commands[i]->name);
	if (list)
		return true;
	if (argc < 2) {
		print_commands();
		return true;
	}
	if (!td_command_find(argv[1])) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "'%s' is no command (see 'tidings help')", argv[1]);
		return false;
	}
	page = g_strdup_printf("tidings-%s", argv[1]);
	fflush(stdout);
	execlp("man", "man", page, (char *)NULL);
	g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
	    "cannot run 'man' to show %s(1); try 'tidings %s --help'", page, argv[1]);
	return false;
}

const td_command td_command_help = {
	.name = "help",
	.arguments = "[COMMAND]",
	.summary = "List the commands, or open the manual of one",
	.run = run,
};
