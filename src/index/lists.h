/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * index/lists.h - a list as a whole: its name, its heads, its places in order
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/oid.h"
#include "store/file.h"

/* Borrowed until lists change; NULL for none of that number. */
const char *td_index_list_name(td_index *index, int64_t list);
/* All of them. GPtrArray of const char *, borrowed as one name is; free the array. */
GPtrArray *td_index_list_names(td_index *index);
/* *list is 0 where there is none. */
bool td_index_find_list(td_index *index, const char *name, int64_t *list, GError **error);

typedef struct td_index_head {
	uint32_t epoch;
	td_oid commit;
	uint64_t position;
} td_index_head;
/* Where the list's epoch was read to; *head is set where something was found. */
bool td_index_find_head(td_index *index, int64_t list, uint32_t epoch,
    td_index_head *head, bool *found, GError **error);
/* Of a list's epochs, by number. GArray of td_index_head. */
GArray *td_index_load_heads(td_index *index, int64_t list, GError **error);

/* A place as the archive sees it. */
typedef struct td_index_step {
	uint64_t position;
	uint64_t gone; /* where it was taken back; 0 for not */
	uint32_t epoch;
	uint32_t size;
	uint64_t offset;
	int64_t received;
	td_oid commit, blob;
} td_index_step;
/* The places of a list in a stretch of positions, both inclusive, in order. GArray of
 * td_index_step. */
GArray *td_index_load_steps(
    td_index *index, int64_t list, uint64_t first, uint64_t last, GError **error);
/* The last n of them, the newest first. */
GArray *td_index_load_steps_back(
    td_index *index, int64_t list, uint64_t last, unsigned n, GError **error);
/* Only those that were taken back. */
GArray *td_index_load_gone(td_index *index, int64_t list, GError **error);

/* Positions of a list, both inclusive. */
typedef struct td_index_stretch {
	uint64_t first, last;
	int64_t back; /* seconds that a mail is earlier than one before it, at most */
} td_index_stretch;

/*
 * The position from which on all lie that arrived at a moment or later; entries without
 * a mail that lie right before a mail like that are counted in. last + 1 for none.
 */
bool td_index_find_since(td_index *index, int64_t list, const td_index_stretch *stretch,
    int64_t since, uint64_t *position, GError **error);
/*
 * The first of the mails at the end that all arrived later than a moment; 0 where the
 * last one did not, or there is none.
 */
bool td_index_find_after(td_index *index, int64_t list, const td_index_stretch *stretch,
    int64_t until, uint64_t *position, GError **error);

/* More than between any two times that are meant. */
#define TD_MOST_SECONDS_AHEAD (INT64_MAX / 4)

/* How a list's entries came, as often as they were read. */
typedef struct td_index_course {
	bool bent; /* once they were no straight line: positions do not count commits */
	int64_t ahead;  /* seconds that one without a mail was later than the next mail */
	int64_t behind; /* or earlier */
	int64_t back;   /* that a mail was earlier than one before it */
	int64_t open;   /* the latest time of those after the last mail; INT64_MIN for
			   none */
	int64_t early;  /* the earliest of them; INT64_MAX for none */
	int64_t latest; /* of mails; INT64_MIN for none */
} td_index_course;
bool td_index_load_course(
    td_index *index, int64_t list, td_index_course *course, GError **error);
