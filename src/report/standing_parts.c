/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/standing_parts.c - the pieces that the page of a series is made of */
#include "report/standing_page.h"

const char *
td_page_keep(td_page_work *self, const char *text)
{
	return text != NULL && *text != '\0'
		   ? g_string_chunk_insert(self->page->store, text)
		   : "";
}

void
td_page_note_slot(td_page_work *self, int64_t message, unsigned number)
{
	g_hash_table_insert(self->slots, g_memdup2(&message, sizeof message),
	    GUINT_TO_POINTER(number + 1));
}

static void
add_patch(td_page_work *self, const td_index_row *row, unsigned number, bool extra)
{
	td_page_patch *patch = g_new0(td_page_patch, 1);
	const char *name = row->author_name;
	const char *address = row->author_address;

	td_people_resolve(self->options->people, name, address, &name, &address);
	patch->number = number;
	patch->extra = extra;
	patch->title = td_page_keep(self, row->title);
	patch->message_id = td_page_keep(self, row->message_id);
	patch->author_name = td_page_keep(self, name);
	patch->author_address = td_page_keep(self, address);
	patch->files = row->files;
	patch->insertions = row->insertions;
	patch->deletions = row->deletions;
	patch->sent = row->sent;
	g_ptr_array_add(self->page->patches, patch);
}

/* Who sends without --thread has one for each patch. */
static void
note_thread(td_page_work *self, int64_t thread)
{
	for (unsigned i = 0; i < self->threads->len; i++)
		if (g_array_index(self->threads, int64_t, i) == thread)
			return;
	g_array_append_val(self->threads, thread);
}

bool
td_page_load_patch(
    td_page_work *self, int64_t message, unsigned number, bool extra, GError **error)
{
	const td_index_range range = { .messages = &message, .n = 1 };
	g_autoptr(td_rows) rows = td_index_messages(self->index, &range, error);
	td_index_row row;
	GError *failed = NULL;

	if (rows == NULL)
		return false;
	while (td_rows_next(rows, &row, &failed)) {
		note_thread(self, row.thread);
		td_page_note_slot(self, message, number);
		add_patch(self, &row, number, extra);
	}
	if (failed == NULL)
		return true;
	g_propagate_error(error, failed);
	return false;
}

void
td_page_answer_free(void *data)
{
	td_page_answer *answer = data;

	g_ptr_array_free(answer->trailers, TRUE);
	g_ptr_array_free(answer->uncounted, TRUE);
	g_free(answer);
}
