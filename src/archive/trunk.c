/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/trunk.c - the history of one epoch, first parents only, newest first */
#include "archive/trunk.h"

td_trunk *
td_trunk_new(td_epoch *epoch, const td_oid *start)
{
	td_trunk *self = g_new0(td_trunk, 1);

	self->steps = td_steps_new(epoch, epoch->store, start);
	return self;
}

void
td_trunk_free(td_trunk *self)
{
	if (!self)
		return;
	td_ahead_finish(self->ahead, NULL);
	td_scout_free(self->scout);
	td_steps_free(self->steps);
	g_free(self);
}

/* Steps that somebody keeps; false where the next one is to be read. */
static bool
take_kept(td_steps *steps)
{
	const td_known_history *history = &steps->epoch->history;
	unsigned before = steps->entries->len;
	td_oid first = steps->next;

	if (!history->load || !history->load(steps->epoch->number, &first, steps->entries,
				  &steps->next, history->data))
		return false;
	for (unsigned i = before; i < steps->entries->len; i++)
		g_array_index(steps->entries, td_entry, i).what = TD_ENTRY_MAIL;
	if (before > 0)
		td_steps_settle(steps, before - 1, &first);
	return true;
}

/* All that the thread found which began at the next step. False where it found nothing.
 */
static bool
take_scouted(td_trunk *self)
{
	if (!self->scout || !td_scout_began(self->scout, &self->steps->next))
		return false;
	return td_steps_append_take(
	    self->steps, td_scout_take(g_steal_pointer(&self->scout)));
}

bool
td_trunk_reach(td_trunk *self, size_t n)
{
	td_steps *steps = self->steps;

	while (steps->entries->len < n && steps->end == TD_STEPS_OPEN) {
		if (!take_kept(steps) && !take_scouted(self))
			td_steps_read(steps);
		if (self->ahead)
			td_ahead_follow(self->ahead, steps->entries);
	}
	return steps->entries->len >= n;
}

void
td_trunk_look_ahead(td_trunk *self, size_t first)
{
	td_trunk_settle(self);
	self->ahead = td_ahead_start(self->steps->epoch, first);
}

/* What somebody keeps is not read. */
void
td_trunk_send_scout(td_trunk *self, size_t most)
{
	td_steps *steps = self->steps;

	if (steps->entries->len == 0 && !steps->epoch->history.load &&
	    td_oid_equal(&steps->next, &steps->epoch->tip))
		self->scout = td_scout_start(steps->epoch, most, self->ahead != NULL);
}

void
td_trunk_settle(td_trunk *self)
{
	td_scout_free(g_steal_pointer(&self->scout));
	td_ahead_finish(g_steal_pointer(&self->ahead), self->steps->entries);
}

size_t
td_trunk_find(td_trunk *self, size_t from, const td_oid *commit)
{
	for (size_t i = from; td_trunk_reach(self, i + 1); i++) {
		if (td_oid_equal(
			&g_array_index(self->steps->entries, td_entry, i).commit, commit))
			return i;
	}
	return SIZE_MAX;
}
