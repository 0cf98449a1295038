/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store/unlogged.h - private: what is written into an empty index without SQLite's log
 *
 * A log is for what was there before. Where nothing was, each page is written twice, read
 * once and summed up for nothing. Without it a run that is killed leaves a file that
 * nobody can use: it says so by its version until it is whole, is no index until then,
 * and the next run begins it anew.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "store/store.h"

/* Between commits, of an index that is empty. From here on index->unlogged says that it
 * is so: not where another program has the file open. DATABASE. */
bool td_unlogged_begin(td_index *index, GError **error);
/* Most is written, and no transaction is open: another thread begins to bring it to the
 * disk, which the end would wait for. Nothing where it is logged. */
void td_unlogged_near_end(td_index *index);
/* All of it is on the disk, then it is an index. Nothing where it was logged. DATABASE.
 */
bool td_unlogged_end(td_index *index, GError **error);
/* It stays unfinished. */
void td_unlogged_leave(td_index *index);

/* Whether the file that was just opened is one that a run is at, or was killed at. It is
 * asked without a lock, which that run may have. */
bool td_unlogged_is_unfinished(sqlite3 *db);
