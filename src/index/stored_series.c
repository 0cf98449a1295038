/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/stored_series.c - rows of the tables series and member */
#include "index/stored_series.h"

#include "store/store.h"

static void
read_series(sqlite3_stmt *stmt, td_index_series *series)
{
	series->version = (unsigned)sqlite3_column_int64(stmt, 0);
	series->minor = (unsigned)sqlite3_column_int64(stmt, 1);
	series->total = (unsigned)sqlite3_column_int64(stmt, 2);
	series->received = (unsigned)sqlite3_column_int64(stmt, 3);
	series->rfc = sqlite3_column_int(stmt, 4) != 0;
	series->resend = sqlite3_column_int(stmt, 5) != 0;
	series->cover = sqlite3_column_int64(stmt, 6);
	series->head = sqlite3_column_int64(stmt, 7);
}

static void
read_member(sqlite3_stmt *stmt, td_index_member *member)
{
	member->message = sqlite3_column_int64(stmt, 0);
	member->number = (unsigned)sqlite3_column_int64(stmt, 1);
	member->extra = sqlite3_column_int(stmt, 2) != 0;
}

bool
td_stored_series_find(
    td_index *index, int64_t id, td_index_series *series, bool *found, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_SERIES_FIND, error);

	*series = (td_index_series){ .id = id };
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, id);
	if (!td_store_step(index, stmt, found, error))
		return false;
	if (!*found)
		return true;
	read_series(stmt, series);
	sqlite3_reset(stmt);
	return true;
}

bool
td_stored_series_add(td_index *index, int64_t series, GArray *members, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_MEMBER_EACH, error);
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, series << TD_MEMBER_BITS);
	sqlite3_bind_int64(stmt, 2, series << TD_MEMBER_BITS | TD_LOW(TD_MEMBER_BITS));
	do {
		td_index_member member = { .series = series };

		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row) {
			read_member(stmt, &member);
			g_array_append_val(members, member);
		}
	} while (row);
	return true;
}

GArray *
td_stored_series_members(td_index *index, int64_t id, GError **error)
{
	g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(td_index_member));
	td_index_series series;
	bool found;

	if (!td_stored_series_find(index, id, &series, &found, error))
		return NULL;
	if (found && series.cover != 0) {
		td_index_member cover = { .series = id, .message = series.cover };

		g_array_append_val(members, cover);
	}
	if (!td_stored_series_add(index, id, members, error))
		return NULL;
	return g_steal_pointer(&members);
}

static void
take_series(sqlite3_stmt *stmt, GArray *all)
{
	td_index_series series = { .id = sqlite3_column_int64(stmt, 8) };

	read_series(stmt, &series);
	g_array_append_val(all, series);
}

bool
td_stored_series_all(td_index *index, GArray *all, GError **error)
{
	return td_store_gather(index,
	    td_store_prepare(index,
		"SELECT version, minor, total, received, rfc, resend, cover, head, id"
		" FROM series ORDER BY id",
		error),
	    take_series, all, error);
}

static void
take_member(sqlite3_stmt *stmt, GArray *all)
{
	td_index_member member = {
		.series = sqlite3_column_int64(stmt, 3) >> TD_MEMBER_BITS,
	};

	read_member(stmt, &member);
	g_array_append_val(all, member);
}

bool
td_stored_members_all(td_index *index, GArray *members, GError **error)
{
	return td_store_gather(index,
	    td_store_prepare(index,
		"SELECT message, number, extra, id FROM member ORDER BY id", error),
	    take_member, members, error);
}
