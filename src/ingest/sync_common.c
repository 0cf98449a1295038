/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest/sync_common.c - a history that was rewritten: how far it is still the same */
#include "ingest/sync_run.h"

#include <string.h>

#include "index/lists.h"

/* The commits of one epoch that the index has. */
typedef struct known {
	GHashTable *positions; /* td_oid *, of the steps, to td_index_step * */
	const GArray *gone;    /* of td_index_step, by position, spread */
} known;

/* Each step gets the farthest end of those up to it, so that one look tells. */
static void
spread(GArray *gone)
{
	for (unsigned i = 1; i < gone->len; i++) {
		td_index_step *step = &g_array_index(gone, td_index_step, i);

		step->gone = MAX(step->gone, step[-1].gone);
	}
}

/*
 * Going on from here, a mail before it that was taken back after it would have to come
 * back to life: then it is better to begin before that mail.
 */
static bool
is_covered(const GArray *gone, uint64_t position)
{
	unsigned low = 0, high = gone->len;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (g_array_index(gone, td_index_step, middle).position <= position)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && g_array_index(gone, td_index_step, low - 1).gone > position;
}

static bool
is_known(const td_oid *commit, void *data)
{
	const known *self = data;
	const td_index_step *step = g_hash_table_lookup(self->positions, commit);

	return step != NULL && !is_covered(self->gone, step->position);
}

/* The newest common commit of the epoch that point names, whose first position is given;
 * *found is false for none, and point is as it was. */
static bool
find_in_epoch(td_sync *sync, uint64_t first, const GArray *gone, td_point *point,
    bool *found, GError **error)
{
	unsigned epoch = point->tip.epoch;
	g_autoptr(GArray) steps =
	    td_index_load_steps(sync->index, sync->list, first, UINT64_MAX, error);
	g_autoptr(GHashTable) positions =
	    g_hash_table_new(td_oid_key_hash, td_oid_key_equal);
	known self = { .positions = positions, .gone = gone };

	if (steps == NULL)
		return false;
	for (unsigned i = 0; i < steps->len; i++) {
		td_index_step *step = &g_array_index(steps, td_index_step, i);

		if (step->epoch == epoch)
			g_hash_table_insert(positions, &step->commit, step);
	}
	*found = td_archive_find_known(
	    sync->archive, epoch, is_known, &self, &point->tip.commit);
	if (*found) {
		const td_index_step *step =
		    g_hash_table_lookup(positions, &point->tip.commit);

		point->position = step->position;
	}
	return true;
}

bool
td_sync_find_common(td_sync *sync, const GArray *tips, unsigned at, const GArray *heads,
    td_point *point, GError **error)
{
	g_autoptr(GArray) gone = td_index_load_gone(sync->index, sync->list, error);
	td_point common = { .tip = { .epoch = 0 } };
	bool found = false;

	if (gone == NULL)
		return false;
	spread(gone);
	for (unsigned i = at + 1; i-- > 0 && !found;) {
		unsigned epoch = g_array_index(tips, td_tip, i).epoch;
		uint64_t first = td_sync_position_before(heads, epoch) + 1;

		common = (td_point){ .tip = { .epoch = epoch } };
		if (!find_in_epoch(sync, first, gone, &common, &found, error))
			return false;
		/* The beginning of the epoch is a point as well. */
		if (!found && !is_covered(gone, first - 1)) {
			common.position = first - 1;
			found = true;
		}
	}
	*point = found ? common : (td_point){ .tip = { .epoch = 0 } };
	return true;
}
