/* SPDX-License-Identifier: GPL-2.0-or-later */
/* terminal/choose.h - one of all commands, by its name */
#pragma once

#include "terminal/command.h"

/* commands ends with NULL. */

const td_command *
td_command_find(const td_command *const *commands, const char *name); /* NULL for none */

/* USAGE: that word is no command, and which one was meant, where one is like it. */
void td_command_fail_unknown(
    const td_command *const *commands, const char *word, GError **error);
