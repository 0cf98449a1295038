/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/search.c - /LIST/?q=: what a search finds, as a page or as a feed */
#include "pages/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "markup/search.h"
#include "output/link.h"
#include "pages/feed.h"
#include "search/query_rows.h"
#include "search/search.h"
#include "site/question.h"

enum { most_hits = 200 };

/* A search while it is answered. */
typedef struct answering {
	td_serving *serving;
	const td_request *request;
	const char *thread_of; /* a Message-ID: in its thread alone; NULL */
	td_page_of page;
	td_site_search shown;
	td_months *months;
	td_search_options options;
} answering;

static bool
is_set(const td_request *request, const char *name)
{
	const char *value = td_request_argument(request, name);

	return value && *value && strcmp(value, "0") != 0;
}

/* o: how many are skipped; below 0 from the oldest end, where -1 is the oldest. */
static void
read_offset(answering *self)
{
	const char *text = td_request_argument(self->request, "o");
	int64_t offset = text ? g_ascii_strtoll(text, NULL, 10) : 0;

	self->shown.oldest = offset < 0;
	self->shown.offset = (uint64_t)(offset < 0 ? -(MAX(offset, -G_MAXINT32) + 1)
						   : MIN(offset, G_MAXINT32));
}

static bool
read_arguments(answering *self, GError **error)
{
	td_site_search *shown = &self->shown;

	if (!td_request_number(
		self->request, "l", most_hits, most_hits, &shown->limit, error))
		return false;
	shown->limit = MAX(shown->limit, 1);
	shown->relevance = is_set(self->request, "r");
	/* public-inbox has whole mails under x=t, threads beside each other. */
	shown->threads = is_set(self->request, "t") ||
			 g_strcmp0(td_request_argument(self->request, "x"), "t") == 0;
	read_offset(self);
	self->options.order = shown->relevance ? TD_SEARCH_RELEVANCE
			      : shown->oldest  ? TD_SEARCH_OLDEST
					       : TD_SEARCH_NEWEST;
	return true;
}

static void
count_month(const td_hit *hit, void *data)
{
	td_months_add(data, hit->received, 0);
}

/* The first hit of each thread. */
static bool
collapse(answering *self, GArray *ids, GError **error)
{
	g_autoptr(GArray) threads =
	    td_index_load_threads(self->serving->index, ids, error);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_int64_hash, g_int64_equal);
	unsigned kept = 0;

	if (!threads)
		return false;
	for (unsigned i = 0; i < ids->len; i++) {
		int64_t *thread = &g_array_index(threads, int64_t, i);

		if (*thread == 0 || g_hash_table_add(seen, thread))
			g_array_index(ids, int64_t, kept++) =
			    g_array_index(ids, int64_t, i);
	}
	g_array_set_size(ids, kept);
	self->shown.total = kept;
	g_array_remove_range(ids, 0, (unsigned)MIN(self->shown.offset, (uint64_t)kept));
	if (ids->len > self->shown.limit)
		g_array_set_size(ids, self->shown.limit);
	return true;
}

static GArray *
find(answering *self, const td_query *query, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) hits = NULL;

	self->options.list = self->page.list.id;
	if (!self->shown.threads) {
		self->options.limit = self->shown.limit;
		self->options.offset = (size_t)self->shown.offset;
	}
	hits = td_index_search(
	    self->serving->index, query, &self->options, &self->shown.total, error);
	if (!hits)
		return NULL;
	for (unsigned i = 0; i < hits->len; i++)
		g_array_append_val(ids, g_array_index(hits, td_hit, i).message);
	if (self->shown.threads && !collapse(self, ids, error))
		return NULL;
	return g_steal_pointer(&ids);
}

/* Text as a question that an index answers, of a thread as td_page_search has it. *place
 * as td_query_parse sets it. */
static td_query *
make_query(td_serving *serving, const char *text, const char *thread_of,
    td_query_place *place, GError **error)
{
	td_query *asked = td_serving_parse_query(serving, text, place, error);

	return asked ? td_serving_resolve_query(serving, asked, thread_of, place, error)
		     : NULL;
}

static GPtrArray *
name_lists(td_serving *serving, const td_mail_rows *rows, GError **error)
{
	g_autoptr(GArray) messages = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (unsigned i = 0; i < rows->rows->len; i++) {
		const td_mail_row *row = rows->rows->pdata[i];

		g_array_append_val(messages, row->message);
	}
	return td_page_name_lists(serving, messages, error);
}

/* What cannot be read is a page that says where, and no error. */
static bool
answer(answering *self, const char *text, td_response *response, GError **error)
{
	g_autoptr(GError) failed = NULL;
	td_query_place place = { 0 };
	g_autoptr(td_query) query =
	    make_query(self->serving, text, self->thread_of, &place, &failed);
	g_autoptr(td_mail_rows) rows = NULL;
	g_autoptr(GArray) ids = NULL;
	g_autoptr(GPtrArray) lists = NULL;
	g_autofree char *problem = NULL;

	self->shown.at = place.at;
	self->shown.n = place.n;
	if (!query) {
		if (!g_error_matches(failed, TD_ERROR, TD_ERROR_USAGE) &&
		    !g_error_matches(failed, TD_ERROR, TD_ERROR_LIMIT)) {
			g_propagate_error(error, g_steal_pointer(&failed));
			return false;
		}
		response->status = 400;
		self->shown.problem = failed->message;
		return td_site_search_write(
		    &self->page.site, &self->shown, td_response_sink(response), error);
	}
	ids = find(self, query, error);
	rows = ids ? td_mail_rows_load(
			 self->serving->index, ids, self->serving->people, false, error)
		   : NULL;
	if (!rows)
		return false;
	if (!self->page.list.list) {
		lists = name_lists(self->serving, rows, error);
		if (!lists)
			return false;
	}
	self->shown.lists = lists;
	self->shown.rows = rows;
	self->shown.months = self->months;
	if (self->shown.total == 0) {
		response->status = 404;
		problem =
		    place.n > 0
			? g_strdup("Nothing found. What is marked is no prefix, so it "
				   "was searched as text.")
			: g_strdup("Nothing found.");
		self->shown.problem = problem;
		self->shown.nowhere = place.n == 0;
	}
	return td_site_search_write(
	    &self->page.site, &self->shown, td_response_sink(response), error);
}

static bool
answer_feed(answering *self, const char *text, td_response *response, GError **error)
{
	g_autofree char *list = td_link_part(self->page.list.name);
	g_autofree char *escaped = td_site_escape(text);
	g_autofree char *alternate = g_strconcat(list, "/?q=", escaped, NULL);
	g_autofree char *title = g_strconcat(text, " - ", self->page.list.name, NULL);
	const td_feed_words words = { title, "Search results", self->page.list.name,
		alternate, self->page.list.id };
	td_query_place place;
	g_autoptr(td_query) query =
	    make_query(self->serving, text, self->thread_of, &place, error);

	return query && td_page_feed_query(
			    self->serving, self->request, response, &words, query, error);
}

bool
td_page_search(td_serving *serving, const td_request *request, const char *thread_of,
    td_response *response, GError **error)
{
	g_autofree td_months *months = g_new0(td_months, 1);
	answering self = { .serving = serving,
		.request = request,
		.thread_of = thread_of,
		.months = months };
	const char *text = td_request_argument(request, "q");
	const char *form = td_request_argument(request, "x");
	bool fine;

	self.options.each = count_month;
	self.options.data = months;
	self.shown.query = text;
	fine = td_page_of_open(&self.page, serving, request, true, error);
	if (fine && form && strcmp(form, "A") == 0)
		fine = answer_feed(&self, text, response, error);
	else if (fine)
		fine = read_arguments(&self, error) &&
		       (td_page_is_known(serving, request, response) ||
			   answer(&self, text, response, error));
	td_page_of_clear(&self.page);
	return fine;
}
