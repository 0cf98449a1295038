/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * report/discussion.h - one thread as a reader follows it: who answered whom
 *
 * The tree is that of thread/thread.h over all mails of the thread that the index has,
 * whichever lists they came over; ids that are only referred to stand in it as ghosts.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "patch/patch.h"
#include "people/people.h"
#include "store/file.h"

typedef struct td_discussion_mail {
	int64_t message; /* 0 for a ghost, which has a message_id and a depth only */
	const char *message_id, *subject, *title, *class_name;
	const char *from_name, *from_address; /* the sender, after mailmap */
	td_kind kind;
	int64_t sent, received;
	int64_t said;    /* what orders answers: sent, unless that cannot be */
	int sent_zone;   /* minutes east */
	unsigned depth;  /* 0 for a root */
	int parent;      /* where in mails it is; -1 for a root */
	bool last;       /* the last one of those with the same parent */
	bool same_title; /* as its parent's, so that a reader need not see it again */
	unsigned files, insertions, deletions; /* 0 without a diff */
	GPtrArray *trailers; /* of const char *: "Reviewed-by: Ann <ann@example.org>", of
				a reply's own words; NULL for none */
} td_discussion_mail;

typedef struct td_discussion {
	int64_t thread;
	GArray *mails;       /* of td_discussion_mail, in reading order: a mail, then its
				answers as they were sent */
	unsigned count;      /* without ghosts */
	bool has_forms;      /* a mail has several forms, and one is here: that of the
				message which was asked for goes before others */
	int64_t first, last; /* received */
	GStringChunk *strings;
} td_discussion;

/* The thread that the message is in. NOT_FOUND when there is no such message. */
td_discussion *td_discussion_load(
    td_index *index, int64_t message, const td_people *people, GError **error);
/* A root of which nothing else is known; the id is borrowed. */
td_discussion_mail td_discussion_ghost(const char *message_id);
void td_discussion_free(td_discussion *discussion); /* NULL is fine */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_discussion, td_discussion_free)
