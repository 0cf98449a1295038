/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/mail_rows.c - rows are read in the index's order and given in the reader's */
#include "report/mail_rows.h"

#include "base/ids.h"
#include "report/sender.h"

typedef struct loading {
	td_mail_rows *rows;
	td_index *index;
	const td_people *people;
	GHashTable *by_id; /* int64_t * message to td_mail_row * */
} loading;

static const char *
keep(loading *self, const char *text)
{
	return text && *text ? g_string_chunk_insert(self->rows->store, text) : "";
}

void
td_mail_rows_free(td_mail_rows *rows)
{
	if (!rows)
		return;
	g_ptr_array_unref(rows->rows);
	g_string_chunk_free(rows->store);
	g_free(rows);
}

/* Ascending, each once. */
static GArray *
sorted(const GArray *messages)
{
	GArray *ids = g_array_sized_new(FALSE, FALSE, sizeof(int64_t), messages->len);

	if (messages->len > 0)
		g_array_append_vals(ids, messages->data, messages->len);
	td_ids_tidy(ids);
	return ids;
}

static void
take_row(loading *self, const td_index_row *from)
{
	td_mail_row *row = g_new0(td_mail_row, 1);
	const char *name, *address;

	row->message = from->id;
	row->message_id = keep(self, from->message_id);
	row->subject = keep(self, from->subject);
	row->title = keep(self, from->title);
	row->class_name = g_string_chunk_insert_const(
	    self->rows->store, from->class_name ? from->class_name : "");
	td_sender_find(from, &name, &address);
	td_people_resolve(
	    self->people, name, address, &row->from_name, &row->from_address);
	row->from_name = keep(self, row->from_name);
	row->from_address = keep(self, row->from_address);
	row->parent_id = "";
	row->thread = from->thread;
	row->parent = from->parent;
	row->series = from->series;
	row->sent = from->sent;
	row->received = from->received;
	row->kind = from->kind;
	row->version = from->version;
	row->number = from->number;
	row->total = from->total;
	row->files = from->files;
	row->insertions = from->insertions;
	row->deletions = from->deletions;
	g_hash_table_insert(self->by_id, &row->message, row);
}

static bool
each_row(loading *self, const GArray *ids, void (*take)(loading *, const td_index_row *),
    GError **error)
{
	const td_index_range range = { .messages = (const int64_t *)(void *)ids->data,
		.n = ids->len };
	td_rows *rows;
	td_index_row row;
	GError *failed = NULL;

	if (ids->len == 0)
		return true;
	rows = td_index_messages(self->index, &range, error);
	if (!rows)
		return false;
	while (td_rows_next(rows, &row, &failed))
		take(self, &row);
	td_rows_close(rows);
	if (!failed)
		return true;
	g_propagate_error(error, failed);
	return false;
}

/* Rows name their parent's message: its id is put there for all at once. */
static void
take_parent(loading *self, const td_index_row *from)
{
	const char *id = keep(self, from->message_id);
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, self->by_id);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		td_mail_row *row = value;

		if (row->parent == from->id)
			row->parent_id = id;
	}
}

static bool
load_parents(loading *self, GError **error)
{
	g_autoptr(GArray) parents = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) ids = NULL;
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, self->by_id);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const td_mail_row *row = value;

		if (row->parent != 0)
			g_array_append_val(parents, row->parent);
	}
	ids = sorted(parents);
	return each_row(self, ids, take_parent, error);
}

td_mail_rows *
td_mail_rows_load(td_index *index, const GArray *messages, const td_people *people,
    bool parents, GError **error)
{
	g_autoptr(td_mail_rows) rows = g_new0(td_mail_rows, 1);
	g_autoptr(GHashTable) by_id = g_hash_table_new(g_int64_hash, g_int64_equal);
	g_autoptr(GArray) ids = sorted(messages);
	loading self = { rows, index, people, by_id };

	rows->rows = g_ptr_array_new_with_free_func(g_free);
	rows->store = g_string_chunk_new(1 << 14);
	if (!each_row(&self, ids, take_row, error) ||
	    (parents && !load_parents(&self, error))) {
		/* Rows are the table's until they are in the list. */
		GHashTableIter iter;
		gpointer value;

		g_hash_table_iter_init(&iter, by_id);
		while (g_hash_table_iter_next(&iter, NULL, &value))
			g_free(value);
		return NULL;
	}
	for (unsigned i = 0; i < messages->len; i++) {
		int64_t id = g_array_index(messages, int64_t, i);
		td_mail_row *row = g_hash_table_lookup(by_id, &id);

		if (row) {
			g_hash_table_remove(by_id, &id);
			g_ptr_array_add(rows->rows, row);
		}
	}
	return g_steal_pointer(&rows);
}
