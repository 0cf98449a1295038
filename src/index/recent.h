/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/recent.h - the newest mails of a list, and threads as wholes */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "patch/patch.h"
#include "store/file.h"

/* A mail in its place. */
typedef struct td_index_recent {
	int64_t message;
	int64_t thread, parent; /* parent 0: it opens a thread */
	int64_t series;         /* 0 for none */
	uint64_t position;
	int64_t received;
} td_index_recent;

typedef struct td_recent_options {
	int64_t list;    /* 0: all; a mail of several lists comes once */
	uint64_t before; /* only positions below it; 0: all. Of one list. */
	int64_t until;   /* only what arrived up to then; 0: all */
	bool openers;    /* only mails that open a thread */
	unsigned limit;
} td_recent_options;

/* Newest first, by arrival. GArray of td_index_recent. */
GArray *
td_index_load_recent(td_index *index, const td_recent_options *options, GError **error);

/* The position of the list's last mail that arrived at until or before; 0 for none. Where
 * clocks went back it is one nearby. */
bool td_index_find_position(
    td_index *index, int64_t list, int64_t until, uint64_t *position, GError **error);

/* Who wrote a mail, and when it came. */
typedef struct td_index_poster {
	int64_t message, received;
	int64_t sender, author; /* ids of addresses */
	td_kind kind;
} td_index_poster;
/* Of that message, which is there. */
bool td_index_find_poster(
    td_index *index, int64_t message, td_index_poster *poster, GError **error);
/* Of each mail of a thread, over all lists, in no order; none where there is no such
 * thread. They are put behind what posters has, a GArray of td_index_poster. */
bool
td_index_load_posters(td_index *index, int64_t thread, GArray *posters, GError **error);

/*
 * Mails over time, of a list (0: all) or of one author or sender: a call each, in no
 * order. Cheap enough for a page, not for each request of one that nobody keeps.
 */
typedef struct td_index_beat {
	int64_t received;
	int64_t sender, author; /* ids of addresses */
	td_kind kind;
	bool human;        /* of no other class */
	const char *title; /* of a patch; "" for all others */
} td_index_beat;
typedef bool (*td_beat_each)(const td_index_beat *beat, void *data);
bool td_index_each_beat(td_index *index, int64_t list, int64_t since, td_beat_each each,
    void *data, GError **error);

/* How long after a message the first answer of somebody else came in its thread; -1 for
 * none. */
bool td_index_find_answer_time(
    td_index *index, int64_t message, int64_t *seconds, GError **error);

/* Message-IDs that begin with a text of four bytes or more, as it is written; not all,
 * where thousands begin alike. GPtrArray of char *. */
GPtrArray *
td_index_guess_ids(td_index *index, const char *text, unsigned limit, GError **error);

/* The name and address behind an id of a beat; both are "" where there is none. */
bool td_index_find_address(
    td_index *index, int64_t id, char **name, char **address, GError **error);
