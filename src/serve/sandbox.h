/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * serve/sandbox.h - what the process gives up before it reads what a client sends
 *
 * Whoever takes over a worker by a fault in it finds a process that may read the archives
 * and the index, write beside the index, and answer connections that come: no program can
 * be started, no other file opened, nobody be called. docs/deploy.md lists what is left.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct td_sandbox {
	GPtrArray *read; /* of char *: files and folders with all below, to be read */
	GPtrArray
	    *write; /* of char *: folders in which files are made, read and written */
} td_sandbox;

/*
 * Shuts this thread and all that it starts from now on in. Paths that are not there are
 * passed over. What the kernel does not have is left out; *missing tells it, NULL for
 * nothing (g_free it). False where it has it and refuses: IO.
 */
bool td_sandbox_enter(const td_sandbox *sandbox, char **missing, GError **error);
