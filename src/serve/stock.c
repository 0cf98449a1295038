/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/stock.c - a thread that reads lists into tables */
#include "serve/stock.h"

#include <fcntl.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "index/lists.h"

/* One that was asked for. */
typedef struct table {
	char *list;
	unsigned project;
	bool open_only;
	bool made;     /* or it failed: posts is NULL then */
	uint64_t seed; /* of the index that it was read from */
	td_posts *posts;
	int event; /* can be read once it is made */
} table;

/* Threads wait for one another here as it is about what is seldom made and large: a copy
 * is made under the lock. */
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

/* As the index is now; NULL where it cannot be asked. */
static td_posts *
read_posts(const td_serve_settings *settings, const table *wanted, uint64_t *seed)
{
	g_autoptr(td_serving) serving =
	    td_serving_open_some(settings, wanted->open_only, NULL);
	td_posts *posts = NULL;
	int64_t list = 0;

	if (!serving || !td_serving_begin(serving, NULL))
		return NULL;
	td_serving_allow_all(serving);
	*seed = td_index_seed(serving->index);
	if (td_index_find_list(serving->index, wanted->list, &list, NULL) && list != 0)
		posts = td_posts_load(serving->index, list, wanted->project, NULL);
	td_serving_end(serving);
	return posts;
}

static table *
find_unmade(const td_stock *stock)
{
	for (unsigned i = 0; i < stock->tables->len; i++) {
		table *one = g_ptr_array_index(stock->tables, i);

		if (!one->made)
			return one;
	}
	return NULL;
}

/* What is not made yet is nobody else's to change, or to free. */
static void *
make_tables(void *data)
{
	td_stock *stock = data;

	g_mutex_lock(&stock->lock);
	while (!stock->stop) {
		table *one = find_unmade(stock);
		uint64_t seed = 0;
		td_posts *posts;

		if (!one) {
			g_cond_wait(&stock->asked, &stock->lock);
			continue;
		}
		g_mutex_unlock(&stock->lock);
		posts = read_posts(stock->settings, one, &seed);
		g_mutex_lock(&stock->lock);
		one->posts = posts;
		one->seed = seed;
		one->made = true;
		eventfd_write(one->event, 1);
	}
	g_mutex_unlock(&stock->lock);
	return NULL;
}

static table *
find(const td_stock *stock, const td_stock_item *item)
{
	for (unsigned i = 0; i < stock->tables->len; i++) {
		table *one = g_ptr_array_index(stock->tables, i);

		if (one->open_only == item->open_only &&
		    strcmp(one->list, item->list) == 0)
			return one;
	}
	return NULL;
}

static table *
order(td_stock *stock, const td_stock_item *item)
{
	table *one = g_new0(table, 1);

	one->list = g_strdup(item->list);
	one->project = item->project;
	one->open_only = item->open_only;
	one->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	g_ptr_array_add(stock->tables, one);
	if (!stock->thread)
		stock->thread = g_thread_new("tables", make_tables, stock);
	g_cond_signal(&stock->asked);
	return one;
}

td_posts *
td_stock_take(td_stock *stock, const td_stock_item *item, int *fd)
{
	td_posts *posts = NULL;
	table *one;

	*fd = -1;
	g_mutex_lock(&stock->lock);
	one = find(stock, item);
	if (one && one->made && one->posts && one->seed == item->seed) {
		posts = td_posts_copy(one->posts);
	} else {
		bool failed = one && one->made && !one->posts;

		/* Of another index, or it failed: the next one to ask may have luck. */
		if (one && one->made) {
			g_ptr_array_remove_fast(stock->tables, one);
			one = NULL;
		}
		if (!failed && !one)
			one = order(stock, item);
		if (one && one->event >= 0)
			*fd = fcntl(one->event, F_DUPFD_CLOEXEC, 0);
	}
	g_mutex_unlock(&stock->lock);
	return posts;
}

void
td_stock_drop(td_stock *stock, const td_stock_item *item)
{
	table *one;

	g_mutex_lock(&stock->lock);
	one = find(stock, item);
	if (one && one->made)
		g_ptr_array_remove_fast(stock->tables, one);
	g_mutex_unlock(&stock->lock);
}
