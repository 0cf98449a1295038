/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/commit.c - where writing begins and ends */
#include "base/error.h"

#include "judge/judge.h"
#include "link/link.h"
#include "link/view.h"
#include "store/changes.h"
#include "store/schema.h"
#include "store/store.h"
#include "write/learnt.h"
#include "write/measure.h"
#include "write/write.h"

static bool
run_simple(td_index *index, td_sql which, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, which, error);

	return stmt != NULL && td_store_run(index, stmt, error);
}

/* What an error left in the middle is neither gone on with nor committed. */
static bool
check_not_writing(const td_index *index, GError **error)
{
	if (!index->whole || !index->writing)
		return true;
	g_set_error_literal(error, TD_ERROR, TD_ERROR_DATABASE,
	    "what was written before did not come to an end");
	return false;
}

bool
td_index_begin(td_index *index, GError **error)
{
	if (!td_index_view_end(index, error) || !check_not_writing(index, error) ||
	    (!index->whole && !run_simple(index, TD_SQL_BEGIN, error)) ||
	    !td_schema_check(index, error) || !td_schema_look(index, error) ||
	    !td_learnt_check(index, error))
		return false;
	index->writing = true;
	td_link_begin(index);
	td_judge_begin(index);
	td_touched_begin(index);
	td_measure_begin(index);
	g_hash_table_remove_all(index->early);
	index->newest_stored = index->newest_message;
	return true;
}

bool
td_index_commit(td_index *index, GError **error)
{
	if (td_link_is_due(index) && !td_index_link(index, error))
		return false;
	if (index->path != NULL && index->newest_message != index->newest_stored &&
	    !td_store_run_ids(index, TD_SQL_NEWEST_PUT, index->newest_message, 0, error))
		return false;
	if (!td_measure_store(index, error) || !td_touched_store(index, error) ||
	    (!index->whole && !run_simple(index, TD_SQL_COMMIT, error)))
		return false;
	index->writing = false;
	index->wrote = index->path != NULL;
	return true;
}

bool
td_index_begin_whole(td_index *index, GError **error)
{
	if (!td_index_view_end(index, error) || !run_simple(index, TD_SQL_BEGIN, error))
		return false;
	index->whole = true;
	return true;
}

bool
td_index_commit_whole(td_index *index, GError **error)
{
	if (!check_not_writing(index, error) || !run_simple(index, TD_SQL_COMMIT, error))
		return false;
	index->whole = false;
	index->wrote = index->path != NULL;
	return true;
}
