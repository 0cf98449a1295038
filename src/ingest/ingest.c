/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest/ingest.c - batches out to the workers, and into the index in archive order */
#include "ingest/ingest.h"

#include "ingest/batch.h"
#include "ingest/worker.h"

enum { max_workers = 64 };

/* A run; batches come back in any order and wait in their slot of the window. */
typedef struct ingest_run {
	td_index *index;
	const td_range *range;
	const td_ingest_options *options;
	td_ingest_counts counts;
	td_workers *workers;
	GPtrArray *window; /* of td_batch *, by batch number modulo its length; NULL */
	size_t sent;       /* entries handed out */
	size_t written;    /* entries in the index */
} ingest_run;

static void
run_clear(ingest_run *run)
{
	td_workers_free(run->workers);
	for (unsigned i = 0; i < run->window->len; i++)
		td_batch_free(run->window->pdata[i]);
	g_ptr_array_free(run->window, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ingest_run, run_clear)

static uint64_t
position_of(const ingest_run *run, size_t entry)
{
	return (run->options->position != 0 ? run->options->position : 1) + entry;
}

static bool
add_mail(ingest_run *run, const td_item *item, size_t at, GError **error)
{
	const td_entry *entry = &g_array_index(run->range->entries, td_entry, at);
	const td_index_mail mail = {
		.list = run->options->list,
		.epoch = entry->epoch,
		.position = position_of(run, at),
		.commit = entry->commit,
		.blob = item->blob,
		.offset = entry->offset,
		.size = entry->size,
		.received = entry->received,
		.message = item->message,
		.patch = item->patch,
		.text_hash = item->text_hash,
		.class_name = item->class_name,
		.text = item->text,
		.classic = item->has_classic ? &item->classic : NULL,
	};
	int64_t newest = td_index_newest(run->index);
	int64_t id;

	if (!td_index_add(run->index, &mail, &id, error))
		return false;
	run->counts.mails++;
	if (id <= newest)
		run->counts.again++;
	if ((item->message->defects | item->patch->defects) != 0)
		run->counts.defective++;
	return true;
}

static bool
remove_mail(ingest_run *run, const td_item *item, size_t at, GError **error)
{
	bool found;

	if (!td_index_remove(run->index, run->options->list, position_of(run, at),
		&item->blob, &found, error))
		return false;
	if (found)
		run->counts.removed++;
	else
		run->counts.unmatched++;
	return true;
}

static bool
write_item(ingest_run *run, const td_item *item, size_t at, GError **error)
{
	run->counts.entries++;
	switch (item->state) {
	case TD_MAIL_OK:
		return add_mail(run, item, at, error);
	case TD_MAIL_REMOVED:
		return remove_mail(run, item, at, error);
	case TD_MAIL_NONE:
		run->counts.none++;
		break;
	case TD_MAIL_CORRUPT:
		run->counts.corrupt++;
		break;
	case TD_MAIL_TOO_LARGE:
		run->counts.too_large++;
		break;
	}
	return true;
}

static bool
write_batch(ingest_run *run, td_batch *batch, GError **error)
{
	if (batch->error != NULL) {
		g_propagate_error(error, g_steal_pointer(&batch->error));
		return false;
	}
	for (size_t i = 0; i < batch->n; i++)
		if (!write_item(run, &batch->items[i], batch->first + i, error))
			return false;
	run->written += batch->n;
	if (run->options->progress != NULL)
		run->options->progress(
		    run->written, run->range->entries->len, run->options->progress_data);
	return true;
}

/* Takes the batch over; where nothing is left to read it is done with. */
static void
send(ingest_run *run, td_batch *batch)
{
	size_t left = run->range->entries->len - run->sent;

	if (left == 0) {
		td_batch_free(batch);
		return;
	}
	batch->first = run->sent;
	batch->n = MIN(left, (size_t)TD_BATCH_MAILS);
	run->sent += batch->n;
	td_workers_take(run->workers, batch);
}

static td_batch **
slot_of(ingest_run *run, size_t entry)
{
	g_assert(run->window->len > 0);
	return (
	    td_batch **)&run->window->pdata[entry / TD_BATCH_MAILS % run->window->len];
}

static bool
write_all(ingest_run *run, GError **error)
{
	for (unsigned i = 0; i < run->window->len; i++)
		send(run, td_batch_new());
	while (run->written < run->range->entries->len) {
		td_batch **slot = slot_of(run, run->written);
		td_batch *batch;

		while (*slot == NULL) {
			batch = td_workers_next(run->workers);
			*slot_of(run, batch->first) = batch;
		}
		if (!write_batch(run, *slot, error))
			return false;
		send(run, g_steal_pointer(slot));
	}
	return true;
}

static unsigned
count_workers(const td_ingest_options *options, size_t entries)
{
	size_t batches = entries / TD_BATCH_MAILS + 1;
	unsigned n = options->workers != 0 ? options->workers : g_get_num_processors();

	return (unsigned)MIN(MIN(n, max_workers), batches);
}

static bool
read_and_write(ingest_run *run, td_archive *archive, GError **error)
{
	unsigned n = count_workers(run->options, run->range->entries->len);

	run->workers = td_workers_new(archive, run->range, run->options, n, error);
	if (run->workers == NULL)
		return false;
	/* Two under way for each worker, and two for the writer to be busy with. */
	g_ptr_array_set_size(run->window, (int)(2 * n + 2));
	if (!write_all(run, error))
		return false;
	g_clear_pointer(&run->workers, td_workers_free);
	return true;
}

/* The last commit of each epoch is where a later run goes on. */
static bool
put_heads(ingest_run *run, GError **error)
{
	const GArray *entries = run->range->entries;

	for (size_t i = 0; i < entries->len; i++) {
		const td_entry *entry = &g_array_index(entries, td_entry, i);

		if (i + 1 < entries->len && entry[1].epoch == entry->epoch)
			continue;
		if (!td_index_put_head(run->index, run->options->list, entry->epoch,
			&entry->commit, position_of(run, i), error))
			return false;
	}
	return true;
}

bool
td_ingest_run(td_archive *archive, const td_range *range, td_index *index,
    const td_ingest_options *options, td_ingest_counts *counts, GError **error)
{
	td_ingest_options seeded = *options;
	g_auto(ingest_run) run = { .index = index,
		.range = range,
		.options = &seeded,
		.window = g_ptr_array_new() };

	seeded.seed = td_index_seed(index);
	if (!td_index_begin(index, error) || !read_and_write(&run, archive, error) ||
	    !put_heads(&run, error) || !td_index_link(index, error) ||
	    !td_index_commit(index, error))
		return false;
	*counts = run.counts;
	return true;
}
