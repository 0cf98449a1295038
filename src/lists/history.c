/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lists/history.c - a list's history out of the index, in place of its commits */
#include "lists/history.h"

#include <string.h>

#include "index/lists.h"
#include "lists/room.h"

enum {
	first_steps = 64, /* are loaded at once, then twice as many */
	most_steps = 8192,
};

/* One epoch, and how far its history was gone back through. */
typedef struct known_epoch {
	td_index_head head;
	uint64_t first;    /* position of its first entry */
	uint64_t position; /* of the commit that is asked for next, or of one after it; 0
			      before the head was met */
	unsigned steps;    /* to load */
} known_epoch;

/* A list's history in the index, as its archive asks for it. */
typedef struct remembered {
	td_library *library; /* borrowed */
	int64_t list;
	td_index_course course;
	GArray *epochs; /* of known_epoch, by number */
} remembered;

static void
remembered_free(void *data)
{
	remembered *self = data;

	g_array_unref(self->epochs);
	g_free(self);
}

static known_epoch *
find_epoch(const remembered *self, unsigned number)
{
	for (unsigned i = 0; i < self->epochs->len; i++) {
		known_epoch *epoch = &g_array_index(self->epochs, known_epoch, i);

		if (epoch->head.epoch == number)
			return epoch;
	}
	return NULL;
}

/* How many steps from the first on follow one another without a gap. */
static unsigned
count_close(const known_epoch *epoch, const GArray *steps)
{
	unsigned n = 0;

	while (n < steps->len) {
		const td_index_step *step = &g_array_index(steps, td_index_step, n);

		if (step->epoch != epoch->head.epoch || step->position < epoch->first ||
		    (n > 0 && step->position + 1 != step[-1].position))
			break;
		n++;
	}
	return n;
}

static void
append_entries(const GArray *steps, unsigned n, GArray *entries)
{
	for (unsigned i = 0; i < n; i++) {
		const td_index_step *step = &g_array_index(steps, td_index_step, i);
		const td_entry entry = { .commit = step->commit,
			.object = step->blob,
			.received = step->received,
			.epoch = (uint16_t)step->epoch };

		g_array_append_val(entries, entry);
	}
}

/*
 * What is before the last of the steps is not told by it, so that one is only named. An
 * entry without a mail is no step: its commit is left to be read, and the one before it
 * is the nearest step then.
 */
static bool
load(unsigned number, const td_oid *commit, GArray *entries, td_oid *next, void *data)
{
	const remembered *self = data;
	td_index *index = td_library_index(self->library, NULL);
	known_epoch *epoch = find_epoch(self, number);
	g_autoptr(GArray) steps = NULL;
	unsigned n;

	if (!index || !epoch)
		return false;
	if (td_oid_equal(commit, &epoch->head.commit)) {
		epoch->position = epoch->head.position;
		epoch->steps = first_steps;
	}
	if (epoch->position == 0)
		return false;
	/* It may fail: the commits are still there. */
	steps = td_index_load_steps_back(
	    index, self->list, epoch->position, epoch->steps, NULL);
	if (!steps || steps->len == 0 ||
	    !td_oid_equal(&g_array_index(steps, td_index_step, 0).commit, commit))
		return false;
	n = count_close(epoch, steps);
	if (n > 0)
		epoch->position = g_array_index(steps, td_index_step, n - 1).position;
	if (n == 1)
		epoch->position--;
	if (n < 2)
		return false;
	append_entries(steps, n - 1, entries);
	*next = g_array_index(steps, td_index_step, n - 1).commit;
	epoch->steps = MIN(2 * epoch->steps, (unsigned)most_steps);
	return true;
}

/* The epoch whose tip that is, as far as the index has come. */
static known_epoch *
find_tip(const remembered *self, unsigned number, const td_oid *tip)
{
	known_epoch *epoch = find_epoch(self, number);

	return epoch && td_oid_equal(tip, &epoch->head.commit) ? epoch : NULL;
}

static td_index_stretch
stretch_of(const remembered *self, const known_epoch *epoch)
{
	return (td_index_stretch){ .first = epoch->first,
		.last = epoch->head.position,
		.back = self->course.back };
}

/* An entry without a mail may be young enough before one with an older mail. */
static size_t
count_since(unsigned number, const td_oid *tip, int64_t since, void *data)
{
	const remembered *self = data;
	td_index *index = td_library_index(self->library, NULL);
	const known_epoch *epoch = find_tip(self, number, tip);
	td_index_stretch stretch;
	uint64_t position;

	if (!index || !epoch)
		return SIZE_MAX;
	stretch = stretch_of(self, epoch);
	if (!td_index_find_since(index, self->list, &stretch,
		MAX(since, INT64_MIN / 2) - self->course.ahead, &position, NULL))
		return SIZE_MAX;
	return (size_t)(epoch->head.position + 1 - position);
}

/*
 * Up to the first of the mails that are all younger, so that what has none before it is
 * gone through. Nobody knows yet how old those are that come after the last mail.
 */
static size_t
count_after(unsigned number, const td_oid *tip, int64_t until, void *data)
{
	const remembered *self = data;
	td_index *index = td_library_index(self->library, NULL);
	const known_epoch *epoch = find_tip(self, number, tip);
	td_index_stretch stretch;
	uint64_t position;

	if (!index || !epoch)
		return 0;
	stretch = stretch_of(self, epoch);
	if (self->course.open != INT64_MIN ||
	    !td_index_find_after(index, self->list, &stretch,
		MIN(until, INT64_MAX / 2) + self->course.behind, &position, NULL) ||
	    position == 0)
		return 0;
	return (size_t)(epoch->head.position - position);
}

/* Positions count commits; what has no mail has no step. */
static bool
find_back(unsigned number, const td_oid *tip, size_t steps, td_oid *commit, void *data)
{
	const remembered *self = data;
	td_index *index = td_library_index(self->library, NULL);
	known_epoch *epoch = find_tip(self, number, tip);
	g_autoptr(GArray) one = NULL;
	uint64_t position;

	if (!index || !epoch || steps > epoch->head.position - epoch->first)
		return false;
	position = epoch->head.position - steps;
	one = td_index_load_steps_back(index, self->list, position, 1, NULL);
	if (!one || one->len == 0 ||
	    g_array_index(one, td_index_step, 0).position != position ||
	    g_array_index(one, td_index_step, 0).epoch != number)
		return false;
	*commit = g_array_index(one, td_index_step, 0).commit;
	epoch->position = position;
	epoch->steps = first_steps;
	return true;
}

static remembered *
remembered_new(
    td_library *library, int64_t list, const td_index_course *course, const GArray *heads)
{
	remembered *self = g_new0(remembered, 1);
	uint64_t first = 1;

	self->library = library;
	self->list = list;
	self->course = *course;
	self->epochs = g_array_new(FALSE, FALSE, sizeof(known_epoch));
	for (unsigned i = 0; i < heads->len; i++) {
		const known_epoch epoch = {
			.head = g_array_index(heads, td_index_head, i), .first = first
		};

		g_array_append_val(self->epochs, epoch);
		first = epoch.head.position + 1;
	}
	return self;
}

bool
td_library_remember(td_library *library, const td_list *list, GError **error)
{
	td_opened_list *opened = td_library_open_list(library, list, error);
	td_index *index = opened ? td_library_index(library, error) : NULL;
	g_autoptr(GArray) heads = NULL;
	td_known_history history = { .load = load,
		.count_since = count_since,
		.count_after = count_after,
		.find_back = find_back };
	td_index_course course;
	int64_t id;

	if (!index || !td_index_find_list(index, list->name, &id, error) ||
	    !td_index_load_course(index, id, &course, error))
		return false;
	heads = td_index_load_heads(index, id, error);
	if (!heads)
		return false;
	if (course.bent || opened->history)
		return true;
	opened->history = history.data = remembered_new(library, id, &course, heads);
	opened->history_free = remembered_free;
	td_archive_remember(opened->archive, &history);
	return true;
}
