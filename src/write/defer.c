/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/defer.c - when a run is so large that secondary indexes are made at its end */
#include "write/defer.h"

#include "store/checkpoints.h"
#include "store/late.h"
#include "store/store.h"
#include "store/unlogged.h"
#include "write/learnt.h"
#include "write/write.h"

/* A run is large that adds so many mails, and a quarter of what is there already: to sort
 * all of an index for less would cost more than it saves. */
enum { least_mails = 4096, most_times = 4 };

/* So many are indexed within ten seconds: of more, what a killed run had is kept. */
enum { most_unlogged = 131072 };

/* The next epoch of a list that is too long to be begun anew: what there is becomes an
 * index, and goes on with a log. */
static bool
begin_log(td_index *index, GError **error)
{
	if (!td_unlogged_end(index, error) ||
	    !td_store_version(index, &index->deferred_version, error))
		return false;
	td_checkpoints_begin(index);
	return true;
}

bool
td_index_defer(td_index *index, uint64_t mails, GError **error)
{
	if (index->unlogged && (uint64_t)td_index_newest(index) + mails > most_unlogged)
		return begin_log(index, error);
	if (index->path == NULL || index->whole || index->deferred ||
	    mails < least_mails || (uint64_t)td_index_newest(index) / most_times > mails)
		return true;
	if (td_index_newest(index) == 0 && mails <= most_unlogged &&
	    !td_unlogged_begin(index, error))
		return false;
	index->deferred = td_index_begin(index, error) && td_late_drop(index, error) &&
			  td_learnt_load(index, error) && td_index_commit(index, error);
	if (index->deferred && !index->unlogged)
		td_checkpoints_begin(index);
	return index->deferred;
}

/* Sorting is done in files: in memory it would take as much as all keys have. */
bool
td_index_settle(td_index *index, GError **error)
{
	bool settled;

	if (!td_index_is_settled(index, &settled, error))
		return false;
	td_unlogged_near_end(index);
	if (!settled &&
	    (!td_store_exec(index, "PRAGMA temp_store = FILE", error) ||
		!td_index_begin(index, error) || !td_late_create(index, error) ||
		!td_index_commit(index, error) ||
		!td_store_exec(index, "PRAGMA temp_store = MEMORY", error)))
		return false;
	/* What the last mails left in the log was brought into the file meanwhile. */
	td_checkpoints_end(index);
	if (!td_unlogged_end(index, error))
		return false;
	td_learnt_forget(index);
	index->deferred = false;
	return true;
}
