/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/feed.h - feeds of mails; for this folder */
#pragma once

#include "pages/page.h"
#include "query/query.h"
#include "report/standing.h"

/* All borrowed. */
typedef struct td_feed_words {
	const char *title;
	const char *subtitle;  /* NULL for none */
	const char *list;      /* whose addresses and bytes its mails have; "all" */
	const char *alternate; /* the page for people, below the root, escaped */
	int64_t list_id;       /* 0: all; of a query */
} td_feed_words;

/* messages: int64_t, in the order of the feed; those that who asks may not see are left
 * out. What td_serving_list_seen, the index and the sink give. */
bool td_page_feed(td_serving *serving, const td_request *request, td_response *response,
    const td_feed_words *words, const GArray *messages, GError **error);

/* The newest that a question finds; query is resolved. As td_page_feed,
 * and what td_index_search gives. */
bool
td_page_feed_query(td_serving *serving, const td_request *request, td_response *response,
    const td_feed_words *words, const td_query *query, GError **error);

/* A feed of series, newest news first. */
bool
td_page_series_feed(td_serving *serving, const td_request *request, td_response *response,
    const td_page_of *page, const td_standing_list *list, GError **error);
