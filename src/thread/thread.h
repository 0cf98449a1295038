/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * thread/thread.h - replies into trees
 *
 * A mail answers the last of its references that is not itself (public-inbox:
 * SearchThread.pm); the caller puts last what In-Reply-To names, as some mailers write
 * References newest first, or an id of their own behind them. Ids that no mail has become
 * ghosts, which the references of their answers put in order, so that siblings of a
 * missing mail stay together. A mail that is there is placed by its own references only:
 * what others claim about it moves ghosts, not mails (public-inbox moves a mail without
 * references too, so a forged line can string foreign threads together). Loops are cut
 * where the later mail would close them. Nothing here recurses; the work is linear in
 * mails and references.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct td_thread_mail {
	int64_t id;                    /* the caller's own, > 0 */
	const char *message_id;        /* borrowed during the call; "" for none */
	const char *const *references; /* oldest first, parent last; n of them */
	unsigned n;
	int64_t received; /* order of arrival; of equal ones the first given is first */
} td_thread_mail;

typedef struct td_thread_node {
	int64_t id;       /* the mail's; 0 for a ghost */
	char *message_id; /* a ghost's only; NULL else */
	int parent;       /* index of the node; -1 for none */
	int root;         /* index of the thread's root: mails of one thread share it */
	unsigned depth;   /* 0 without a parent */
} td_thread_node;

/*
 * The forest of n mails: nodes 0..n-1 are the mails in the order given, then the ghosts.
 * Two mails of one message-id: the first one to arrive is the parent of what answers it,
 * and both share a thread; so a thread can have a second node without parent. GArray of
 * td_thread_node; ghosts' strings are freed with it.
 */
GArray *td_thread_build(const td_thread_mail *mails, unsigned n);
