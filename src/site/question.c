/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/question.c - words into a question, with what the configuration calls classes */
#include "site/question.h"

#include "archive/archive.h"
#include "search/query_rows.h"
#include "site/sight.h"

td_query *
td_serving_parse_query(
    td_serving *serving, const char *text, td_query_place *place, GError **error)
{
	const td_query_language language = {
		.parse_date = td_archive_parse_date,
		.now = serving->now,
		.classes = serving->rules ? td_rules_classes(serving->rules) : NULL,
	};

	return td_query_parse(td_span_of(text), &language, place, error);
}

td_query *
td_serving_resolve_query(td_serving *serving, td_query *take_asked, const char *thread_of,
    td_query_place *place, GError **error)
{
	g_autoptr(td_query) query = take_asked;

	if (thread_of) {
		td_query *both = td_query_new(TD_QUERY_AND);

		td_query_add(both, g_steal_pointer(&query));
		td_query_add(
		    both, td_query_rows_new(TD_ROWS_THREAD, td_span_of(thread_of)));
		query = both;
	}
	if (!td_serving_may_search(serving, query, error) ||
	    !td_query_resolve(query, serving->index, place, error))
		return NULL;
	return g_steal_pointer(&query);
}
