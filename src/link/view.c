/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * link/view.c - a range as if nothing else were there
 *
 * SQLite looks for a table among the temporary ones first, so tables of the names of
 * the lasting links stand before them for this connection, and no question knows.
 */
#include "link/view.h"

#include "index/range.h"
#include "link/linked.h"
#include "link/linking.h"
#include "store/schema.h"
#include "store/store.h"

static bool
take_range(
    td_link_mails *mails, td_index *index, const td_index_range *range, GError **error)
{
	static const char head[] =
	    "SELECT " TD_LINKING_COLUMNS ", p.received, p.id, p.before"
	    " FROM place p CROSS JOIN message m ON m.id = p.message";
	bool one_list = range->list != 0 || td_store_lists(index) <= 1;
	g_auto(td_walk) walk = { 0 };
	bool row;

	if (!(one_list ? td_walk_start_all : td_walk_start)(
		&walk, index, range, head, "ORDER BY p.id", error))
		return false;
	do {
		if (!td_walk_step(&walk, &row, error))
			return false;
		if (row && one_list && sqlite3_column_int64(walk.stmt, 18) >= walk.first)
			td_link_mails_again(mails, sqlite3_column_int64(walk.stmt, 0),
			    sqlite3_column_int64(walk.stmt, 16),
			    sqlite3_column_int64(walk.stmt, 17));
		else if (row)
			td_link_mails_take(mails, walk.stmt);
	} while (row);
	return true;
}

bool
td_index_view(td_index *index, const td_index_range *range, GError **error)
{
	g_autoptr(td_link_mails) mails = NULL;
	g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(td_linked));

	if (!td_index_view_end(index, error))
		return false;
	mails = td_link_mails_new(index, 0);
	if (!take_range(mails, index, range, error) ||
	    !td_store_exec(index, td_schema_view, error))
		return false;
	index->viewing = true;
	return td_store_exec(index, "SAVEPOINT view", error) &&
	       td_linking_store(index, mails, none, error) &&
	       td_store_exec(index, "RELEASE view", error);
}

bool
td_index_view_end(td_index *index, GError **error)
{
	if (!index->viewing)
		return true;
	index->viewing = false;
	return td_store_exec(index,
	    "DROP TABLE temp.link; DROP TABLE temp.series; DROP TABLE temp.member",
	    error);
}
