/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search/search.h - the mails that a question is about */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "query/query.h"
#include "store/file.h"

typedef enum td_search_order {
	TD_SEARCH_NEWEST, /* received last first */
	TD_SEARCH_OLDEST,
	TD_SEARCH_RELEVANCE, /* most telling first; then newest */
} td_search_order;

typedef struct td_hit {
	int64_t message;
	int64_t received;
	float score; /* of RELEVANCE; 0 else */
} td_hit;

typedef struct td_search_options {
	td_search_order order;
	size_t limit; /* 0: none */
	size_t offset;
	int64_t list; /* only its mails; 0: all */
	/* Called with each that is found, in no order; NULL: not. */
	void (*each)(const td_hit *hit, void *data);
	void *data;
} td_search_options;

/*
 * A mail that a list gave another form is no hit where the mail itself is one.
 * GArray of td_hit. *total is how many there are in all. Only a lasting index can be
 * searched. Errors: DATABASE, LIMIT (a tree that is too deep).
 */
GArray *td_index_search(td_index *index, const td_query *query,
    const td_search_options *options, uint64_t *total, GError **error);

/* Until it is released, or the index closed, all questions are answered by the index as
 * it is now, whoever writes, and without asking for a lock each time. */
bool td_index_hold(td_index *index, GError **error);
bool td_index_release(td_index *index, GError **error);
