/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest/worker.c - threads that load and parse, sharing nothing but two queues */
#include "ingest/worker.h"

#include "base/queue.h"

typedef struct worker {
	td_workers *workers;
	td_reader *reader;
	GThread *thread;
	td_inverter *inverter; /* NULL without full text */
	td_segment *segment;   /* what was left at the end */
} worker;

struct td_workers {
	const td_range *range;
	const td_ingest_options *options;
	GAsyncQueue *todo, *done; /* of td_batch * */
	td_batch end;             /* stands in todo for "there is no more" */
	td_batch stop;            /* and for "nobody wants it any more" */
	unsigned n;
	worker all[];
};

static void
fill_batch(worker *self, td_batch *batch)
{
	const td_range *range = self->workers->range;

	for (size_t i = 0; i < batch->n; i++) {
		const td_entry *entry =
		    &g_array_index(range->entries, td_entry, batch->first + i);
		td_mail mail;

		if (!td_reader_load(self->reader, entry, &mail, &batch->error))
			return;
		td_item_fill(&batch->items[i], &mail, entry->received,
		    self->workers->options, self->inverter);
	}
}

static void *
work(void *data)
{
	worker *self = data;
	td_workers *workers = self->workers;
	td_batch *batch;

	for (;;) {
		size_t n;

		batch = td_queue_pop(workers->todo);
		if (batch == &workers->end || batch == &workers->stop)
			break;
		n = batch->n;
		/* What the batch held before is freed here, not by the writer. */
		td_batch_clear(batch);
		batch->n = n;
		batch->worker = (unsigned)(self - workers->all);
		fill_batch(self, batch);
		if (self->inverter != NULL && td_inverter_is_full(self->inverter))
			batch->segment = td_inverter_finish(self->inverter);
		td_queue_push(workers->done, batch);
	}
	if (batch == &workers->end && self->inverter != NULL &&
	    td_inverter_count(self->inverter) > 0)
		self->segment = td_inverter_finish(self->inverter);
	return NULL;
}

static bool
start(td_workers *workers, td_archive *archive, unsigned n, GError **error)
{
	for (unsigned i = 0; i < n; i++) {
		worker *self = &workers->all[i];

		self->workers = workers;
		self->reader = td_reader_open(archive, error);
		if (self->reader == NULL)
			return false;
		workers->n = i + 1;
		if (workers->options->full_text)
			self->inverter = td_inverter_new();
		self->thread = g_thread_try_new("reader", work, self, error);
		if (self->thread == NULL)
			return false;
	}
	return true;
}

td_workers *
td_workers_new(td_archive *archive, const td_range *range,
    const td_ingest_options *options, unsigned n, GError **error)
{
	g_autoptr(td_workers) workers =
	    g_malloc0(sizeof(td_workers) + n * sizeof(worker));

	workers->range = range;
	workers->options = options;
	workers->todo = g_async_queue_new();
	workers->done = g_async_queue_new();
	if (!start(workers, archive, n, error))
		return NULL;
	return g_steal_pointer(&workers);
}

static void
drain(GAsyncQueue *queue, const td_workers *workers)
{
	td_batch *batch;

	while ((batch = g_async_queue_try_pop(queue)) != NULL)
		if (batch != &workers->end && batch != &workers->stop)
			td_batch_free(batch);
	g_async_queue_unref(queue);
}

void
td_workers_free(td_workers *workers)
{
	if (workers == NULL)
		return;
	for (unsigned i = 0; i < workers->n; i++)
		g_async_queue_push_front(workers->todo, &workers->stop);
	for (unsigned i = 0; i < workers->n; i++) {
		worker *self = &workers->all[i];

		g_clear_pointer(&self->thread, g_thread_join);
		td_reader_close(self->reader);
		td_inverter_free(self->inverter);
		td_segment_free(self->segment);
	}
	drain(workers->todo, workers);
	drain(workers->done, workers);
	g_free(workers);
}

void
td_workers_take(td_workers *workers, td_batch *batch)
{
	td_queue_push(workers->todo, batch);
}

td_batch *
td_workers_next(td_workers *workers)
{
	return td_queue_pop(workers->done);
}

void
td_workers_finish(td_workers *workers)
{
	for (unsigned i = 0; i < workers->n; i++)
		td_queue_push(workers->todo, &workers->end);
	for (unsigned i = 0; i < workers->n; i++)
		g_clear_pointer(&workers->all[i].thread, g_thread_join);
}

td_segment *
td_workers_take_segment(td_workers *workers, unsigned number)
{
	return g_steal_pointer(&workers->all[number].segment);
}
