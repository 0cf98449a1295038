/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/topics.c - a window of the newest mails, put together by threads */
#include "report/topics.h"

#include "index/recent.h"
#include "judge/standings.h"
#include "report/headcount.h"
#include "report/mail_rows.h"
#include "report/standing_work.h"

typedef struct building {
	td_topics *topics;
	td_index *index;
	GHashTable *threads; /* int64_t * thread to td_topic * */
	GArray *openers;     /* of int64_t, beside topics */
	td_headcount *count;
	GArray *posters; /* of td_index_poster: of one thread */
	const td_topics_options *options;
	td_topic *described; /* of which the series is asked for */
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

/* Of a thread, those that may be told of. */
static bool
load_posters(building *self, int64_t thread, GError **error)
{
	const td_topics_options *options = self->options;
	GArray *posters = self->posters;
	guint kept = 0;

	g_array_set_size(posters, 0);
	if (!td_index_load_posters(self->index, thread, posters, error))
		return false;
	for (guint i = 0; options->sees && i < posters->len; i++) {
		td_index_poster poster = g_array_index(posters, td_index_poster, i);
		bool sees;

		if (!options->sees(poster.message, &sees, options->data, error))
			return false;
		if (sees)
			g_array_index(posters, td_index_poster, kept++) = poster;
	}
	if (options->sees)
		g_array_set_size(posters, kept);
	return true;
}

/* The first mail that came of those, which is what the thread is known by; where that may
 * not be told of, ids say which of two that came at once. */
static int64_t
measure(const building *self, int64_t thread, td_topic *topic)
{
	const td_index_poster *first = NULL;

	for (guint i = 0; i < self->posters->len; i++) {
		const td_index_poster *poster =
		    &g_array_index(self->posters, td_index_poster, i);

		if (!first || poster->message == thread ||
		    (first->message != thread && poster->received < first->received))
			first = poster;
		if (i == 0 || poster->received > topic->last)
			topic->last = poster->received;
	}
	topic->mails = self->posters->len;
	return first ? first->message : thread;
}

static bool
count_people(building *self, td_topic *topic, GError **error)
{
	td_headcount_begin(self->count);
	for (unsigned i = 0; i < self->posters->len; i++) {
		const td_index_poster *poster =
		    &g_array_index(self->posters, td_index_poster, i);

		if (!td_headcount_add_mail(
			self->count, poster->sender, poster->author, poster->kind, error))
			return false;
	}
	topic->people = td_headcount_people(self->count);
	return true;
}

static bool
take_recent(building *self, td_index_recent *recent, GError **error)
{
	td_topic *topic = g_hash_table_lookup(self->threads, &recent->thread);
	int64_t first;

	if (topic) {
		topic->fresh++;
		return true;
	}
	if (!load_posters(self, recent->thread, error))
		return false;
	if (self->posters->len == 0)
		return true;
	topic = g_new0(td_topic, 1);
	topic->fresh = 1;
	topic->message_id = topic->subject = topic->name = topic->address = "";
	first = measure(self, recent->thread, topic);
	g_hash_table_insert(self->threads, &recent->thread, topic);
	g_ptr_array_add(self->topics->topics, topic);
	g_array_append_val(self->openers, first);
	return count_people(self, topic, error);
}

static bool
take_state(const td_index_standing *standing, void *data)
{
	building *self = data;
	td_topic *topic = self->described;

	topic->is_series = true;
	topic->state = standing->state;
	topic->reviewed = td_standing_count_tags(standing, self->options->people).either;
	return true;
}

static bool
describe(building *self, GError **error)
{
	g_autoptr(td_mail_rows) rows = td_mail_rows_load(
	    self->index, self->openers, self->options->people, false, error);
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
		self->described = topic;
		if (row->series != 0 && !td_index_find_standing(self->index, row->series,
					    take_state, self, &found, error))
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
	g_autoptr(GArray) posters = g_array_new(FALSE, FALSE, sizeof(td_index_poster));
	g_autoptr(td_headcount) count = td_headcount_new(index, options->people);
	building self = { topics, index, threads, openers, count, posters, options,
		NULL };

	topics->topics = g_ptr_array_new_with_free_func(g_free);
	topics->store = g_string_chunk_new(1 << 14);
	if (!recent)
		return NULL;
	for (unsigned i = 0; i < recent->len; i++)
		if (!take_recent(
			&self, &g_array_index(recent, td_index_recent, i), error))
			return NULL;
	if (!describe(&self, error))
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
