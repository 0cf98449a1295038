/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/store.h - what an open archive is made of */
#pragma once

#include "archive/epoch.h"

struct td_archive {
	td_archive_kind kind;
	char *path;
	GPtrArray *epochs; /* of td_epoch, by number; NULL for a Maildir or an mbox */
};

static inline td_epoch *
td_store_epoch(const td_archive *archive, size_t index)
{
	return g_ptr_array_index(archive->epochs, index);
}
