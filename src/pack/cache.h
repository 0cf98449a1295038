/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pack/cache.h - objects that other ones were deltas against, for one thread */
#pragma once

#include "pack/entry.h"
#include "pack/file.h"

typedef struct td_pack_cache td_pack_cache; /* handle */

/* One object, unpacked. */
typedef struct td_base {
	const td_pack *pack;
	uint64_t offset; /* of its entry */
	char *bytes;
	size_t n;
	td_pack_type type;
} td_base;

td_pack_cache *td_pack_cache_new(void);
void td_pack_cache_free(td_pack_cache *self); /* NULL is fine */

/* Borrowed until the next take; NULL where it is not kept. */
const td_base *
td_pack_cache_find(td_pack_cache *self, const td_pack *pack, uint64_t offset);

/* Takes base->bytes over, and keeps or frees them. */
void td_pack_cache_take(td_pack_cache *self, const td_base *base);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_pack_cache, td_pack_cache_free)
