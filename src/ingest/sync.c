/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest/sync.c - what is new, what changed: then the range goes to ingest.c */
#include "ingest/sync.h"

#include <string.h>

#include "index/lists.h"
#include "ingest/reclassify.h"
#include "ingest/sync_files.h"
#include "ingest/sync_run.h"
#include "write/defer.h"
#include "write/drop.h"
#include "write/list.h"
#include "write/write.h"

enum { many_mails = 2048 }; /* leave unused pages behind */

static const td_index_head *
head_of(const GArray *heads, unsigned epoch)
{
	for (unsigned i = 0; i < heads->len; i++) {
		const td_index_head *head = &g_array_index(heads, td_index_head, i);

		if (head->epoch == epoch)
			return head;
	}
	return NULL;
}

static uint64_t
last_position(const GArray *heads)
{
	uint64_t last = 0;

	for (unsigned i = 0; i < heads->len; i++)
		last = MAX(last, g_array_index(heads, td_index_head, i).position);
	return last;
}

static bool
is_head(const td_oid *commit, void *data)
{
	return td_oid_equal(commit, data);
}

/* Takes out all after a position, which is that of a commit. */
static bool
rewind_to(td_sync *sync, const td_point *point, GError **error)
{
	g_autoptr(GArray) steps = td_index_load_steps(
	    sync->index, sync->list, point->position + 1, UINT64_MAX, error);

	if (steps == NULL)
		return false;
	sync->counts.dropped += steps->len;
	return td_sync_keep_old(sync, error) && td_index_begin(sync->index, error) &&
	       td_index_rewind(sync->index, sync->list, point->position, error) &&
	       (td_oid_is_zero(&point->tip.commit) ||
		   td_index_put_head(sync->index, sync->list, point->tip.epoch,
		       &point->tip.commit, point->position, error)) &&
	       td_index_commit(sync->index, error);
}

/* Adds all after the point; what was there after it goes first. */
static bool
go_on_from(td_sync *sync, const GArray *tips, const td_point *point, const GArray *heads,
    GError **error)
{
	return (last_position(heads) <= point->position ||
		   rewind_to(sync, point, error)) &&
	       td_sync_epochs(sync, tips, point, error);
}

/*
 * The point from which an epoch is to be read: its head where history still has it, its
 * beginning where it is new, else the newest commit that is still the same.
 */
static bool
find_point(td_sync *sync, const GArray *tips, unsigned at, const GArray *heads,
    td_point *point, GError **error)
{
	const td_tip *tip = &g_array_index(tips, td_tip, at);
	const td_index_head *head = head_of(heads, tip->epoch);
	td_oid commit;

	*point = (td_point){ .tip = { .epoch = tip->epoch },
		.position = td_sync_position_before(heads, tip->epoch) };
	if (head == NULL)
		return true;
	commit = head->commit;
	if (td_archive_find_known(sync->archive, tip->epoch, is_head, &commit, &commit)) {
		point->tip.commit = commit;
		point->position = head->position;
		return true;
	}
	sync->counts.rewritten = true;
	return td_sync_find_common(sync, tips, at, heads, point, error);
}

/* The first epoch that is not as its head says; tips->len for none. */
static unsigned
first_changed(const GArray *tips, const GArray *heads)
{
	unsigned at = 0;

	for (; at < tips->len; at++) {
		const td_tip *tip = &g_array_index(tips, td_tip, at);
		const td_index_head *head = head_of(heads, tip->epoch);

		if (head == NULL || td_oid_is_zero(&tip->commit) ||
		    !td_oid_equal(&head->commit, &tip->commit))
			break;
	}
	return at;
}

static bool
sync_history(td_sync *sync, GError **error)
{
	g_autoptr(GArray) tips = td_archive_load_tips(sync->archive);
	g_autoptr(GArray) heads = td_index_load_heads(sync->index, sync->list, error);
	td_point point;
	unsigned at;

	if (heads == NULL)
		return false;
	at = first_changed(tips, heads);
	return at == tips->len || (find_point(sync, tips, at, heads, &point, error) &&
				      go_on_from(sync, tips, &point, heads, error));
}

bool
td_sync_is_current(td_archive *archive, td_index *index, const char *name,
    const td_rules *rules, bool *current, GError **error)
{
	g_autoptr(GArray) tips = td_archive_load_tips(archive);
	g_autoptr(GArray) heads = NULL;
	int64_t list;
	bool other, settled;

	if (!td_index_find_list(index, name, &list, error) ||
	    !td_index_is_settled(index, &settled, error) ||
	    !td_reclassify_is_needed(index, list, rules, &other, error))
		return false;
	heads = td_index_load_heads(index, list, error);
	if (heads == NULL)
		return false;
	*current =
	    list != 0 && settled && !other && first_changed(tips, heads) == tips->len;
	return true;
}

static bool
know_list(td_sync *sync, GError **error)
{
	const char *name = sync->options->name;

	if (!td_index_find_list(sync->index, name, &sync->list, error))
		return false;
	return sync->list != 0 ||
	       (td_index_begin(sync->index, error) &&
		   td_index_put_list(sync->index, name, &sync->list, error) &&
		   td_index_commit(sync->index, error));
}

bool
td_sync_run(td_archive *archive, td_index *index, const td_sync_options *options,
    td_sync_counts *counts, GError **error)
{
	td_sync sync = { .archive = archive,
		.index = index,
		.options = options,
		.progress = { .epoch = 1, .epochs = 1 } };
	td_archive_kind kind = td_archive_get_kind(archive);
	bool files = kind == TD_ARCHIVE_MAILDIR || kind == TD_ARCHIVE_MBOX;

	if (!know_list(&sync, error) || !td_reclassify(&sync, error) ||
	    !(files ? td_sync_files : sync_history)(&sync, error) ||
	    (sync.whole && !td_index_commit_whole(index, error)) ||
	    !td_index_settle(index, error))
		return false;
	/* Merged words leave as many pages as they have; who adds a few mails uses them.
	 */
	if (sync.counts.ingest.entries > many_mails && !td_index_trim(index, error))
		return false;
	*counts = sync.counts;
	return true;
}
