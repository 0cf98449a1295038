/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/help.c - tidings help: the commands, or one command's manual */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "cli/commands.h"
#include "terminal/choose.h"

static void
print_commands(const td_command *const *commands)
{
	printf(
	    "Usage: tidings [-C DIR] COMMAND [ARGUMENT...]\n\n"
	    "Tells what happened on the mailing lists where software is made by mail.\n\n"
	    "Commands:\n");
	for (unsigned i = 0; commands[i]; i++)
		printf("  %-10s %s\n", commands[i]->name, commands[i]->summary);
	printf(
	    "\nTo begin:\n"
	    "  tidings add kvm https://lore.kernel.org/kvm    mirror a list, index it\n"
	    "  tidings update kvm                             what is new on it\n\n"
	    "Options before the command: -C DIR, --version, --help.\n"
	    "'tidings COMMAND --help' lists its options; 'tidings help COMMAND' opens "
	    "its\n"
	    "manual.\n");
}

/* The page that came with this program, installed or still where it was built; NULL. */
static char *
find_page(const char *page)
{
	static const char *const folders[] = { "../man", "../share/man/man1" };
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = self ? g_path_get_dirname(self) : NULL;
	g_autofree char *name = g_strconcat(page, ".1", NULL);
	g_autofree char *packed = g_strconcat(name, ".gz", NULL);

	for (unsigned i = 0; folder && i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *path = g_build_filename(folder, folders[i], name, NULL);
		g_autofree char *other =
		    g_build_filename(folder, folders[i], packed, NULL);

		if (g_file_test(path, G_FILE_TEST_EXISTS))
			return g_steal_pointer(&path);
		if (g_file_test(other, G_FILE_TEST_EXISTS))
			return g_steal_pointer(&other);
	}
	return NULL;
}

/* What man says when it has no such page helps nobody who did not install tidings. */
static bool
man_has(const char *page)
{
	const char *words[] = { "man", "-w", page, NULL };
	int status;

	return g_spawn_sync(NULL, (char **)(uintptr_t)words, NULL,
		   G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
		       G_SPAWN_STDERR_TO_DEV_NULL,
		   NULL, NULL, NULL, NULL, &status, NULL) &&
	       status == 0;
}

static bool
show_page(const char *command, GError **error)
{
	g_autofree char *page = strcmp(command, "help") == 0
				    ? g_strdup("tidings")
				    : g_strdup_printf("tidings-%s", command);
	g_autofree char *path = find_page(page);

	fflush(stdout);
	if (path || man_has(page))
		execlp("man", "man", path ? path : page, (char *)NULL);
	g_set_error(error, TD_ERROR, TD_ERROR_NOT_FOUND,
	    "'man' cannot show %s(1); try 'tidings %s --help'", page, command);
	return false;
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

	if (!td_command_options(&td_command_help, entries, &argc, &argv, error))
		return false;
	for (unsigned i = 0; list && cli->commands[i]; i++)
		printf("%s\n", cli->commands[i]->name);
	if (list)
		return true;
	if (argc < 2) {
		print_commands(cli->commands);
		return true;
	}
	if (!td_command_find(cli->commands, argv[1])) {
		td_command_fail_unknown(cli->commands, argv[1], error);
		return false;
	}
	return show_page(argv[1], error);
}

const td_command td_command_help = {
	.name = "help",
	.arguments = "[COMMAND]",
	.summary = "List the commands, or open the manual of one",
	.run = run,
};
