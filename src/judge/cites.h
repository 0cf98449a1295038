/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge/cites.h - commits that later mails cite, where nothing else is known of a patch
 *
 * For this folder. One mail in ten cites a commit, and most series need no such proof: so
 * it is looked for when a series is judged that would wait without, and is kept in rows
 * of claim with those of notices.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "series/chain.h"
#include "series/claim.h"
#include "store/file.h"

/* Handle: what was looked up for the series before is kept. */
typedef struct td_cites td_cites;

td_cites *td_cites_new(td_index *index);
void td_cites_free(td_cites *cites);

/* Adds to series (a set of int64_t *) those with a patch of that title that are neither
 * applied nor superseded. */
bool td_cites_find_waiting(
    td_index *index, uint64_t title, GHashTable *series, GError **error);

/* Drops what is kept of a series. */
bool td_cites_remove(td_index *index, int64_t series, GError **error);

/* Looks for what proves its patches, keeps it, and adds it to the tally; *first is the
 * first mail to cite one of them, 0 for none. */
bool td_cites_take(td_cites *cites, int64_t series, td_claim_tally *tally, int64_t *first,
    GError **error);

/* Adds to series (a set of int64_t *) all that have a cited title of this one, as it came
 * or went: another one may be meant now. */
bool td_cites_find_others(
    td_index *index, const td_chain_profile *profile, GHashTable *series, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_cites, td_cites_free)
