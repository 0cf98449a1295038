/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * index_faults.c - faults of a disk, for index_tool only
 *
 * SQLite writes through pwrite64; this one stands before libc's. DIE_AT=N ends the
 * program as kill -9 does in the middle of the Nth write, FULL_AT=N makes that one and
 * all that follow fail as a full disk does. COUNT=1 says at the end how many there were.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

ssize_t pwrite64(int fd, const void *bytes, size_t n, off_t at);

/* Of all threads: a second one writes what commits left in the log. */
static _Atomic long writes;
static long die_at, full_at;

__attribute__((constructor)) static void
start(void)
{
	const char *die = getenv("DIE_AT");
	const char *full = getenv("FULL_AT");

	die_at = die != NULL ? strtol(die, NULL, 10) : 0;
	full_at = full != NULL ? strtol(full, NULL, 10) : 0;
}

__attribute__((destructor)) static void
end(void)
{
	if (getenv("COUNT") != NULL)
		fprintf(stderr, "%ld\n", (long)writes);
}

__attribute__((visibility("default"))) ssize_t
pwrite64(int fd, const void *bytes, size_t n, off_t at)
{
	long number = ++writes;

	if (die_at != 0 && number == die_at) {
		syscall(SYS_pwrite64, fd, bytes, n / 2, at);
		raise(SIGKILL);
	}
	if (full_at != 0 && number >= full_at) {
		errno = ENOSPC;
		return -1;
	}
	return (ssize_t)syscall(SYS_pwrite64, fd, bytes, n, at);
}
