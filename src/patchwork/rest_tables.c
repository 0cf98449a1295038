/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/rest_tables.c - what a worker keeps between requests: tables of lists with
 * what readers said of their patches */
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/limits.h"
#include "index/lookup.h"
#include "ledger/check.h"
#include "ledger/mark.h"
#include "patchwork/rest.h"
#include "patchwork/stock.h"
#include "site/about.h"
#include "site/admit.h"

typedef struct shelf {
	td_posts *posts;
	td_rest_project project;
	char *list_id, *list_email;
} shelf;

struct td_rest {
	td_ledger *ledger;
	const td_request *request; /* the one that is answered; borrowed */
	char *index_mark;          /* of the index that the tables were read from */
	char *mark;
	int64_t clock;       /* the ledger's, up to which the tables know it */
	int64_t began;       /* the same when the request began */
	GHashTable *shelves; /* list name, owned, to shelf * */
	uint64_t generation; /* whose messages tables are of */
};

static void
free_shelf(void *data)
{
	shelf *one = data;

	td_posts_free(one->posts);
	g_free(one->list_id);
	g_free(one->list_email);
	g_free(one);
}

static void
free_rest(void *data)
{
	td_rest *rest = data;

	td_ledger_close(rest->ledger);
	g_free(rest->index_mark);
	g_free(rest->mark);
	g_hash_table_unref(rest->shelves);
	g_free(rest);
}

static td_rest *
open_rest(td_serving *serving, GError **error)
{
	g_autofree char *path =
	    g_build_filename(td_library_folder(serving->library), "ledger.sqlite", NULL);
	td_ledger *ledger = td_ledger_open(path, error);
	td_rest *rest;

	if (ledger == NULL)
		return NULL;
	rest = g_new0(td_rest, 1);
	rest->ledger = ledger;
	rest->shelves =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_shelf);
	return rest;
}

bool
td_rest_find_marked(
    td_index *index, td_posts *posts, const td_ledger_key *key, uint32_t *at)
{
	g_autoptr(GArray) messages = NULL;

	if (key->project != posts->project)
		return false;
	if (td_posts_find_blob(posts, &key->blob, at))
		return true;
	messages = td_index_find_messages(index, key->message_id, NULL);
	for (guint i = 0; messages != NULL && i < messages->len; i++) {
		if (td_posts_find_message(posts, g_array_index(messages, int64_t, i), at))
			return true;
	}
	return false;
}

typedef struct marking {
	td_index *index;
	const GPtrArray *tables; /* of td_posts * */
} marking;

static void
put_mark(td_posts *posts, uint32_t at, const td_mark *said)
{
	td_post_mark *mark = td_posts_mark(posts, at);

	mark->has_state = said->state != NULL && td_slug_find(said->state, &mark->state);
	mark->delegate = said->delegate;
	mark->archived = said->archived;
	g_free(mark->commit_ref);
	mark->commit_ref = g_strdup(said->commit_ref);
}

/* The next table that has what the key names, at *at. */
static td_posts *
next_marked(const marking *self, const td_ledger_key *key, guint *i, uint32_t *at)
{
	while (*i < self->tables->len) {
		td_posts *posts = self->tables->pdata[(*i)++];

		if (td_rest_find_marked(self->index, posts, key, at))
			return posts;
	}
	return NULL;
}

static void
take_mark(const td_ledger_key *key, const td_mark *said, void *data)
{
	td_posts *posts;
	uint32_t at;

	for (guint i = 0; (posts = next_marked(data, key, &i, &at)) != NULL;)
		put_mark(posts, at, said);
}

static void
take_check(const td_ledger_key *key, td_check_state state, void *data)
{
	td_posts *posts;
	uint32_t at;

	for (guint i = 0; (posts = next_marked(data, key, &i, &at)) != NULL;)
		td_posts_mark(posts, at)->check = state;
}

static bool
take_since(td_rest *rest, marking *self, int64_t clock, GError **error)
{
	return td_mark_each_since(rest->ledger, clock, take_mark, self, error) &&
	       td_check_each_since(rest->ledger, clock, take_check, self, error);
}

/* GPtrArray of td_posts *, borrowed; to be unreffed. */
static GPtrArray *
list_tables(td_rest *rest)
{
	GPtrArray *tables = g_ptr_array_new();
	GHashTableIter iter;
	void *value;

	g_hash_table_iter_init(&iter, rest->shelves);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		g_ptr_array_add(tables, ((shelf *)value)->posts);
	return tables;
}

/* An index that was made anew has other numbers. In the same one tables are read on from
 * where they are, but for those that something was taken out of. */
static bool
update_tables(td_rest *rest, td_serving *serving, GError **error)
{
	GHashTableIter iter;
	void *value;

	if (rest->generation != serving->generation)
		g_hash_table_remove_all(rest->shelves);
	rest->generation = serving->generation;
	if (g_strcmp0(rest->index_mark, serving->mark) == 0)
		return true;
	g_hash_table_iter_init(&iter, rest->shelves);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		bool done;

		if (!td_posts_update(
			((shelf *)value)->posts, serving->index, &done, error)) {
			g_hash_table_remove_all(rest->shelves);
			return false;
		}
		if (!done)
			g_hash_table_iter_remove(&iter);
	}
	g_free(rest->index_mark);
	rest->index_mark = g_strdup(serving->mark);
	return true;
}

bool
td_rest_refresh(td_rest *rest, td_serving *serving, GError **error)
{
	int64_t clock = 0;

	if (!update_tables(rest, serving, error) ||
	    !td_ledger_clock(rest->ledger, &clock, error))
		return false;
	if (clock != rest->clock) {
		g_autoptr(GPtrArray) tables = list_tables(rest);
		marking self = { .index = serving->index, .tables = tables };

		if (!take_since(rest, &self, rest->clock, error))
			return false;
	}
	rest->clock = clock;
	g_free(rest->mark);
	rest->mark =
	    g_strdup_printf("%s-%" G_GINT64_MODIFIER "x", serving->mark, rest->clock);
	return true;
}

td_rest *
td_rest_begin(td_serving *serving, const td_request *request, GError **error)
{
	td_serving_own *own = &serving->rest;
	td_rest *rest = own->data;

	if (rest == NULL)
		rest = open_rest(serving, error);
	if (rest == NULL)
		return NULL;
	*own = (td_serving_own){ rest, free_rest };
	rest->request = request;
	if (!td_rest_refresh(rest, serving, error))
		return NULL;
	rest->began = rest->clock;
	return rest;
}

td_ledger *
td_rest_ledger(td_rest *rest)
{
	return rest->ledger;
}

const char *
td_rest_mark(const td_rest *rest)
{
	return rest->mark;
}

static bool
describe(td_serving *serving, shelf *one, const char *name, GError **error)
{
	const td_list *list = td_library_find(serving->library, name);

	one->list_id = td_about_list_id(serving, one->posts->list, error);
	if (one->list_id == NULL)
		return false;
	if (*one->list_id == '\0') {
		g_free(one->list_id);
		one->list_id = g_strdup(name);
	}
	one->list_email = td_about_address(one->list_id);
	if (one->list_email == NULL)
		one->list_email = g_strdup_printf("%s@localhost", name);
	one->project = (td_rest_project){
		.id = one->posts->project,
		.list_id = one->list_id,
		.list_email = one->list_email,
	};
	if (list != NULL && list->url != NULL && g_str_has_prefix(list->url, "http"))
		one->project.web_url = list->url;
	return true;
}

/* A request that waits is run again from its beginning, so one that wrote waits for
 * nothing any more. */
static bool
may_wait(td_rest *rest)
{
	int64_t clock = 0;

	return rest->request->waited < TD_MAX_PROJECTS &&
	       td_ledger_clock(rest->ledger, &clock, NULL) && clock == rest->began;
}

/* From the stock, brought up to date; NULL where it is to be read here. *waits: it is
 * made elsewhere, and serving->again tells when. */
static td_posts *
take_posts(td_rest *rest, td_serving *serving, const td_stock_item *item, bool *waits)
{
	td_stock *stock = serving->settings->stock;
	g_autoptr(td_posts) posts = NULL;
	bool done = false;
	int fd = -1;

	*waits = false;
	if (!stock || !may_wait(rest))
		return NULL;
	posts = td_stock_take(stock, item, &fd);
	if (posts && td_posts_update(posts, serving->index, &done, NULL) && done)
		return g_steal_pointer(&posts);
	if (posts) {
		g_clear_pointer(&posts, td_posts_free);
		posts = td_stock_take(stock, item, &fd);
	}
	*waits = fd >= 0;
	if (*waits && serving->again < 0)
		serving->again = fd;
	else if (fd >= 0)
		close(fd);
	return NULL;
}

static td_posts *
load_posts(td_rest *rest, td_serving *serving, const char *name, int64_t list,
    unsigned project, GError **error)
{
	const td_stock_item item = { name, project, serving->open_only,
		td_index_seed(serving->index) };
	bool waits;
	td_posts *posts = take_posts(rest, serving, &item, &waits);

	if (waits)
		g_set_error(error, TD_ERROR, TD_ERROR_UNREADY,
		    "the table of '%s' is not ready yet", name);
	else if (!posts)
		posts = td_posts_load(serving->index, list, project, error);
	return posts;
}

static shelf *
read_shelf(
    td_rest *rest, td_serving *serving, const char *name, int64_t list, GError **error)
{
	g_autoptr(GPtrArray) tables = g_ptr_array_new();
	marking self = { .index = serving->index, .tables = tables };
	unsigned project = 0;
	shelf *one = g_new0(shelf, 1);
	char *key = g_strdup(name);

	if (!td_ledger_project(rest->ledger, name, &project, error) ||
	    !(one->posts = load_posts(rest, serving, name, list, project, error)) ||
	    !describe(serving, one, name, error)) {
		free_shelf(one);
		g_free(key);
		return NULL;
	}
	one->project.name = key;
	g_hash_table_insert(rest->shelves, key, one);
	g_ptr_array_add(tables, one->posts);
	if (!take_since(rest, &self, 0, error)) {
		g_hash_table_remove(rest->shelves, name);
		return NULL;
	}
	return one;
}

td_posts *
td_rest_table(td_rest *rest, td_serving *serving, const char *list, GError **error)
{
	shelf *one = g_hash_table_lookup(rest->shelves, list);
	td_served_list served;

	/* Each time: not everybody may ask for every list. */
	if (!td_serving_list(serving, rest->request, list, &served, error))
		return NULL;
	if (one != NULL)
		return one->posts;
	if (served.id <= 0) {
		g_set_error(
		    error, TD_ERROR, TD_ERROR_NOT_FOUND, "there is no list '%s'", list);
		return NULL;
	}
	/* Made once and kept, so it is not this request's. */
	td_serving_allow_all(serving);
	one = read_shelf(rest, serving, list, served.id, error);
	td_serving_allow(serving);
	return one != NULL ? one->posts : NULL;
}

td_posts *
td_rest_find_table(td_rest *rest, td_serving *serving, const char *list, GError **error)
{
	GError *problem = NULL;
	td_posts *posts = td_rest_table(rest, serving, list, &problem);

	if (g_error_matches(problem, TD_ERROR, TD_ERROR_NOT_FOUND) ||
	    g_error_matches(problem, TD_ERROR, TD_ERROR_DENIED))
		g_clear_error(&problem);
	if (problem != NULL)
		g_propagate_error(error, problem);
	return posts;
}

td_posts *
td_rest_table_of(td_rest *rest, td_serving *serving, uint64_t number, GError **error)
{
	g_autofree char *name = td_ledger_project_name(
	    rest->ledger, (unsigned)(number % TD_MAX_PROJECTS), error);

	return name != NULL ? td_rest_find_table(rest, serving, name, error) : NULL;
}

static int
compare_projects(const void *a, const void *b)
{
	const td_posts *left = *(td_posts *const *)a, *right = *(td_posts *const *)b;

	return (left->project > right->project) - (left->project < right->project);
}

GPtrArray *
td_rest_tables(td_rest *rest, td_serving *serving, GError **error)
{
	const GPtrArray *lists = td_library_lists(serving->library);
	g_autoptr(GPtrArray) tables = g_ptr_array_new();

	for (guint i = 0; i < lists->len; i++) {
		const td_list *list = g_ptr_array_index(lists, i);
		GError *problem = NULL;
		td_posts *posts = td_rest_find_table(rest, serving, list->name, &problem);

		if (problem != NULL) {
			g_propagate_error(error, problem);
			return NULL;
		}
		if (posts != NULL)
			g_ptr_array_add(tables, posts);
	}
	g_ptr_array_sort(tables, compare_projects);
	return g_steal_pointer(&tables);
}

const td_rest_project *
td_rest_project_of(td_rest *rest, const td_posts *posts)
{
	GHashTableIter iter;
	void *value;

	g_hash_table_iter_init(&iter, rest->shelves);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		if (((shelf *)value)->posts == posts)
			return &((shelf *)value)->project;
	}
	return NULL;
}

/* 40 bits of SHA-256: of 100,000 people two have one number with a chance of 1 in 200. */
uint64_t
td_rest_person_number(const char *address)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	g_autofree char *folded = g_ascii_strdown(address, -1);
	guint8 hash[32];
	gsize n = sizeof hash;
	uint64_t number = 0;

	g_checksum_update(sum, (const guchar *)folded, -1);
	g_checksum_get_digest(sum, hash, &n);
	for (unsigned i = 0; i < 5; i++)
		number = number << 8 | hash[i];
	return number;
}
