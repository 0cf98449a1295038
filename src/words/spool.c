/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words/spool.c - a buffer, and a file behind it */
#include "words/spool.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/error.h"
#include "base/nameless.h"
#include "words/buffer.h"

enum { most_kept = 4 << 20 };

struct td_spool {
	char *folder;
	int fd;         /* -1: there is none yet */
	size_t written; /* bytes in the file */
	td_buffer tail; /* those behind them */
	void *map;      /* of the file; NULL */
};

td_spool *
td_spool_new(const char *folder)
{
	td_spool *spool = g_new0(td_spool, 1);

	spool->folder = g_strdup(folder);
	spool->fd = -1;
	return spool;
}

void
td_spool_free(td_spool *spool)
{
	if (spool == NULL)
		return;
	if (spool->map != NULL)
		munmap(spool->map, spool->written);
	if (spool->fd >= 0)
		close(spool->fd);
	td_buffer_clear(&spool->tail);
	g_free(spool->folder);
	g_free(spool);
}

size_t
td_spool_size(const td_spool *spool)
{
	return spool->written + spool->tail.n;
}

static bool
fail(const td_spool *spool, const char *what, GError **error)
{
	int why = errno;

	g_set_error(error, TD_ERROR, TD_ERROR_IO, "%s: %s: %s", spool->folder, what,
	    g_strerror(why));
	return false;
}

static bool
write_tail(td_spool *spool, GError **error)
{
	if (spool->fd < 0)
		spool->fd = td_nameless_open(spool->folder);
	if (spool->fd < 0)
		return fail(spool, "making a file there", error);
	if (!td_nameless_write(spool->fd, spool->tail.p, spool->tail.n))
		return fail(spool, "writing a file there", error);
	spool->written += spool->tail.n;
	spool->tail.n = 0;
	return true;
}

bool
td_spool_add(td_spool *spool, const void *bytes, size_t n, GError **error)
{
	if (spool->folder != NULL && spool->tail.n > 0 &&
	    n > most_kept - MIN(spool->tail.n, (size_t)most_kept) &&
	    !write_tail(spool, error))
		return false;
	td_buffer_add(&spool->tail, bytes, n);
	return true;
}

const uint8_t *
td_spool_read(td_spool *spool, GError **error)
{
	if (spool->fd < 0) {
		td_buffer_reserve(&spool->tail, 1); /* not NULL for no bytes */
		return spool->tail.p;
	}
	if (spool->map != NULL)
		return spool->map;
	if (!write_tail(spool, error))
		return NULL;
	td_buffer_clear(&spool->tail);
	spool->map = mmap(NULL, spool->written, PROT_READ, MAP_SHARED, spool->fd, 0);
	if (spool->map == MAP_FAILED) {
		spool->map = NULL;
		fail(spool, "mapping a file there", error);
		return NULL;
	}
	return spool->map;
}
