/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/spare.c - pages of the system, and malloc's unused ones */
#include "base/spare.h"

#include <glib.h>
#include <malloc.h>
#include <string.h>
#include <sys/mman.h>

enum {
	large = 32 << 10,   /* less would waste much of its last page, and be too many
			       mappings */
	idle_pieces = 4,    /* of a thread, kept for what it asks for next, */
	idle_most = 1 << 20 /* and bytes of each */
};

typedef struct pages {
	void *p;
	size_t n;
} pages;

/* What a thread gave back last. The system has nothing to clear, to map and to unmap
 * where the next piece is written into pages of one before it. */
typedef struct idle {
	pages of[idle_pieces];
	unsigned n;
} idle;

static void
free_idle(void *data)
{
	idle *own = data;

	for (unsigned i = 0; i < own->n; i++)
		munmap(own->of[i].p, own->of[i].n);
	g_free(own);
}

static GPrivate idle_of_thread = G_PRIVATE_INIT(free_idle);

static void
give_back(pages piece)
{
	idle *own = g_private_get(&idle_of_thread);

	if (!own) {
		own = g_malloc0(sizeof *own);
		g_private_set(&idle_of_thread, own);
	}
	if (piece.n > idle_most || own->n == idle_pieces)
		munmap(piece.p, piece.n);
	else
		own->of[own->n++] = piece;
}

/* Of those that are large enough the smallest, or the largest; none: p is NULL. */
static pages
take_idle(size_t n)
{
	idle *own = g_private_get(&idle_of_thread);
	unsigned best = 0;
	pages found;

	if (!own || own->n == 0)
		return (pages){ 0 };
	for (unsigned i = 1; i < own->n; i++) {
		size_t a = own->of[i].n, b = own->of[best].n;

		if (b < n ? a > b : a >= n && a < b)
			best = i;
	}
	found = own->of[best];
	own->of[best] = own->of[--own->n];
	return found;
}

static void
free_pages(void *data)
{
	pages *own = data;

	give_back(*own);
	g_free(own);
}

static void *
check(void *p, size_t n)
{
	if (p == MAP_FAILED)
		g_error("no memory for %" G_GSIZE_FORMAT " bytes", n);
	return p;
}

td_spare
td_spare_new(size_t n)
{
	pages found = take_idle(n);
	td_spare spare = { found.p, found.n };

	/* All at once: to be asked for page by page costs the system more than to fill
	 * them costs us. */
	if (!spare.p)
		return (td_spare){ check(mmap(NULL, n, PROT_READ | PROT_WRITE,
					     MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE,
					     -1, 0),
				       n),
			n };
	td_spare_grow(&spare, n);
	return spare;
}

void
td_spare_grow(td_spare *spare, size_t n)
{
	if (n <= spare->n)
		return;
	spare->p = check(mremap(spare->p, spare->n, n, MREMAP_MAYMOVE), n);
	spare->n = n;
}

void
td_spare_free(td_spare *spare)
{
	if (spare->p)
		give_back((pages){ spare->p, spare->n });
	*spare = (td_spare){ 0 };
}

GBytes *
td_spare_take(td_spare *spare, size_t n)
{
	pages *own;

	if (n == 0) {
		td_spare_free(spare);
		return g_bytes_new(NULL, 0);
	}
	own = g_malloc(sizeof *own);
	/* To a smaller size in place: nothing is moved, and it cannot fail. */
	*own = (pages){ check(mremap(spare->p, spare->n, n, 0), n), n };
	*spare = (td_spare){ 0 };
	return g_bytes_new_with_free_func(own->p, own->n, free_pages, own);
}

GBytes *
td_spare_copy(td_span bytes)
{
	td_spare spare;

	if (bytes.n < large)
		return g_bytes_new(bytes.p, bytes.n);
	spare = td_spare_new(bytes.n);
	memcpy(spare.p, bytes.p, bytes.n);
	return td_spare_take(&spare, bytes.n);
}

void
td_spare_give_back(void)
{
	g_private_replace(&idle_of_thread, NULL);
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}
