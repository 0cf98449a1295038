/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/spare.c - pages of the system, and malloc's unused ones */
#include "base/spare.h"

#include <glib.h>
#include <malloc.h>
#include <string.h>
#include <sys/mman.h>

/* Less would waste much of its last page, and be too many mappings. */
enum { large = 32 << 10 };

char *
td_spare_dup(td_span bytes)
{
	void *copy;

	if (bytes.n < large)
		return g_memdup2(bytes.p, bytes.n);
	copy = mmap(
	    NULL, bytes.n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (copy == MAP_FAILED)
		g_error("no memory for %" G_GSIZE_FORMAT " bytes", bytes.n);
	return memcpy(copy, bytes.p, bytes.n);
}

void
td_spare_free(char *bytes, size_t n)
{
	if (bytes && n >= large)
		munmap(bytes, n);
	else
		g_free(bytes);
}

void
td_spare_give_back(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}
