/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lists/library.h - a reader's lists, their index and their archives, opened as needed
 *
 * What every command but parse stands on. Lists are in the configuration
 * (list.NAME.url, list.NAME.dir, list.NAME.since), what was read to is in the file of
 * cursors (lists/cursor.h): both are the reader's own, and deleting the index loses
 * neither.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "archive/archive.h"
#include "base/span.h"
#include "config/config.h"
#include "index/index.h"
#include "lists/closed.h"

typedef struct td_library td_library; /* handle */

typedef struct td_list {
	char *name;
	char *url; /* what it is mirrored from; with a dir in place: where to read on the
		      web; NULL for none */
	char *dir; /* where its archive is */
	char *since;   /* a mirror that was begun shallow; NULL for a whole one */
	bool mirrored; /* dir is ours: sync may fetch into it, remove may delete it */
	bool closed;   /* list.NAME.private: a site shows it to those alone who may */
} td_list;

typedef struct td_library_options {
	const char *index; /* --index; NULL: tidings.index, else
			      $XDG_DATA_HOME/tidings/index.sqlite */
	bool write;
	/* Lists that everybody may read alone, and the index of these, which lies beside
	 * that of all and has its name with ".open" behind it: what is made of mails
	 * (states, counts, threads) has nothing of a private one in it. */
	bool open_only;
	bool renewed; /* the one that is made beside it: lists/renewal.h */
} td_library_options;

/* The index is opened at its first use. config must outlive it. Errors: what
 * configuration gives. */
td_library *
td_library_open(td_config *config, const td_library_options *options, GError **error);
void td_library_close(td_library *library); /* NULL is fine */

/* By name. GPtrArray of td_list *, borrowed. */
const GPtrArray *td_library_lists(const td_library *library);
/* NULL for none. */
const td_list *td_library_find(const td_library *library, const char *name);
/* The same; NOT_FOUND, with the names that there are. */
const td_list *
td_library_get(const td_library *library, const char *name, GError **error);
/* Whether a list is private, or would be one if it were not left out. */
bool td_library_has_closed(const td_library *library);
/* All private lists, left out or not. GPtrArray of td_closed_list *, borrowed. */
const GPtrArray *td_library_closed(const td_library *library);
/* The names of lists that an index has and the library has not: of what is no list any
 * more or, in an index of open lists, became private after it was last brought in step.
 * GPtrArray of char *, to be freed. */
GPtrArray *td_library_find_strangers(const td_library *library, td_index *index);
/* What is wrong with lists that were left out: a bad name, neither url nor dir. GPtrArray
 * of char *, borrowed. */
const GPtrArray *td_library_problems(const td_library *library);

td_config *td_library_config(const td_library *library); /* what it was opened with */

/* tidings.dataDir, else $XDG_DATA_HOME/tidings: mirrors, cursors, the index. */
const char *td_library_folder(const td_library *library);
const char *td_library_index_path(const td_library *library);

/* Borrowed. NOT_FOUND with a word on what to do when nothing was indexed yet. */
td_index *td_library_index(td_library *library, GError **error);
/* After a write that failed: what was not committed is gone, and the next call of that
 * opens it anew. */
void td_library_forget_index(td_library *library);
/* Opened once a run, borrowed. What opening it gives. */
td_archive *td_library_archive(td_library *library, const td_list *list, GError **error);
/* It will be opened anew: what was fetched since is seen then. */
void td_library_forget_archive(td_library *library, const td_list *list);

/*
 * The bytes of an indexed mail, from the first of its places that can still be read;
 * borrowed until the next load. NOT_FOUND when no archive has it any more,
 * UNREADABLE when one that may have it cannot be read; DATABASE.
 */
bool
td_library_load(td_library *library, int64_t message, td_span *bytes, GError **error);
/* The same, as the list of the range has it: a page of a list shows that list's bytes. */
bool td_library_load_in(td_library *library, const td_index_range *range, int64_t message,
    td_span *bytes, GError **error);
/* The same for who wants its beginning: of a mail that has more than most bytes no more
 * may be given (td_reader_load_head). */
bool td_library_load_head_in(td_library *library, const td_index_range *range,
    int64_t message, size_t most, td_mail *mail, GError **error);
/* The same, for who has asked the index for its places already: GArray of td_index_place.
 */
bool td_library_load_from(
    td_library *library, const GArray *places, td_span *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_library, td_library_close)
