/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store/seen.h - which keys were never there: a Bloom filter in 2 MiB
 *
 * Most of what a first indexing asks the index for is not there. With a million keys one
 * in a hundred of those has to be asked for in vain; with many more all of them, as
 * without it. B. H. Bloom, Space/time trade-offs in hash coding with allowable errors,
 * CACM 13 (1970); the bits of a key lie in one line of the processor's cache.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct td_seen td_seen; /* handle */

td_seen *td_seen_new(void);
void td_seen_free(td_seen *seen); /* NULL is fine */

void td_seen_add(td_seen *seen, uint64_t key);
/* False: it was never added. */
bool td_seen_may_have(const td_seen *seen, uint64_t key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_seen, td_seen_free)
