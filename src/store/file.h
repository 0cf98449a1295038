/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store/file.h - the SQLite file, opened
 *
 * A cache of the archives; docs/index.md has the schema. Those who ask and those who
 * write are the folders above: no SQL and no sqlite3 type leaves them. One writer at a
 * time; a handle is for one thread. Without a path the index is temporary: private, gone
 * when closed.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct td_index td_index; /* handle */

typedef struct td_index_options {
	const char *path; /* NULL: a temporary index */
	bool write;       /* ignored for a temporary index */
	unsigned wait;    /* seconds that begin waits for another writer; 0: ten */
} td_index_options;

/* DATABASE, IO; NOT_FOUND when it is to be read and is not there, or is not finished yet;
 * UNREADY where an older tidings made it. */
td_index *td_index_open(const td_index_options *options, GError **error);
void td_index_close(td_index *index);
/* Whether it was opened for writing, was of an older schema and is empty now: all lists
 * are to be indexed again. */
bool td_index_was_emptied(const td_index *index);

/* What a file is, beside the index that this program makes. */
typedef enum td_index_age {
	TD_INDEX_EMPTY, /* nothing is in it yet */
	TD_INDEX_OLDER,
	TD_INDEX_CURRENT,
	TD_INDEX_NEWER,
} td_index_age;

/* The file is there, and only read. DATABASE where it is no index. */
bool td_index_find_age(const char *path, td_index_age *age, GError **error);
/* The first mails are written into it just now, or whoever did so was killed: it is made
 * anew, by who finds it so and has the lock of the library (lists/lock.h). */
bool td_index_is_unfinished(const char *path);
/* The number of the schema that this program makes. */
unsigned td_index_schema(void);

/* For who keeps an index open for reading: whether others wrote since the last call (the
 * first one says yes). DATABASE or UNREADY where it is of another schema by now: open it
 * again. */
bool td_index_refresh(td_index *index, bool *changed, GError **error);

/* Where much of the file is unused it becomes shorter; not between begin and commit. */
bool td_index_trim(td_index *index, GError **error);

/* Reads all of the file: what SQLite finds wrong with it, and lists whose mails are not
 * as many as is kept of them, a line each, or an empty text. g_free it. */
char *td_index_check(td_index *index, GError **error);

/* False where secondary indexes are left out for now: write/defer.h. */
bool td_index_is_settled(td_index *index, bool *settled, GError **error);

/* Of every hash in this index. */
uint64_t td_index_seed(const td_index *index);
/* The highest id given to a message so far: one that was there before is not above it. */
int64_t td_index_newest(const td_index *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_index, td_index_close)
