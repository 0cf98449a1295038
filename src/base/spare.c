/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/spare.c - pages of the system, and malloc's unused ones */
#include "base/spare.h"

#include <glib.h>
#include <malloc.h>
#include <string.h>
#include <sys/mman.h>

/* Less would waste much of its last page, and be too many mappings. */
enum { large = 32 << 10 };

typedef struct pages {
	void *p;
	size_t n;
} pages;

static void
free_pages(void *data)
{
	pages *own = data;

	munmap(own->p, own->n);
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
	/* All at once: to be asked for page by page costs the system more than to fill
	 * them costs us. */
	return (td_spare){ check(mmap(NULL, n, PROT_READ | PROT_WRITE,
				     MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0),
			       n),
		n };
}

void
td_spare_grow(td_spare *spare, size_t n)
{
	spare->p = check(mremap(spare->p, spare->n, n, MREMAP_MAYMOVE), n);
	spare->n = n;
}

void
td_spare_free(td_spare *spare)
{
	if (spare->p)
		munmap(spare->p, spare->n);
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
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}
