/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lists/cursor.h - how far the reader has read a list
 *
 * In a file of the reader's own, "cursors" in the library's folder, in git's
 * configuration format. It names a commit, so it means the same in an index that was made
 * anew.
 */
#pragma once

#include "lists/library.h"

typedef struct td_cursor {
	uint32_t epoch;
	td_oid commit; /* the last one that was read; all zero in a Maildir or an mbox */
	uint64_t position; /* of it, in the index there was then: a hint */
	int64_t received;  /* of it */
} td_cursor;

/* *found is false where the list was never read. Each of the three fails with MALFORMED,
 * where the file is no configuration or the list's part of it is damaged, and IO. */
bool td_cursor_find(const td_library *library, const char *name, td_cursor *cursor,
    bool *found, GError **error);
/* To be called when what was read to it is written out whole. */
bool td_cursor_put(
    const td_library *library, const char *name, const td_cursor *cursor, GError **error);
/* Fine where there is none. */
bool td_cursor_remove(const td_library *library, const char *name, GError **error);
