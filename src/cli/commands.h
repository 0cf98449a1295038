/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/commands.h - the table of commands */
#pragma once

#include "cli/command.h"

/* All of them, in the order of the manual; ends with NULL. */
extern const td_command *const td_commands[];

const td_command *td_command_find(const char *name); /* NULL for none */

/* USAGE: that word is no command, and which one was meant, where one is like it. */
void td_command_fail_unknown(const char *word, GError **error);
