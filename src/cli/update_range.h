/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_range.h - an archive's range as the index numbers it */
#pragma once

#include "archive/archive.h"
#include "index/index.h"

/* A list that was added: its archive, and the index that has what of it. All borrowed.
 * What is asked of it fails with DATABASE. */
typedef struct td_update_list {
	td_archive *archive;
	td_index *index;
	const char *name;
} td_update_list;

/*
 * Where the entries of a range are in the index. *found is false where it does not have
 * them all, or has others between them, or where entries have no commits (a Maildir, an
 * mbox): the page is made from the archive then.
 */
bool td_update_range_find(const td_update_list *list, const td_range *entries,
    td_index_range *range, bool *found, GError **error);

/* Drops what came after the newest mail that is indexed; *n tells how many. */
bool td_update_range_clip(
    const td_update_list *list, td_range *entries, unsigned *n, GError **error);

/* Mails that commits of the range took back. */
bool td_update_range_count_removed(
    td_index *index, const td_index_range *range, unsigned *n, GError **error);
