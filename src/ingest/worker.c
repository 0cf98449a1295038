/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest/worker.c - batches out in any order, back in the order of the archive */
#include "ingest/worker.h"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
	most_ahead = 512,     /* batches that are not written yet */
	most_held = 32 << 20, /* bytes of those that wait for the writer, about */
	most_used = 8,        /* batches of a worker that keep what they held */
};

typedef struct worker {
	td_workers *workers;
	td_reader *reader;
	GThread *thread;
	td_inverter *inverter; /* NULL without full text */
	GQueue *taken;         /* of td_inverted *, of a piece each, to be merged */
	GPtrArray *used; /* of td_batch *: written, and to be filled by this one again */
	unsigned sealed; /* pieces whose words were taken */
} worker;

/* The full text of a piece. */
typedef struct words {
	td_segment *segment; /* NULL: error says why */
	GArray *starts;
	GError *error;
} words;

/* What the next worker that is free is to read. */
typedef struct cursor {
	size_t entry;
	size_t number; /* of the batch */
	unsigned piece;
} cursor;

struct td_workers {
	const td_range *range;
	const GArray *ends; /* of size_t, of pieces */
	const td_ingest_options *options;
	pthread_mutex_t lock;  /* of all below, and of taken, used and sealed */
	pthread_cond_t room;   /* workers wait for it */
	pthread_cond_t filled; /* the writer does */
	cursor next;
	size_t written;             /* batches */
	size_t held;                /* weight of the batches that wait in done */
	td_batch *done[most_ahead]; /* by number, modulo its length */
	GQueue *words;              /* of struct words *, by piece */
	bool stopped;
	unsigned n;
	worker all[];
};

static bool
is_at_end(const td_workers *workers)
{
	return workers->next.piece == workers->ends->len;
}

/* What is written soon is always read, whatever the others weigh. */
static bool
has_room(const td_workers *workers)
{
	size_t ahead = workers->next.number - workers->written;

	return ahead <= workers->n || (ahead < most_ahead && workers->held < most_held);
}

/* What a used one held is still in it, and is freed by who asked malloc for it: two
 * threads that free each other's memory wait for each other. */
static td_batch *
take_batch(worker *self)
{
	td_workers *workers = self->workers;
	cursor *next = &workers->next;
	size_t end = g_array_index(workers->ends, size_t, next->piece);
	td_batch *batch = self->used->len > 0 ? g_ptr_array_steal_index_fast(
						    self->used, self->used->len - 1)
					      : td_batch_new();

	batch->first = next->entry;
	batch->number = next->number++;
	batch->n = MIN(end - next->entry, (size_t)TD_BATCH_MAILS);
	next->entry += batch->n;
	if (next->entry == end) {
		next->piece++;
		pthread_cond_broadcast(&workers->room);
	}
	return batch;
}

static void
free_some(worker *self)
{
	while (self->used->len > most_used) {
		td_batch *batch =
		    g_ptr_array_steal_index_fast(self->used, self->used->len - 1);

		pthread_mutex_unlock(&self->workers->lock);
		td_batch_free(batch);
		pthread_mutex_lock(&self->workers->lock);
	}
}

static words *
words_new(const td_workers *workers)
{
	words *of = g_new0(words, 1);

	of->starts = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), workers->n);
	return of;
}

static void
free_words(void *data)
{
	words *of = data;

	td_segment_free(of->segment);
	g_array_unref(of->starts);
	g_clear_error(&of->error);
	g_free(of);
}

/* The next piece's words, of each worker; false while one has not taken its own. */
static bool
collect(td_workers *workers, td_inverted **all)
{
	for (unsigned i = 0; i < workers->n; i++)
		if (g_queue_is_empty(workers->all[i].taken))
			return false;
	for (unsigned i = 0; i < workers->n; i++)
		all[i] = g_queue_pop_head(workers->all[i].taken);
	return true;
}

/* Without the lock. */
static words *
merge(const td_workers *workers, td_inverted *const *all)
{
	words *of = words_new(workers);
	uint32_t start = 0;

	for (unsigned i = 0; i < workers->n; i++) {
		g_array_append_val(of->starts, start);
		start += td_inverted_count(all[i]);
	}
	of->segment =
	    td_inverted_merge(all, workers->n, workers->options->spool, &of->error);
	return of;
}

/*
 * Words of a piece are taken as soon as nothing of it is left to be read. The last of the
 * workers to do so merges them all, while the others go on.
 */
static void
seal(worker *self, td_workers *workers)
{
	g_autofree td_inverted **all = g_new0(td_inverted *, workers->n);
	GError *error = NULL;
	td_inverted *taken;
	words *merged;

	pthread_mutex_unlock(&workers->lock);
	taken = td_inverter_take(self->inverter, &error);
	pthread_mutex_lock(&workers->lock);
	self->sealed++;
	if (taken == NULL) {
		merged = words_new(workers);
		merged->error = error;
	} else {
		g_queue_push_tail(self->taken, taken);
		if (!collect(workers, all))
			return;
		pthread_mutex_unlock(&workers->lock);
		merged = merge(workers, all);
		for (unsigned i = 0; i < workers->n; i++)
			td_inverted_free(all[i]);
		pthread_mutex_lock(&workers->lock);
	}
	g_queue_push_tail(workers->words, merged);
	pthread_cond_signal(&workers->filled);
}

/* Waits for room; NULL when there is no more to be done. */
static td_batch *
next_to_fill(worker *self)
{
	td_workers *workers = self->workers;
	td_batch *batch = NULL;

	pthread_mutex_lock(&workers->lock);
	free_some(self);
	while (!workers->stopped) {
		if (self->inverter != NULL && self->sealed < workers->next.piece) {
			seal(self, workers);
			continue;
		}
		if (is_at_end(workers))
			break;
		if (has_room(workers)) {
			batch = take_batch(self);
			break;
		}
		pthread_cond_wait(&workers->room, &workers->lock);
	}
	pthread_mutex_unlock(&workers->lock);
	return batch;
}

static void
put_done(td_workers *workers, td_batch *batch)
{
	pthread_mutex_lock(&workers->lock);
	workers->done[batch->number % most_ahead] = batch;
	workers->held += batch->weight;
	pthread_cond_signal(&workers->filled);
	pthread_mutex_unlock(&workers->lock);
}

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
		td_batch_item_fill(&batch->items[i], &mail, entry->received,
		    self->workers->options, self->inverter);
		batch->weight += td_batch_item_weigh(&batch->items[i]);
	}
}

/*
 * The writer has work that nobody can share, so it goes before those that read: two of
 * them weigh as much as it. Where that is not allowed all are alike.
 */
static void
yield_to_writer(void)
{
	enum { less = 3 };
	id_t self = (id_t)gettid();

	setpriority(PRIO_PROCESS, self, getpriority(PRIO_PROCESS, self) + less);
}

static void *
work(void *data)
{
	worker *self = data;
	td_batch *batch;

	yield_to_writer();
	while ((batch = next_to_fill(self)) != NULL) {
		/* What the batch held before is freed here, not by the writer. */
		td_batch_clear(batch);
		batch->worker = (unsigned)(self - self->workers->all);
		fill_batch(self, batch);
		put_done(self->workers, batch);
	}
	/* Somebody may be reading what comes next by then. */
	g_clear_pointer(&self->reader, td_reader_close);
	g_clear_pointer(&self->inverter, td_inverter_free);
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
		self->taken = g_queue_new();
		self->used =
		    g_ptr_array_new_with_free_func((GDestroyNotify)td_batch_free);
		workers->n = i + 1;
		if (workers->options->spool != NULL)
			self->inverter = td_inverter_new(workers->options->spool);
	}
	for (unsigned i = 0; i < n; i++) {
		worker *self = &workers->all[i];

		self->thread = g_thread_try_new("reader", work, self, error);
		if (self->thread == NULL)
			return false;
	}
	return true;
}

td_workers *
td_workers_new(td_archive *archive, const td_range *range, const GArray *ends,
    const td_ingest_options *options, unsigned n, GError **error)
{
	g_autoptr(td_workers) workers =
	    g_malloc0(sizeof(td_workers) + n * sizeof(worker));

	workers->range = range;
	workers->ends = ends;
	workers->options = options;
	workers->next.piece = range->entries->len == 0 ? ends->len : 0;
	workers->words = g_queue_new();
	pthread_mutex_init(&workers->lock, NULL);
	pthread_cond_init(&workers->room, NULL);
	pthread_cond_init(&workers->filled, NULL);
	if (!start(workers, archive, n, error))
		return NULL;
	return g_steal_pointer(&workers);
}

static void
stop(td_workers *workers)
{
	pthread_mutex_lock(&workers->lock);
	workers->stopped = true;
	pthread_cond_broadcast(&workers->room);
	pthread_mutex_unlock(&workers->lock);
	for (unsigned i = 0; i < workers->n; i++)
		g_clear_pointer(&workers->all[i].thread, g_thread_join);
}

void
td_workers_free(td_workers *workers)
{
	if (workers == NULL)
		return;
	stop(workers);
	for (unsigned i = 0; i < workers->n; i++) {
		worker *self = &workers->all[i];

		td_reader_close(self->reader);
		td_inverter_free(self->inverter);
		g_queue_free_full(self->taken, (GDestroyNotify)td_inverted_free);
		g_ptr_array_unref(self->used);
	}
	for (size_t i = 0; i < most_ahead; i++)
		td_batch_free(workers->done[i]);
	g_queue_free_full(workers->words, free_words);
	pthread_cond_destroy(&workers->filled);
	pthread_cond_destroy(&workers->room);
	pthread_mutex_destroy(&workers->lock);
	g_free(workers);
}

td_batch *
td_workers_next(td_workers *workers)
{
	td_batch *batch;
	td_batch **slot;

	pthread_mutex_lock(&workers->lock);
	slot = &workers->done[workers->written % most_ahead];
	while (*slot == NULL)
		pthread_cond_wait(&workers->filled, &workers->lock);
	batch = g_steal_pointer(slot);
	pthread_mutex_unlock(&workers->lock);
	return batch;
}

void
td_workers_give_back(td_workers *workers, td_batch *batch)
{
	bool more;

	pthread_mutex_lock(&workers->lock);
	workers->written++;
	workers->held -= batch->weight;
	more = !is_at_end(workers);
	if (more)
		g_ptr_array_add(workers->all[batch->worker].used, batch);
	pthread_cond_signal(&workers->room);
	pthread_mutex_unlock(&workers->lock);
	/* Nobody fills it again; what comes next may wait in its place already. */
	if (!more)
		td_batch_free(batch);
}

td_segment *
td_workers_next_segment(td_workers *workers, GArray *starts, GError **error)
{
	td_segment *segment;
	words *of;

	pthread_mutex_lock(&workers->lock);
	while (g_queue_is_empty(workers->words))
		pthread_cond_wait(&workers->filled, &workers->lock);
	of = g_queue_pop_head(workers->words);
	pthread_mutex_unlock(&workers->lock);
	segment = g_steal_pointer(&of->segment);
	if (segment == NULL)
		g_propagate_error(error, g_steal_pointer(&of->error));
	g_array_set_size(starts, 0);
	g_array_append_vals(starts, of->starts->data, of->starts->len);
	free_words(of);
	return segment;
}
