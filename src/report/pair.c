/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/pair.c - keys of hash tables that are made of more than one thing */
#include "report/pair.h"

static guint
hash(const void *key)
{
	const td_pair *pair = key;
	uint64_t sum = (uint64_t)(uintptr_t)pair->one;

	sum = (sum ^ pair->more) * UINT64_C(0x9e3779b97f4a7c15);
	sum = (sum ^ sum >> 29 ^ (uint64_t)(uintptr_t)pair->other) *
	      UINT64_C(0xbf58476d1ce4e5b9);
	return (guint)(sum >> 32);
}

static gboolean
equal(const void *a, const void *b)
{
	const td_pair *x = a, *y = b;

	return x->one == y->one && x->other == y->other && x->more == y->more;
}

GHashTable *
td_pairs_new(GDestroyNotify free_value)
{
	return g_hash_table_new_full(hash, equal, g_free, free_value);
}

bool
td_pairs_add(GHashTable *pairs, td_pair pair, void *value)
{
	if (g_hash_table_contains(pairs, &pair))
		return false;
	td_pairs_put(pairs, pair, value);
	return true;
}

void
td_pairs_put(GHashTable *pairs, td_pair pair, void *value)
{
	g_hash_table_insert(pairs, g_memdup2(&pair, sizeof pair), value);
}

void *
td_pairs_find(GHashTable *pairs, td_pair pair)
{
	return g_hash_table_lookup(pairs, &pair);
}
