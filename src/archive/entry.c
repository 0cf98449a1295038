/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/entry.c - what a commit did to the archive, by a look into its tree */
#include "archive/entry.h"

#include "archive/tree.h"

/* The blob of that name in a commit's tree; false where it has none. */
static bool
find_in_commit(td_objects *store, const td_oid *commit, td_span name, td_oid *blob)
{
	td_span bytes;
	td_commit_head head;
	td_tree_item item;

	if (td_objects_read(store, commit, GIT_OBJECT_COMMIT, &bytes) != TD_OBJECT_OK ||
	    !td_commit_parse(bytes, &head) ||
	    td_objects_read(store, &head.tree, GIT_OBJECT_TREE, &bytes) != TD_OBJECT_OK)
		return false;
	while (td_tree_next(&bytes, &item)) {
		if (td_span_equal(item.name, name)) {
			*blob = item.object;
			return true;
		}
	}
	return false;
}

/* True where a parent has the same file: this commit changed another one. */
static bool
parent_has(td_objects *store, const td_entry *entry, const char *name, const td_oid *blob)
{
	g_autofree char *copy = NULL;
	td_span bytes, parents;
	td_commit_head head;
	td_oid parent, theirs;

	if (td_objects_read(store, &entry->commit, GIT_OBJECT_COMMIT, &bytes) !=
		TD_OBJECT_OK ||
	    !td_commit_parse(bytes, &head))
		return false;
	copy = td_span_dup(head.rest);
	parents = (td_span){ copy, head.rest.n };
	while (td_commit_next_parent(&parents, &parent)) {
		if (find_in_commit(store, &parent, td_span_of(name), &theirs) &&
		    td_oid_equal(&theirs, blob))
			return true;
	}
	return false;
}

void
td_entry_look(td_objects *store, td_entry *entry)
{
	td_span tree;
	td_tree_item item;
	td_oid mail = { 0 }, removed = { 0 };
	unsigned items = 0;

	if (entry->what != TD_ENTRY_TREE)
		return;
	if (td_objects_read(store, &entry->object, GIT_OBJECT_TREE, &tree) !=
	    TD_OBJECT_OK) {
		entry->what = TD_ENTRY_BROKEN;
		return;
	}
	for (; td_tree_next(&tree, &item); items++) {
		if (!td_tree_is_file(&item))
			continue;
		if (td_span_is(item.name, "m"))
			mail = item.object;
		else if (td_span_is(item.name, "d"))
			removed = item.object;
	}
	/* Public-inbox keeps one file in a tree, and then it is this commit's doing. */
	if (items > 1) {
		if (parent_has(store, entry, "m", &mail))
			mail = (td_oid){ 0 };
		if (parent_has(store, entry, "d", &removed))
			removed = (td_oid){ 0 };
	}
	entry->what = tree.n > 0 ? TD_ENTRY_BROKEN : TD_ENTRY_NONE;
	if (!td_oid_is_zero(&mail)) {
		entry->what = TD_ENTRY_MAIL;
		entry->object = mail;
	} else if (!td_oid_is_zero(&removed)) {
		entry->what = TD_ENTRY_REMOVED;
		entry->object = removed;
	}
}
