/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/written.c - threads by list and number, the last one used first */
#include "serve/written.h"
#include "serve/admit.h"

#include <string.h>

enum {
	most_bytes = 24 << 20, /* of a worker */
	largest = 4 << 20,     /* of one thread */
	mail_bytes = 512       /* of a mail's strings in a discussion, about */
};

typedef struct entry {
	td_written_thread thread; /* first: an entry is found by it */
	char *key;
	size_t bytes;
	GList link; /* in the order of their use */
} entry;

struct td_written {
	GHashTable *entries; /* of entry *, by their keys */
	GQueue order;        /* the last one used first */
	entry *passing;      /* one that is not kept; NULL */
	size_t bytes;
	char *mark; /* serving's, when they were made */
};

static void
free_entry(void *data)
{
	entry *one = data;

	if (!one)
		return;
	td_site_articles_free(one->thread.articles);
	td_discussion_free(one->thread.discussion);
	g_free(one->key);
	g_free(one);
}

td_written *
td_written_new(void)
{
	td_written *written = g_new0(td_written, 1);

	written->entries = g_hash_table_new(g_str_hash, g_str_equal);
	g_queue_init(&written->order);
	return written;
}

static void
drop(td_written *written, entry *one)
{
	g_hash_table_remove(written->entries, one->key);
	g_queue_unlink(&written->order, &one->link);
	written->bytes -= one->bytes;
	free_entry(one);
}

static void
drop_all(td_written *written)
{
	while (!g_queue_is_empty(&written->order))
		drop(written, g_queue_peek_tail(&written->order));
}

void
td_written_free(td_written *written)
{
	if (!written)
		return;
	drop_all(written);
	free_entry(written->passing);
	g_hash_table_unref(written->entries);
	g_free(written->mark);
	g_free(written);
}

/* Who may not read some lists sees another thread. */
static char *
key_of(const td_serving *serving, const td_served_list *list, int64_t thread)
{
	GString *key = g_string_new(list->name);

	g_string_append_printf(key, "\n%" G_GINT64_FORMAT, thread);
	for (unsigned i = 0; i < serving->hidden->len; i++)
		g_string_append_printf(
		    key, "\n%s", (const char *)serving->hidden->pdata[i]);
	return g_string_free(key, FALSE);
}

/* What they were made of is as it was, or they go. */
static void
keep_step(td_written *written, const td_serving *serving)
{
	g_clear_pointer(&written->passing, free_entry);
	if (serving->mark && g_strcmp0(written->mark, serving->mark) == 0)
		return;
	drop_all(written);
	g_free(written->mark);
	written->mark = g_strdup(serving->mark);
}

td_written_thread *
td_written_find(td_written *written, const td_serving *serving,
    const td_served_list *list, int64_t thread)
{
	g_autofree char *key = key_of(serving, list, thread);
	entry *one;

	keep_step(written, serving);
	one = g_hash_table_lookup(written->entries, key);
	if (!one)
		return NULL;
	g_queue_unlink(&written->order, &one->link);
	g_queue_push_head_link(&written->order, &one->link);
	return &one->thread;
}

static size_t
size_of(const entry *one)
{
	const td_written_thread *thread = &one->thread;

	return sizeof *one + strlen(one->key) +
	       thread->discussion->mails->len *
		   (sizeof(td_discussion_mail) + mail_bytes) +
	       (thread->articles ? td_site_articles_bytes(thread->articles) : 0);
}

td_written_thread *
td_written_add(td_written *written, const td_serving *serving, const td_served_list *list,
    td_discussion *take_discussion)
{
	entry *one = g_new0(entry, 1);

	keep_step(written, serving);
	one->thread.discussion = take_discussion;
	one->key = key_of(serving, list, take_discussion->thread);
	written->passing = one;
	return &one->thread;
}

/* It is no passing one any more. */
static void
keep(td_written *written, entry *one)
{
	written->passing = NULL;
	one->link.data = one;
	g_queue_push_head_link(&written->order, &one->link);
	g_hash_table_insert(written->entries, one->key, one);
}

void
td_written_fill(
    td_written *written, td_written_thread *thread, td_site_articles *take_articles)
{
	entry *one = (entry *)(void *)thread;
	bool passing = one == written->passing;

	td_site_articles_free(thread->articles);
	thread->articles = take_articles;
	written->bytes -= one->bytes;
	one->bytes = size_of(one);
	/* Pages of a thread with several forms of a mail are not alike. */
	if (passing && (thread->discussion->has_forms || one->bytes > largest)) {
		one->bytes = 0;
		return;
	}
	if (passing)
		keep(written, one);
	written->bytes += one->bytes;
	while (written->bytes > most_bytes && written->order.length > 1)
		drop(written, g_queue_peek_tail(&written->order));
}
