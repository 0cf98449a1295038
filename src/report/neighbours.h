/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/neighbours.h - how a series stands between the versions before and after it */
#pragma once

#include "report/standing.h"

/* What a reader of one of its mails must know at once. */
typedef struct td_neighbours {
	td_standing *series; /* NULL where the index has none; then nothing else is set */
	td_standing *older;  /* that it follows; NULL */
	td_standing *newer;  /* the newest that follows it, through others; NULL */
	GStringChunk *store;
} td_neighbours;

/* Of the options people, now and stale_days count. The evidence of all three is "". */
td_neighbours *td_neighbours_build(
    td_index *index, int64_t series, const td_standing_options *options, GError **error);
void td_neighbours_free(td_neighbours *neighbours); /* NULL is fine */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_neighbours, td_neighbours_free)
