/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * http/crowd.h - how many connections there are, in all and of one client
 *
 * Workers share it without a lock: numbers that are counted up and down at once. Clients
 * are told apart by a hash of their address, so two of them may count as one, seldom.
 * Each worker's connections are counted, too: they stay with it for as long as they are
 * open, and whoever takes most of those that come at once has all the work.
 */
#pragma once

#include <stdbool.h>
#include <sys/socket.h>

typedef struct td_crowd td_crowd; /* handle; any thread may use it */

/* So many connections at most, and of one client. */
td_crowd *td_crowd_new(unsigned in_all, unsigned of_one);
void td_crowd_free(td_crowd *crowd); /* NULL is fine */

/* Whether one more may come. This host's own connections count in all only: they are a
 * proxy's, which has limits of its own. */
bool td_crowd_has_room(const td_crowd *crowd, const struct sockaddr *address);
/* Whether there is little room left in all. */
bool td_crowd_is_tight(const td_crowd *crowd);
/* For a worker, by the number that td_crowd_join gave it. */
void td_crowd_enter(td_crowd *crowd, unsigned worker, const struct sockaddr *address);
void td_crowd_leave(td_crowd *crowd, unsigned worker, const struct sockaddr *address);

/* Before the first connection; at most TD_MAX_WORKERS do. */
unsigned td_crowd_join(td_crowd *crowd);
/* Whether the worker is to take the next one: none has fewer, but for an eighth. */
bool td_crowd_is_turn(const td_crowd *crowd, unsigned worker);
