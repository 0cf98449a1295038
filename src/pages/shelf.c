/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/shelf.c - places that hold one thing each, taken and put back by exchange */
#include "pages/shelf.h"

#include <lz4.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/spare.h"

enum {
	places = 16384,
	near = 4, /* places in a row in which one thing may lie */
	/* What came last does not go before what has lain there for long, nor what was
	 * asked for before what came last. */
	turns_of_new = 1,
	turns_of_asked = 2,
	rounds = turns_of_asked + 1,
};

/* One owner for the place that it lies in, and one for each worker that reads it. */
typedef struct thing {
	atomic_uint owners;
	/* For who took it from its place alone. */
	unsigned turns; /* that it stays for, when it is looked at whether it may go */
	bool tried;     /* to pack it */
	uint64_t state, hash;
	char *key;
	size_t n;      /* bytes of it */
	GBytes *bytes; /* fewer where it is packed */
} thing;

struct td_shelf {
	size_t most;
	atomic_size_t bytes;
	atomic_uint hand; /* the place that is looked at next, where something must go */
	uint64_t seed;    /* nobody chooses what lies beside what */
	_Atomic(uint64_t) offered[places]; /* hashes of what was not taken, the last */
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
	return sizeof *one + strlen(one->key) + g_bytes_get_size(one->bytes);
}

static void
let_go(thing *one)
{
	if (atomic_fetch_sub(&one->owners, 1) > 1)
		return;
	g_free(one->key);
	g_bytes_unref(one->bytes);
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
hash_of(uint64_t seed, const char *key)
{
	uint64_t hash = seed ^ UINT64_C(0xcbf29ce484222325);

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
		one->turns = turns_of_asked;
		atomic_fetch_add(&one->owners, 1);
	}
	put_back(shelf, place, one);
	return found ? one : NULL;
}

static GBytes *
unpack(const thing *one)
{
	size_t kept;
	const char *packed = g_bytes_get_data(one->bytes, &kept);
	char *bytes;
	int n;

	if (kept == one->n)
		return g_bytes_ref(one->bytes);
	bytes = g_malloc(one->n);
	n = LZ4_decompress_safe(packed, bytes, (int)kept, (int)one->n);
	g_assert(n == (int)one->n);
	return g_bytes_new_take(bytes, one->n);
}

GBytes *
td_shelf_find(td_shelf *shelf, const char *state, const char *key)
{
	uint64_t hash = hash_of(hash_of(shelf->seed, state), key);
	thing *one = NULL;
	GBytes *bytes;

	for (unsigned i = 0; i < near && !one; i++)
		one = look(shelf, (unsigned)(hash + i) % places, hash, key);
	if (!one)
		return NULL;
	bytes = unpack(one);
	let_go(one);
	return bytes;
}

static thing *
new_thing(const char *key, uint64_t hash, GBytes *bytes)
{
	thing *one = g_new0(thing, 1);

	atomic_init(&one->owners, 1);
	one->turns = turns_of_new;
	one->hash = hash;
	one->key = g_strdup(key);
	one->n = g_bytes_get_size(bytes);
	one->bytes = g_bytes_ref(bytes);
	return one;
}

/* NULL where that is not worth it. */
static thing *
pack(const thing *one)
{
	int most = (int)(one->n / 4 * 3);
	g_autofree char *room = g_malloc((size_t)most + 1);
	int n = LZ4_compress_default(
	    g_bytes_get_data(one->bytes, NULL), room, (int)one->n, most);
	g_autoptr(GBytes) bytes = NULL;
	thing *packed;

	if (n <= 0)
		return NULL;
	bytes = td_spare_copy((td_span){ room, (size_t)n });
	packed = new_thing(one->key, one->hash, bytes);
	packed->n = one->n;
	packed->tried = true;
	packed->state = one->state;
	return packed;
}

/* The same, packed where that is worth it. */
static thing *
take_packed(thing *take_one)
{
	thing *packed = pack(take_one);

	take_one->tried = true;
	if (!packed)
		return take_one;
	let_go(take_one);
	return packed;
}

/* It lies in its place until what takes that is made: others may ask for it. */
static void
put_back_packed(td_shelf *shelf, unsigned place, thing *one)
{
	unsigned turns = one->turns;
	thing *packed;

	one->tried = true;
	atomic_fetch_add(&one->owners, 1);
	put_back(shelf, place, one);
	packed = pack(one);
	let_go(one);
	if (!packed)
		return;
	packed->turns = turns;
	atomic_fetch_add(&shelf->bytes, size_of(packed));
	drop(shelf, atomic_exchange(&shelf->at[place], packed));
}

/* One after the other is packed, stays as it has a turn left, or goes; none has one left
 * after as many rounds as there are turns. */
static void
make_room(td_shelf *shelf, uint64_t state)
{
	for (unsigned i = 0;
	     i < rounds * places && atomic_load(&shelf->bytes) > shelf->most; i++) {
		unsigned place = atomic_fetch_add(&shelf->hand, 1) % places;
		thing *one = atomic_exchange(&shelf->at[place], NULL);
		bool stays = one && one->turns > 0;

		if (stays)
			one->turns--;
		if (one && one->state == state && !one->tried)
			put_back_packed(shelf, place, one);
		else if (stays)
			put_back(shelf, place, one);
		else
			drop(shelf, one);
	}
}

/* Whether it was offered before; where not, it will have been. */
static bool
was_offered(td_shelf *shelf, uint64_t hash)
{
	return atomic_exchange(&shelf->offered[hash % places], hash) == hash;
}

bool
td_shelf_put(td_shelf *shelf, const char *state, const char *key, GBytes *bytes)
{
	size_t n = g_bytes_get_size(bytes);
	uint64_t hash_of_state = hash_of(shelf->seed, state);
	uint64_t hash = hash_of(hash_of_state, key);
	unsigned place = (unsigned)(hash % places);
	thing *one, *none = NULL;
	bool lies = false;

	if (n == 0 || n > shelf->most / 8 || n > LZ4_MAX_INPUT_SIZE ||
	    !was_offered(shelf, hash))
		return false;
	one = new_thing(key, hash, bytes);
	one->state = hash_of_state;
	if (atomic_load(&shelf->bytes) + size_of(one) > shelf->most)
		one = take_packed(one);
	atomic_fetch_add(&shelf->bytes, size_of(one));
	for (unsigned i = 0; i < near && !lies; i++, none = NULL)
		lies = atomic_compare_exchange_strong(
		    &shelf->at[(place + i) % places], &none, one);
	if (!lies)
		drop(shelf, atomic_exchange(&shelf->at[place], one));
	make_room(shelf, hash_of_state);
	return true;
}
