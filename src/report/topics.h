/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/topics.h - the threads of a list that are new or alive */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "people/people.h"
#include "series/state.h"
#include "store/file.h"

typedef struct td_topic {
	int64_t message; /* that opened it, as far as we have it and may tell of it */
	const char *message_id, *subject; /* of it */
	const char *name, *address;       /* of who did */
	int64_t first, last;              /* received */
	unsigned mails, people;
	unsigned fresh; /* of its mails that are in this window */
	bool is_series;
	td_state state;    /* of the series that opened it */
	unsigned reviewed; /* people who gave it a Reviewed-by or Acked-by */
} td_topic;

typedef struct td_topics_options {
	int64_t list;    /* 0: all */
	uint64_t before; /* a window of mails of lower positions; 0: the newest */
	int64_t until;   /* where there is no position: up to that moment; 0 */
	bool openers;    /* by when they began; else by their newest mail */
	unsigned window; /* mails that are looked at */
	const td_people *people;
	/* Whether a mail may be told of: what others say is in no title, name or count.
	 * NULL: all may. False when it fails. */
	bool (*sees)(int64_t message, bool *sees, void *data, GError **error);
	void *data; /* for sees */
} td_topics_options;

typedef struct td_topics {
	GPtrArray *topics; /* of td_topic *, newest first */
	uint64_t older; /* the position before which older ones are; 0: there are none */
	int64_t oldest; /* received, of the window's oldest mail */
	GStringChunk *store;
} td_topics;

/* What options borrow must live as long as the call. NULL on error: DATABASE. */
td_topics *
td_topics_build(td_index *index, const td_topics_options *options, GError **error);
void td_topics_free(td_topics *topics); /* NULL is fine */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_topics, td_topics_free)
