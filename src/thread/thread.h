/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * thread/thread.h - replies into trees
 *
 * Parents are found as public-inbox finds them: References, then In-Reply-To, the last
 * one first; ids that no mail has become ghosts, so that siblings of a missing mail stay
 * together. Loops and forged references are cut, never followed. Nothing here recurses.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct td_thread_mail {
	int64_t id;                    /* the caller's own, > 0 */
	const char *message_id;        /* borrowed during the call; "" for none */
	const char *const *references; /* oldest first, parent last; n of them */
	unsigned n;
	int64_t received; /* order of arrival */
} td_thread_mail;

typedef struct td_thread_node {
	int64_t id;       /* the mail's; 0 for a ghost */
	char *message_id; /* a ghost's only; NULL else */
	int parent;       /* index of the node; -1 for a root */
	int root;         /* index of the root node (itself for a root) */
	unsigned depth;   /* 0 for a root */
} td_thread_node;

/*
 * The forest of n mails: nodes 0..n-1 are the mails in the order given, then the ghosts.
 * Two mails of one message-id: the first one is the parent of what answers it, and both
 * share a thread. GArray of td_thread_node; ghosts' strings are freed with it.
 */
GArray *td_thread_build(const td_thread_mail *mails, unsigned n);
