/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/history.c - rows of patches that go on from version to version */
#include "report/history.h"

#include <string.h>

#include "index/lookup.h"
#include "subject/subject.h"

typedef struct tracing {
	td_history *history;
	td_index *index;
	GHashTable *by_patch_id, *by_title; /* char * to td_history_row *, still alive */
	unsigned column;
	GHashTable *taken; /* rows that have a patch of this column */
} tracing;

void
td_history_free(td_history *history)
{
	if (!history)
		return;
	g_ptr_array_unref(history->columns);
	g_ptr_array_unref(history->rows);
	g_ptr_array_unref(history->applied);
	g_string_chunk_free(history->store);
	g_free(history);
}

static const char *
keep(td_history *history, const char *text)
{
	return text && *text ? g_string_chunk_insert(history->store, text) : "";
}

/* The row that a patch goes on from, which no other patch of its version has. */
static td_history_row *
find_row(tracing *self, const char *patch_id, const char *key, td_history_mark *mark)
{
	td_history_row *row =
	    *patch_id ? g_hash_table_lookup(self->by_patch_id, patch_id) : NULL;

	*mark = TD_HISTORY_SAME;
	if (row && !g_hash_table_contains(self->taken, row))
		return row;
	row = g_hash_table_lookup(self->by_title, key);
	*mark = *patch_id ? TD_HISTORY_CHANGED : TD_HISTORY_KEPT;
	return row && !g_hash_table_contains(self->taken, row) ? row : NULL;
}

static void
add_patch(tracing *self, const td_index_row *from, unsigned number)
{
	g_autofree char *key = td_subject_key(from->title);
	td_history_mark mark;
	td_history_row *row = find_row(self, from->patch_id, key, &mark);
	td_history_cell *cell;

	if (!row) {
		row = g_new0(td_history_row, 1);
		g_ptr_array_add(self->history->rows, row);
		mark = TD_HISTORY_NEW;
	}
	g_hash_table_add(self->taken, row);
	row->title = keep(self->history, from->title);
	row->last = self->column;
	cell = &row->cells[self->column];
	cell->mark = mark;
	cell->number = number;
	cell->message_id = keep(self->history, from->message_id);
	g_hash_table_insert(self->by_title, g_steal_pointer(&key), row);
	if (*from->patch_id)
		g_hash_table_insert(self->by_patch_id, g_strdup(from->patch_id), row);
}

/* Rows of named messages come one by one, in the order of the members. */
static bool
add_version(tracing *self, const td_index_series *series, GError **error)
{
	const td_index_range head = { .messages = &series->head, .n = 1 };
	g_autoptr(GArray) members = td_index_load_members(self->index, &head, error);

	if (!members)
		return false;
	g_hash_table_remove_all(self->taken);
	for (unsigned i = 0; i < members->len; i++) {
		const td_index_member *member =
		    &g_array_index(members, td_index_member, i);
		const td_index_range one = { .messages = &member->message, .n = 1 };
		td_rows *rows;
		td_index_row row;
		GError *failed = NULL;

		if (member->series != series->id || member->extra)
			continue;
		rows = td_index_messages(self->index, &one, error);
		if (!rows)
			return false;
		if (td_rows_next(rows, &row, &failed))
			add_patch(self, &row, member->number);
		td_rows_close(rows);
		if (failed) {
			g_propagate_error(error, failed);
			return false;
		}
	}
	return true;
}

static int
compare_rows(const void *a, const void *b)
{
	const td_history_row *x = *(td_history_row *const *)a;
	const td_history_row *y = *(td_history_row *const *)b;

	if (x->last != y->last)
		return x->last > y->last ? -1 : 1;
	return (x->cells[x->last].number > y->cells[y->last].number) -
	       (x->cells[x->last].number < y->cells[y->last].number);
}

/* Resends and copies say nothing new, but the one that is looked at has a column. */
static void
choose_columns(td_history *history, const td_series_page *page)
{
	int64_t own = page->standing->series.id;

	for (unsigned i = 0; i < page->versions->len; i++) {
		td_page_version *version = page->versions->pdata[i];

		if (!version->alias || version->standing->series.id == own)
			g_ptr_array_add(history->columns, version);
	}
	while (history->columns->len > TD_HISTORY_VERSIONS)
		g_ptr_array_remove_index(history->columns, 0);
}

static void
take_notice(const td_index_notice *notice, void *data)
{
	td_history *history = data;
	td_history_applied *applied;

	if (notice->source == TD_NOTICE_CITED || !notice->commit || !*notice->commit)
		return;
	applied = g_new0(td_history_applied, 1);
	applied->commit = keep(history, notice->commit);
	applied->tree = keep(history, notice->tree);
	applied->branch = keep(history, notice->branch);
	applied->title = keep(history, notice->title);
	applied->message_id = "";
	applied->received = notice->message; /* until add_applied() knows better */
	g_ptr_array_add(history->applied, applied);
}

static bool
describe_applied(td_index *index, td_history *history, GError **error)
{
	for (unsigned i = 0; i < history->applied->len; i++) {
		td_history_applied *applied = history->applied->pdata[i];
		int64_t message = applied->received;
		const td_index_range one = { .messages = &message, .n = 1 };
		td_rows *rows = td_index_messages(index, &one, error);
		td_index_row row;
		GError *failed = NULL;

		if (!rows)
			return false;
		if (td_rows_next(rows, &row, &failed)) {
			applied->message_id = keep(history, row.message_id);
			applied->received = row.received;
		}
		td_rows_close(rows);
		if (failed) {
			g_propagate_error(error, failed);
			return false;
		}
	}
	return true;
}

/* Notices of the thread that the series is in. */
static bool
add_applied(td_index *index, td_history *history, int64_t message, GError **error)
{
	g_autoptr(GArray) thread = NULL;
	const td_index_range head = { .messages = &message, .n = 1 };
	td_index_range range = { 0 };
	td_rows *rows = td_index_messages(index, &head, error);
	td_index_row row;
	GError *failed = NULL;
	int64_t id = 0;

	if (!rows)
		return false;
	if (td_rows_next(rows, &row, &failed))
		id = row.thread;
	td_rows_close(rows);
	if (failed) {
		g_propagate_error(error, failed);
		return false;
	}
	thread = td_index_find_thread(index, id, error);
	if (!thread)
		return false;
	range.messages = (const int64_t *)(void *)thread->data;
	range.n = thread->len;
	return (thread->len == 0 ||
		   td_index_each_notice(index, &range, take_notice, history, error)) &&
	       describe_applied(index, history, error);
}

td_history *
td_history_build(td_index *index, const td_series_page *page, GError **error)
{
	g_autoptr(td_history) history = g_new0(td_history, 1);
	g_autoptr(GHashTable) by_patch_id =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) by_title =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
	tracing self = { history, index, by_patch_id, by_title, 0, taken };

	history->columns = g_ptr_array_new();
	history->rows = g_ptr_array_new_with_free_func(g_free);
	history->applied = g_ptr_array_new_with_free_func(g_free);
	history->store = g_string_chunk_new(1 << 13);
	choose_columns(history, page);
	for (unsigned i = 0; i < history->columns->len; i++) {
		const td_page_version *version = history->columns->pdata[i];

		self.column = i;
		if (!add_version(&self, &version->standing->series, error))
			return NULL;
	}
	g_ptr_array_sort(history->rows, compare_rows);
	if (!add_applied(index, history, page->standing->series.head, error))
		return NULL;
	return g_steal_pointer(&history);
}
