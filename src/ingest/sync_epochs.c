/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest/sync_epochs.c - epochs, each read while the last of the one before is linked */
#include "base/spare.h"
#include "ingest/ingest.h"
#include "ingest/sync_run.h"

/* An epoch from a point on, which is read ahead; neither, nor an error, where nothing of
 * it is left. */
typedef struct epoch {
	td_range *range;
	td_ingest *ingest;
	uint64_t position, entries;
	unsigned at; /* of tips */
	GError *error;
} epoch;

typedef struct epochs {
	td_sync *sync;
	const GArray *tips;
	epoch now, next;
} epochs;

static void
epoch_clear(epoch *one)
{
	/* It borrows the range. */
	g_clear_pointer(&one->ingest, td_ingest_free);
	g_clear_pointer(&one->range, td_range_free);
	g_clear_error(&one->error);
}

static void
epochs_clear(epochs *all)
{
	epoch_clear(&all->now);
	epoch_clear(&all->next);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(epochs, epochs_clear)

static void read_next(void *data);

static epoch
begin(epochs *all, unsigned at, const td_point *point)
{
	td_sync *sync = all->sync;
	epoch one = { .at = at, .position = point->position };
	bool is_last = at + 1 == all->tips->len;

	one.range = td_archive_select_epoch(sync->archive, &point->tip, &one.error);
	one.entries = one.range != NULL ? one.range->entries->len : 0;
	if (one.entries > 0)
		one.ingest = td_sync_begin(sync, one.range, point->position,
		    is_last ? NULL : read_next, all, &one.error);
	return one;
}

/* What fails is told when it is its turn. */
static void
read_next(void *data)
{
	epochs *all = data;
	unsigned at = all->now.at + 1;
	td_point point = { .tip.epoch = g_array_index(all->tips, td_tip, at).epoch,
		.position = all->now.position + all->now.entries };

	g_clear_pointer(&all->now.range, td_range_free);
	/* What its mails took goes back before more is read. */
	td_spare_give_back();
	all->next = begin(all, at, &point);
}

static bool
write_now(epochs *all, GError **error)
{
	td_sync *sync = all->sync;
	epoch *now = &all->now;

	sync->progress.epoch = now->at + 1;
	sync->progress.epochs = all->tips->len;
	if (now->error != NULL) {
		g_propagate_error(error, g_steal_pointer(&now->error));
		return false;
	}
	if (now->ingest != NULL)
		return td_sync_write(sync, now->ingest, now->entries, error);
	if (now->at + 1 < all->tips->len)
		read_next(all);
	return true;
}

bool
td_sync_epochs(td_sync *sync, const GArray *tips, const td_point *point, GError **error)
{
	g_auto(epochs) all = { .sync = sync, .tips = tips };
	td_point first = *point;
	unsigned at = 0;

	while (at < tips->len && g_array_index(tips, td_tip, at).epoch < point->tip.epoch)
		at++;
	if (at == tips->len)
		return true;
	if (g_array_index(tips, td_tip, at).epoch > point->tip.epoch)
		first.tip = (td_tip){ .epoch = g_array_index(tips, td_tip, at).epoch };
	all.next = begin(&all, at, &first);
	for (; at < tips->len; at++) {
		epoch_clear(&all.now);
		all.now = all.next;
		all.next = (epoch){ .range = NULL };
		if (!write_now(&all, error))
			return false;
	}
	return true;
}
