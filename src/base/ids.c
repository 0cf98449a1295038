/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/ids.c - numbers of rows as a set: ascending, each once */
#include "base/ids.h"

int
td_ids_compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

void
td_ids_tidy(GArray *ids)
{
	unsigned n = 0;

	g_array_sort(ids, td_ids_compare);
	for (unsigned i = 0; i < ids->len; i++) {
		int64_t id = g_array_index(ids, int64_t, i);

		if (n == 0 || g_array_index(ids, int64_t, n - 1) != id)
			g_array_index(ids, int64_t, n++) = id;
	}
	g_array_set_size(ids, n);
}

void
td_ids_add(GHashTable *set, int64_t id)
{
	if (!g_hash_table_contains(set, &id))
		g_hash_table_add(set, g_memdup2(&id, sizeof id));
}
