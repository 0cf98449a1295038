/* SPDX-License-Identifier: GPL-2.0-or-later */
/* store/changes.c - SQLite tells of each row that is written; the few that matter are
 * kept */
#include "store/changes.h"

#include <string.h>

#include "base/ids.h"
#include "store/store.h"

enum {
	most_noted = 65536,  /* in memory, 8 bytes each */
	most_stored = 16384, /* by one commit: reading a table anew is as good then */
	most_kept = 65536,   /* rows of the log */
	kind_bits = 2,
};

/* The low bits of change.what; the others are the row's number. */
typedef enum touched_kind {
	TOUCHED_MUCH, /* more than is told, or nobody knows */
	TOUCHED_PLACE,
	TOUCHED_MESSAGE,
	TOUCHED_SERIES,
} touched_kind;

struct td_touched {
	GArray *rows; /* of int64_t, as change.what has them */
	bool much;
};

static touched_kind
kind_of(const char *table)
{
	if (strcmp(table, "place") == 0)
		return TOUCHED_PLACE;
	if (strcmp(table, "link") == 0)
		return TOUCHED_MESSAGE;
	if (strcmp(table, "series") == 0 || strcmp(table, "standing") == 0)
		return TOUCHED_SERIES;
	return TOUCHED_MUCH;
}

/* SQLite does not say so of rows that another one replaces: that one has their number. */
static void
note(void *data, int what, const char *database, const char *table, sqlite3_int64 row)
{
	td_index *index = data;
	td_touched *touched = index->touched;
	touched_kind kind = kind_of(table);
	int64_t noted = (int64_t)((uint64_t)row << kind_bits | kind);

	(void)what;
	if (kind == TOUCHED_MUCH || strcmp(database, "main") != 0 || touched->much)
		return;
	g_array_append_val(touched->rows, noted);
	if (touched->rows->len < most_noted)
		return;
	td_ids_tidy(touched->rows);
	touched->much = touched->rows->len > most_stored;
}

void
td_touched_begin(td_index *index)
{
	if (index->path == NULL)
		return;
	if (index->touched == NULL) {
		index->touched = g_new0(td_touched, 1);
		index->touched->rows = g_array_new(FALSE, FALSE, sizeof(int64_t));
	}
	g_array_set_size(index->touched->rows, 0);
	index->touched->much = index->deferred;
	sqlite3_update_hook(index->db, note, index);
}

void
td_touched_free(td_touched *touched)
{
	if (touched == NULL)
		return;
	g_array_unref(touched->rows);
	g_free(touched);
}

static bool
add_row(td_index *index, int64_t row, GError **error)
{
	return td_store_run_ids(index, TD_SQL_CHANGE_ADD, row, 0, error);
}

bool
td_touched_store(td_index *index, GError **error)
{
	td_touched *touched = index->touched;
	bool ok = true;

	if (touched == NULL)
		return true;
	sqlite3_update_hook(index->db, NULL, NULL);
	td_ids_tidy(touched->rows);
	if (touched->much || touched->rows->len > most_stored)
		return add_row(index, TOUCHED_MUCH, error) &&
		       td_store_run_ids(index, TD_SQL_CHANGE_TRIM, 1, 0, error);
	for (guint i = 0; ok && i < touched->rows->len; i++)
		ok = add_row(index, g_array_index(touched->rows, int64_t, i), error);
	return ok && td_store_run_ids(index, TD_SQL_CHANGE_TRIM, most_kept, 0, error);
}

static void
take_row(td_index_changes *changes, int64_t what)
{
	int64_t row = what >> kind_bits;
	td_index_touched place = { .list = row >> TD_PLACE_BITS,
		.position = (uint64_t)(row & TD_LOW(TD_PLACE_BITS)) };

	switch ((touched_kind)(what & TD_LOW(kind_bits))) {
	case TOUCHED_MUCH:
		changes->unknown = true;
		break;
	case TOUCHED_PLACE:
		g_array_append_val(changes->places, place);
		break;
	case TOUCHED_MESSAGE:
		g_array_append_val(changes->messages, row);
		break;
	case TOUCHED_SERIES:
		g_array_append_val(changes->series, row);
		break;
	}
}

/* The first row must follow the last one known, as no other would be missed. */
static bool
read_after(td_index *index, int64_t until, td_index_changes *changes, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_CHANGE_AFTER, error);
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(int64_t));
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, until);
	do {
		int64_t id, what;

		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (!row)
			break;
		id = sqlite3_column_int64(stmt, 0);
		what = sqlite3_column_int64(stmt, 1);
		changes->unknown |= id != changes->until + 1;
		changes->until = id;
		g_array_append_val(rows, what);
	} while (row);
	/* Of one kind they ascend as their numbers do. */
	td_ids_tidy(rows);
	for (guint i = 0; i < rows->len; i++)
		take_row(changes, g_array_index(rows, int64_t, i));
	return true;
}

bool
td_index_read_changes(
    td_index *index, int64_t until, td_index_changes *changes, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, TD_SQL_CHANGE_LAST, error);
	int64_t last;
	bool row;

	*changes = (td_index_changes){
		.places = g_array_new(FALSE, FALSE, sizeof(td_index_touched)),
		.messages = g_array_new(FALSE, FALSE, sizeof(int64_t)),
		.series = g_array_new(FALSE, FALSE, sizeof(int64_t)),
	};
	if (stmt == NULL || !td_store_step(index, stmt, &row, error))
		return false;
	last = row ? sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_reset(stmt);
	changes->unknown = until < 0 || until > last;
	changes->until = changes->unknown ? last : until;
	if (changes->unknown)
		return true;
	return read_after(index, until, changes, error);
}

void
td_index_changes_clear(td_index_changes *changes)
{
	g_clear_pointer(&changes->places, g_array_unref);
	g_clear_pointer(&changes->messages, g_array_unref);
	g_clear_pointer(&changes->series, g_array_unref);
}
