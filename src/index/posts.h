/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * index/posts.h - all mails of a list in a few numbers each, for tables that are filtered
 * and sorted in memory
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/oid.h"
#include "patch/patch.h"
#include "series/state.h"
#include "store/file.h"

typedef struct td_index_post {
	int64_t message;
	uint64_t position;
	td_oid blob;
	int64_t received, sent;
	int64_t submitter; /* address row of who sent it, whatever a list made of From */
	int64_t parent;    /* message; 0 for none */
	int64_t series;    /* 0 for none */
	td_kind kind;
	unsigned number;
	bool mailed_twice; /* the list has it at an earlier place, too */
} td_index_post;

/* Of those in the list after that position, in order of arrival; what was taken back is
 * left out. */
bool td_index_each_post(td_index *index, int64_t list, uint64_t after,
    void (*each)(const td_index_post *post, void *data), void *data, GError **error);

/* The messages of the list that have a patch of that hash of patchwork's
 * (patch/tracked.h): GArray of int64_t. */
GArray *td_index_find_tracked(
    td_index *index, int64_t list, const unsigned char *sum, GError **error);
/* The hash of the list's mail at that position, 20 bytes. *has is false for a mail
 * without a diff. */
bool td_index_load_tracked(td_index *index, int64_t list, uint64_t position,
    unsigned char *sum, bool *has, GError **error);

typedef struct td_index_state {
	int64_t series;
	unsigned version, total, received;
	int64_t cover; /* message; 0 for none */
	td_state state;
	int64_t evidence; /* message; 0 for none */
} td_index_state;

/* All series of the index, by id; or, where series is not NULL, these, as far as they are
 * there (int64_t). */
bool td_index_each_state(td_index *index, const GArray *series,
    void (*each)(const td_index_state *state, void *data), void *data, GError **error);

/* Of all series, or of these, that were applied in part: which patches of theirs were, 1
 * for the first; one may come several times. */
bool td_index_each_applied(td_index *index, const GArray *series,
    void (*each)(int64_t series, unsigned number, void *data), void *data,
    GError **error);

/* The same of these messages (int64_t): what they answer and the series they are in, 0
 * for none; those without links are left out. */
bool td_index_each_post_link(td_index *index, const GArray *messages,
    void (*each)(int64_t message, int64_t parent, int64_t series, void *data), void *data,
    GError **error);

/* An address row. The strings are borrowed until the callback returns. */
typedef struct td_index_address {
	int64_t id;
	const char *name, *address;
} td_index_address;

/* All people who sent a mail or wrote a patch: one has a row for each way in which the
 * name and the address were written. */
bool td_index_each_address(td_index *index,
    void (*each)(const td_index_address *address, void *data), void *data,
    GError **error);

/* Those of the messages whose subject has the piece in it, whatever its case. A set of
 * int64_t *. */
GHashTable *td_index_filter_subjects(td_index *index, const int64_t *messages, size_t n,
    const char *piece, GError **error);
