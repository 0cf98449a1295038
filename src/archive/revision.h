/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/revision.h - one revision, as git writes them, to a commit of one epoch */
#pragma once

#include "archive/store.h"
#include "archive/trunk.h"

/* A commit and the epoch that it belongs to. */
typedef struct td_place {
	size_t epoch; /* index, not number */
	td_oid commit;
} td_place;

/* Trunks that have been read so far: one an epoch, NULL where none was needed. */
typedef struct td_trunks {
	const td_archive *archive; /* borrowed */
	GPtrArray *list;
} td_trunks;

td_trunks *td_trunks_new(const td_archive *archive);
void td_trunks_free(td_trunks *trunks); /* NULL is fine */

/*
 * A trunk of that place's epoch that has the place's commit among its steps, or can begin
 * with it; *index is the step. Borrowed until the next call for that epoch.
 */
td_trunk *td_trunks_at(td_trunks *trunks, const td_place *place, size_t *index);

/*
 * Resolves "HEAD~500", "1a2b3c4", "master", "HEAD^"... HEAD is the newest epoch's, and
 * ~N goes on into the epoch before. Error: UNKNOWN_REVISION.
 */
bool
td_revision_resolve(td_trunks *trunks, const char *word, td_place *place, GError **error);

/* The newest epoch that has a commit, and that commit; false in an empty archive. */
bool td_revision_head(const td_archive *archive, td_place *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_trunks, td_trunks_free)
