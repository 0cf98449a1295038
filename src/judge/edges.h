/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/edges.h - which series follows which, as src/series/chain.h decided, in rows */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "series/chain.h"
#include "store/file.h"

/* What the series follows; edge->older is 0 for nothing. */
bool td_edges_find(td_index *index, int64_t series, td_chain_edge *edge, GError **error);

/* The whole series that it follows, not a part of one; 0 for none. */
bool td_edges_find_elder(td_index *index, int64_t series, int64_t *elder, GError **error);

typedef struct td_follower {
	int64_t series;
	bool alias, partly, part; /* as td_chain_edge has them */
} td_follower;

/* Those that follow it. GArray of td_follower, by series. */
GArray *td_edges_after(td_index *index, int64_t series, GError **error);

/* In place of the one that was there; older 0 removes it. */
bool
td_edges_put(td_index *index, int64_t series, const td_chain_edge *edge, GError **error);
