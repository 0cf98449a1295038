/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search/query_rows.h - what of a question only rows can tell: threads, trailers, states
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "query/query.h"
#include "store/file.h"

/* Asks the rows: each ROWS becomes MESSAGES. DATABASE; USAGE for a list that there is
 * not, and place is where it was typed. */
bool
td_query_resolve(td_query *query, td_index *index, td_query_place *place, GError **error);

/* All mails of the threads that those are in. Ids ascend, as in index/lookup.h. */
GArray *td_index_find_threads(td_index *index, const GArray *messages, GError **error);
/* The threads of those messages, one for each, in the same order; 0 where there is none.
 * GArray of int64_t. */
GArray *td_index_load_threads(td_index *index, const GArray *messages, GError **error);
