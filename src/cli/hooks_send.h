/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/hooks_send.h - what waits in the ledger goes to all receivers at once */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "hooks/send.h"

/*
 * hooks: of td_hook *, borrowed. ledger: its path; each thread opens it for itself. Says
 * on stderr what was sent and what a receiver said against it. Errors: the first that a
 * thread has, of the ledger.
 */
bool td_hooks_send(const GPtrArray *hooks, const char *ledger,
    const td_send_options *options, GError **error);
