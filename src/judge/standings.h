/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/standings.h - how series stand, listed when asked
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "index/index.h"
#include "series/state.h"

/* A series as it is listed. Strings are borrowed until the callback returns. */
typedef struct td_index_standing {
	td_index_series series;
	td_state state;
	int64_t evidence; /* the message that the state rests on; 0 for none */
	int64_t sent;     /* of its head */
	int64_t last; /* when something last happened to it: its last mail, an answer */
	unsigned replies;                 /* of people, in its thread */
	unsigned reviewed, acked, tested; /* addresses that gave one */
	/* Who they are, a line each ("R Ann <ann@example.org>", A, T); "" for nobody,
	 * and for more than are told apart. */
	const char *reviewers;
	const char *message_id, *title, *tags, *author_name, *author_address;
	const char *class_name; /* of its head */
} td_index_standing;

/* False when it has enough. */
typedef bool (*td_index_standing_each)(const td_index_standing *standing, void *data);

/* Which series: those of a list (0: of all) of which the head was sent from since to
 * until (0: no bound), the newest first. */
typedef struct td_index_standings {
	int64_t list, since, until;
	bool oldest_first;
} td_index_standings;

bool td_index_each_standing(td_index *index, const td_index_standings *which,
    td_index_standing_each each, void *data, GError **error);
/* All series of which an address row is the head's author, in no order. */
bool td_index_each_standing_of(td_index *index, int64_t author,
    td_index_standing_each each, void *data, GError **error);
/* That series alone. *found tells whether there is one. */
bool td_index_find_standing(td_index *index, int64_t series, td_index_standing_each each,
    void *data, bool *found, GError **error);

/*
 * Series with a patch that touches such a path (globs * and ?), or one below such a
 * folder. A set of int64_t *, of what most of its files say (0: all); *all tells whether
 * there are no more.
 */
GHashTable *td_index_find_path_series(
    td_index *index, const char *glob, unsigned most, bool *all, GError **error);
/* The same, asked of one series. */
bool td_index_touches_path(
    td_index *index, int64_t series, const char *glob, bool *touches, GError **error);
/* Series that have a Reviewed-by, Acked-by or Tested-by with a value like that (a piece
 * of "Name <address>", without case). A set of int64_t *. */
GHashTable *
td_index_find_reviewer_series(td_index *index, const char *piece, GError **error);
