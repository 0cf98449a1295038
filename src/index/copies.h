/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * index/copies.h - one mail that a list gave another form
 *
 * Some lists put their name before the Subject, theirs into From and a footer below. Such
 * a copy says something else, so it is a message of its own, and a list's page shows its
 * own form. Where a reader would see both, one is enough: of those that are alike but for
 * what a list does, the one with the sender's own From and the shortest Subject is the
 * original, and link.original of the others names it.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/file.h"

/* Calls for each copy, by id, with its original. */
bool td_copies_each(td_index *index,
    void (*each)(int64_t copy, int64_t original, void *data), void *data, GError **error);

/*
 * Takes out of messages, ascending, each that is another one of them in the form that its
 * list gave it; where keep is such a copy it stays, and its original goes.
 */
bool
td_index_drop_copies(td_index *index, GArray *messages, int64_t keep, GError **error);
/* A copy and what it is a copy of: messages. */
typedef struct td_copy {
	int64_t copy, original;
} td_copy;

/* Of the copies with an id from first to last, by id. GArray of td_copy. */
GArray *td_copies_load(td_index *index, int64_t first, int64_t last, GError **error);
/* The one rule of what is shown: of a copy and its original that were both found the
 * original, or the copy that is to be kept. Gives those that are not; found and they
 * are sets of int64_t *. */
GHashTable *td_copies_find_spare(const GArray *pairs, GHashTable *found, int64_t keep);
