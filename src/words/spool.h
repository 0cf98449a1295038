/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words/spool.h - bytes that wait until all of them are there
 *
 * A few stay in memory; more go to a file without a name, which is gone with the process
 * whatever ends it. Bytes are added, then read at once.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct td_spool td_spool; /* handle */

/* folder: where the file is made when one is needed; NULL: all stays in memory. */
td_spool *td_spool_new(const char *folder);
void td_spool_free(td_spool *spool); /* NULL is fine */

/* How many bytes there are. */
size_t td_spool_size(const td_spool *spool);

/* Adds bytes. False: IO (no such folder, no room on the disk). */
bool td_spool_add(td_spool *spool, const void *bytes, size_t n, GError **error);

/* All of them, borrowed until the spool is freed; nothing can be added after. NULL: IO.
 */
const uint8_t *td_spool_read(td_spool *spool, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_spool, td_spool_free)
