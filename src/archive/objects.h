/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/objects.h - the raw objects of one repository, for one thread */
#pragma once

#include "archive/git.h"
#include "base/span.h"

typedef enum td_object_state {
	OBJECT_OK,
	OBJECT_BAD,       /* missing, damaged or of another type */
	OBJECT_TOO_LARGE, /* above TD_MAX_MAIL_BYTES; nothing was inflated */
} td_object_state;

typedef struct td_objects td_objects; /* handle */

/* Borrows the repository, and its packs (of td_pack). */
td_objects *
td_objects_open(git_repository *repository, const GPtrArray *packs, GError **error);
void td_objects_close(td_objects *store);

/* The bytes are borrowed until the next read or the close. */
td_object_state
td_objects_read(td_objects *store, const td_oid *name, git_object_t type, td_span *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_objects, td_objects_close)
