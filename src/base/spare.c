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

GBytes *
td_spare_copy(td_span bytes)
{
	pages *own;

	if (bytes.n < large)
		return g_bytes_new(bytes.p, bytes.n);
	own = g_malloc(sizeof *own);
	own->n = bytes.n;
	/* All at once: to be asked for page by page costs the system more than to fill
	 * them costs us. */
	own->p = mmap(NULL, own->n, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	if (own->p == MAP_FAILED)
		g_error("no memory for %" G_GSIZE_FORMAT " bytes", own->n);
	memcpy(own->p, bytes.p, own->n);
	return g_bytes_new_with_free_func(own->p, own->n, free_pages, own);
}

void
td_spare_give_back(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}
