/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store/map.h - 64-bit hashes to small numbers, 12 bytes a slot
 *
 * What a bulk build holds for each mail is held here and nowhere else, so a million mails
 * cost some 50 MB. Keys are hashes: who asks must be able to live with a false hit.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct td_map td_map; /* handle */

td_map *td_map_new(void);
void td_map_free(td_map *map);

/* 0 where the key is not there. */
uint32_t td_map_find(const td_map *map, uint64_t key);
/* value is not 0; a key that is there gets the new value. */
void td_map_put(td_map *map, uint64_t key, uint32_t value);
size_t td_map_count(const td_map *map);

/* The seed keeps a sender of mail from choosing keys that fall together. */
uint64_t td_hash(const void *bytes, size_t n, uint64_t seed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_map, td_map_free)
