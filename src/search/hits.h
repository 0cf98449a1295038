/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search/hits.h - of all that is found, the part that is wanted, in its order */
#pragma once

#include "search/search.h"

typedef struct td_hits td_hits; /* handle */

/* The options are borrowed. */
td_hits *td_hits_new(const td_search_options *options);
void td_hits_free(td_hits *hits); /* NULL is fine */

/* One that is found, in any order; data is the td_hits. It is counted, told to
 * options->each, and kept where it is wanted. */
void td_hits_add(const td_hit *hit, void *data);

uint64_t td_hits_total(const td_hits *hits);
/* Those that are wanted, in order: a new GArray of td_hit; once. */
GArray *td_hits_take(td_hits *hits);
