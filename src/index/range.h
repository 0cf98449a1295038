/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/range.h - a question about the places of a range, or about named messages */
#pragma once

#include <glib.h>

#include "index/index.h"
#include "store/store.h"

/* The places that a range is about. */
typedef struct td_bounds {
	int64_t first, last;
	int64_t position; /* what is gone after this one is still there */
} td_bounds;

/* Of a range that names no messages. */
td_bounds td_range_bounds(const td_index *index, const td_index_range *range);

typedef struct td_walk {
	td_index *index;
	sqlite3_stmt *stmt; /* the current row's columns */
	const int64_t *messages;
	size_t n, next; /* of messages */
	int64_t first;  /* the lowest place asked for */
	bool named, under_way;
} td_walk;

/*
 * Asks head, the places p of the range, tail. A message with two places in the range is
 * there at its first one only; messages that are named come one after another, with their
 * first place of all or of the list. head ends with a list of tables joined to place p,
 * tail begins with AND or is empty; each order it has is within a place. range is
 * borrowed until the walk is cleared.
 */
bool td_walk_start(td_walk *walk, td_index *index, const td_index_range *range,
    const char *head, const char *tail, GError **error);
/* The same with each place of the range, and not by names. */
bool td_walk_start_all(td_walk *walk, td_index *index, const td_index_range *range,
    const char *head, const char *tail, GError **error);
/* The rows of a whole statement. */
bool
td_walk_start_plain(td_walk *walk, td_index *index, const char *text, GError **error);
bool td_walk_step(td_walk *walk, bool *row, GError **error);
void td_walk_clear(td_walk *walk);

/*
 * True where the range is all of a temporary index of one list, whole. There messages,
 * what lies below them and their series are numbered in the order of their first places,
 * so they need not be asked for by place.
 */
bool td_range_is_all(const td_index *index, const td_index_range *range);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(td_walk, td_walk_clear)
