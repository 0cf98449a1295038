/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/store.h - what an open archive is made of */
#pragma once

#include "archive/epoch.h"
#include "archive/maildir.h"

struct td_archive {
	td_archive_kind kind;
	char *path;
	GPtrArray *epochs;   /* of td_epoch, by number; NULL for a Maildir or an mbox */
	td_maildir *maildir; /* a Maildir only */
	GArray *mails;       /* an mbox only: of td_entry; NULL until first asked for */
	int fd;              /* an mbox only: its plain bytes, or -1 */
	bool cut;            /* an mbox that was packed, and ends too early */
};

static inline td_epoch *
td_store_epoch(const td_archive *archive, size_t index)
{
	return g_ptr_array_index(archive->epochs, index);
}

static inline bool
td_store_is_git(const td_archive *archive)
{
	return archive->epochs != NULL;
}
