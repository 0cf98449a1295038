/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * site/sight.h - mails, threads and series as who asks may see them
 *
 * A mail that only private lists have is not there for who shows no token of theirs, and
 * of a mail that several lists have only a copy that may be seen is shown.
 */
#pragma once

#include "query/query.h"
#include "report/discussion.h"
#include "site/admit.h"
#include "site/serving.h"

/*
 * The messages that have that Message-ID and are in the list, ascending; an empty one is
 * NOT_FOUND. GArray of int64_t.
 */
GArray *td_serving_messages(td_serving *serving, const td_served_list *list,
    const char *message_id, GError **error);

/*
 * The bytes of an indexed mail as that list (NULL: any) has them, since lists add headers
 * of their own; of another place where this list has none that can be read, but never of
 * a list that who asks may not read: NOT_FOUND where only those have it. As
 * td_library_load else.
 */
bool td_serving_load(td_serving *serving, const td_served_list *list, int64_t message,
    td_span *bytes, GError **error);
/* The same, for who has asked the index for the message's places in that list already
 * (td_index_load_places_in; GArray of td_index_place). */
bool td_serving_load_from(td_serving *serving, const td_served_list *list,
    int64_t message, const GArray *places, td_span *bytes, GError **error);

/* Whether the query may be answered: where it asks how series stand or what answers say
 * of them, hidden mails have a share in what it finds. DENIED. */
bool
td_serving_may_search(const td_serving *serving, const td_query *query, GError **error);

/* Whether the list has the message, and who asks may see it. */
bool td_serving_sees(td_serving *serving, const td_served_list *list, int64_t message,
    bool *sees, GError **error);

/* Those of the messages that the list has (NULL: any) and who asks may see, in that
 * order. GArray of int64_t. */
GArray *td_serving_seen(td_serving *serving, const td_served_list *list,
    const GArray *messages, GError **error);

/* The thread of a message, as td_discussion_load has it; mails that who asks may not see
 * are ghosts in it where an answer to them is seen, else not there. */
td_discussion *
td_serving_discussion(td_serving *serving, int64_t message, GError **error);

/*
 * True when all that was said of any version of a series may be seen: the page of a
 * series, and what git am gets, say who reviewed it and what became of it, and that
 * cannot be told from what is private. DENIED else.
 */
bool td_serving_sees_chain(td_serving *serving, int64_t series, GError **error);
/* The same of these series alone, which are all versions: GArray of td_index_series. */
bool td_serving_sees_all(td_serving *serving, const GArray *series, GError **error);
