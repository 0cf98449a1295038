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
	unsigned turn;            /* seconds after which none is begun; 0: any time */
	bool (*stop)(void *data); /* asked before each; NULL: never */
	void *data;
} td_send_options;

typedef struct td_sent {
	unsigned arrived, given_up;
	char *problem; /* what went wrong last; NULL: nothing. g_free it. */
} td_sent;

/*
 * Sends what waits for the hook, oldest first, unless it is too early to try again. With
 * the first that fails all of the hook wait, so a receiver gets them in order and one
 * that is down is not asked for each. One that is refused for ever (410) is given up, and
 * so is one that is a week old when nothing arrived for a week. An error is the ledger's.
 */
bool td_send_waiting(td_ledger *ledger, const td_hook *hook,
    const td_send_options *options, td_sent *sent, GError **error);

/* When there is something to send to the hook: 0 for at once, INT64_MAX for nothing. */
bool td_send_next(td_ledger *ledger, const td_hook *hook, int64_t *due, GError **error);
