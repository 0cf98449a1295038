/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/repositories.h - the git repositories that an archive is made of, for who hands
 * them on as they are */
#pragma once

#include <glib.h>
#include <stdint.h>

#include "archive/archive.h"
#include "base/oid.h"

typedef struct td_git_ref {
	char *name; /* "refs/heads/master" */
	td_oid id;
} td_git_ref;

typedef struct td_repository {
	unsigned epoch;
	char *path;      /* what git calls GIT_DIR */
	char *head;      /* what HEAD names, "refs/heads/master"; NULL where it is odd */
	GPtrArray *refs; /* of td_git_ref *, by name */
	char *fingerprint; /* SHA-1 of what `git show-ref` prints, hexadecimal */
	int64_t modified;  /* when its newest commit was made; 0 without any */
} td_repository;

/* By epoch; none for a Maildir or an mbox. GPtrArray of td_repository *, freed with it.
 * GIT. */
GPtrArray *td_archive_load_repositories(td_archive *archive, GError **error);
/*
 * Real paths of what the archive's repositories lie in: an epoch that is a link, a work
 * tree's repository, objects that are borrowed (pack/alternates.h). GPtrArray of char *,
 * which it owns; none for a Maildir or an mbox.
 */
GPtrArray *td_archive_folders(const td_archive *archive);

/* The path of one epoch, borrowed; NULL for none of that number. */
const char *td_archive_repository(const td_archive *archive, unsigned epoch);
