/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/git.h - what the folder's files share about libgit2 */
#pragma once

#include <git2.h>
#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "base/oid.h"

/* Starts libgit2 with limits on its memory; each call is undone by one of the other. */
void td_git_start(void);
void td_git_stop(void);

/* Turns libgit2's last error into ours: GIT, with what was being done in front. */
void td_git_fail(GError **error, const char *doing);

/* The repository at path itself; no parent folder is tried. */
git_repository *td_git_open(const char *path, GError **error);

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

static inline bool
td_oid_equal(const td_oid *a, const td_oid *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(git_commit, git_commit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(git_config, git_config_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(git_object, git_object_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(git_reference, git_reference_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(git_reference_iterator, git_reference_iterator_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(git_repository, git_repository_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(git_revwalk, git_revwalk_free)
