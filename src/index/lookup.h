/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * index/lookup.h - single mails of an index, and what hangs on them
 *
 * Ids of messages are given as a GArray of int64_t, ascending, which is the order of
 * indexing; an empty one means none, NULL an error. To read rows or parts of such
 * messages set messages and n of a td_index_range.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "index/index.h"

/* Where a message lies: all that an archive's reader needs to load it. */
typedef struct td_index_place {
	int64_t list;
	uint64_t position;
	uint32_t epoch;
	td_oid commit; /* all zero in a Maildir or an mbox */
	td_oid blob;
	int64_t received;
	uint64_t offset; /* td_entry's, where there is no commit */
	uint32_t size;
} td_index_place;

/* By list, then position. GArray of td_index_place. */
GArray *td_index_load_places(td_index *index, int64_t message, GError **error);
/*
 * The same, first those in the range of a list; so the first one is where a row of that
 * range lies. A copy of another list has other bytes, and maybe a footer more. What was
 * taken back after the range is still there.
 */
GArray *td_index_load_places_in(
    td_index *index, const td_index_range *range, int64_t message, GError **error);

/* What a line of a table says of a mail. */
typedef struct td_index_line {
	int64_t message, received;
	char *message_id, *subject;
	char *from; /* the name of who sent it, not of a list that put itself there, else
		       the address */
} td_index_line;

/* Of each of n messages that is there; a fifth of what td_index_messages costs. GArray of
 * td_index_line, in the order of the messages. */
GArray *
td_index_load_lines(td_index *index, const int64_t *messages, size_t n, GError **error);

/* Message-ID without <>; it may name several messages. */
GArray *td_index_find_messages(td_index *index, const char *message_id, GError **error);
GArray *td_index_find_patch_id(td_index *index, const char *patch_id, GError **error);
GArray *td_index_find_change_id(td_index *index, const char *change_id, GError **error);
/* The mails of a thread (td_index_row.thread), each once; with those, too, which are
 * another one of them in the form that its list gave it. Both ascending. */
GArray *td_index_find_thread(td_index *index, int64_t thread, GError **error);
GArray *td_index_find_thread_forms(td_index *index, int64_t thread, GError **error);
/* The series a message belongs to, as cover or member; *series is 0 for none. */
bool
td_index_find_series(td_index *index, int64_t message, int64_t *series, GError **error);

/* The references of a message, oldest first, its parent's id last. GPtrArray of char *,
 * freed with it. */
GPtrArray *td_index_load_references(td_index *index, int64_t message, GError **error);
/* The same, of a row that is there. */
GPtrArray *td_index_split_references(td_span packed);

typedef struct td_index_list {
	int64_t id;
	char *name;
} td_index_list;
/* By name. GPtrArray of td_index_list *, freed with it. */
GPtrArray *td_index_load_lists(td_index *index, GError **error);

typedef struct td_index_extent {
	uint64_t messages;
	int64_t first, last; /* received of the first and the last one; 0 for none */
} td_index_extent;
/* As it was kept when the list was written; nothing for a list that is not there. */
bool td_index_measure_list(
    td_index *index, int64_t list, td_index_extent *extent, GError **error);
/* Whether any list has a mail; that costs nothing. */
bool td_index_has_mail(td_index *index, bool *has, GError **error);
