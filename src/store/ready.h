/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store/ready.h - statements whose text is put together, made ready once
 *
 * A site asks the same few questions for every page, and SQLite takes longer to
 * understand most of them than to answer. Those of fixed text are td_sql's.
 */
#pragma once

#include <glib.h>

#include "store/store.h"

/* A statement of that text for whoever asks, to be given back; reset and without old
 * values. NULL on error. */
sqlite3_stmt *td_ready_take(td_index *index, const char *text, GError **error);
/* It is reset, and kept for the next one who asks. NULL is fine. */
void td_ready_give(td_index *index, sqlite3_stmt *stmt);
/* All that are kept; before the database is closed. */
void td_ready_drop(td_index *index);
