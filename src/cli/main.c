/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/main.c - the program: global options, then one command */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "cli/cli_build.h"
#include "cli/commands.h"
#include "cli/memory.h"
#include "terminal/choose.h"
#include "terminal/fail.h"

/* -C DIR, any number of times, as git has it. */
static bool
change_directories(int *argc, char ***argv, GError **error)
{
	while (*argc > 1 && strcmp((*argv)[1], "-C") == 0) {
		if (*argc < 3) {
			g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE,
			    "-C: a directory is missing");
			return false;
		}
		if (chdir((*argv)[2]) != 0) {
			g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
			    "-C: cannot change to directory '%s': %s", (*argv)[2],
			    g_strerror(errno));
			return false;
		}
		*argc -= 2;
		*argv += 2;
	}
	return true;
}

static bool
run(const td_cli *cli, int argc, char **argv, GError **error)
{
	const td_command *command = &td_command_help;

	if (!change_directories(&argc, &argv, error))
		return false;
	if (argc > 1 && strcmp(argv[1], "--version") == 0) {
		printf("tidings %s\n", TD_VERSION);
		return true;
	}
	if (argc == 1 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		return command->run(cli, 1, argv, error);
	command = td_command_find(cli->commands, argv[1]);
	if (!command) {
		td_command_fail_unknown(cli->commands, argv[1], error);
		return false;
	}
	return command->run(cli, argc - 1, argv + 1, error);
}

/* The doctor tells of a damaged index as of any other finding, and ends otherwise. One
 * that is not ready says itself what to do. */
static const char *
hint_for(const GError *error)
{
	return g_error_matches(error, TD_ERROR, TD_ERROR_DATABASE)
		   ? "; 'tidings doctor' says what to do"
		   : "";
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	td_cli cli = {
		.commands = td_commands,
		.stdout_is_terminal = isatty(STDOUT_FILENO),
		.stderr_is_terminal = isatty(STDERR_FILENO),
		.now = g_get_real_time() / G_USEC_PER_SEC,
	};

	td_memory_keep(TD_MEMORY_SMALL);
	/* No locale is set: what is printed depends on the mails and the options only. */
	if (!run(&cli, argc, argv, &error))
		fprintf(stderr, "tidings: %s%s\n", error->message, hint_for(error));
	if (fflush(stdout) != 0 && !error) {
		perror("tidings: standard output");
		return TD_EXIT_IO;
	}
	return td_exit_status(error);
}
