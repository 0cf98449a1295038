/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/seen.c - which keys were never there */
#include "store/seen.h"

enum { lines = 1 << 15, words = 8, bits = 4 };

struct td_seen {
	uint64_t line[lines][words];
};

td_seen *
td_seen_new(void)
{
	return g_new0(td_seen, 1);
}

void
td_seen_free(td_seen *seen)
{
	g_free(seen);
}

/* Keys may begin alike: the end of MurmurHash3 (Austin Appleby) spreads them. */
static uint64_t
spread(uint64_t key)
{
	key = (key ^ key >> 33) * 0xff51afd7ed558ccdU;
	key = (key ^ key >> 33) * 0xc4ceb9fe1a85ec53U;
	return key ^ key >> 33;
}

void
td_seen_add(td_seen *seen, uint64_t key)
{
	uint64_t hash = spread(key);
	uint64_t *line = seen->line[hash % lines];

	for (unsigned i = 0; i < bits; i++) {
		unsigned at = hash >> (15 + 9 * i) & 511;

		line[at / 64] |= UINT64_C(1) << at % 64;
	}
}

bool
td_seen_may_have(const td_seen *seen, uint64_t key)
{
	uint64_t hash = spread(key);
	const uint64_t *line = seen->line[hash % lines];
	uint64_t all = 1;

	for (unsigned i = 0; i < bits; i++) {
		unsigned at = hash >> (15 + 9 * i) & 511;

		all &= line[at / 64] >> at % 64;
	}
	return all != 0;
}
