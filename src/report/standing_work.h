/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/standing_work.h - what standing.c and standing_page.c share */
#pragma once

#include "judge/standings.h"
#include "report/standing.h"

/* A copy with its strings in the store; evidence stays "". */
td_standing *td_standing_take(const td_index_standing *row,
    const td_standing_options *options, GStringChunk *store);
/* People who gave what: report/headcount.h. */
typedef struct td_tag_counts {
	unsigned reviewed, acked, tested;
	unsigned either; /* who reviewed or acked, or both */
} td_tag_counts;
td_tag_counts
td_standing_count_tags(const td_index_standing *row, const td_people *people);
/* The Message-ID of a message, kept in the store; "" for none. NULL on error. */
const char *td_standing_message_id(
    td_index *index, int64_t message, GStringChunk *store, GError **error);
