/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest/sync_run.c - the steps that all ways of bringing a list in step share */
#include "ingest/sync_run.h"

#include "index/lists.h"
#include "write/defer.h"
#include "write/write.h"

enum { mails_a_commit = 32768 }; /* as much is lost at most when a run is killed */

static void
sum_up(td_ingest_counts *sum, const td_ingest_counts *more)
{
	sum->entries += more->entries;
	sum->mails += more->mails;
	sum->removed += more->removed;
	sum->unmatched += more->unmatched;
	sum->none += more->none;
	sum->corrupt += more->corrupt;
	sum->too_large += more->too_large;
	sum->again += more->again;
	sum->defective += more->defective;
}

void
td_sync_tell(uint64_t done, uint64_t total, void *data)
{
	td_sync *sync = data;

	sync->progress.done = done;
	sync->progress.total = total;
	if (sync->options->progress != NULL)
		sync->options->progress(&sync->progress, sync->options->progress_data);
}

td_ingest *
td_sync_begin(td_sync *sync, const td_range *range, uint64_t position,
    void (*all_read)(void *data), void *data, GError **error)
{
	const td_ingest_options options = {
		.rules = sync->options->rules,
		.list = sync->list,
		.position = position + 1,
		.workers = sync->options->workers,
		.commit_every = mails_a_commit,
		.progress = td_sync_tell,
		.progress_data = sync,
		.all_read = all_read,
		.all_read_data = data,
	};

	sync->counts.broken |= range->broken;
	sync->counts.whole |= position == 0;
	return td_ingest_begin(sync->archive, range, sync->index, &options, error);
}

bool
td_sync_write(td_sync *sync, td_ingest *ingest, uint64_t entries, GError **error)
{
	td_ingest_counts counts = { 0 };

	if (!td_index_defer(sync->index, entries, error) ||
	    !td_ingest_write(ingest, &counts, error))
		return false;
	sum_up(&sync->counts.ingest, &counts);
	return true;
}

bool
td_sync_add(td_sync *sync, const td_range *range, uint64_t position, GError **error)
{
	g_autoptr(td_ingest) ingest =
	    td_sync_begin(sync, range, position, NULL, NULL, error);

	return ingest != NULL && td_sync_write(sync, ingest, range->entries->len, error);
}

bool
td_sync_keep_old(td_sync *sync, GError **error)
{
	sync->whole = sync->whole || td_index_begin_whole(sync->index, error);
	return sync->whole;
}

uint64_t
td_sync_position_before(const GArray *heads, unsigned epoch)
{
	uint64_t last = 0;

	for (unsigned i = 0; i < heads->len; i++) {
		const td_index_head *head = &g_array_index(heads, td_index_head, i);

		if (head->epoch < epoch)
			last = MAX(last, head->position);
	}
	return last;
}
