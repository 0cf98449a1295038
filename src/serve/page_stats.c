/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/page_stats.c - /LIST/_/stats/ and /_/person/?a=ADDRESS */
#include <string.h>

#include "base/error.h"
#include "index/lists.h"
#include "index/mask.h"
#include "index/query_rows.h"
#include "index/search.h"
#include "render/site_stats.h"
#include "serve/admit.h"
#include "serve/page_feed.h"

enum {
	most_days = 36500,
	shown = 25,
	most_lists = 32, /* that are looked through for a person's */
};

bool
td_serve_stats(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_auto(td_page_of) page = { 0 };
	g_autoptr(td_statistics) statistics = NULL;
	td_site_stats stats = { 0 };

	if (!td_page_of_open(&page, serving, request, true, error) ||
	    !td_request_number(request, "days", most_days, 365, &stats.days, error))
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	statistics = td_statistics_build(serving->index, page.list.id, serving->now,
	    MAX(stats.days, 1u), serving->people, error);
	if (!statistics)
		return false;
	stats.statistics = statistics;
	return td_site_stats_write(&page.site, &stats, td_response_sink(response), error);
}

/* What is found of a person, counted by months. */
typedef struct finding {
	td_months *months;
	unsigned kind;
	GArray *all; /* of int64_t: every message; NULL */
} finding;

static void
take_hit(const td_hit *hit, void *data)
{
	finding *self = data;

	td_months_add(self->months, hit->received, self->kind);
	if (self->all)
		g_array_append_val(self->all, hit->message);
}

static td_query *
query_sent(const char *address)
{
	return td_query_text(TD_IN(TD_COLUMN_FROM), td_span_of(address), false, false);
}

static td_query *
query_reviewed(const char *address)
{
	static const td_query_rows rows[] = { TD_ROWS_REVIEWED, TD_ROWS_ACKED,
		TD_ROWS_TESTED };
	td_query *query = td_query_new(TD_QUERY_OR);

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		td_query_add(query, td_query_rows_new(rows[i], td_span_of(address)));
	return query;
}

static td_mail_rows *
find_rows(
    td_serving *serving, td_query *query, finding *found, uint64_t *total, GError **error)
{
	const td_search_options options = {
		.limit = shown, .each = take_hit, .data = found
	};
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) hits = NULL;
	td_query_place nowhere;

	if (!td_query_resolve(query, serving->index, &nowhere, error))
		return NULL;
	hits = td_index_search(serving->index, query, &options, total, error);
	if (!hits)
		return NULL;
	for (unsigned i = 0; i < hits->len; i++)
		g_array_append_val(ids, g_array_index(hits, td_hit, i).message);
	return td_mail_rows_load(serving->index, ids, serving->people, false, error);
}

/* Names of lists that have one of the messages. */
static bool
find_lists(td_serving *serving, const GArray *messages, GPtrArray *names, GError **error)
{
	const GPtrArray *lists = td_library_lists(serving->library);

	for (unsigned i = 0; i < lists->len && lists->len <= most_lists; i++) {
		const td_list *list = lists->pdata[i];
		const td_mask *mask;
		int64_t id;

		if (!td_index_find_list(serving->index, list->name, &id, error))
			return false;
		if (id == 0)
			continue;
		mask = td_index_mask(serving->index, id, error);
		if (!mask)
			return false;
		for (unsigned k = 0; k < messages->len; k++) {
			if (td_mask_has(mask, g_array_index(messages, int64_t, k))) {
				g_ptr_array_add(names, list->name);
				break;
			}
		}
	}
	return true;
}

static td_standing_list *
find_series(td_serving *serving, const char *address, GError **error)
{
	g_autofree char *lower = g_ascii_strdown(address, -1);
	const char *authors[] = { lower, NULL };
	const td_standing_options options = {
		.people = serving->people,
		.authors = authors,
		.limit = shown,
		.now = serving->now,
		.stale_days = 60,
	};

	return td_standing_list_build(serving->index, &options, error);
}

/* Name of the newest mail, as the mailmap has it. */
static const char *
name_in(const td_mail_rows *rows)
{
	if (rows->rows->len == 0)
		return "";
	return ((const td_mail_row *)rows->rows->pdata[0])->from_name;
}

static bool
find_address(const td_request *request, const char **address, GError **error)
{
	*address = td_request_argument(request, "a");
	if (*address && strlen(*address) >= 3 && !strpbrk(*address, "*?[\"<>"))
		return true;
	g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE, "a: whose address?");
	return false;
}

bool
td_serve_person(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_auto(td_page_of) page = { 0 };
	g_autofree td_months *months = g_new0(td_months, 1);
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GPtrArray) lists = g_ptr_array_new();
	g_autoptr(td_query) sent = NULL;
	g_autoptr(td_query) reviewed = NULL;
	g_autoptr(td_mail_rows) mails = NULL;
	g_autoptr(td_mail_rows) reviews = NULL;
	g_autoptr(td_standing_list) series = NULL;
	finding mails_found = { months, 0, all }, reviews_found = { months, 1, NULL };
	td_site_person_page person = { .months = months, .lists = lists };

	td_served_list of_all;

	/* What it counts cannot be told from what is private. */
	if (!find_address(request, &person.address, error) ||
	    !td_serving_list(serving, request, "all", &of_all, error) ||
	    !td_page_of_open(&page, serving, request, false, error))
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	sent = query_sent(person.address);
	reviewed = query_reviewed(person.address);
	mails = find_rows(serving, sent, &mails_found, &person.sent, error);
	reviews =
	    mails ? find_rows(serving, reviewed, &reviews_found, &person.reviewed, error)
		  : NULL;
	series = reviews ? find_series(serving, person.address, error) : NULL;
	if (!series || !find_lists(serving, all, lists, error))
		return false;
	if (person.sent + person.reviewed == 0)
		response->status = 404;
	person.name = name_in(mails);
	person.mails = mails;
	person.reviews = reviews;
	person.series = series;
	return td_site_person_write(
	    &page.site, &person, td_response_sink(response), error);
}

bool
td_serve_person_atom(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	const char *address;
	g_autoptr(td_query) sent = NULL;
	g_autofree char *escaped = NULL, *alternate = NULL;
	td_feed_words words = { 0 };

	if (!find_address(request, &address, error))
		return false;
	sent = query_sent(address);
	escaped = td_site_escape(address);
	alternate = g_strconcat("_/person/?a=", escaped, NULL);
	words = (td_feed_words){ address, "Newest mails", "all", alternate };
	return td_page_feed_query(serving, request, response, &words, sent, error);
}
