/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/meant.h - looks up the series that a notice may mean; for claims.c */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "judge/called.h"
#include "series/claim.h"

/* Handle: what was looked up for the notices before is kept. */
typedef struct td_meant td_meant;

td_meant *td_meant_new(td_index *index);
void td_meant_free(td_meant *meant);
td_index *td_meant_index(const td_meant *meant); /* borrowed */

/* Each as td_claim_find takes it; title is a key or NULL. The series of a patch or cover;
 */
bool td_meant_by_mail(td_meant *meant, int64_t message, const char *title,
    td_claim_series *found, GError **error);
/* that of a Message-ID, "" for none; */
bool td_meant_by_id(td_meant *meant, const char *message_id, const char *title,
    td_claim_series *found, GError **error);
/* the last one to come before the notice with a patch of the title. */
bool td_meant_by_title(td_meant *meant, const td_called *notice, const char *title,
    td_claim_series *found, GError **error);
/* The same of what a request to pull lists: not long before it, and no answer to a
 * request. */
bool td_meant_by_pull(td_meant *meant, const td_called *pull, const char *title,
    td_claim_series *found, GError **error);

/* The same of who has it in a stable tree, or cites the commit: not his own series, nor
 * what was carried to a stable tree. */
bool td_meant_by_proof(td_meant *meant, const td_called *proof, const char *title,
    td_claim_series *found, GError **error);

/* Whether the notice answers a request to pull of that title, and so speaks of it. */
bool td_meant_is_pull(td_meant *meant, const td_called *notice, const char *title,
    bool *pull, GError **error);

/* Adds to others (of td_claim_series) the other series with the patch that the slot of
 * this one has, the newest first: those that came before it, and what sent it again
 * before the notice came; series/posted.h. */
bool td_meant_elsewhere(td_meant *meant, const td_called *notice, int64_t series,
    unsigned slot, GArray *others, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_meant, td_meant_free)
