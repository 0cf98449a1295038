/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search/held.c - hits wait until all are found, where one may stand for another */
#include "search/held.h"

#include "index/copies.h"
#include "search/search.h"

struct td_held {
	GArray *pairs;  /* of td_copy */
	uint64_t *bits; /* of the ids in them; NULL without any */
	int64_t n;      /* ids are below it */
	GArray *hits;   /* of td_hit */
};

static void
note_bit(td_held *held, int64_t id)
{
	if (id >= 0 && id < held->n)
		held->bits[id / 64] |= UINT64_C(1) << (id % 64);
}

td_held *
td_held_open(td_index *index, GError **error)
{
	g_autoptr(td_held) held = g_new0(td_held, 1);

	held->hits = g_array_new(FALSE, FALSE, sizeof(td_hit));
	held->pairs = td_copies_load(index, 0, INT64_MAX, error);
	if (held->pairs == NULL)
		return NULL;
	for (unsigned i = 0; i < held->pairs->len; i++) {
		const td_copy *one = &g_array_index(held->pairs, td_copy, i);

		held->n = MAX(held->n, MAX(one->copy, one->original) + 1);
	}
	held->bits = g_new0(uint64_t, (size_t)(held->n + 63) / 64);
	for (unsigned i = 0; i < held->pairs->len; i++) {
		note_bit(held, g_array_index(held->pairs, td_copy, i).copy);
		note_bit(held, g_array_index(held->pairs, td_copy, i).original);
	}
	return g_steal_pointer(&held);
}

void
td_held_close(td_held *held)
{
	if (held == NULL)
		return;
	g_clear_pointer(&held->pairs, g_array_unref);
	g_clear_pointer(&held->hits, g_array_unref);
	g_free(held->bits);
	g_free(held);
}

bool
td_held_keep(td_held *held, const td_hit *hit)
{
	int64_t id = hit->message;

	if (id < 0 || id >= held->n || !(held->bits[id / 64] >> (id % 64) & 1))
		return false;
	g_array_append_vals(held->hits, hit, 1);
	return true;
}

void
td_held_release(td_held *held, void (*each)(const td_hit *hit, void *data), void *data)
{
	g_autoptr(GHashTable) found = g_hash_table_new(g_int64_hash, g_int64_equal);
	g_autoptr(GHashTable) spare = NULL;

	for (unsigned i = 0; i < held->hits->len; i++)
		g_hash_table_add(found, &g_array_index(held->hits, td_hit, i).message);
	spare = td_copies_find_spare(held->pairs, found, 0);
	for (unsigned i = 0; i < held->hits->len; i++) {
		const td_hit *hit = &g_array_index(held->hits, td_hit, i);

		if (!g_hash_table_contains(spare, &hit->message))
			each(hit, data);
	}
}
