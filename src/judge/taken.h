/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/taken.h - series whose patches a later, larger one has: found when they are
 * judged, as each series has one elder in the table of edges. For the files of this
 * folder. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "series/chain.h"
#include "store/file.h"

/* The head of the first series that takes this one in; 0 for none. */
bool td_taken_find(
    td_index *index, const td_chain_profile *older, int64_t *head, GError **error);

/* Adds to series (a set of int64_t *) those of the candidates, of const td_chain_profile
 * *, that newer takes in: how they stand may have changed. */
void td_taken_note(
    const td_chain_profile *newer, const GPtrArray *candidates, GHashTable *series);

/* Adds those that have a patch of newer, which is about to go. */
bool td_taken_forget(
    td_index *index, const td_chain_profile *newer, GHashTable *series, GError **error);
