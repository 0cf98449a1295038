/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * link/linking.h - threads and series of some mails, made and stored
 *
 * The mails are whole clusters, or all of a range. What is made depends on them and on
 * the order in which they arrived, and on nothing else: not on ids.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "store/store.h"

typedef struct td_linking td_linking; /* handle */

/* n mails or some more are expected. */
td_linking *td_linking_new(td_index *index, unsigned n);
void td_linking_free(td_linking *linking);

/* One more mail; the statement's row is read, the statement is left as it is. */
void td_linking_take(td_linking *linking, sqlite3_stmt *stmt);
/* Another place of a mail that was taken: it may have arrived there first. */
void td_linking_again(td_linking *linking, int64_t id, int64_t received, int64_t place);
/* Writes rows of link, series and member where they are others than those that were
 * there: was has the rows of link of these mails, of td_linked, ascending; empty for
 * none. */
bool td_linking_store(td_linking *linking, const GArray *was, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_linking, td_linking_free)
