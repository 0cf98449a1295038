/* SPDX-License-Identifier: GPL-2.0-or-later */
/* thread/table.c - message-ids to node numbers: open addressing, keyed hash */
#include "thread/table.h"

#include <glib.h>
#include <string.h>

typedef struct slot {
	const char *id;
	uint64_t hash;
	int node;
} slot;

struct td_table {
	slot *slots;
	size_t size; /* a power of two */
	size_t used; /* slots that were handed out with an id, kept or not */
	uint64_t key[2];
};

static uint64_t
mix(uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t
hash_of(const td_table *table, const char *id)
{
	size_t n = strlen(id);
	uint64_t h = table->key[0] ^ n, word;

	while (n >= 8) {
		memcpy(&word, id, 8);
		h = mix(h ^ word, table->key[1]);
		id += 8;
		n -= 8;
	}
	word = 0;
	memcpy(&word, id, n);
	h = mix(h ^ word, table->key[1]);
	return mix(h, table->key[0] | 1);
}

static uint64_t
random_word(void)
{
	return ((uint64_t)g_random_int() << 32 | g_random_int()) | 1;
}

td_table *
td_table_new(unsigned expected)
{
	td_table *table = g_new0(td_table, 1);

	table->size = 16;
	while (table->size < (size_t)expected * 2)
		table->size *= 2;
	table->slots = g_new0(slot, table->size);
	table->key[0] = random_word();
	table->key[1] = random_word();
	return table;
}

void
td_table_free(td_table *table)
{
	if (!table)
		return;
	g_free(table->slots);
	g_free(table);
}

static slot *
probe(slot *slots, size_t size, uint64_t hash, const char *id)
{
	size_t i = hash & (size - 1);

	while (slots[i].id && (slots[i].hash != hash || strcmp(slots[i].id, id) != 0))
		i = (i + 1) & (size - 1);
	return &slots[i];
}

/* Ids that were asked for and never kept are left behind here. */
static void
grow(td_table *table)
{
	size_t kept = 0, size = 16;
	slot *slots;

	for (size_t i = 0; i < table->size; i++)
		kept += table->slots[i].id && table->slots[i].node >= 0;
	while (size < kept * 4)
		size *= 2;
	slots = g_new0(slot, size);
	for (size_t i = 0; i < table->size; i++) {
		slot *old = &table->slots[i];

		if (old->id && old->node >= 0)
			*probe(slots, size, old->hash, old->id) = *old;
	}
	g_free(table->slots);
	table->slots = slots;
	table->size = size;
	table->used = kept;
}

int *
td_table_at(td_table *table, const char *id)
{
	uint64_t hash = hash_of(table, id);
	slot *found;

	if ((table->used + 1) * 4 > table->size * 3)
		grow(table);
	found = probe(table->slots, table->size, hash, id);
	if (!found->id) {
		*found = (slot){ id, hash, -1 };
		table->used++;
	}
	return &found->node;
}
