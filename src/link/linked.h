/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * link/linked.h - links and series in their rows, of which only what changed is written
 *
 * Most of what is linked again is as it was but for an answer more.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "series/series.h"
#include "store/file.h"
#include "store/store.h"

/* A row of the table link; 0 for none. */
typedef struct td_linked {
	int64_t message, thread, parent, series, original;
} td_linked;

/* A statement whose rows are of the messages from ?1 to ?2, the first column, in their
 * order, and what takes a row that is to be read. */
typedef struct td_linked_reader {
	td_sql which;
	void (*take)(sqlite3_stmt *stmt, void *data);
	void *data;
} td_linked_reader;

/* The rows of n messages, ascending, n not 0: one walk from the first to the last, as few
 * others lie between. */
bool td_linked_each(td_index *index, const td_linked_reader *reader,
    const int64_t *messages, unsigned n, GError **error);

/* The rows of all messages up to the last. */
bool td_linked_all(
    td_index *index, const td_linked_reader *reader, int64_t last, GError **error);

/* Adds the rows of n messages, ascending, to rows, of td_linked; a mail that was not
 * linked yet has none. */
bool td_linked_add(
    GArray *rows, td_index *index, const int64_t *messages, unsigned n, GError **error);
/* The rows of all messages. */
bool td_linked_add_all(GArray *rows, td_index *index, GError **error);
void td_linked_sort(GArray *rows);

/* A series that was made; its numbers are those of messages. */
typedef struct td_linked_series {
	int64_t id;
	td_series *series;
} td_linked_series;

/* GArray of td_linked_series, which owns what is in it. */
GArray *td_linked_series_new(void);

/*
 * Writes what mails are now, each array ascending by message: series, of
 * td_linked_series, and rows where was, of td_linked, has others. A series that is as it
 * was and whose mails are stays with all that was made of it, and is judged again.
 */
bool td_linked_store(td_index *index, const GArray *series, const GArray *rows,
    const GArray *was, GError **error);

/* Takes out the rows of a series, with what was made of them; what lies in its chain is
 * looked at again. */
bool td_linked_remove_series(td_index *index, int64_t series, GError **error);
