/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/commands.h - the table of commands */
#pragma once

#include "terminal/command.h"

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

/* All of them, in the order of the manual; ends with NULL. */
extern const td_command *const td_commands[];
