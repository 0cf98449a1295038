/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/crowd.c - counting connections */
#include "http/crowd.h"

#include <glib.h>
#include <stdatomic.h>
#include <stdint.h>

#include "base/limits.h"
#include "http/client.h"

enum { buckets = 4096 };

struct td_crowd {
	unsigned in_all, of_one;
	uint64_t seed; /* nobody chooses with whom to share a bucket */
	atomic_uint count;
	atomic_uint clients[buckets];
	atomic_uint joined; /* workers */
	atomic_uint shares[TD_MAX_WORKERS];
};

td_crowd *
td_crowd_new(unsigned in_all, unsigned of_one)
{
	td_crowd *crowd = g_new0(td_crowd, 1);

	crowd->in_all = in_all;
	crowd->of_one = of_one;
	crowd->seed = (uint64_t)g_random_int() << 32 | g_random_int();
	return crowd;
}

void
td_crowd_free(td_crowd *crowd)
{
	g_free(crowd);
}

/* The bucket of an address; -1 for this host itself. */
static int
bucket_of(const td_crowd *crowd, const struct sockaddr *address)
{
	uint64_t key;

	return td_client_key(address, &key)
		   ? (int)td_client_place(key, crowd->seed, buckets)
		   : -1;
}

bool
td_crowd_has_room(const td_crowd *crowd, const struct sockaddr *address)
{
	int bucket = bucket_of(crowd, address);

	return atomic_load(&crowd->count) < crowd->in_all &&
	       (bucket < 0 || atomic_load(&crowd->clients[bucket]) < crowd->of_one);
}

bool
td_crowd_is_tight(const td_crowd *crowd)
{
	return atomic_load(&crowd->count) >= crowd->in_all / 4 * 3;
}

void
td_crowd_enter(td_crowd *crowd, unsigned worker, const struct sockaddr *address)
{
	int bucket = bucket_of(crowd, address);

	atomic_fetch_add(&crowd->count, 1);
	atomic_fetch_add(&crowd->shares[worker], 1);
	if (bucket >= 0)
		atomic_fetch_add(&crowd->clients[bucket], 1);
}

void
td_crowd_leave(td_crowd *crowd, unsigned worker, const struct sockaddr *address)
{
	int bucket = bucket_of(crowd, address);

	atomic_fetch_sub(&crowd->count, 1);
	atomic_fetch_sub(&crowd->shares[worker], 1);
	if (bucket >= 0)
		atomic_fetch_sub(&crowd->clients[bucket], 1);
}

unsigned
td_crowd_join(td_crowd *crowd)
{
	unsigned worker = atomic_fetch_add(&crowd->joined, 1);

	g_assert(worker < TD_MAX_WORKERS);
	return worker;
}

bool
td_crowd_is_turn(const td_crowd *crowd, unsigned worker)
{
	unsigned n = atomic_load(&crowd->joined);
	unsigned own = atomic_load(&crowd->shares[worker]);

	for (unsigned i = 0; i < n; i++) {
		unsigned other = atomic_load(&crowd->shares[i]);

		if (own > other + other / 8)
			return false;
	}
	return true;
}
