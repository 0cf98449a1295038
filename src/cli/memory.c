/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/memory.c - how malloc is asked to behave */
#include "cli/memory.h"

#include <malloc.h>

/*
 * Mails come and go in buffers of 10 KB and more. glibc would give each back to the
 * kernel and ask again, a page fault for every 4 KB: a tenth of the time of an update.
 * Those of more than 1 MiB are seldom and of many sizes: kept, they leave holes, which a
 * first indexing, that takes long, pays with memory; an update of a list that has them
 * pays with a twentieth of its time where they are not kept. Small blocks of the fast
 * bins would be merged again each time that a large one is freed.
 */
void
td_memory_keep(size_t largest)
{
	mallopt(M_MMAP_THRESHOLD, (int)largest);
	mallopt(M_TRIM_THRESHOLD, 256 << 20);
	mallopt(M_TOP_PAD, 4 << 20);
	mallopt(M_MXFAST, 0);
}
