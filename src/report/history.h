/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * report/history.h - the patches of a series through its versions, and what was applied
 *
 * A patch of one version is that of the one before with the same patch-id, else with the
 * same title; td_compare weighs the texts, this is what the index alone can say.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "people/people.h"
#include "report/standing.h"
#include "store/file.h"

enum { TD_HISTORY_VERSIONS = 16 }; /* the newest of them */

typedef enum td_history_mark {
	TD_HISTORY_NONE,    /* not there */
	TD_HISTORY_NEW,     /* first seen here */
	TD_HISTORY_SAME,    /* the same diff */
	TD_HISTORY_CHANGED, /* another diff under the same title */
	TD_HISTORY_KEPT,    /* the same title; neither has a diff to go by */
} td_history_mark;

typedef struct td_history_cell {
	td_history_mark mark;
	unsigned number; /* in its version */
	const char *message_id;
} td_history_cell;

typedef struct td_history_row {
	const char *title; /* in the newest version that has it */
	unsigned last;     /* that version: a place in columns */
	td_history_cell cells[TD_HISTORY_VERSIONS];
} td_history_row;

typedef struct td_history_applied {
	const char *commit, *tree, *branch, *title;
	const char *message_id; /* of the notice */
	int64_t received;
} td_history_applied;

typedef struct td_history {
	GPtrArray *columns; /* of const td_page_version *, borrowed from the page: oldest
			       first */
	GPtrArray *rows;    /* of td_history_row *, by number in the newest version */
	GPtrArray *applied; /* of td_history_applied *, by arrival */
	GStringChunk *store;
} td_history;

/* Of the chain that the page's series is in. */
td_history *td_history_build(td_index *index, const td_series_page *page, GError **error);
void td_history_free(td_history *history); /* NULL is fine */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_history, td_history_free)
