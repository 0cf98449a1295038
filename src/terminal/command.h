/* SPDX-License-Identifier: GPL-2.0-or-later */
/* terminal/command.h - what a command is, and what main gives it */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct td_command td_command;

/* What every command may need to know of the world around it. */
typedef struct td_cli {
	/* All of them, in the order of the manual; ends with NULL. */
	const td_command *const *commands;
	bool stdout_is_terminal;
	bool stderr_is_terminal;
	int64_t now; /* seconds since 1970 */
} td_cli;

struct td_command {
	const char *name;
	const char *arguments; /* as --help shows them: "ARCHIVE [RANGE]" */
	const char *summary;   /* one line */
	const char *help;      /* what --help says below the options; NULL */
	bool asks; /* its arguments are a question, in which "-class:bot" is a word */
	/* argv[0] is the command's name. False exactly when error is set. */
	bool (*run)(const td_cli *cli, int argc, char **argv, GError **error);
};

/*
 * Takes the options out of argv; what is left are argv[1] to argv[argc - 1]. --help
 * prints them and ends the program, as GOption does. USAGE for a wrong one.
 */
bool td_command_options(const td_command *command, const GOptionEntry *entries, int *argc,
    char ***argv, GError **error);
