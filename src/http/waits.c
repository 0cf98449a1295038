/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/waits.c - connections that sleep until a pipe has something */
#include "http/waits.h"

bool
td_waits_add(td_waits *waits, int fd, struct MHD_Connection *connection)
{
	if (waits->n == TD_MAX_WAITS)
		return false;
	waits->some[waits->n++] = (td_wait){ fd, connection };
	MHD_suspend_connection(connection);
	return true;
}

unsigned
td_waits_poll(const td_waits *waits, struct pollfd fds[TD_MAX_WAITS])
{
	for (unsigned i = 0; i < waits->n; i++)
		fds[i] = (struct pollfd){ .fd = waits->some[i].fd, .events = POLLIN };
	return waits->n;
}

void
td_waits_wake(td_waits *waits, const struct pollfd fds[TD_MAX_WAITS])
{
	unsigned kept = 0;

	for (unsigned i = 0; i < waits->n; i++) {
		if (!fds || fds[i].revents != 0)
			MHD_resume_connection(waits->some[i].connection);
		else
			waits->some[kept++] = waits->some[i];
	}
	waits->n = kept;
}
