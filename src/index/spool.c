/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/spool.c - a buffer, and a file behind it */
#include "index/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/error.h"
#include "index/buffer.h"

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

/* Not every file system makes files without a name. */
static bool
open_file(td_spool *spool, GError **error)
{
	g_autofree char *path = NULL;

	spool->fd = open(spool->folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (spool->fd >= 0)
		return true;
	if (errno != EOPNOTSUPP && errno != EISDIR)
		return fail(spool, "making a file there", error);
	path = g_build_filename(spool->folder, ".tidings-XXXXXX", NULL);
	spool->fd = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
	if (spool->fd < 0)
		return fail(spool, "making a file there", error);
	g_unlink(path);
	return true;
}

static bool
write_tail(td_spool *spool, GError **error)
{
	size_t done = 0;

	if (spool->fd < 0 && !open_file(spool, error))
		return false;
	while (done < spool->tail.n) {
		ssize_t n = write(spool->fd, spool->tail.p + done, spool->tail.n - done);

		if (n < 0 && errno != EINTR)
			return fail(spool, "writing a file there", error);
		done += n > 0 ? (size_t)n : 0;
	}
	spool->written += done;
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
