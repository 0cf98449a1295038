/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/stock.c - a thread that reads lists into tables */
#include "patchwork/stock.h"

#include <fcntl.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/spare.h"
#include "index/lists.h"

/* One that was asked for. */
typedef struct table {
	char *list;
	unsigned project;
	bool open_only;
	td_posts *posts; /* what copies are made of: only the thread touches it */
	uint64_t seed;   /* of the index that it was read from */
	td_posts *copy;  /* for who asks next; NULL */
	bool wanted;     /* another one is to be made */
	bool failed;     /* it could not be, the last time */
	int event;       /* can be read once it is made */
} table;

/* Under the lock nothing is read and nothing copied. */
struct td_stock {
	const td_serve_settings *settings;
	GMutex lock;
	GCond asked;
	GThread *thread;   /* NULL until somebody asks */
	GPtrArray *tables; /* of table * */
	bool stop;
};

static void
free_table(void *data)
{
	table *one = data;

	td_posts_free(one->posts);
	td_posts_free(one->copy);
	g_free(one->list);
	if (one->event >= 0)
		close(one->event);
	g_free(one);
}

td_stock *
td_stock_new(const td_serve_settings *settings)
{
	td_stock *stock = g_new0(td_stock, 1);

	stock->settings = settings;
	g_mutex_init(&stock->lock);
	g_cond_init(&stock->asked);
	stock->tables = g_ptr_array_new_with_free_func(free_table);
	return stock;
}

void
td_stock_free(td_stock *stock)
{
	if (!stock)
		return;
	g_mutex_lock(&stock->lock);
	stock->stop = true;
	g_cond_signal(&stock->asked);
	g_mutex_unlock(&stock->lock);
	if (stock->thread)
		g_thread_join(stock->thread);
	g_ptr_array_unref(stock->tables);
	g_cond_clear(&stock->asked);
	g_mutex_clear(&stock->lock);
	g_free(stock);
}

/* What is there is brought up to date, or read anew. */
static td_posts *
make_posts(td_index *index, const table *wanted, td_posts *take_posts)
{
	g_autoptr(td_posts) posts = take_posts;
	int64_t list = 0;
	bool done = false;

	if (posts && td_posts_update(posts, index, &done, NULL) && done)
		return g_steal_pointer(&posts);
	if (!td_index_find_list(index, wanted->list, &list, NULL) || list == 0)
		return NULL;
	return td_posts_load(index, list, wanted->project, NULL);
}

/* As the index is now; NULL where it cannot be asked. One that is wanted is nobody else's
 * to change, or to free. */
static td_posts *
make_copy(const td_serve_settings *settings, table *wanted)
{
	g_autoptr(td_serving) serving =
	    td_serving_open_some(settings, wanted->open_only, NULL);
	td_posts *posts = g_steal_pointer(&wanted->posts);

	if (!serving || !td_serving_begin(serving, NULL)) {
		td_posts_free(posts);
		return NULL;
	}
	td_serving_allow_all(serving);
	if (wanted->seed != td_index_seed(serving->index))
		g_clear_pointer(&posts, td_posts_free);
	wanted->seed = td_index_seed(serving->index);
	wanted->posts = make_posts(serving->index, wanted, posts);
	td_serving_end(serving);
	return wanted->posts ? td_posts_copy(wanted->posts) : NULL;
}

static table *
find_wanted(const td_stock *stock)
{
	for (unsigned i = 0; i < stock->tables->len; i++) {
		table *one = g_ptr_array_index(stock->tables, i);

		if (one->wanted)
			return one;
	}
	return NULL;
}

static void *
make_tables(void *data)
{
	td_stock *stock = data;

	g_mutex_lock(&stock->lock);
	while (!stock->stop) {
		table *one = find_wanted(stock);
		td_posts *copy;

		if (!one) {
			g_cond_wait(&stock->asked, &stock->lock);
			continue;
		}
		g_mutex_unlock(&stock->lock);
		copy = make_copy(stock->settings, one);
		td_spare_give_back();
		g_mutex_lock(&stock->lock);
		one->copy = copy;
		one->failed = !copy;
		one->wanted = false;
		eventfd_write(one->event, 1);
	}
	g_mutex_unlock(&stock->lock);
	return NULL;
}

static table *
find(td_stock *stock, const td_stock_item *item)
{
	table *one;

	for (unsigned i = 0; i < stock->tables->len; i++) {
		one = g_ptr_array_index(stock->tables, i);
		if (one->open_only == item->open_only &&
		    strcmp(one->list, item->list) == 0)
			return one;
	}
	one = g_new0(table, 1);
	one->list = g_strdup(item->list);
	one->project = item->project;
	one->open_only = item->open_only;
	one->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	g_ptr_array_add(stock->tables, one);
	return one;
}

/* Who waits for the one before it, too, waits for this one then. */
static void
order(td_stock *stock, table *one)
{
	eventfd_t n;

	eventfd_read(one->event, &n);
	one->wanted = true;
	if (!stock->thread)
		stock->thread = g_thread_new("tables", make_tables, stock);
	g_cond_signal(&stock->asked);
}

td_posts *
td_stock_take(td_stock *stock, const td_stock_item *item, int *fd)
{
	td_posts *posts = NULL;
	table *one;

	*fd = -1;
	g_mutex_lock(&stock->lock);
	one = find(stock, item);
	if (one->copy && one->seed == item->seed)
		posts = g_steal_pointer(&one->copy);
	else if (one->failed)
		one->failed = false; /* the next one to ask may have luck */
	else {
		if (!one->wanted) {
			g_clear_pointer(&one->copy, td_posts_free);
			order(stock, one);
		}
		if (one->event >= 0)
			*fd = fcntl(one->event, F_DUPFD_CLOEXEC, 0);
	}
	g_mutex_unlock(&stock->lock);
	return posts;
}
