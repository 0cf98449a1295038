/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/entry.h - what a commit did to the archive, by a look into its tree */
#pragma once

#include "archive/archive.h"
#include "archive/objects.h"

/* What td_entry.object names, kept in td_entry.what. */
enum {
	TD_ENTRY_TREE,    /* a commit's tree: not looked into yet */
	TD_ENTRY_MAIL,    /* a mail's blob */
	TD_ENTRY_REMOVED, /* the blob of a mail that was removed */
	TD_ENTRY_NONE,    /* nothing: neither added nor removed a mail */
	TD_ENTRY_BROKEN,  /* nothing: the commit itself cannot be read */
};

/* Turns a TD_ENTRY_TREE into what it is; leaves all else. What cannot be read is BROKEN.
 */
void td_entry_look(td_objects *store, td_entry *entry);
