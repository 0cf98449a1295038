/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * archive/ahead.h - looks into the trees of a trunk while its walk goes on
 *
 * The walk must read one commit to know the next; what is in their trees it need not
 * know. A thread with a view of its own looks into them meanwhile.
 */
#pragma once

#include "archive/epoch.h"

typedef struct td_ahead td_ahead; /* handle */

/* Looks from step `first` on. NULL where there can be no such thread: then nobody does.
 */
td_ahead *td_ahead_start(td_epoch *epoch, size_t first);

/* Hands out those of the steps that are settled, some hundred at a time. */
void td_ahead_follow(td_ahead *self, const GArray *steps);

/*
 * Ends the thread, with all settled steps looked into and said in steps, and frees. NULL
 * steps only end it; a NULL self is fine.
 */
void td_ahead_finish(td_ahead *self, GArray *steps);
