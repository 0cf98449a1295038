/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/epoch.h - one git repository that holds mail: its newest commit and its limits
 */
#pragma once

#include "archive/archive.h"
#include "archive/objects.h"

typedef struct td_epoch {
	unsigned number;
	char *path;       /* of the repository */
	char *folder;     /* of its files, where it is plain: td_git_plain_folder */
	char *common;     /* where its references and shallow boundary are */
	char *objects;    /* its folder of objects */
	GPtrArray *packs; /* of td_pack: all threads' */
	td_objects *store;
	GHashTable
	    *shallow; /* of td_oid: commits whose parents are cut off; may be NULL */
	td_oid tip;
	bool has_tip;             /* false in a repository without a commit */
	bool lost;                /* a reference names one, which cannot be read */
	td_known_history history; /* all zero where nobody keeps it */
} td_epoch;

/* The repository of that number of an archive. GIT. */
td_epoch *td_epoch_open(const char *path, unsigned number, GError **error);
void td_epoch_close(td_epoch *self); /* NULL is fine */

/* As libgit2 has it, for what our own readers leave to it; borrowed. GIT. */
git_repository *td_epoch_repository(td_epoch *self, GError **error);

/* True for a commit at the boundary of a shallow clone. */
bool td_epoch_is_boundary(const td_epoch *self, const td_oid *commit);

/* Whether the repository holds mail, seen in its newest commits: V2's way, V1's, or no.
 */
typedef enum td_epoch_layout {
	TD_EPOCH_NO_MAIL,
	TD_EPOCH_V1,
	TD_EPOCH_V2,
} td_epoch_layout;

td_epoch_layout td_epoch_guess_layout(td_epoch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_epoch, td_epoch_close)
