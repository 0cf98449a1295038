/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inbox/results.c - POST with x=m: what a search finds, as an mbox, for b4 and lei */
#include <string.h>

#include "base/error.h"
#include "inbox/handlers.h"
#include "inbox/mails.h"
#include "search/search.h"
#include "site/admit.h"
#include "site/question.h"
#include "site/sight.h"

/* The question, of the thread of thread_of (NULL: of all). */
static td_query *
read_query(td_serving *serving, const char *text, const char *thread_of, GError **error)
{
	td_query_place place = { 0 };
	/* Nothing asked for is all there is, as in public-inbox. */
	td_query *asked = text[strspn(text, " ")] == '\0'
			      ? td_query_new(TD_QUERY_ALL)
			      : td_serving_parse_query(serving, text, &place, error);

	if (!asked) {
		g_prefix_error(error, "column %zu of the query: ", place.at + 1);
		return NULL;
	}
	return td_serving_resolve_query(serving, asked, thread_of, &place, error);
}

static GArray *
find(td_serving *serving, const td_served_list *list, const td_query *query,
    td_search_order order, GError **error)
{
	const td_search_options options = {
		.order = order,
		.list = list->list ? list->id : 0,
	};
	uint64_t total;
	g_autoptr(GArray) hits =
	    td_index_search(serving->index, query, &options, &total, error);
	g_autoptr(GArray) messages = NULL;

	if (!hits)
		return NULL;
	messages = g_array_sized_new(FALSE, FALSE, sizeof(int64_t), hits->len);
	for (unsigned i = 0; i < hits->len; i++) {
		int64_t message = g_array_index(hits, td_hit, i).message;
		bool sees = true;

		/* The search itself knows of one list or of all. */
		if (!list->list && !td_serving_sees(serving, list, message, &sees, error))
			return NULL;
		if (sees)
			g_array_append_val(messages, message);
	}
	return g_steal_pointer(&messages);
}

static void
answer_nothing(td_response *response)
{
	response->status = 404;
	td_response_type(response, "text/plain; charset=UTF-8");
	td_response_text(response, "No results found\n");
}

static bool
serve_results(td_serving *serving, const td_request *request, td_response *response,
    const char *thread_of, GError **error)
{
	const char *text = td_request_argument(request, "q");
	const char *form = td_request_argument(request, "x");
	const char *threads = td_request_argument(request, "t");
	td_served_list list;
	g_autoptr(td_query) query = NULL;
	g_autoptr(GArray) messages = NULL;
	g_autofree char *name = NULL;
	td_mails_options options = { .packed = true };

	if (!td_serving_list_seen(serving, request, request->captured[0], &list, error))
		return false;
	if (!form || strcmp(form, "m") != 0) {
		g_set_error_literal(
		    error, TD_ERROR, TD_ERROR_USAGE, "only x=m is answered to a POST");
		return false;
	}
	query = read_query(serving, text ? text : "", thread_of, error);
	messages = query ? find(serving, &list, query, TD_SEARCH_NEWEST, error) : NULL;
	if (!messages)
		return false;
	if (messages->len == 0) {
		answer_nothing(response);
		return true;
	}
	options.threads = threads && *threads && strcmp(threads, "0") != 0;
	name = g_strdup_printf(
	    "results-%s%.100s", options.threads ? "thread-" : "", text ? text : "all");
	options.name = name;
	td_mails_answer(response, serving, &list, g_steal_pointer(&messages), &options);
	return true;
}

bool
td_serve_results(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return serve_results(serving, request, response, NULL, error);
}

bool
td_serve_thread_results(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	td_served_list list;
	g_autoptr(GArray) messages = NULL;

	if (!td_serving_list_seen(serving, request, request->captured[0], &list, error))
		return false;
	messages = td_serving_messages(serving, &list, request->captured[1], error);
	return messages &&
	       serve_results(serving, request, response, request->captured[1], error);
}

/* "/LIST/all.mbox.gz": everything, in the order of arrival. */
bool
td_serve_whole(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	const td_mails_options options = { .packed = true, .name = request->captured[0] };
	g_autoptr(td_query) everything = td_query_new(TD_QUERY_ALL);
	g_autoptr(GArray) messages = NULL;
	td_served_list list;

	if (!td_serving_list_seen(serving, request, request->captured[0], &list, error))
		return false;
	messages = find(serving, &list, everything, TD_SEARCH_OLDEST, error);
	if (!messages)
		return false;
	td_mails_answer(response, serving, &list, g_steal_pointer(&messages), &options);
	return true;
}
