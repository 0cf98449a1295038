/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/edges.c - rows of the table edge */
#include "judge/edges.h"

#include "store/store.h"

enum { flag_alias = 1, flag_partly = 2, flag_part = 4 }; /* edge.flags */

bool
td_edges_find(td_index *index, int64_t series, td_chain_edge *edge, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_EDGE_FIND, error);
	bool row;
	int flags;

	*edge = (td_chain_edge){ .rule = TD_CHAIN_NONE };
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, series);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (!row)
		return true;
	flags = sqlite3_column_int(stmt, 4);
	*edge = (td_chain_edge){
		.older = sqlite3_column_int64(stmt, 0),
		.rule = (td_chain_rule)sqlite3_column_int(stmt, 1),
		.weight = (unsigned)sqlite3_column_int(stmt, 2),
		.message = sqlite3_column_int64(stmt, 3),
		.alias = (flags & flag_alias) != 0,
		.partly = (flags & flag_partly) != 0,
		.part = (flags & flag_part) != 0,
	};
	sqlite3_reset(stmt);
	return true;
}

bool
td_edges_find_elder(td_index *index, int64_t series, int64_t *elder, GError **error)
{
	td_chain_edge edge;

	if (!td_edges_find(index, series, &edge, error))
		return false;
	*elder = edge.partly ? 0 : edge.older;
	return true;
}

GArray *
td_edges_after(td_index *index, int64_t series, GError **error)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(td_follower));
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_EDGE_AFTER, error);
	bool row;

	if (stmt == NULL)
		return NULL;
	sqlite3_bind_int64(stmt, 1, series);
	do {
		if (!td_store_step(index, stmt, &row, error))
			return NULL;
		if (row) {
			int flags = sqlite3_column_int(stmt, 1);
			const td_follower one = {
				.series = sqlite3_column_int64(stmt, 0),
				.alias = (flags & flag_alias) != 0,
				.partly = (flags & flag_partly) != 0,
				.part = (flags & flag_part) != 0,
			};

			g_array_append_val(all, one);
		}
	} while (row);
	return g_steal_pointer(&all);
}

bool
td_edges_put(td_index *index, int64_t series, const td_chain_edge *edge, GError **error)
{
	sqlite3_stmt *stmt;

	if (edge->older == 0)
		return td_store_run_ids(index, TD_SQL_EDGE_REMOVE, series, 0, error);
	stmt = td_store_sql(index, TD_SQL_EDGE_PUT, error);
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, series);
	sqlite3_bind_int64(stmt, 2, edge->older);
	sqlite3_bind_int(stmt, 3, (int)edge->rule);
	sqlite3_bind_int64(stmt, 4, edge->weight);
	sqlite3_bind_int64(stmt, 5, edge->message);
	sqlite3_bind_int(stmt, 6,
	    (edge->alias ? flag_alias : 0) | (edge->partly ? flag_partly : 0) |
		(edge->part ? flag_part : 0));
	return td_store_run(index, stmt, error);
}
