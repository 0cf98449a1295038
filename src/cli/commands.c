/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/commands.c - the table of commands */
#include "cli/commands.h"

const td_command *const td_commands[] = {
	&td_command_update,
	&td_command_add,
	&td_command_sync,
	&td_command_list,
	&td_command_remove,
	&td_command_search,
	&td_command_series,
	&td_command_diff,
	&td_command_show,
	&td_command_thread,
	&td_command_am,
	&td_command_serve,
	&td_command_token,
	&td_command_hooks,
	&td_command_doctor,
	&td_command_parse,
	&td_command_help,
	NULL,
};
