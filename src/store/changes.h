/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store/changes.h - which mails and series a commit touched, for who keeps tables of them
 * in memory and does not want to read all of them again
 *
 * A lasting index has a log of it, which is not part of what it says: it begins anew
 * where a commit touches very much, and its oldest entries go.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/file.h"

typedef struct td_index_touched {
	int64_t list;
	uint64_t position;
} td_index_touched;

/* Each once, ascending. What is named may be new, other than before, or gone. */
typedef struct td_index_changes {
	int64_t until;    /* what to ask with the next time */
	bool unknown;     /* they are too many, or too long ago: read everything again */
	GArray *places;   /* of td_index_touched: a mail came there or went */
	GArray *messages; /* of int64_t: another parent or series */
	GArray *series;   /* of int64_t: other members, another state */
} td_index_changes;

/* What changed after until, which an earlier call gave; -1: nothing is known yet, only
 * until is set. Freed by td_index_changes_clear, after an error, too. */
bool td_index_read_changes(
    td_index *index, int64_t until, td_index_changes *changes, GError **error);
void td_index_changes_clear(td_index_changes *changes);

/* For write/commit.c. Around each commit: notes what statements touch, and stores it. */
typedef struct td_touched td_touched; /* handle */
void td_touched_begin(td_index *index);
bool td_touched_store(td_index *index, GError **error);
void td_touched_free(td_touched *touched); /* NULL is fine */

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(td_index_changes, td_index_changes_clear)
