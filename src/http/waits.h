/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/waits.h - answers that wait for a pipe, so that their worker need not */
#pragma once

#include <poll.h>
#include <stdbool.h>

#include "http/httpd.h"

enum { TD_MAX_WAITS = 64 }; /* of one worker */

typedef struct td_wait {
	int fd; /* borrowed */
	struct MHD_Connection *connection;
} td_wait;

typedef struct td_waits {
	td_wait some[TD_MAX_WAITS];
	unsigned n;
} td_waits;

/* Suspends the connection until there is something to read. False when too many wait. */
bool td_waits_add(td_waits *waits, int fd, struct MHD_Connection *connection);
/* One entry each. */
unsigned td_waits_poll(const td_waits *waits, struct pollfd fds[TD_MAX_WAITS]);
/* Resumes those that something happened to; all of them where fds is NULL. */
void td_waits_wake(td_waits *waits, const struct pollfd fds[TD_MAX_WAITS]);
