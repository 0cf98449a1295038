/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/ahead.c - the thread that looks into trees while the walk goes on */
#include "archive/ahead.h"

#include "archive/entry.h"
#include "base/queue.h"

enum { BLOCK_STEPS = 512 };

/* Copies of some steps, on their way to the thread and back. */
typedef struct block {
	size_t first; /* the step of entries[0] */
	unsigned n;
	td_entry entries[BLOCK_STEPS];
} block;

struct td_ahead {
	td_objects *store;
	GThread *thread;
	GAsyncQueue *todo; /* of block *, borrowed */
	GPtrArray *blocks; /* of block *: all that were handed out */
	block end;         /* stands in todo for "there is no more" */
	size_t next;       /* the first step that was not handed out */
};

static void *
work(void *data)
{
	td_ahead *self = data;
	block *some;

	while ((some = td_queue_pop(self->todo)) != &self->end) {
		for (unsigned i = 0; i < some->n; i++)
			td_entry_look(self->store, &some->entries[i]);
	}
	return NULL;
}

td_ahead *
td_ahead_start(td_epoch *epoch, size_t first)
{
	td_ahead *self = g_new0(td_ahead, 1);

	self->todo = g_async_queue_new();
	self->blocks = g_ptr_array_new_with_free_func(g_free);
	self->next = first;
	self->store = td_objects_open(epoch->path, epoch->folder, epoch->packs);
	self->thread = g_thread_try_new("ahead", work, self, NULL);
	if (self->thread)
		return self;
	td_ahead_finish(self, NULL);
	return NULL;
}

static void
hand_out(td_ahead *self, const GArray *steps, size_t end)
{
	while (self->next < end) {
		block *some = g_new(block, 1);

		some->first = self->next;
		some->n = (unsigned)MIN(end - self->next, (size_t)BLOCK_STEPS);
		memcpy(some->entries, &g_array_index(steps, td_entry, some->first),
		    some->n * sizeof(td_entry));
		self->next += some->n;
		g_ptr_array_add(self->blocks, some);
		td_queue_push(self->todo, some);
	}
}

/* The last step is settled by the one after it. */
static size_t
settled(const GArray *steps)
{
	return steps->len > 0 ? steps->len - 1 : 0;
}

void
td_ahead_follow(td_ahead *self, const GArray *steps)
{
	if (settled(steps) >= self->next + BLOCK_STEPS)
		hand_out(self, steps, settled(steps));
}

static void
take_back(const td_ahead *self, GArray *steps)
{
	for (unsigned i = 0; i < self->blocks->len; i++) {
		const block *some = g_ptr_array_index(self->blocks, i);

		memcpy(&g_array_index(steps, td_entry, some->first), some->entries,
		    some->n * sizeof(td_entry));
	}
}

void
td_ahead_finish(td_ahead *self, GArray *steps)
{
	if (!self)
		return;
	if (steps)
		hand_out(self, steps, settled(steps));
	if (self->thread) {
		td_queue_push(self->todo, &self->end);
		g_thread_join(self->thread);
	}
	if (steps)
		take_back(self, steps);
	td_objects_close(self->store);
	g_async_queue_unref(self->todo);
	g_ptr_array_unref(self->blocks);
	g_free(self);
}
