/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/shelf.c - places that hold one thing each, taken and put back by exchange */
#include "serve/shelf.h"

#include <lz4.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
	places = 16384,
	near = 4, /* places in a row in which one thing may lie */
};

/* One owner for the place that it lies in, and one for each worker that reads it. */
typedef struct thing {
	atomic_uint owners;
	atomic_bool asked; /* for, since it was last looked whether it may go */
	uint64_t hash;
	char *key;
	size_t n;
	int packed_n;
	char *packed;
} thing;

struct td_shelf {
	size_t most;
	atomic_size_t bytes;
	atomic_uint hand; /* the place that is looked at next, where something must go */
	uint64_t seed;    /* nobody chooses what lies beside what */
	_Atomic(thing *) at[places];
};

td_shelf *
td_shelf_new(size_t most)
{
	td_shelf *shelf = g_new0(td_shelf, 1);

	shelf->most = most;
	shelf->seed = (uint64_t)g_random_int() << 32 | g_random_int();
	return shelf;
}

static size_t
size_of(const thing *one)
{
	return sizeof *one + strlen(one->key) + (size_t)one->packed_n;
}

static void
let_go(thing *one)
{
	if (atomic_fetch_sub(&one->owners, 1) > 1)
		return;
	g_free(one->key);
	g_free(one->packed);
	g_free(one);
}

/* It lies on the shelf no more; NULL is fine. */
static void
drop(td_shelf *shelf, thing *one)
{
	if (!one)
		return;
	atomic_fetch_sub(&shelf->bytes, size_of(one));
	let_go(one);
}

/* Where it was taken from; what another worker put there meanwhile stays. */
static void
put_back(td_shelf *shelf, unsigned place, thing *one)
{
	thing *none = NULL;

	if (!atomic_compare_exchange_strong(&shelf->at[place], &none, one))
		drop(shelf, one);
}

void
td_shelf_free(td_shelf *shelf)
{
	if (!shelf)
		return;
	for (unsigned i = 0; i < places; i++)
		drop(shelf, atomic_load(&shelf->at[i]));
	g_free(shelf);
}

size_t
td_shelf_bytes(const td_shelf *shelf)
{
	return atomic_load(&shelf->bytes);
}

/* FNV-1a, from where nobody knows. */
static uint64_t
hash_of(const td_shelf *shelf, const char *key)
{
	uint64_t hash = shelf->seed ^ UINT64_C(0xcbf29ce484222325);

	for (const char *p = key; *p; p++)
		hash = (hash ^ (unsigned char)*p) * UINT64_C(0x100000001b3);
	return hash ^ hash >> 32;
}

static thing *
look(td_shelf *shelf, unsigned place, uint64_t hash, const char *key)
{
	thing *one = atomic_exchange(&shelf->at[place], NULL);
	bool found;

	if (!one)
		return NULL;
	found = one->hash == hash && strcmp(one->key, key) == 0;
	if (found) {
		atomic_store(&one->asked, true);
		atomic_fetch_add(&one->owners, 1);
	}
	put_back(shelf, place, one);
	return found ? one : NULL;
}

char *
td_shelf_find(td_shelf *shelf, const char *key, size_t *n)
{
	uint64_t hash = hash_of(shelf, key);
	thing *one = NULL;
	char *bytes;
	int got;

	for (unsigned i = 0; i < near && !one; i++)
		one = look(shelf, (unsigned)(hash + i) % places, hash, key);
	if (!one)
		return NULL;
	bytes = g_malloc(one->n);
	got = LZ4_decompress_safe(one->packed, bytes, one->packed_n, (int)one->n);
	g_assert(got == (int)one->n);
	*n = one->n;
	let_go(one);
	return bytes;
}

/* The next one that nobody asked for since the last time goes; after all of them were
 * looked at, any. */
static void
make_room(td_shelf *shelf)
{
	for (unsigned i = 0; i < 2 * places && atomic_load(&shelf->bytes) > shelf->most;
	     i++) {
		unsigned place = atomic_fetch_add(&shelf->hand, 1) % places;
		thing *one = atomic_exchange(&shelf->at[place], NULL);

		if (one && atomic_exchange(&one->asked, false))
			put_back(shelf, place, one);
		else
			drop(shelf, one);
	}
}

void
td_shelf_put(td_shelf *shelf, const char *key, td_span bytes)
{
	g_autofree char *room = NULL;
	uint64_t hash = hash_of(shelf, key);
	unsigned place = (unsigned)(hash % places);
	thing *one;
	int n;

	if (bytes.n == 0 || bytes.n > shelf->most / 8 || bytes.n > LZ4_MAX_INPUT_SIZE)
		return;
	room = g_malloc((size_t)LZ4_compressBound((int)bytes.n));
	n = LZ4_compress_default(
	    bytes.p, room, (int)bytes.n, LZ4_compressBound((int)bytes.n));
	one = g_new0(thing, 1);
	atomic_init(&one->owners, 1);
	one->hash = hash;
	one->key = g_strdup(key);
	one->n = bytes.n;
	one->packed_n = n;
	one->packed = g_memdup2(room, (size_t)n);
	atomic_fetch_add(&shelf->bytes, size_of(one));
	for (unsigned i = 0; i < near; i++) {
		thing *none = NULL;

		if (atomic_compare_exchange_strong(
			&shelf->at[(place + i) % places], &none, one)) {
			make_room(shelf);
			return;
		}
	}
	drop(shelf, atomic_exchange(&shelf->at[place], one));
	make_room(shelf);
}
