/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/stock.c - a thread that reads lists into tables */
#include "patchwork/stock.h"

#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/spare.h"
#include "index/lists.h"
#include "ledger/ledger.h"

/* One that was asked for. */
typedef struct table {
	char *list;
	unsigned project;
	bool open_only;
	td_posts *posts; /* what copies are made of: only the thread touches it */
	unsigned made;   /* copies of it */
	uint64_t seed;   /* of the index that it was read from */
	td_posts *copy;  /* for who asks next; NULL */
	bool wanted;     /* another one is to be made */
	bool early;      /* before anybody asked */
	bool failed;     /* it could not be, the last time */
	int event;       /* can be read once it is made */
} table;

/* Under the lock nothing is read and nothing copied. */
struct td_stock {
	const td_serve_settings *settings;
	unsigned takers; /* that keep a table each */
	pthread_mutex_t lock;
	pthread_cond_t asked;
	GThread *thread;   /* NULL until it is started */
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
td_stock_new(const td_serve_settings *settings, unsigned takers)
{
	td_stock *stock = g_new0(td_stock, 1);

	stock->settings = settings;
	stock->takers = takers;
	pthread_mutex_init(&stock->lock, NULL);
	pthread_cond_init(&stock->asked, NULL);
	stock->tables = g_ptr_array_new_with_free_func(free_table);
	return stock;
}

void
td_stock_free(td_stock *stock)
{
	if (!stock)
		return;
	pthread_mutex_lock(&stock->lock);
	stock->stop = true;
	pthread_cond_signal(&stock->asked);
	pthread_mutex_unlock(&stock->lock);
	if (stock->thread)
		g_thread_join(stock->thread);
	g_ptr_array_unref(stock->tables);
	pthread_cond_destroy(&stock->asked);
	pthread_mutex_destroy(&stock->lock);
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

/* The last of those that ask for it gets it itself: each brings its own up to date, so
 * nobody asks again until it has to be read anew. */
static td_posts *
copy_of(const td_stock *stock, table *wanted)
{
	if (!wanted->posts)
		return NULL;
	if (++wanted->made >= stock->takers) {
		wanted->made = 0;
		return g_steal_pointer(&wanted->posts);
	}
	return td_posts_copy(wanted->posts);
}

/* As the index is now; NULL where it cannot be asked. One that is wanted is nobody else's
 * to change, or to free. */
static td_posts *
make_copy(const td_stock *stock, table *wanted)
{
	g_autoptr(td_serving) serving =
	    td_serving_open_some(stock->settings, wanted->open_only, NULL);
	td_posts *posts = g_steal_pointer(&wanted->posts);

	if (!serving || !td_serving_begin(serving, NULL)) {
		td_posts_free(posts);
		return NULL;
	}
	td_serving_allow_all(serving);
	if (wanted->seed != td_index_seed(serving->index))
		g_clear_pointer(&posts, td_posts_free);
	wanted->seed = td_index_seed(serving->index);
	if (!posts)
		wanted->made = 0;
	wanted->posts = make_posts(serving->index, wanted, posts);
	td_serving_end(serving);
	return copy_of(stock, wanted);
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

/* One of a list that somebody asked for once: it has a number since then. */
static void
want_known(td_stock *stock, td_serving *serving, td_ledger *ledger, unsigned number)
{
	g_autofree char *name = td_ledger_project_name(ledger, number, NULL);
	/* Most who ask have no token; they get those of open lists. */
	const td_stock_item item = { .list = name,
		.project = number,
		.open_only = td_library_has_closed(serving->library) };
	const td_list *list = name ? td_library_find(serving->library, name) : NULL;
	table *one;

	if (!list || list->closed)
		return;
	pthread_mutex_lock(&stock->lock);
	one = find(stock, &item);
	one->wanted = one->early = true;
	pthread_mutex_unlock(&stock->lock);
}

/* Before anybody asks again. */
static void
want_all_known(td_stock *stock)
{
	g_autoptr(td_serving) serving =
	    td_serving_open_some(stock->settings, false, NULL);
	g_autofree char *path = NULL;
	g_autoptr(td_ledger) ledger = NULL;

	if (!serving || !serving->site->warm)
		return;
	path =
	    g_build_filename(td_library_folder(serving->library), "ledger.sqlite", NULL);
	if (g_file_test(path, G_FILE_TEST_EXISTS))
		ledger = td_ledger_open(path, NULL);
	for (unsigned i = 1; ledger && i < TD_MAX_PROJECTS; i++)
		want_known(stock, serving, ledger, i);
}

static void *
make_tables(void *data)
{
	td_stock *stock = data;

	want_all_known(stock);
	pthread_mutex_lock(&stock->lock);
	while (!stock->stop) {
		table *one = find_wanted(stock);
		td_posts *copy;

		if (!one) {
			pthread_cond_wait(&stock->asked, &stock->lock);
			continue;
		}
		pthread_mutex_unlock(&stock->lock);
		copy = make_copy(stock, one);
		td_spare_give_back();
		pthread_mutex_lock(&stock->lock);
		one->copy = copy;
		/* Whoever asks meets a reason once more. */
		one->failed = !copy && !one->early;
		one->wanted = one->early = false;
		eventfd_write(one->event, 1);
	}
	pthread_mutex_unlock(&stock->lock);
	return NULL;
}

/* Who waits for the one before it, too, waits for this one then. */
static void
order(td_stock *stock, table *one)
{
	eventfd_t n;

	eventfd_read(one->event, &n);
	one->wanted = true;
	pthread_cond_signal(&stock->asked);
}

void
td_stock_start(td_stock *stock)
{
	stock->thread = g_thread_new("tables", make_tables, stock);
}

td_posts *
td_stock_take(td_stock *stock, const td_stock_item *item, int *fd)
{
	td_posts *posts = NULL;
	table *one;

	*fd = -1;
	pthread_mutex_lock(&stock->lock);
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
	pthread_mutex_unlock(&stock->lock);
	return posts;
}
