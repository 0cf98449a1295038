/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/lock.c - flock(2): the kernel lets go of it when its holder is killed */
#include "lists/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.h"

struct td_lock {
	int fd;
};

static void *
fail(td_lock *lock, const char *path, GError **error)
{
	g_set_error(error, TD_ERROR, TD_ERROR_IO, "'%s': %s", path, g_strerror(errno));
	td_lock_free(lock);
	return NULL;
}

td_lock *
td_lock_take(
    const td_library *library, void (*waits)(void *data), void *data, GError **error)
{
	g_autofree char *path =
	    g_strconcat(td_library_index_path(library), ".lock", NULL);
	g_autofree char *folder = g_path_get_dirname(path);
	td_lock *lock = g_new0(td_lock, 1);

	g_mkdir_with_parents(folder, 0700);
	lock->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (lock->fd < 0)
		return fail(lock, path, error);
	if (flock(lock->fd, LOCK_EX | LOCK_NB) == 0)
		return lock;
	if (errno == EWOULDBLOCK && !waits) {
		td_lock_free(lock);
		g_set_error(error, TD_ERROR, TD_ERROR_EXISTS,
		    "another tidings writes the index '%s'",
		    td_library_index_path(library));
		return NULL;
	}
	if (errno != EWOULDBLOCK)
		return fail(lock, path, error);
	waits(data);
	while (flock(lock->fd, LOCK_EX) != 0) {
		if (errno != EINTR)
			return fail(lock, path, error);
	}
	return lock;
}

void
td_lock_free(td_lock *lock)
{
	if (!lock)
		return;
	if (lock->fd >= 0)
		close(lock->fd);
	g_free(lock);
}
