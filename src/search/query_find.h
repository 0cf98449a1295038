/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search/query_find.h - single questions for rows; ids come in any order, perhaps twice
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "query/query.h"
#include "store/store.h"

/* A statement of one question; cleared when it goes out of scope. */
typedef struct td_find {
	td_index *index;
	sqlite3_stmt *stmt;
} td_find;

/* False on error. Values are bound to find->stmt. */
bool td_find_open(td_find *find, td_index *index, const char *text, GError **error);
bool td_find_next(td_find *find, bool *row, GError **error);
void td_find_clear(td_find *find);

/* Adds the first column of all rows to ids; ?1 and ?2 are first and last. */
bool td_find_ids(td_index *index, const char *text, int64_t first, int64_t last,
    GArray *ids, GError **error);

/* GArray of int64_t each; NULL on error. */
GArray *td_find_references(td_index *index, const char *message_id, GError **error);
/* Patches of which a notice says that they became a commit; either name may be cut. */
GArray *td_find_commit(td_index *index, const char *name, GError **error);
GArray *td_find_class(td_index *index, const char *name, GError **error);
/* Mails of which a copy has a List-Id with those words: words/ knows that of the first
 * copy that was indexed alone. words is a WORDS query. */
GArray *td_find_list_id(td_index *index, const td_query *words, GError **error);
/* The authors whose address is in the domain, or has the name as a part of its domain. */
GArray *td_find_domain(td_index *index, const char *domain, GError **error);
/* Mails with such a trailer of their own, with those words in it, in that order. */
GArray *
td_find_trailer(td_index *index, const char *key, const char *words, GError **error);
GArray *td_find_replies(td_index *index, int64_t first, int64_t last, GError **error);
/* Mails of series in a state; since is when what is stale was heard of last. */
GArray *td_find_state(td_index *index, const char *word, int64_t since, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(td_find, td_find_clear)
