/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/tree.h - commits and trees as git stores them */
#pragma once

#include <stdint.h>

#include "base/oid.h"
#include "base/span.h"

typedef struct td_tree_item {
	unsigned mode; /* 0100644 of a file, 040000 of a folder */
	td_span name;
	td_oid object;
} td_tree_item;

/* Takes the next item off the front of a tree's bytes; false at the end or at damage. */
bool td_tree_next(td_span *rest, td_tree_item *item);

static inline bool
td_tree_is_file(const td_tree_item *item)
{
	return (item->mode & 0170000) == 0100000;
}

static inline bool
td_tree_is_folder(const td_tree_item *item)
{
	return (item->mode & 0170000) == 0040000;
}

typedef struct td_commit_head {
	td_oid tree;
	td_oid parent;    /* the first; zero where parents is 0 */
	unsigned parents; /* how many */
	int64_t received; /* the committer's time */
	td_span rest;     /* the lines of all parents, for td_commit_next_parent */
} td_commit_head;

/* False when the bytes are no commit. */
bool td_commit_parse(td_span bytes, td_commit_head *head);

/* Takes the next parent off head->rest; false when none is left. */
bool td_commit_next_parent(td_span *rest, td_oid *parent);
