/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * archive/scout.h - walks the older part of a long trunk while its walk goes on
 *
 * Which commit comes next is known only once one is read, so a walk is one thread's. But
 * git writes the commits of a history one behind the other to the front of a pack, the
 * newest first, and where that run ends is the first commit of all. A thread counts back
 * from there and begins in the middle of what is wanted; when the walk comes to the
 * commit that it began with, the rest is there already. Where it never does, nothing is
 * lost but the thread's time.
 */
#pragma once

#include "archive/epoch.h"
#include "archive/steps.h"

typedef struct td_scout td_scout; /* handle */

/*
 * Begins somewhat behind the middle of so many steps (SIZE_MAX: of all) from the epoch's
 * tip on, and looks into their trees where it is told to. NULL where that would not be
 * worth it, or where there can be no such thread.
 */
td_scout *td_scout_start(td_epoch *epoch, size_t most, bool looks);

/* True when the thread began with that commit. */
bool td_scout_began(td_scout *self, const td_oid *commit);

/*
 * Waits until the thread has done its part, and frees. The steps from its beginning on,
 * looked into but for the first and the last; td_steps_free them.
 */
td_steps *td_scout_take(td_scout *self);

/* Ends the thread and forgets what it found. NULL is fine. */
void td_scout_free(td_scout *self);
