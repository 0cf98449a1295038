/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/called.c - mails by what others call them: Message-ID and title */
#include "judge/called.h"

#include <string.h>

#include "index/lookup.h"
#include "index/stored_series.h"
#include "store/store.h"

enum { most_same_id = 64 };

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

/* What find_above looks for. */
typedef struct sought {
	td_index *index;
	td_called its; /* of the mail below */
	bool (*may)(int64_t id, void *data);
	void *data;
} sought;

/* The first of the ids that is called so; 0 for none. */
static bool
find_among(const sought *what, const GArray *ids, int64_t *found, GError **error)
{
	for (unsigned i = 0; i < MIN(ids->len, (unsigned)most_same_id); i++) {
		int64_t id = g_array_index(ids, int64_t, i);
		g_auto(td_called) up = { .message = 0 };

		if (id == what->its.message ||
		    (what->may != NULL && !what->may(id, what->data)))
			continue;
		if (!td_called_load(&up, what->index, id, 0, error))
			return false;
		if (up.message == 0 || up.place == 0 ||
		    strcmp(up.title, what->its.title) != 0)
			continue;
		*found = id;
		return true;
	}
	return true;
}

bool
td_called_find_above(td_index *index, int64_t message,
    bool (*may)(int64_t id, void *data), void *data, int64_t *found, GError **error)
{
	g_autoptr(GPtrArray) references = td_index_load_references(index, message, error);
	sought what = { .index = index, .may = may, .data = data };
	bool fine = references != NULL;

	*found = 0;
	fine = fine && td_called_load(&what.its, index, message, 0, error);
	for (unsigned i = fine && what.its.message != 0 ? references->len : 0;
	     fine && i-- > 0 && *found == 0;) {
		g_autoptr(GArray) ids =
		    td_index_find_messages(index, references->pdata[i], error);

		fine = ids != NULL && find_among(&what, ids, found, error);
	}
	td_called_clear(&what.its);
	return fine;
}
