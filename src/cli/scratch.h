/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cli/scratch.h - git on a repository that it cannot change
 *
 * git runs with an index and an object store of their own in a temporary folder; the
 * repository's objects are read as alternates. Closing deletes all that was made.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

typedef struct td_scratch td_scratch; /* handle */

/* tree: a work tree or a bare repository. NOT_FOUND where git sees none there. */
td_scratch *td_scratch_open(const char *tree, GError **error);
void td_scratch_close(td_scratch *scratch); /* NULL is fine */

/*
 * Runs git with these words, up to a NULL; what it prints, without the last LF; g_free
 * it. NULL with GIT and what git said where it fails.
 */
char *td_scratch_git(td_scratch *scratch, GError **error, ...) G_GNUC_NULL_TERMINATED;
/* The same, as a list that ends with NULL. *n is its length, LF included; it may hold NUL
 * bytes. */
char *
td_scratch_run(td_scratch *scratch, const char *const *words, size_t *n, GError **error);

/* Writes bytes to the file of that name in the temporary folder; its path is borrowed
 * until the next call. NULL with IO. */
const char *
td_scratch_write(td_scratch *scratch, const char *name, td_span bytes, GError **error);
/* For the commits to come. */
void td_scratch_set_author(td_scratch *scratch, const char *name, const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_scratch, td_scratch_close)
