/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hooks/body.h - what a receiver is told of one event: docs/webhooks.md */
#pragma once

#include <glib.h>
#include <stdint.h>

#include "hooks/hook.h"
#include "hooks/queue.h"

/* One thing that happened. Strings are borrowed, NULL where there are none. */
typedef struct td_happening {
	td_hook_kind kind;
	uint32_t post;   /* the mail that it is about; of a series its first */
	uint32_t series; /* plus one; 0 for none */
	int64_t time;
	const char *before, *after;
	int64_t evidence; /* message; 0 for none */
	int64_t user, test;
} td_happening;

/* JSON; g_free it. */
char *td_body_make(const td_queue *queue, const char *list, td_posts *posts,
    const td_happening *happening, const char *key, GError **error);
