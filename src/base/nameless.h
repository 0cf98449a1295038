/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/nameless.h - files without a name, gone with the process whatever ends it */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* A new empty one on the file system of the folder, to be read and written; -1 and errno
 * where there is none to be had. Who asked closes it. */
int td_nameless_open(const char *folder);

/* Writes all of the bytes, to any file; false and errno. */
bool td_nameless_write(int fd, const void *bytes, size_t n);
