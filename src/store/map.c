/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/map.c - open addressing in two plain arrays */
#include "store/map.h"

#include <string.h>

#include "base/hash.h"

struct td_map {
	uint64_t *keys; /* 0: the slot is free */
	uint32_t *values;
	size_t mask; /* slots - 1; slots are a power of two */
	size_t used;
};

static const size_t first_slots = 1024;
static const size_t block_bytes = 64;

td_map *
td_map_new(void)
{
	td_map *map = g_new0(td_map, 1);

	map->keys = g_new0(uint64_t, first_slots);
	map->values = g_new(uint32_t, first_slots);
	map->mask = first_slots - 1;
	return map;
}

void
td_map_free(td_map *map)
{
	if (map == NULL)
		return;
	g_free(map->keys);
	g_free(map->values);
	g_free(map);
}

static size_t
slot_of(const td_map *map, uint64_t key)
{
	size_t at = (size_t)key & map->mask;

	while (map->keys[at] != 0 && map->keys[at] != key)
		at = (at + 1) & map->mask;
	return at;
}

static uint64_t
real_key(uint64_t key)
{
	return key != 0 ? key : 1;
}

uint32_t
td_map_find(const td_map *map, uint64_t key)
{
	size_t at;

	key = real_key(key);
	at = slot_of(map, key);
	return map->keys[at] == key ? map->values[at] : 0;
}

static void
grow(td_map *map)
{
	td_map larger = { .mask = map->mask * 2 + 1, .used = map->used };

	larger.keys = g_new0(uint64_t, larger.mask + 1);
	larger.values = g_new(uint32_t, larger.mask + 1);
	for (size_t i = 0; i <= map->mask; i++) {
		size_t at;

		if (map->keys[i] == 0)
			continue;
		at = slot_of(&larger, map->keys[i]);
		larger.keys[at] = map->keys[i];
		larger.values[at] = map->values[i];
	}
	g_free(map->keys);
	g_free(map->values);
	*map = larger;
}

void
td_map_put(td_map *map, uint64_t key, uint32_t value)
{
	size_t at;

	key = real_key(key);
	at = slot_of(map, key);
	if (map->keys[at] == 0) {
		map->keys[at] = key;
		map->used++;
	}
	map->values[at] = value;
	if (map->used > map->mask / 4 * 3)
		grow(map);
}

size_t
td_map_count(const td_map *map)
{
	return map->used;
}

static uint64_t
mix(uint64_t x)
{
	x ^= x >> 32;
	x *= 0xd6e8feb86659fd93u;
	x ^= x >> 32;
	x *= 0xd6e8feb86659fd93u;
	return x ^ x >> 32;
}

static uint64_t
word_at(const unsigned char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof word);
	return word;
}

/*
 * Whole blocks of a long text, in four lanes that do not wait for each other: texts of
 * mails are hashed whole, and word by word that took a twentieth of an update. The seed
 * is in every factor, so nobody who does not know it can make one zero.
 */
static uint64_t
hash_blocks(const unsigned char *p, size_t n, uint64_t seed)
{
	uint64_t lanes[4] = { seed, mix(seed ^ 1), mix(seed ^ 2), mix(seed ^ 3) };
	const uint64_t other = mix(~seed);

	for (; n >= block_bytes; n -= block_bytes, p += block_bytes)
		for (size_t i = 0; i < 4; i++)
			lanes[i] = td_hash_fold(word_at(p + 16 * i) ^ lanes[i],
			    word_at(p + 16 * i + 8) ^ other);
	return mix(lanes[0] ^ mix(lanes[1] ^ mix(lanes[2] ^ mix(lanes[3]))));
}

uint64_t
td_hash(const void *bytes, size_t n, uint64_t seed)
{
	const unsigned char *p = bytes;
	uint64_t hash = mix(seed ^ n);
	uint64_t word;

	if (n >= block_bytes) {
		hash = hash_blocks(p, n, hash);
		p += n - n % block_bytes;
		n %= block_bytes;
	}
	for (; n >= sizeof word; n -= sizeof word, p += sizeof word)
		hash = mix(hash ^ word_at(p));
	if (n > 0) {
		word = 0;
		memcpy(&word, p, n);
		hash = mix(hash ^ word);
	}
	return hash;
}
