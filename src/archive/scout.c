/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/scout.c - the thread that walks the older part of a trunk */
#include "archive/scout.h"

#include "pack/file.h"

enum {
	least_more = 4096, /* steps: fewer are walked before a thread has begun */
	most_beyond = 64,  /* by which it may have begun too far from the end */
	least_bytes = 128, /* of a commit in a pack, as they are written for mails, */
	most_bytes = 512,  /* and not many have more */
};

struct td_scout {
	td_epoch *epoch;     /* of which nothing changes; borrowed */
	const td_pack *pack; /* that has most of its history */
	td_objects *store;
	size_t before; /* steps between the tip and where it should begin */
	size_t most;   /* steps */
	bool looks;    /* into the trees of steps */
	GThread *thread;
	gint
	    begun; /* begin is known, and it was a commit; steps are the thread's still */
	gint ended; /* nobody wants to know any more */
	td_oid begin;
	td_steps *steps; /* from begin on */
};

/* The first object of a pack at or behind an offset; false where it is no commit. */
static bool
look(td_scout *self, uint64_t offset, size_t *before)
{
	td_span bytes;

	return td_pack_look(self->pack, offset, &self->begin, before) &&
	       td_objects_find(self->store, &self->begin, GIT_OBJECT_COMMIT, &bytes);
}

/* Where the commits at the front of a pack end: their bytes, and how many they are. */
static uint64_t
find_front(td_scout *self, size_t most, size_t *n)
{
	uint64_t low = 0;
	uint64_t high = MIN((uint64_t)self->pack->bytes.n, (uint64_t)most * most_bytes);
	size_t before;

	*n = 0;
	while (high - low > least_bytes) {
		uint64_t middle = low + (high - low) / 2;

		if (look(self, middle, &before)) {
			low = middle;
			*n = before + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

static const td_pack *
largest_pack(const GPtrArray *packs)
{
	const td_pack *largest = NULL;

	for (unsigned i = 0; packs && i < packs->len; i++) {
		const td_pack *pack = g_ptr_array_index(packs, i);

		if (!largest || pack->count > largest->count)
			largest = pack;
	}
	return largest;
}

/* About how many steps there are to the end. Mails are most of an archive, with a commit,
 * a tree and a blob each. */
static size_t
guess_length(const td_epoch *epoch)
{
	size_t objects = 0;

	for (unsigned i = 0; epoch->packs && i < epoch->packs->len; i++)
		objects += ((const td_pack *)g_ptr_array_index(epoch->packs, i))->count;
	return objects / 3;
}

/* False where commits do not lie as expected. */
static bool
find_begin(td_scout *self)
{
	size_t all = guess_length(self->epoch), front;
	uint64_t end = find_front(self, all, &front);
	size_t newer = all - MIN(front, all); /* that lie elsewhere */

	return self->before > newer && self->before - newer < front &&
	       look(self, end / front * (self->before - newer), &front);
}

static void *
work(void *data)
{
	td_scout *self = data;

	if (!find_begin(self))
		return NULL;
	self->steps = td_steps_new(self->epoch, self->store, &self->begin);
	g_atomic_int_set(&self->begun, 1);
	for (size_t n = 1; n <= self->most && self->steps->end == TD_STEPS_OPEN &&
			   !g_atomic_int_get(&self->ended);
	     n++) {
		td_steps_read(self->steps);
		/* The step before is settled by this one. The first one's tree is what
		 * settles the step before that, which is another's. */
		if (self->looks && n > 2)
			td_entry_look(self->store,
			    &g_array_index(self->steps->entries, td_entry, n - 2));
	}
	return NULL;
}

td_scout *
td_scout_start(td_epoch *epoch, size_t most, bool looks)
{
	const td_pack *pack = largest_pack(epoch->packs);
	size_t more = MIN(most, guess_length(epoch));
	td_scout *self;

	if (more < least_more || !pack)
		return NULL;
	self = g_new0(td_scout, 1);
	self->epoch = epoch;
	self->pack = pack;
	self->looks = looks;
	/* It has to find where to begin, and may have trees to look into. */
	self->before = more / 8 * 5;
	self->most = more - more / 8 * 5 + most_beyond;
	self->store = td_objects_open(epoch->path, epoch->folder, epoch->packs);
	self->thread = g_thread_try_new("scout", work, self, NULL);
	if (self->thread)
		return self;
	td_scout_free(self);
	return NULL;
}

bool
td_scout_began(td_scout *self, const td_oid *commit)
{
	return g_atomic_int_get(&self->begun) && td_oid_equal(&self->begin, commit);
}

td_steps *
td_scout_take(td_scout *self)
{
	td_steps *found;

	g_thread_join(g_steal_pointer(&self->thread));
	found = g_steal_pointer(&self->steps);
	td_scout_free(self);
	return found;
}

void
td_scout_free(td_scout *self)
{
	if (!self)
		return;
	g_atomic_int_set(&self->ended, 1);
	if (self->thread)
		g_thread_join(self->thread);
	td_steps_free(self->steps);
	td_objects_close(self->store);
	g_free(self);
}
