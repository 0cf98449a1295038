/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hooks/send.h - deliveries that are due are sent, and sent again where that failed */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "hooks/hook.h"
#include "ledger/ledger.h"

typedef struct td_send_options {
	int64_t (*now)(void); /* seconds since 1970 */
	unsigned retry; /* seconds before the second try, doubled with each; 30 when 0 */
	unsigned timeout;         /* seconds for one; 30 when 0 */
	bool (*stop)(void *data); /* asked before each; NULL: never */
	void *data;
} td_send_options;

/*
 * Sends what is due for the hook, oldest first. With the first that fails all of the hook
 * wait until it is tried again, so a receiver gets them in order and one that is down is
 * not asked for each. After a week of trying one is given up. *sent counts what arrived;
 * *problem is what went wrong (NULL: nothing), g_free it. An error is the ledger's.
 */
bool td_send_due(td_ledger *ledger, const td_hook *hook, const td_send_options *options,
    unsigned *sent, char **problem, GError **error);
