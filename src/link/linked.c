/* SPDX-License-Identifier: GPL-2.0-or-later */
/* link/linked.c - rows of the table link, as they were */
#include "link/linked.h"

#include <string.h>

#include "index/stored_series.h"
#include "judge/judge.h"
#include "link/cluster.h"
#include "store/store.h"

bool
td_linked_each(td_index *index, const td_linked_reader *reader, const int64_t *messages,
    unsigned n, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, reader->which, error);
	unsigned i = 0;
	bool row;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, messages[0]);
	sqlite3_bind_int64(stmt, 2, messages[n - 1]);
	do {
		int64_t id;

		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (!row)
			break;
		id = sqlite3_column_int64(stmt, 0);
		while (messages[i] < id)
			i++;
		if (messages[i] == id)
			reader->take(stmt, reader->data);
	} while (row);
	return true;
}

bool
td_linked_all(
    td_index *index, const td_linked_reader *reader, int64_t last, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(index, reader->which, error);
	bool row = true;

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, 1);
	sqlite3_bind_int64(stmt, 2, last);
	while (row) {
		if (!td_store_step(index, stmt, &row, error))
			return false;
		if (row)
			reader->take(stmt, reader->data);
	}
	return true;
}

static void
take_row(sqlite3_stmt *stmt, void *data)
{
	const td_linked one = { .message = sqlite3_column_int64(stmt, 0),
		.thread = sqlite3_column_int64(stmt, 1),
		.parent = sqlite3_column_int64(stmt, 2),
		.series = sqlite3_column_int64(stmt, 3),
		.original = sqlite3_column_int64(stmt, 4) };

	g_array_append_val((GArray *)data, one);
}

bool
td_linked_add(
    GArray *rows, td_index *index, const int64_t *messages, unsigned n, GError **error)
{
	const td_linked_reader reader = { TD_SQL_LINK_ROWS, take_row, rows };

	return td_linked_each(index, &reader, messages, n, error);
}

bool
td_linked_add_all(GArray *rows, td_index *index, GError **error)
{
	const td_linked_reader reader = { TD_SQL_LINK_ROWS, take_row, rows };

	return td_linked_all(index, &reader, index->newest_message, error);
}

static int
compare_rows(const void *a, const void *b)
{
	const td_linked *x = a, *y = b;

	return (x->message > y->message) - (x->message < y->message);
}

void
td_linked_sort(GArray *rows)
{
	g_array_sort(rows, compare_rows);
}

static void
free_series(void *data)
{
	td_series_free(((td_linked_series *)data)->series);
}

GArray *
td_linked_series_new(void)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(td_linked_series));

	g_array_set_clear_func(all, free_series);
	return all;
}

/* NULL for none. */
static const td_linked *
find_row(const GArray *rows, int64_t message)
{
	const td_linked key = { .message = message };
	unsigned at;

	return g_array_binary_search((GArray *)(uintptr_t)rows, &key, compare_rows, &at)
		   ? &g_array_index(rows, td_linked, at)
		   : NULL;
}

static bool
is_same(const td_linked *row, const td_linked *was)
{
	return was != NULL && memcmp(row, was, sizeof *row) == 0;
}

/* All that is written, and what there is to write it by. */
typedef struct storing {
	td_index *index;
	const GArray *rows, *was;
} storing;

static unsigned
count_members(const td_series *series)
{
	return MIN(series->members->len, (unsigned)TD_LOW(TD_MEMBER_BITS));
}

static const td_series_member *
member_at(const td_series *series, unsigned i)
{
	return &g_array_index(series->members, td_series_member, i);
}

static bool
store_members(storing *self, const td_linked_series *one, GError **error)
{
	for (unsigned i = 0; i < count_members(one->series); i++) {
		const td_series_member *member = member_at(one->series, i);
		sqlite3_stmt *stmt = td_store_sql(self->index, TD_SQL_MEMBER_ADD, error);

		if (stmt == NULL)
			return false;
		sqlite3_bind_int64(stmt, 1, one->id << TD_MEMBER_BITS | i);
		sqlite3_bind_int64(stmt, 2, member->id);
		sqlite3_bind_int64(stmt, 3, member->number);
		sqlite3_bind_int(stmt, 4, member->extra);
		if (!td_store_run(self->index, stmt, error))
			return false;
	}
	return true;
}

static bool
store_series(storing *self, const td_linked_series *one, GError **error)
{
	const td_series *series = one->series;
	sqlite3_stmt *stmt = td_store_sql(self->index, TD_SQL_SERIES_ADD, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, one->id);
	sqlite3_bind_int64(stmt, 2, series->version);
	sqlite3_bind_int64(stmt, 3, series->minor);
	sqlite3_bind_int64(stmt, 4, series->total);
	sqlite3_bind_int64(stmt, 5, series->received);
	sqlite3_bind_int(stmt, 6, series->rfc);
	sqlite3_bind_int(stmt, 7, series->resend);
	td_bind_some(stmt, 8, series->cover);
	sqlite3_bind_int64(stmt, 9, series->head);
	td_judge_touch(self->index, one->id);
	return td_store_run(self->index, stmt, error) && store_members(self, one, error);
}

/* Whether a mail is linked as it was, and came when it had come. */
static bool
is_unmoved(const storing *self, int64_t message)
{
	const td_linked *row = find_row(self->rows, message);

	return row != NULL && is_same(row, find_row(self->was, message)) &&
	       !td_judge_is_moved(self->index, message);
}

static bool
are_unmoved(const storing *self, const td_series *series)
{
	if (series->cover != 0 && !is_unmoved(self, series->cover))
		return false;
	for (unsigned i = 0; i < count_members(series); i++)
		if (!is_unmoved(self, member_at(series, i)->id))
			return false;
	return true;
}

static bool
is_as_stored(const td_series *series, const td_index_series *stored)
{
	return stored->version == series->version && stored->minor == series->minor &&
	       stored->total == series->total && stored->received == series->received &&
	       stored->rfc == series->rfc && stored->resend == series->resend &&
	       stored->cover == series->cover && stored->head == series->head;
}

static bool
has_members(const td_series *series, const GArray *stored)
{
	if (stored->len != count_members(series))
		return false;
	for (unsigned i = 0; i < stored->len; i++) {
		const td_index_member *is = &g_array_index(stored, td_index_member, i);
		const td_series_member *member = member_at(series, i);

		if (is->message != member->id || is->number != member->number ||
		    is->extra != member->extra)
			return false;
	}
	return true;
}

static bool
is_kept(storing *self, const td_linked_series *one, bool *kept, GError **error)
{
	g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(td_index_member));
	td_index_series stored;
	bool found;

	*kept = are_unmoved(self, one->series);
	if (!*kept)
		return true;
	if (!td_stored_series_find(self->index, one->id, &stored, &found, error))
		return false;
	*kept = found && is_as_stored(one->series, &stored);
	if (!*kept)
		return true;
	if (!td_stored_series_add(self->index, one->id, members, error))
		return false;
	*kept = has_members(one->series, members);
	return true;
}

/* The series that rows name, each once. A set of int64_t *. */
static GHashTable *
list_series(const GArray *rows)
{
	GHashTable *all =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

	for (unsigned i = 0; i < rows->len; i++) {
		const td_linked *one = &g_array_index(rows, td_linked, i);

		if (one->series != 0 && !g_hash_table_contains(all, &one->series))
			g_hash_table_add(
			    all, g_memdup2(&one->series, sizeof one->series));
	}
	return all;
}

/* Takes out of old what stays; the others, of td_linked_series *, are to be written. */
static GPtrArray *
find_new(storing *self, const GArray *series, GHashTable *old, GError **error)
{
	g_autoptr(GPtrArray) new = g_ptr_array_new();

	for (unsigned i = 0; i < series->len; i++) {
		td_linked_series *one = &g_array_index(series, td_linked_series, i);
		bool kept = g_hash_table_contains(old, &one->id);

		if (kept && !is_kept(self, one, &kept, error))
			return NULL;
		if (kept) {
			td_judge_again(self->index, one->id);
			g_hash_table_remove(old, &one->id);
		} else {
			g_ptr_array_add(new, one);
		}
	}
	return g_steal_pointer(&new);
}

bool
td_linked_remove_series(td_index *index, int64_t series, GError **error)
{
	return td_judge_forget(index, series, error) &&
	       td_store_run_ids(index, TD_SQL_SERIES_REMOVE, series, 0, error) &&
	       td_store_run_ids(index, TD_SQL_MEMBER_REMOVE, series << TD_MEMBER_BITS,
		   series << TD_MEMBER_BITS | TD_LOW(TD_MEMBER_BITS), error);
}

static bool
remove_series(storing *self, GHashTable *old, GError **error)
{
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, old);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		if (!td_linked_remove_series(self->index, *(int64_t *)key, error))
			return false;
	return true;
}

static bool
store_row(storing *self, const td_linked *row, GError **error)
{
	sqlite3_stmt *stmt = td_store_sql(self->index, TD_SQL_LINK_PUT, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, row->message);
	sqlite3_bind_int64(stmt, 2, row->thread);
	td_bind_some(stmt, 3, row->parent);
	td_bind_some(stmt, 4, row->series);
	td_bind_some(stmt, 5, row->original);
	td_bind_some(stmt, 6, td_clusters_fresh(self->index->clusters, row->message));
	return td_store_run(self->index, stmt, error);
}

bool
td_linked_store(td_index *index, const GArray *series, const GArray *rows,
    const GArray *was, GError **error)
{
	storing self = { index, rows, was };
	g_autoptr(GHashTable) old = list_series(was);
	g_autoptr(GPtrArray) new = find_new(&self, series, old, error);

	/* What was goes before anything is written, as it may have the same number. */
	if (new == NULL || !remove_series(&self, old, error))
		return false;
	for (unsigned i = 0; i < new->len; i++)
		if (!store_series(&self, new->pdata[i], error))
			return false;
	for (unsigned i = 0; i < rows->len; i++) {
		const td_linked *row = &g_array_index(rows, td_linked, i);

		if (!is_same(row, find_row(was, row->message)) &&
		    !store_row(&self, row, error))
			return false;
	}
	return true;
}
