/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/trunk.c - the history of one epoch, first parents only, newest first */
#include "archive/trunk.h"

#include "archive/scout.h"
#include "archive/tree.h"
#include "pack/file.h"

td_trunk *
td_trunk_new(td_epoch *epoch, const td_oid *start)
{
	td_trunk *self = g_new0(td_trunk, 1);

	self->epoch = epoch;
	self->store = epoch->store;
	self->steps = g_array_new(false, false, sizeof(td_entry));
	self->next = *start;
	self->merge = SIZE_MAX;
	return self;
}

void
td_trunk_free(td_trunk *self)
{
	if (!self)
		return;
	td_ahead_finish(self->ahead, NULL);
	td_scout_free(self->scout);
	g_array_unref(self->steps);
	g_free(self);
}

/*
 * A commit whose tree is its parent's did nothing. That is seen when the parent is read,
 * one step later, so the oldest step of a trunk is not settled yet.
 */
static void
settle_child(td_trunk *self, const td_oid *tree)
{
	td_entry *child = self->steps->len > 0 ? &g_array_index(self->steps, td_entry,
						     self->steps->len - 1)
					       : NULL;

	if (child && child->what == TD_ENTRY_TREE && td_oid_equal(&child->object, tree))
		child->what = TD_ENTRY_NONE;
}

/* The last of the steps that were kept, once the tree of its parent is known. */
static void
settle_last(td_trunk *self, unsigned last, const td_oid *parent)
{
	td_entry *child = &g_array_index(self->steps, td_entry, last);
	td_span bytes;
	td_commit_head head;

	if (child->what == TD_ENTRY_TREE &&
	    td_objects_read(self->store, parent, GIT_OBJECT_COMMIT, &bytes) ==
		TD_OBJECT_OK &&
	    td_commit_parse(bytes, &head) && td_oid_equal(&child->object, &head.tree))
		child->what = TD_ENTRY_NONE;
}

/* Steps that somebody keeps; false where the next one is to be read. */
static bool
take_kept(td_trunk *self)
{
	const td_known_history *history = &self->epoch->history;
	unsigned before = self->steps->len;
	td_oid first = self->next;

	/* Who keeps them is asked by one thread. */
	if (self->store != self->epoch->store || !history->load ||
	    !history->load(
		self->epoch->number, &first, self->steps, &self->next, history->data))
		return false;
	for (unsigned i = before; i < self->steps->len; i++)
		g_array_index(self->steps, td_entry, i).what = TD_ENTRY_MAIL;
	if (before > 0)
		settle_last(self, before - 1, &first);
	return true;
}

static void
take_step(td_trunk *self)
{
	td_entry entry = { .commit = self->next, .epoch = (uint16_t)self->epoch->number };
	td_span bytes;
	td_commit_head head;

	if (td_objects_read(self->store, &self->next, GIT_OBJECT_COMMIT, &bytes) !=
		TD_OBJECT_OK ||
	    !td_commit_parse(bytes, &head)) {
		entry.what = TD_ENTRY_BROKEN;
		if (self->steps->len > 0)
			entry.received =
			    g_array_index(self->steps, td_entry, self->steps->len - 1)
				.received;
		g_array_append_val(self->steps, entry);
		self->end = TD_TRUNK_BROKEN;
		return;
	}
	entry.object = head.tree;
	entry.received = head.received;
	settle_child(self, &head.tree);
	if (td_epoch_is_boundary(self->epoch, &self->next))
		self->end = TD_TRUNK_SHALLOW;
	else if (head.parents == 0)
		self->end = TD_TRUNK_ROOT;
	else if (head.parents > 1 && self->merge == SIZE_MAX)
		self->merge = self->steps->len;
	g_array_append_val(self->steps, entry);
	self->next = head.parent;
}

/* All that the thread found which began at the next step. What it could not read is read
 * once more, here. False where it found nothing. */
static bool
take_scouted(td_trunk *self)
{
	g_autoptr(td_trunk) older = NULL;
	td_entry *first;

	if (!self->scout || !td_scout_began(self->scout, &self->next))
		return false;
	older = td_scout_take(g_steal_pointer(&self->scout));
	if (older->end == TD_TRUNK_BROKEN) {
		older->next =
		    g_array_index(older->steps, td_entry, older->steps->len - 1).commit;
		older->end = TD_TRUNK_OPEN;
		g_array_set_size(older->steps, older->steps->len - 1);
	}
	if (older->steps->len == 0)
		return false;
	first = &g_array_index(older->steps, td_entry, 0);
	settle_child(self, &first->object);
	if (self->merge == SIZE_MAX && older->merge < older->steps->len)
		self->merge = self->steps->len + older->merge;
	self->next = older->next;
	self->end = older->end;
	g_array_append_vals(self->steps, first, older->steps->len);
	return true;
}

bool
td_trunk_reach(td_trunk *self, size_t n)
{
	while (self->steps->len < n && self->end == TD_TRUNK_OPEN) {
		if (!take_kept(self) && !take_scouted(self))
			take_step(self);
		if (self->ahead)
			td_ahead_follow(self->ahead, self->steps);
	}
	return self->steps->len >= n;
}

/* Mails are most of an archive, with a commit, a tree and a blob each. */
size_t
td_trunk_guess_length(const td_epoch *epoch)
{
	size_t objects = 0;

	for (unsigned i = 0; epoch->packs && i < epoch->packs->len; i++)
		objects += ((const td_pack *)g_ptr_array_index(epoch->packs, i))->count;
	return objects / 3;
}

void
td_trunk_look_ahead(td_trunk *self, size_t first)
{
	td_trunk_settle(self);
	self->ahead = td_ahead_start(self->epoch, first);
}

/* What somebody keeps is not read. */
void
td_trunk_send_scout(td_trunk *self, size_t most)
{
	size_t length = td_trunk_guess_length(self->epoch);

	if (self->steps->len == 0 && !self->epoch->history.load &&
	    td_oid_equal(&self->next, &self->epoch->tip))
		self->scout = td_scout_start(self, MIN(most, length));
}

void
td_trunk_settle(td_trunk *self)
{
	td_scout_free(g_steal_pointer(&self->scout));
	td_ahead_finish(g_steal_pointer(&self->ahead), self->steps);
}

size_t
td_trunk_find(td_trunk *self, size_t from, const td_oid *commit)
{
	for (size_t i = from; td_trunk_reach(self, i + 1); i++) {
		if (td_oid_equal(&g_array_index(self->steps, td_entry, i).commit, commit))
			return i;
	}
	return SIZE_MAX;
}
