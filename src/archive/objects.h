/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/objects.h - the raw objects of one repository, for one thread */
#pragma once

#include "archive/git.h"
#include "base/span.h"

typedef enum td_object_state {
	TD_OBJECT_OK,
	TD_OBJECT_BAD,       /* missing, damaged or of another type */
	TD_OBJECT_TOO_LARGE, /* above TD_MAX_MAIL_BYTES; nothing was inflated */
} td_object_state;

typedef struct td_objects td_objects; /* handle */

/*
 * The repository at path; libgit2 opens it only when something is asked that the packs
 * (of td_pack, borrowed) and the folder's files do not have. folder is what
 * td_git_plain_folder gave, NULL for none. NULL where memory is short.
 */
td_objects *td_objects_open(const char *path, const char *folder, const GPtrArray *packs);
void td_objects_close(td_objects *store); /* NULL is fine */

/* The bytes are borrowed until the next read or the close. */
td_object_state
td_objects_read(td_objects *store, const td_oid *name, git_object_t type, td_span *bytes);

/* The same; of a large one only most bytes may be given, from its beginning: *cut. */
td_object_state td_objects_read_head(td_objects *store, const td_oid *name,
    git_object_t type, size_t most, td_span *bytes, bool *cut);

/* True when our own readers have the object; those of libgit2 are not asked. */
bool
td_objects_find(td_objects *store, const td_oid *name, git_object_t type, td_span *bytes);

/* As libgit2 has it, opened now if it was not; borrowed. GIT. */
git_repository *td_objects_repository(td_objects *store, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_objects, td_objects_close)
