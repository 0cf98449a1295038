/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/git.h - what the folder's files share about git */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "base/oid.h"
#include "base/span.h"
#include "libgit2/libgit2.h"

/* The repository at path itself, by libgit2; no parent folder is tried. GIT. */
git_repository *td_git_open(const char *path, GError **error);

/*
 * Where the repository at path has its files (objects, refs, HEAD), when it is one that
 * our own readers understand: no other repository's references, no
 * extensions. NULL for all others, and for what is no repository: ask libgit2. g_free it.
 */
char *td_git_plain_folder(const char *path);

/* What git names these bytes as a blob. */
td_oid td_git_blob_name(td_span bytes);

static inline const git_oid *
td_git_name(const td_oid *oid)
{
	return (const git_oid *)oid;
}

static inline td_oid
td_git_name_of(const git_oid *name)
{
	td_oid oid;

	memcpy(oid.id, name->id, sizeof(oid.id));
	return oid;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(git_commit, git_commit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(git_config, git_config_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(git_object, git_object_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(git_reference, git_reference_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(git_reference_iterator, git_reference_iterator_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(git_repository, git_repository_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(git_revwalk, git_revwalk_free)
