/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * archive/trunk.h - the history of one epoch, first parents only, newest first
 *
 * It is read as far as it is asked for, and no commit is read twice. This is the whole
 * history where nobody merged, that is in all archives that public-inbox writes.
 */
#pragma once

#include "archive/ahead.h"
#include "archive/epoch.h"
#include "archive/scout.h"
#include "archive/steps.h"

typedef struct td_trunk {
	td_steps *steps; /* the epoch's own store reads them */
	td_ahead *ahead; /* looks into trees meanwhile; NULL while nobody does */
	td_scout *scout; /* walks the older part meanwhile; NULL while nobody does */
} td_trunk;

td_trunk *td_trunk_new(td_epoch *epoch, const td_oid *start);
void td_trunk_free(td_trunk *self); /* NULL is fine */

/* Reads on until there are n steps; false when history ends before. */
bool td_trunk_reach(td_trunk *self, size_t n);

/* Reads on until that commit is met, from step `from` on; SIZE_MAX when it is not there.
 */
size_t td_trunk_find(td_trunk *self, size_t from, const td_oid *commit);

/*
 * From here to td_trunk_settle, steps from `first` on are looked into while more are
 * read.
 */
void td_trunk_look_ahead(td_trunk *self, size_t first);
/* And a second thread walks the older part of so many steps, SIZE_MAX for all, where
 * there are thousands. It looks into them where it is sent after td_trunk_look_ahead. */
void td_trunk_send_scout(td_trunk *self, size_t most);
/* Those of them that were looked into and are not the last one are then no TD_ENTRY_TREE
 * any more. */
void td_trunk_settle(td_trunk *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_trunk, td_trunk_free)
