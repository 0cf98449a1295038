/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store/checkpoints.h - SQLite's log is brought into its file beside the writer
 *
 * By itself SQLite does it at a commit (a checkpoint, sqlite.org/wal.html): the writer
 * copies all pages and waits until the disk has them, a seventh of its time in a large
 * run, while whoever reads mails comes to a stand behind it. A thread with a connection
 * of its own does it meanwhile. The log is begun anew only where nothing is left in it
 * when the writer goes on, so that is waited for when it has grown long.
 */
#pragma once

#include "store/store.h"

typedef struct td_checkpoints td_checkpoints; /* of an index */

/* From the next commit on; where it cannot be, SQLite goes on as it does by itself. The
 * index is a lasting one, open for writing. */
void td_checkpoints_begin(td_index *index);
/* Waits for the thread; SQLite does it by itself again. Fine where it was not begun. */
void td_checkpoints_end(td_index *index);
