/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * archive/steps.h - commits from one to its first parent, and on
 *
 * A commit names the next one, so each step is read before the one behind it. Who walks
 * (archive/trunk.h, and the thread of archive/scout.h) decides how far.
 */
#pragma once

#include "archive/entry.h"
#include "archive/epoch.h"

typedef enum td_steps_end {
	TD_STEPS_OPEN,    /* there is more */
	TD_STEPS_ROOT,    /* the first commit was met */
	TD_STEPS_SHALLOW, /* the clone is cut off here */
	TD_STEPS_BROKEN,  /* the last step is a commit that cannot be read */
} td_steps_end;

typedef struct td_steps {
	td_epoch *epoch;   /* borrowed */
	td_objects *store; /* the epoch's, or one of another thread; borrowed */
	GArray *entries;   /* of td_entry, newest first */
	td_oid next;       /* what the next step is */
	td_steps_end end;
	size_t merge; /* index of the first step with two parents, or SIZE_MAX */
} td_steps;

/* None yet; the first will be start. */
td_steps *td_steps_new(td_epoch *epoch, td_objects *store, const td_oid *start);
void td_steps_free(td_steps *self); /* NULL is fine */

/*
 * Reads one more; only while there is more. A commit whose tree is its parent's did
 * nothing: that is seen when the parent is read, so the last step is not settled yet.
 */
void td_steps_read(td_steps *self);
/* That step is settled, where what is behind it came from elsewhere: parent. */
void td_steps_settle(td_steps *self, unsigned step, const td_oid *parent);
/* Adds those of older, which began at what is next here, and frees it. What could not be
 * read of it is to be read once more. False where nothing is left. */
bool td_steps_append_take(td_steps *self, td_steps *older);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_steps, td_steps_free)
