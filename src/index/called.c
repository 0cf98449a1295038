/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/called.c - mails by what others call them: Message-ID and title */
#include "index/called.h"

#include "index/store.h"
#include "index/stored_series.h"

void
td_called_clear(td_called *called)
{
	g_clear_pointer(&called->message_id, g_free);
	g_clear_pointer(&called->title, g_free);
}

bool
td_called_load(
    td_called *called, td_index *index, int64_t message, unsigned slot, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_STANDING_PATCH, error);
	bool row;

	*called = (td_called){ .message = 0 };
	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	if (!td_store_step(index, stmt, &row, error))
		return false;
	if (!row)
		return true;
	called->message = message;
	called->slot = (int)slot;
	called->message_id = g_strdup(td_column_text(stmt, 0));
	called->title = td_subject_key(td_column_text(stmt, 1));
	called->received = sqlite3_column_int64(stmt, 2);
	called->place = sqlite3_column_int64(stmt, 4);
	sqlite3_reset(stmt);
	return true;
}

static void
clear_called(void *data)
{
	td_called_clear(data);
}

GArray *
td_called_load_series(td_index *index, int64_t series, GError **error)
{
	g_autoptr(GArray) members = td_stored_series_members(index, series, error);
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(td_called));

	g_array_set_clear_func(all, clear_called);
	if (members == NULL)
		return NULL;
	for (unsigned i = 0; i < members->len; i++) {
		const td_index_member *member =
		    &g_array_index(members, td_index_member, i);
		td_called its;

		if (!td_called_load(&its, index, member->message, member->number, error))
			return NULL;
		if (its.message != 0)
			g_array_append_val(all, its);
	}
	return g_steal_pointer(&all);
}
