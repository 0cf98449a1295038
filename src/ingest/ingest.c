/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest/ingest.c - batches out to the workers, and into the index in archive order */
#include "ingest/ingest.h"

#include <string.h>

#include "index/lists.h"
#include "index/skip.h"
#include "ingest/batch.h"
#include "ingest/worker.h"
#include "link/link.h"
#include "search/fulltext.h"
#include "write/list.h"
#include "write/write.h"

enum { max_workers = 64 };

struct td_ingest {
	td_index *index;
	const td_range *range;
	td_ingest_options options;
	char *spool;
	td_ingest_counts counts;
	td_workers *workers;
	GPtrArray *docs;  /* of GArray of int64_t, by worker: messages of its docs */
	GArray *ends;     /* of size_t: the entry behind each piece */
	size_t total;     /* entries of the range */
	size_t written;   /* of these, in the index */
	size_t committed; /* of these, committed */
	td_index_course course;
};

static void
free_docs(void *docs)
{
	g_array_unref(docs);
}

void
td_ingest_free(td_ingest *run)
{
	if (run == NULL)
		return;
	td_workers_free(run->workers);
	g_ptr_array_unref(run->docs);
	g_array_unref(run->ends);
	g_free(run->spool);
	g_free(run);
}

static uint64_t
position_of(const td_ingest *run, size_t entry)
{
	return (run->options.position != 0 ? run->options.position : 1) + entry;
}

/* What is there already is found by its words already. */
static void
note_doc(td_ingest *run, const td_batch_item *item, unsigned worker, int64_t message)
{
	GArray *docs;

	if (!item->has_words)
		return;
	docs = run->docs->pdata[worker];
	if (docs->len <= item->doc)
		g_array_set_size(docs, item->doc + 1);
	g_array_index(docs, int64_t, item->doc) = message;
}

/* The segment's mails were written before. */
static void
name_docs(td_ingest *run, unsigned worker, uint32_t start, GArray *docs)
{
	GArray *messages = run->docs->pdata[worker];

	for (unsigned i = 0; i < messages->len && start + i < docs->len; i++)
		g_array_index(docs, td_doc, start + i).message =
		    g_array_index(messages, int64_t, i);
	g_array_set_size(messages, 0);
}

static bool
write_words(td_ingest *run, GError **error)
{
	g_autoptr(GArray) starts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_autoptr(td_segment) segment = NULL;

	if (run->options.spool == NULL)
		return true;
	segment = td_workers_next_segment(run->workers, starts, error);
	if (segment == NULL)
		return false;
	for (unsigned i = 0; i < starts->len; i++)
		name_docs(run, i, g_array_index(starts, uint32_t, i), segment->docs);
	return td_index_put_words(run->index, segment, error);
}

static bool
add_mail(
    td_ingest *run, const td_batch_item *item, size_t at, unsigned worker, GError **error)
{
	const td_entry *entry = &g_array_index(run->range->entries, td_entry, at);
	const td_index_mail mail = {
		.list = run->options.list,
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
		.changelog = item->changelog,
		.classic = item->has_classic ? &item->classic : NULL,
	};
	int64_t newest = td_index_newest(run->index);
	int64_t id;

	if (!td_index_add(run->index, &mail, &id, error))
		return false;
	run->counts.mails++;
	note_doc(run, item, worker, id > newest ? id : 0);
	if (id <= newest)
		run->counts.again++;
	if ((item->message->defects | (item->patch ? item->patch->defects : 0)) != 0)
		run->counts.defective++;
	return true;
}

static bool
remove_mail(td_ingest *run, const td_batch_item *item, size_t at, GError **error)
{
	const td_index_removal removal = { .list = run->options.list,
		.position = position_of(run, at),
		.blob = item->blob,
		.message_id = item->message ? item->message->message_id : NULL };
	bool found;

	if (!td_index_remove(run->index, &removal, &found, error))
		return false;
	if (found)
		run->counts.removed++;
	else
		run->counts.unmatched++;
	return true;
}

/* A file that is none has no commit that it would be a part of. */
static bool
skip(td_ingest *run, size_t at, td_skip_why why, GError **error)
{
	const td_entry *entry = &g_array_index(run->range->entries, td_entry, at);

	return td_oid_is_zero(&entry->commit) ||
	       td_index_put_skip(
		   run->index, run->options.list, position_of(run, at), why, error);
}

/* How much more a is than b. */
static int64_t
difference(int64_t a, int64_t b)
{
	if (a <= b)
		return 0;
	return (int64_t)MIN((uint64_t)a - (uint64_t)b, (uint64_t)TD_MOST_SECONDS_AHEAD);
}

/* Times of entries without a mail are kept nowhere else, and those of mails not in order.
 */
static void
follow_course(td_ingest *run, const td_batch_item *item, size_t at)
{
	const td_entry *entry = &g_array_index(run->range->entries, td_entry, at);
	td_index_course *course = &run->course;

	if (item->state != TD_MAIL_OK) {
		course->open = MAX(course->open, entry->received);
		course->early = MIN(course->early, entry->received);
		return;
	}
	if (course->open != INT64_MIN) {
		course->ahead =
		    MAX(course->ahead, difference(course->open, entry->received));
		course->behind =
		    MAX(course->behind, difference(entry->received, course->early));
		course->open = INT64_MIN;
		course->early = INT64_MAX;
	}
	course->latest = MAX(course->latest, entry->received);
	course->back = MAX(course->back, difference(course->latest, entry->received));
}

static bool
write_item(
    td_ingest *run, const td_batch_item *item, size_t at, unsigned worker, GError **error)
{
	run->counts.entries++;
	follow_course(run, item, at);
	switch (item->state) {
	case TD_MAIL_OK:
		return add_mail(run, item, at, worker, error);
	case TD_MAIL_REMOVED:
		return remove_mail(run, item, at, error);
	case TD_MAIL_NONE:
		run->counts.none++;
		return skip(run, at, TD_SKIP_NONE, error);
	case TD_MAIL_CORRUPT:
		run->counts.corrupt++;
		return skip(run, at, TD_SKIP_CORRUPT, error);
	case TD_MAIL_TOO_LARGE:
		run->counts.too_large++;
		return skip(run, at, TD_SKIP_TOO_LARGE, error);
	}
	return true;
}

static bool
write_batch(td_ingest *run, td_batch *batch, GError **error)
{
	if (batch->error != NULL) {
		g_propagate_error(error, g_steal_pointer(&batch->error));
		return false;
	}
	for (size_t i = 0; i < batch->n; i++)
		if (!write_item(
			run, &batch->items[i], batch->first + i, batch->worker, error))
			return false;
	run->written += batch->n;
	if (run->options.progress != NULL)
		run->options.progress(
		    run->written, run->total, run->options.progress_data);
	return true;
}

/* The last commit of each epoch is where a later run goes on. */
static bool
put_heads(td_ingest *run, GError **error)
{
	const GArray *entries = run->range->entries;

	for (size_t i = run->committed; i < run->written; i++) {
		const td_entry *entry = &g_array_index(entries, td_entry, i);

		if (i + 1 < run->written && entry[1].epoch == entry->epoch)
			continue;
		if (!td_index_put_head(run->index, run->options.list, entry->epoch,
			&entry->commit, position_of(run, i), error))
			return false;
	}
	run->committed = run->written;
	return td_index_store_course(run->index, run->options.list, &run->course, error);
}

/* Whether an entry is of the same commit as the one before: v1 has many mails in one. */
static bool
is_amid_commit(const GArray *entries, size_t at)
{
	const td_entry *entry = &g_array_index(entries, td_entry, at);

	return !td_oid_is_zero(&entry->commit) &&
	       td_oid_equal(&entry->commit, &entry[-1].commit);
}

/*
 * While a piece is linked the next one is read. Where there is nothing to read after the
 * last, the last ones are smaller and smaller.
 */
static size_t
length_of_piece(const td_ingest *run, size_t left)
{
	enum { least = 2048 };
	size_t every = run->options.commit_every;

	if (every == 0 || left <= least)
		return left;
	if (run->options.all_read != NULL)
		return MIN(every, left);
	return MIN(every, MAX(left / 2, (size_t)least));
}

static void
cut_into_pieces(td_ingest *run)
{
	const GArray *entries = run->range->entries;
	size_t end = 0;

	do {
		end += length_of_piece(run, entries->len - end);
		while (end < entries->len && is_amid_commit(entries, end))
			end++;
		g_array_append_val(run->ends, end);
	} while (end < entries->len);
}

static bool
write_until(td_ingest *run, size_t end, GError **error)
{
	while (run->written < end) {
		td_batch *batch = td_workers_next(run->workers);
		bool good = write_batch(run, batch, error);

		td_workers_give_back(run->workers, batch);
		if (!good)
			return false;
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
start_workers(td_ingest *run, td_archive *archive, GError **error)
{
	unsigned n = count_workers(&run->options, run->range->entries->len);

	for (unsigned i = 0; i < n; i++)
		g_ptr_array_add(run->docs, g_array_new(FALSE, TRUE, sizeof(int64_t)));
	run->workers =
	    td_workers_new(archive, run->range, run->ends, &run->options, n, error);
	return run->workers != NULL;
}

static void
tell_all_read(const td_ingest *run)
{
	if (run->written == run->total && run->options.all_read != NULL)
		run->options.all_read(run->options.all_read_data);
}

/*
 * One transaction. The words of a piece come all at once, after its mails, and are still
 * merged while these are linked.
 */
static bool
commit_piece(td_ingest *run, size_t end, GError **error)
{
	if (!td_index_begin(run->index, error) || !write_until(run, end, error) ||
	    !put_heads(run, error))
		return false;
	tell_all_read(run);
	return td_index_link(run->index, error) && write_words(run, error) &&
	       td_fulltext_merge(run->index, TD_MERGE_BYTES, error) &&
	       td_index_commit(run->index, error);
}

td_ingest *
td_ingest_begin(td_archive *archive, const td_range *range, td_index *index,
    const td_ingest_options *options, GError **error)
{
	g_autoptr(td_ingest) run = g_new0(td_ingest, 1);

	run->index = index;
	run->range = range;
	run->total = range->entries->len;
	run->options = *options;
	run->spool = td_index_folder(index);
	run->docs = g_ptr_array_new_with_free_func(free_docs);
	run->ends = g_array_new(FALSE, FALSE, sizeof(size_t));
	run->options.seed = td_index_seed(index);
	run->options.spool = run->spool;
	run->options.versions = td_index_chains_versions(index);
	cut_into_pieces(run);
	if (!start_workers(run, archive, error))
		return NULL;
	return g_steal_pointer(&run);
}

bool
td_ingest_write(td_ingest *run, td_ingest_counts *counts, GError **error)
{
	if (!td_index_load_course(run->index, run->options.list, &run->course, error))
		return false;
	run->course.bent |= !run->range->straight;
	for (unsigned i = 0; i < run->ends->len; i++)
		if (!commit_piece(run, g_array_index(run->ends, size_t, i), error))
			return false;
	*counts = run->counts;
	return true;
}

bool
td_ingest_run(td_archive *archive, const td_range *range, td_index *index,
    const td_ingest_options *options, td_ingest_counts *counts, GError **error)
{
	g_autoptr(td_ingest) run = td_ingest_begin(archive, range, index, options, error);

	return run != NULL && td_ingest_write(run, counts, error);
}
