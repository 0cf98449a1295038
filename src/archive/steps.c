/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/steps.c - commits from one to its first parent, and on */
#include "archive/steps.h"

#include "archive/tree.h"

td_steps *
td_steps_new(td_epoch *epoch, td_objects *store, const td_oid *start)
{
	td_steps *self = g_new0(td_steps, 1);

	self->epoch = epoch;
	self->store = store;
	self->entries = g_array_new(false, false, sizeof(td_entry));
	self->next = *start;
	self->merge = SIZE_MAX;
	return self;
}

void
td_steps_free(td_steps *self)
{
	if (!self)
		return;
	g_array_unref(self->entries);
	g_free(self);
}

static td_entry *
last_of(td_steps *self)
{
	return self->entries->len > 0
		   ? &g_array_index(self->entries, td_entry, self->entries->len - 1)
		   : NULL;
}

static void
settle(td_entry *child, const td_oid *tree)
{
	if (child && child->what == TD_ENTRY_TREE && td_oid_equal(&child->object, tree))
		child->what = TD_ENTRY_NONE;
}

void
td_steps_settle(td_steps *self, unsigned step, const td_oid *parent)
{
	td_entry *child = &g_array_index(self->entries, td_entry, step);
	td_span bytes;
	td_commit_head head;

	if (child->what == TD_ENTRY_TREE &&
	    td_objects_read(self->store, parent, GIT_OBJECT_COMMIT, &bytes) ==
		TD_OBJECT_OK &&
	    td_commit_parse(bytes, &head))
		settle(child, &head.tree);
}

void
td_steps_read(td_steps *self)
{
	td_entry entry = { .commit = self->next, .epoch = (uint16_t)self->epoch->number };
	td_entry *child = last_of(self);
	td_span bytes;
	td_commit_head head;

	if (td_objects_read(self->store, &self->next, GIT_OBJECT_COMMIT, &bytes) !=
		TD_OBJECT_OK ||
	    !td_commit_parse(bytes, &head)) {
		entry.what = TD_ENTRY_BROKEN;
		if (child)
			entry.received = child->received;
		g_array_append_val(self->entries, entry);
		self->end = TD_STEPS_BROKEN;
		return;
	}
	entry.object = head.tree;
	entry.received = head.received;
	settle(child, &head.tree);
	if (td_epoch_is_boundary(self->epoch, &self->next))
		self->end = TD_STEPS_SHALLOW;
	else if (head.parents == 0)
		self->end = TD_STEPS_ROOT;
	else if (head.parents > 1 && self->merge == SIZE_MAX)
		self->merge = self->entries->len;
	g_array_append_val(self->entries, entry);
	self->next = head.parent;
}

bool
td_steps_append_take(td_steps *self, td_steps *older)
{
	g_autoptr(td_steps) taken = older;
	td_entry *first;

	if (taken->end == TD_STEPS_BROKEN) {
		unsigned last = taken->entries->len - 1;

		taken->next = g_array_index(taken->entries, td_entry, last).commit;
		taken->end = TD_STEPS_OPEN;
		g_array_set_size(taken->entries, last);
	}
	if (taken->entries->len == 0)
		return false;
	first = &g_array_index(taken->entries, td_entry, 0);
	settle(last_of(self), &first->object);
	if (self->merge == SIZE_MAX && taken->merge < taken->entries->len)
		self->merge = self->entries->len + taken->merge;
	self->next = taken->next;
	self->end = taken->end;
	g_array_append_vals(self->entries, first, taken->entries->len);
	return true;
}
