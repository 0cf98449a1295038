/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/command.h - what a command is, and what main gives it */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* What every command may need to know of the world around it. */
typedef struct td_cli {
	bool stdout_is_terminal;
	bool stderr_is_terminal;
	int64_t now; /* seconds since 1970 */
} td_cli;

typedef struct td_command td_command;
struct td_command {
	const char *name;
	const char *arguments; /* as --help shows them: "ARCHIVE [RANGE]" */
	const char *summary;   /* one line */
	const char *help;      /* what --help says below the options; NULL */
	/* argv[0] is the command's name. False exactly when error is set. */
	bool (*run)(const td_cli *cli, int argc, char **argv, GError **error);
};

extern const td_command td_command_add;
extern const td_command td_command_am;
extern const td_command td_command_diff;
extern const td_command td_command_doctor;
extern const td_command td_command_help;
extern const td_command td_command_hooks;
extern const td_command td_command_list;
extern const td_command td_command_parse;
extern const td_command td_command_remove;
extern const td_command td_command_search;
extern const td_command td_command_series;
extern const td_command td_command_serve;
extern const td_command td_command_sync;
extern const td_command td_command_show;
extern const td_command td_command_thread;
extern const td_command td_command_token;
extern const td_command td_command_update;

/*
 * Takes the options out of argv; what is left are argv[1] to argv[argc - 1]. --help
 * prints them and ends the program, as GOption does. USAGE for a wrong one.
 */
bool td_command_options(const td_command *command, const GOptionEntry *entries, int *argc,
    char ***argv, GError **error);
