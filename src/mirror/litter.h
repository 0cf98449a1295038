/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mirror/litter.h - what is left over when git or we were killed */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Takes a folder away with all in it; no link is followed; fine where it is not there.
 * IO. */
bool td_litter_remove_tree(const char *path, GError **error);

/*
 * Lock files and half-received packs of a repository that nobody but us writes to, while
 * we hold the list's lock. What cannot be removed is left for git to tell.
 */
void td_litter_sweep_repository(const char *path);

/* Clones of a repository that were not finished: "PATH.part...". */
void td_litter_sweep_parts(const char *path);
