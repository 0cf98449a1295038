/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/slots.c - which mail has slot n of which group: open addressing, keyed hash, as
 * the numbers are the senders' choice */
#include "series/slots.h"

#include <glib.h>

typedef struct place {
	uint64_t key; /* group, then number; 0 is free, as groups count from 1 here */
	int mail;
} place;

struct td_slots {
	place *places;
	size_t size; /* a power of two */
	size_t used;
	uint64_t secret;
};

static size_t
start_of(const td_slots *slots, uint64_t key)
{
	uint64_t h = key ^ slots->secret;

	h = (h ^ h >> 32) * 0x9e3779b97f4a7c15u;
	h = (h ^ h >> 29) * (slots->secret | 1);
	return (h ^ h >> 32) & (slots->size - 1);
}

static place *
probe(const td_slots *slots, uint64_t key)
{
	size_t i = start_of(slots, key);

	while (slots->places[i].key != 0 && slots->places[i].key != key)
		i = (i + 1) & (slots->size - 1);
	return &slots->places[i];
}

td_slots *
td_slots_new(unsigned expected)
{
	td_slots *slots = g_new0(td_slots, 1);

	slots->size = 16;
	while (slots->size < (size_t)expected * 2)
		slots->size *= 2;
	slots->places = g_new0(place, slots->size);
	slots->secret = (uint64_t)g_random_int() << 32 | g_random_int();
	return slots;
}

void
td_slots_free(td_slots *slots)
{
	if (!slots)
		return;
	g_free(slots->places);
	g_free(slots);
}

static uint64_t
key_of(unsigned group, unsigned number)
{
	return ((uint64_t)group + 1) << 32 | number;
}

int
td_slots_find(const td_slots *slots, unsigned group, unsigned number)
{
	const place *found = probe(slots, key_of(group, number));

	return found->key ? found->mail : -1;
}

static void
grow(td_slots *slots)
{
	place *old = slots->places;
	size_t n = slots->size;

	slots->size *= 2;
	slots->places = g_new0(place, slots->size);
	for (size_t i = 0; i < n; i++) {
		if (old[i].key)
			*probe(slots, old[i].key) = old[i];
	}
	g_free(old);
}

void
td_slots_add(td_slots *slots, unsigned group, unsigned number, int mail)
{
	if ((slots->used + 1) * 2 > slots->size)
		grow(slots);
	*probe(slots, key_of(group, number)) = (place){ key_of(group, number), mail };
	slots->used++;
}
