/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/feed.c - Atom: a list, a thread, a search, series, a person, a path */
#include "pages/feed.h"

#include <string.h>

#include "base/error.h"
#include "base/ids.h"
#include "index/recent.h"
#include "judge/versions.h"
#include "output/link.h"
#include "pages/search.h"
#include "render/feed.h"
#include "report/mail_rows.h"
#include "report/standing.h"
#include "search/query_rows.h"
#include "search/search.h"
#include "site/address.h"
#include "site/admit.h"

enum {
	entries = 25,
	of_a_thread = 100,
	/* Among so many that came to an archive last are those that were received last:
	 * of 800 states of five lists 100 were too few for 6, 200 for none. */
	out_of_order = 250,
	of_a_question = 200, /* as public-inbox: who looks once a day misses nothing */
	looked_at = 1000     /* mails, for the threads that are talked about */
};

/* Whose texts go into a feed, and as which list has them. */
typedef struct feeding {
	td_serving *serving;
	td_served_list list;
} feeding;

static char *
load_text(int64_t message, int64_t *received, void *data, GError **error)
{
	const feeding *self = data;
	GError *failed = NULL;
	g_autoptr(td_site_mail) mail =
	    td_page_load_mail(self->serving, &self->list, message, &failed);

	/* An entry stands there without its text. */
	if (td_error_is_no_mail(failed))
		g_clear_error(&failed);
	if (failed) {
		g_propagate_error(error, failed);
		return NULL;
	}
	if (!mail)
		return NULL;
	*received = td_message_received(mail->message, *received);
	return g_steal_pointer(&mail->text);
}

/* What was asked for, as it stands in the address. */
static char *
own_address(const td_request *request)
{
	return g_strconcat(
	    request->path + 1, *request->query ? "?" : "", request->query, NULL);
}

bool
td_page_feed(td_serving *serving, const td_request *request, td_response *response,
    const td_feed_words *words, const GArray *messages, GError **error)
{
	feeding texts = { serving, { .name = "all" } };
	g_autofree char *base = td_serving_address(serving, request, "/");
	g_autofree char *self = own_address(request);
	g_autoptr(GArray) seen = td_serving_seen(serving, NULL, messages, error);
	g_autoptr(td_mail_rows) rows =
	    seen ? td_mail_rows_load(serving->index, seen, serving->people, true, error)
		 : NULL;
	const td_feed feed = {
		.title = words->title,
		.subtitle = words->subtitle ? words->subtitle : "",
		.base = base,
		.list = words->list,
		.self = self,
		.alternate = words->alternate,
		.rows = rows,
		.load_text = load_text,
		.data = &texts,
	};

	if (!rows ||
	    !td_serving_list_seen(serving, request, words->list, &texts.list, error))
		return false;
	td_response_type(response, "application/atom+xml; charset=us-ascii");
	return td_feed_write(&feed, td_response_sink(response), error);
}

/* Of ids, newest first, the first of each thread. */
static GArray *
newest_of_threads(td_index *index, const GArray *ids, GError **error)
{
	g_autoptr(GArray) threads = td_index_load_threads(index, ids, error);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_int64_hash, g_int64_equal);
	g_autoptr(GArray) newest = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (unsigned i = 0; threads && i < ids->len && newest->len < entries; i++) {
		int64_t *thread = &g_array_index(threads, int64_t, i);

		if (*thread == 0 || g_hash_table_add(seen, thread))
			g_array_append_val(newest, g_array_index(ids, int64_t, i));
	}
	return threads ? g_steal_pointer(&newest) : NULL;
}

/* What a question finds, newest first; GArray of int64_t. */
static GArray *
find_newest(td_serving *serving, int64_t list, const td_query *query, size_t limit,
    GError **error)
{
	const td_search_options options = { .list = list, .limit = limit };
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) hits = NULL;
	uint64_t total;

	hits = td_index_search(serving->index, query, &options, &total, error);
	if (!hits)
		return NULL;
	for (unsigned i = 0; i < hits->len; i++)
		g_array_append_val(ids, g_array_index(hits, td_hit, i).message);
	return g_steal_pointer(&ids);
}

/* A feed of what came last. */
typedef struct recent_feed {
	const char *subtitle;
	const char *page;    /* of the list, that says the same */
	bool openers;        /* what began a thread only */
	bool one_of_threads; /* the last mail of each */
} recent_feed;

static bool
serve_recent(td_serving *serving, const td_request *request, td_response *response,
    const recent_feed *wanted, GError **error)
{
	g_auto(td_page_of) page = { 0 };
	td_recent_options options = { .openers = wanted->openers,
		.limit = wanted->one_of_threads ? looked_at : entries };
	g_autoptr(GArray) recent = NULL;
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) newest = NULL;
	g_autofree char *part = NULL, *alternate = NULL;
	td_feed_words words = { 0 };

	if (!td_page_of_open(&page, serving, request, true, error))
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	options.list = page.list.id;
	recent = td_index_load_recent(serving->index, &options, error);
	if (!recent)
		return false;
	for (unsigned i = 0; i < recent->len; i++)
		g_array_append_val(
		    ids, g_array_index(recent, td_index_recent, i).message);
	newest = wanted->one_of_threads ? newest_of_threads(serving->index, ids, error)
					: g_array_ref(ids);
	if (!newest)
		return false;
	part = td_link_part(page.list.name);
	alternate = g_strconcat(part, "/", wanted->page, NULL);
	words = (td_feed_words){ page.list.name, wanted->subtitle, page.list.name,
		alternate };
	return td_page_feed(serving, request, response, &words, newest, error);
}

/* Those of a list that its archive took in last; all mails of all lists. */
static td_query *
last_of(td_index *index, int64_t list, GError **error)
{
	const td_recent_options options = { .list = list, .limit = out_of_order };
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) recent = NULL;

	if (list <= 0)
		return td_query_new(TD_QUERY_ALL);
	recent = td_index_load_recent(index, &options, error);
	if (!recent)
		return NULL;
	for (unsigned i = 0; i < recent->len; i++)
		g_array_append_val(
		    ids, g_array_index(recent, td_index_recent, i).message);
	g_array_sort(ids, td_ids_compare);
	return td_query_messages(g_steal_pointer(&ids));
}

/* As public-inbox has them: by when each was received, not by when the archive took it
 * in, which a list that was brought in from elsewhere, or a mirror that slept, tells of
 * many mails together. */
bool
td_serve_new_atom(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_auto(td_page_of) page = { 0 };
	g_autofree char *part = NULL, *alternate = NULL;
	g_autoptr(td_query) query = NULL;
	g_autoptr(GArray) ids = NULL;
	td_feed_words words = { 0 };

	if (!td_page_of_open(&page, serving, request, true, error))
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	query = last_of(serving->index, page.list.id, error);
	if (!query)
		return false;
	part = td_link_part(page.list.name);
	alternate = g_strconcat(part, "/", NULL);
	words = (td_feed_words){ .title = page.list.name,
		.subtitle = "Newest mails",
		.list = page.list.name,
		.alternate = alternate };
	ids = find_newest(serving, words.list_id, query, entries, error);
	return ids && td_page_feed(serving, request, response, &words, ids, error);
}

bool
td_serve_topics_atom(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	static const recent_feed topics = {
		.subtitle = "New topics", .page = "", .openers = true
	};

	return serve_recent(serving, request, response, &topics, error);
}

/* "topics_active.atom": what was last said in the threads that were last heard of. */
bool
td_serve_active_atom(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	static const recent_feed active = { .subtitle = "Topics that were last heard of",
		.page = "topics_active.html",
		.one_of_threads = true };

	return serve_recent(serving, request, response, &active, error);
}

/* The last of ids, which ascend as mails came; the newest is first then. */
static GArray *
newest_of(const GArray *ids, unsigned most)
{
	GArray *newest = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (unsigned i = ids->len; i-- > 0 && newest->len < most;)
		g_array_append_val(newest, g_array_index(ids, int64_t, i));
	return newest;
}

/* All threads that those messages are in; rest is that of the page for people. */
static bool
feed_threads(td_serving *serving, const td_request *request, td_response *response,
    const GArray *messages, const char *rest, GError **error)
{
	g_autoptr(GArray) all = td_index_find_threads(serving->index, messages, error);
	g_autoptr(GArray) newest = all ? newest_of(all, of_a_thread) : NULL;
	g_autofree char *list = td_link_part(request->captured[0]);
	g_autofree char *id = td_link_part(request->captured[1]);
	g_autofree char *alternate = g_strconcat(list, "/", id, "/", rest, NULL);
	g_autoptr(td_mail_rows) first = NULL;
	td_feed_words words = { "", "", request->captured[0], alternate, 0 };

	if (!newest)
		return false;
	first =
	    td_mail_rows_load(serving->index, messages, serving->people, false, error);
	if (!first)
		return false;
	if (first->rows->len > 0)
		words.title = ((const td_mail_row *)first->rows->pdata[0])->subject;
	return td_page_feed(serving, request, response, &words, newest, error);
}

bool
td_serve_thread_atom(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_auto(td_page_of) page = { 0 };
	g_autoptr(GArray) messages = NULL;

	if (!td_page_of_open(&page, serving, request, true, error))
		return false;
	messages = td_serving_messages(serving, &page.list, request->captured[1], error);
	if (!messages)
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	return feed_threads(serving, request, response, messages, "T/", error);
}

/* A series: what is said of any version of it. */
bool
td_serve_series_atom(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_auto(td_page_of) page = { 0 };
	g_autoptr(GArray) messages = NULL;
	g_autoptr(GArray) versions = NULL;
	g_autoptr(GArray) heads = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) seen = NULL;
	int64_t series;

	if (!td_page_of_open(&page, serving, request, true, error))
		return false;
	messages = td_serving_messages(serving, &page.list, request->captured[1], error);
	if (!messages || !td_page_find_series(serving, messages, &series, error))
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	versions = td_index_load_versions(serving->index, series, error);
	if (!versions)
		return false;
	for (unsigned i = 0; i < versions->len; i++)
		g_array_append_val(
		    heads, g_array_index(versions, td_index_version, i).series.head);
	seen = td_serving_seen(serving, NULL, heads, error);
	return seen && feed_threads(serving, request, response, seen, "_/series/", error);
}

/* The list of series: their first mails. */
bool
td_page_series_feed(td_serving *serving, const td_request *request, td_response *response,
    const td_page_of *page, const td_standing_list *list, GError **error)
{
	g_autoptr(GArray) heads = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autofree char *part = td_link_part(page->list.name);
	g_autofree char *alternate = g_strconcat(
	    part, "/_/series/", *request->query ? "?" : "", request->query, NULL);
	const td_feed_words words = { page->list.name, "Series", page->list.name,
		alternate };

	for (unsigned i = 0; i < list->series->len && i < entries; i++) {
		const td_standing *standing = list->series->pdata[i];

		g_array_append_val(heads, standing->series.head);
	}
	return td_page_feed(serving, request, response, &words, heads, error);
}

bool
td_page_feed_query(td_serving *serving, const td_request *request, td_response *response,
    const td_feed_words *words, const td_query *query, GError **error)
{
	g_autoptr(GArray) ids =
	    find_newest(serving, words->list_id, query, of_a_question, error);

	return ids && td_page_feed(serving, request, response, words, ids, error);
}

/* /LIST/_/path.atom?p=drivers/edac/: patches that touch it. */
bool
td_serve_path_atom(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	const char *path = td_request_argument(request, "p");
	g_auto(td_page_of) page = { 0 };
	g_autoptr(td_query) query = NULL;
	g_autofree char *part = NULL, *escaped = NULL, *alternate = NULL;
	td_feed_words words = { 0 };

	if (!td_page_of_open(&page, serving, request, true, error))
		return false;
	if (!path || !*path) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE, "p: which path?");
		return false;
	}
	query = td_query_text(TD_IN(TD_COLUMN_DIFF_NAME), td_span_of(path), false, false);
	part = td_link_part(page.list.name);
	escaped = td_site_escape(path);
	alternate = g_strconcat(part, "/?q=dfn:", escaped, NULL);
	words =
	    (td_feed_words){ path, "Patches that touch it", page.list.name, alternate };
	return td_page_feed_query(serving, request, response, &words, query, error);
}
