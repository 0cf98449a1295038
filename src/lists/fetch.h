/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lists/fetch.h - several mirrors brought up to date at once, a thread each
 *
 * What happens comes back as events to the thread that called, so that it can show them,
 * and index one list while others are still fetched.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "lists/library.h"
#include "mirror/mirror.h"

typedef struct td_fetch td_fetch; /* handle */

typedef struct td_fetch_event {
	const td_list *list;     /* borrowed */
	char *text;              /* what is going on; NULL: the list is done */
	GError *error;           /* done, and this is what went wrong */
	td_mirror_counts counts; /* done */
} td_fetch_event;

/* lists: of td_list *, mirrored ones; they and ssh (td_mirror_spec's) must outlive it.
 * jobs: how many at once, at least 1 and at most 32. Never NULL. */
td_fetch *td_fetch_start(const GPtrArray *lists, unsigned jobs, const char *ssh);
/* Waits for the next event, which is the caller's; NULL when all lists are done. */
td_fetch_event *td_fetch_next(td_fetch *fetch);
void td_fetch_event_free(td_fetch_event *event); /* NULL is fine */
/* Waits until all lists are done, whether or not their events were asked for. NULL is
 * fine. */
void td_fetch_free(td_fetch *fetch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_fetch, td_fetch_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_fetch_event, td_fetch_event_free)
