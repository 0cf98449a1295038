/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hooks/queue.h - what happened since a hook was last told becomes deliveries */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "hooks/hook.h"
#include "ledger/ledger.h"
#include "posts/posts.h"
#include "store/file.h"

typedef struct td_queue {
	td_index *index;
	td_ledger *ledger;
	const char *base_url; /* serve.baseUrl, without a slash at its end; NULL */
	int64_t now;
} td_queue;

/*
 * All of a list that the hook was not told yet, in one transaction with how far it was
 * told. A hook that is new begins here: it is told nothing of what was before. *queued is
 * how many there are.
 */
bool td_queue_list(const td_queue *queue, const td_hook *hook, const char *list,
    td_posts *posts, unsigned *queued, GError **error);

/* Whether the list ends before what the hook was told: the index is being made anew, or
 * the archive is another one. */
bool td_queue_is_short(const td_queue *queue, const td_hook *hook, const td_posts *posts,
    bool *is_short, GError **error);
