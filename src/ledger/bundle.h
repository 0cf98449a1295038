/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ledger/bundle.h - patches of one list that a user put together under a name, in order
 */
#pragma once

#include "ledger/ledger.h"

typedef struct td_bundle_patch {
	char *message_id; /* without <> */
	td_oid blob;
} td_bundle_patch;

typedef struct td_bundle {
	int64_t id;
	int64_t owner; /* a user */
	unsigned project;
	char *name;      /* no other one of its owner has it */
	bool open;       /* for everybody to read */
	GArray *patches; /* of td_bundle_patch; NULL: not loaded */
} td_bundle;

td_bundle *td_bundle_new(void); /* of nothing */
/* Takes no text over. */
void td_bundle_append(td_bundle *bundle, const char *message_id, const td_oid *blob);
void td_bundle_free(td_bundle *bundle); /* NULL is fine */

/* *id is the new one's. EXISTS where its owner has that name already, LIMIT where they
 * have TD_MAX_BUNDLES. */
bool
td_bundle_add(td_ledger *ledger, const td_bundle *bundle, int64_t *id, GError **error);
/* Name and openness, and where patches are not NULL these and the project: all others go.
 * EXISTS; NOT_FOUND where its owner has none of that id any more. */
bool td_bundle_set(td_ledger *ledger, const td_bundle *bundle, GError **error);
bool td_bundle_remove(td_ledger *ledger, int64_t id, GError **error);

/* NULL without error for none. Without patches. */
td_bundle *td_bundle_find(td_ledger *ledger, int64_t id, GError **error);
td_bundle *
td_bundle_find_name(td_ledger *ledger, int64_t owner, const char *name, GError **error);
/* By id, those that everybody may read, and all of that user (0: of nobody). Without
 * patches. GPtrArray of td_bundle *, freed with it. */
GPtrArray *td_bundle_load_for(td_ledger *ledger, int64_t user, GError **error);
bool td_bundle_load_patches(td_ledger *ledger, td_bundle *bundle, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_bundle, td_bundle_free)
