/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/written.c - threads by list and number, the last one used first */
#include "pages/written.h"

#include <string.h>

#include "pages/shelf.h"
#include "pages/thread_state.h"
#include "site/address.h"
#include "site/admit.h"

enum {
	most_bytes = 8 << 20,    /* of a worker's discussions */
	most_articles = 6 << 20, /* of the articles that are at hand */
	largest = 4 << 20,       /* of one thread */
	mail_bytes = 512         /* of a mail's strings in a discussion, about */
};

typedef struct entry {
	td_written_thread thread; /* first: an entry is found by it */
	char *key;
	char *state; /* pages/thread_state.h; NULL: not known */
	size_t bytes, articles;
	bool shelved; /* the articles */
	GList link;   /* in the order of their use */
	GList filled; /* in the same, of those with articles; data is NULL for others */
} entry;

struct td_written {
	td_shelf *shelf;
	GHashTable *entries; /* of entry *, by their keys */
	GQueue order;        /* the last one used first */
	GQueue filled;       /* likewise, those with articles */
	entry *passing;      /* one that is not kept; NULL */
	size_t bytes, articles;
	char *mark;    /* serving's, when they were made */
	char *settled; /* the same: what the shelf is asked with */
};

static void
free_entry(void *data)
{
	entry *one = data;

	if (!one)
		return;
	td_site_articles_free(one->thread.articles);
	g_clear_pointer(&one->thread.places, g_ptr_array_unref);
	td_discussion_free(one->thread.discussion);
	g_free(one->key);
	g_free(one->state);
	g_free(one);
}

static td_written *
new_written(td_shelf *shelf)
{
	td_written *written = g_new0(td_written, 1);

	written->shelf = shelf;
	written->entries = g_hash_table_new(g_str_hash, g_str_equal);
	g_queue_init(&written->order);
	g_queue_init(&written->filled);
	return written;
}

static void
drop_articles(td_written *written, entry *one)
{
	if (one->filled.data)
		g_queue_unlink(&written->filled, &one->filled);
	one->filled.data = NULL;
	written->articles -= one->articles;
	one->articles = 0;
	g_clear_pointer(&one->thread.articles, td_site_articles_free);
}

static void
drop(td_written *written, entry *one)
{
	drop_articles(written, one);
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

static void
free_written(void *data)
{
	td_written *written = data;

	drop_all(written);
	free_entry(written->passing);
	g_hash_table_unref(written->entries);
	g_free(written->mark);
	g_free(written->settled);
	g_free(written);
}

td_written *
td_written_of(td_serving *serving)
{
	td_serving_own *own = &serving->written;

	if (!own->data)
		*own = (td_serving_own){ new_written(serving->settings->shelf),
			free_written };
	return own->data;
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
	g_autofree char *root = NULL;

	g_clear_pointer(&written->passing, free_entry);
	if (serving->mark && g_strcmp0(written->mark, serving->mark) == 0)
		return;
	drop_all(written);
	root = td_serving_root(serving);
	g_free(written->mark);
	written->mark = g_strdup(serving->mark);
	g_free(written->settled);
	written->settled = g_strconcat(serving->settled, " ", root, NULL);
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
	if (one->filled.data) {
		g_queue_unlink(&written->filled, &one->filled);
		g_queue_push_head_link(&written->filled, &one->filled);
	}
	return &one->thread;
}

/* It is no passing one any more. */
static void
keep(td_written *written, entry *one)
{
	written->passing = NULL;
	one->link.data = one;
	one->bytes = sizeof *one + strlen(one->key) +
		     one->thread.discussion->mails->len *
			 (sizeof(td_discussion_mail) + mail_bytes);
	written->bytes += one->bytes;
	g_queue_push_head_link(&written->order, &one->link);
	g_hash_table_insert(written->entries, one->key, one);
	while (written->bytes > most_bytes && written->order.length > 1)
		drop(written, g_queue_peek_tail(&written->order));
}

td_written_thread *
td_written_add(td_written *written, td_serving *serving, const td_served_list *list,
    td_discussion *take_discussion)
{
	entry *one = g_new0(entry, 1);

	keep_step(written, serving);
	one->thread.discussion = take_discussion;
	one->thread.places = td_thread_places(serving, list, take_discussion);
	one->state = one->thread.places
			 ? td_thread_state(serving, take_discussion, one->thread.places)
			 : NULL;
	one->key = key_of(serving, list, take_discussion->thread);
	/* Pages of a thread with several forms of a mail are not alike. */
	if (take_discussion->has_forms)
		written->passing = one;
	else
		keep(written, one);
	return &one->thread;
}

static bool
is_same(const td_written_part *a, const td_written_part *b)
{
	return a->whole == b->whole && a->flat == b->flat && a->first == b->first;
}

/* All that articles depend on, but for what is settled. Commits change the state of few
 * threads, so what is on the shelf outlives most. */
static char *
shelf_key(const entry *one, const td_written_part *part)
{
	return g_strdup_printf(
	    "%d%d %u %s\n%s", part->whole, part->flat, part->first, one->state, one->key);
}

static bool
may_shelve(const td_written *written, const entry *one)
{
	return one != written->passing && written->mark && one->state;
}

/* False where it may not lie there at all; it does once it was offered twice. */
static bool
offer(td_written *written, entry *one, const td_written_part *part, GBytes *bytes)
{
	g_autofree char *key = NULL;

	if (!may_shelve(written, one) || g_bytes_get_size(bytes) > largest)
		return false;
	key = shelf_key(one, part);
	one->shelved = td_shelf_put(written->shelf, written->settled, key, bytes);
	return true;
}

static void
set_articles(td_written *written, entry *one, const td_written_part *part,
    td_site_articles *take_articles)
{
	drop_articles(written, one);
	g_clear_pointer(&one->thread.places, g_ptr_array_unref);
	one->thread.articles = take_articles;
	one->thread.part = *part;
	if (one == written->passing)
		return;
	one->articles = g_bytes_get_size(td_site_articles_bytes(take_articles));
	written->articles += one->articles;
	one->filled.data = one;
	g_queue_push_head_link(&written->filled, &one->filled);
	while (written->articles > most_articles && written->filled.length > 1)
		drop_articles(written, g_queue_peek_tail(&written->filled));
}

bool
td_written_has(
    td_written *written, td_written_thread *thread, const td_written_part *part)
{
	entry *one = (entry *)(void *)thread;
	g_autofree char *key = NULL;
	g_autoptr(GBytes) bytes = NULL;
	td_site_articles *articles;

	if (thread->articles && is_same(&thread->part, part)) {
		if (!one->shelved)
			offer(
			    written, one, part, td_site_articles_bytes(thread->articles));
		return true;
	}
	if (!may_shelve(written, one))
		return false;
	key = shelf_key(one, part);
	bytes = td_shelf_find(written->shelf, written->settled, key);
	articles = bytes ? td_site_articles_of(thread->discussion, bytes) : NULL;
	if (!articles)
		return false;
	set_articles(written, one, part, articles);
	one->shelved = true;
	return true;
}

bool
td_written_fill(td_written *written, td_written_thread *thread,
    const td_written_part *part, td_site_articles *take_articles)
{
	entry *one = (entry *)(void *)thread;
	bool offered = offer(written, one, part, td_site_articles_bytes(take_articles));

	set_articles(written, one, part, take_articles);
	return offered;
}
