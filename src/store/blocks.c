/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/blocks.c - lists of free blocks, one a size and thread */
#include "store/blocks.h"

#include <glib.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	grain = 32,
	sizes = 33,        /* of grains: up to 1024 bytes */
	most_kept = 16384, /* bytes of one size */
};

/* SQLite wants an alignment of 8. */
typedef struct block {
	uint64_t n; /* bytes behind it */
	union {
		struct block *next;
		char bytes[8]; /* n of them */
	};
} block;

typedef struct pool {
	block *free[sizes];
	unsigned count[sizes];
} pool;

static _Thread_local pool *own;

static void
pool_free(void *data)
{
	pool *all = data;

	own = NULL;
	for (unsigned i = 0; i < sizes; i++) {
		for (block *next, *one = all->free[i]; one != NULL; one = next) {
			next = one->next;
			free(one);
		}
	}
	free(all);
}

/* Only so that it is freed at a thread's end. */
static GPrivate owner = G_PRIVATE_INIT(pool_free);

static pool *
pool_make(void)
{
	own = calloc(1, sizeof *own);
	if (own != NULL)
		g_private_set(&owner, own);
	return own;
}

static block *
block_of(void *bytes)
{
	return (block *)(void *)((char *)bytes - offsetof(block, bytes));
}

static unsigned
grains_of(size_t n)
{
	return (unsigned)((n + grain - 1) / grain);
}

static void *
blocks_take(int n)
{
	size_t room = ((size_t)n + grain - 1) / grain * grain;
	unsigned at = grains_of((size_t)n);
	block *one;

	if (at < sizes && own != NULL && own->free[at] != NULL) {
		one = own->free[at];
		own->free[at] = one->next;
		own->count[at]--;
		return one->bytes;
	}
	one = malloc(offsetof(block, bytes) + room);
	if (one == NULL)
		return NULL;
	one->n = room;
	return one->bytes;
}

static void
blocks_give(void *bytes)
{
	block *one;
	unsigned at;

	if (bytes == NULL)
		return;
	one = block_of(bytes);
	at = grains_of(one->n);
	if (at >= sizes || (own == NULL && pool_make() == NULL) ||
	    (own->count[at] + 1) * one->n > most_kept) {
		free(one);
		return;
	}
	one->next = own->free[at];
	own->free[at] = one;
	own->count[at]++;
}

static int
blocks_size(void *bytes)
{
	return bytes != NULL ? (int)block_of(bytes)->n : 0;
}

static int
blocks_round(int n)
{
	return (n + grain - 1) / grain * grain;
}

static void *
grow_large(block *one, size_t room)
{
	one = realloc(one, offsetof(block, bytes) + room);
	if (one == NULL)
		return NULL;
	one->n = room;
	return one->bytes;
}

/* SQLite never asks for NULL or 0 here. */
static void *
blocks_resize(void *bytes, int n)
{
	size_t room = ((size_t)n + grain - 1) / grain * grain;
	block *one = block_of(bytes);
	void *other;

	if (one->n == room)
		return bytes;
	if (grains_of(one->n) >= sizes && grains_of(room) >= sizes)
		return grow_large(one, room);
	other = blocks_take(n);
	if (other == NULL)
		return NULL;
	memcpy(other, bytes, MIN(one->n, room));
	blocks_give(bytes);
	return other;
}

static int
blocks_begin(void *data)
{
	(void)data;
	return SQLITE_OK;
}

static void
blocks_end(void *data)
{
	(void)data;
}

const sqlite3_mem_methods *
td_blocks_methods(void)
{
	static const sqlite3_mem_methods methods = {
		.xMalloc = blocks_take,
		.xFree = blocks_give,
		.xRealloc = blocks_resize,
		.xSize = blocks_size,
		.xRoundup = blocks_round,
		.xInit = blocks_begin,
		.xShutdown = blocks_end,
	};

	return &methods;
}
