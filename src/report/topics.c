/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/topics.c - a window of the newest mails, put together by threads */
#include "report/topics.h"

#include "index/recent.h"
#include "index/standings.h"
#include "report/mail_rows.h"

typedef struct building {
	td_topics *topics;
	td_index *index;
	GHashTable *threads; /* int64_t * thread to td_topic * */
	GArray *openers;     /* of int64_t, beside topics */
} building;

void
td_topics_free(td_topics *topics)
{
	if (!topics)
		return;
	g_ptr_array_unref(topics->topics);
	g_string_chunk_free(topics->store);
	g_free(topics);
}

static bool
take_recent(building *self, td_index_recent *recent, GError **error)
{
	td_topic *topic = g_hash_table_lookup(self->threads, &recent->thread);
	td_index_topic found;

	if (topic) {
		topic->fresh++;
		return true;
	}
	if (!td_index_load_topic(self->index, recent->thread, &found, error))
		return false;
	if (found.mails == 0)
		return true;
	topic = g_new0(td_topic, 1);
	topic->fresh = 1;
	topic->mails = found.mails;
	topic->people = found.people;
	topic->last = found.last;
	topic->message_id = topic->subject = topic->name = topic->address = "";
	g_hash_table_insert(self->threads, &recent->thread, topic);
	g_ptr_array_add(self->topics->topics, topic);
	g_array_append_val(self->openers, found.first);
	return true;
}

static bool
take_state(const td_index_standing *standing, void *data)
{
	td_topic *topic = data;

	topic->is_series = true;
	topic->state = standing->state;
	topic->reviewed = standing->reviewed + standing->acked;
	return true;
}

static bool
describe(building *self, const td_people *people, GError **error)
{
	g_autoptr(td_mail_rows) rows =
	    td_mail_rows_load(self->index, self->openers, people, false, error);
	GStringChunk *store = self->topics->store;
	unsigned at = 0;

	if (!rows)
		return false;
	for (unsigned i = 0; i < rows->rows->len; i++) {
		const td_mail_row *row = rows->rows->pdata[i];
		td_topic *topic;
		bool found;

		while (g_array_index(self->openers, int64_t, at) != row->message)
			at++;
		topic = self->topics->topics->pdata[at];
		topic->message = row->message;
		topic->message_id = g_string_chunk_insert(store, row->message_id);
		topic->subject = g_string_chunk_insert(store, row->subject);
		topic->name = g_string_chunk_insert(store, row->from_name);
		topic->address = g_string_chunk_insert(store, row->from_address);
		topic->first = row->received;
		if (row->series != 0 && !td_index_find_standing(self->index, row->series,
					    take_state, topic, &found, error))
			return false;
	}
	return true;
}

static int
compare_topics(const void *a, const void *b, void *data)
{
	const td_topic *x = *(td_topic *const *)a, *y = *(td_topic *const *)b;
	const td_topics_options *options = data;
	int64_t at = options->openers ? x->first : x->last;
	int64_t other = options->openers ? y->first : y->last;

	return (at < other) - (at > other);
}

td_topics *
td_topics_build(td_index *index, const td_topics_options *options, GError **error)
{
	const td_recent_options wanted = {
		.list = options->list,
		.before = options->before,
		.until = options->until,
		.openers = options->openers,
		.limit = options->window,
	};
	g_autoptr(GArray) recent = td_index_load_recent(index, &wanted, error);
	g_autoptr(td_topics) topics = g_new0(td_topics, 1);
	g_autoptr(GHashTable) threads = g_hash_table_new(g_int64_hash, g_int64_equal);
	g_autoptr(GArray) openers = g_array_new(FALSE, FALSE, sizeof(int64_t));
	building self = { topics, index, threads, openers };

	topics->topics = g_ptr_array_new_with_free_func(g_free);
	topics->store = g_string_chunk_new(1 << 14);
	if (!recent)
		return NULL;
	for (unsigned i = 0; i < recent->len; i++)
		if (!take_recent(
			&self, &g_array_index(recent, td_index_recent, i), error))
			return NULL;
	if (!describe(&self, options->people, error))
		return NULL;
	if (recent->len > 0) {
		const td_index_recent *last =
		    &g_array_index(recent, td_index_recent, recent->len - 1);

		topics->oldest = last->received;
		if (recent->len == options->window)
			topics->older = last->position;
	}
	g_ptr_array_sort_with_data(
	    topics->topics, compare_topics, (void *)(uintptr_t)options);
	return g_steal_pointer(&topics);
}
