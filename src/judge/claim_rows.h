/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/claim_rows.h - what notices speak of, as it is kept; for claims.c */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/file.h"

/* id: the notice's message, then which of its claims that is. */
typedef struct td_claim_row {
	int64_t id, series, slot;
	int partly; /* bits of claims.c */
} td_claim_row;

/* Adds to rows (of td_claim_row) what a notice spoke of until now, ascending. */
bool td_claim_rows_load(td_index *index, int64_t notice, GArray *rows, GError **error);
/* In place of what it spoke of. */
bool
td_claim_rows_store(td_index *index, int64_t notice, const GArray *rows, GError **error);

/* By id: for g_array_sort. */
int td_claim_rows_compare(const void *a, const void *b);

/* Adds their series to a set of int64_t *. */
void td_claim_rows_add(const GArray *rows, GHashTable *series);
/* The same of rows that are in one alone, or are not as they were; both ascend. Whether
 * there is any. */
bool
td_claim_rows_add_changed(const GArray *before, const GArray *now, GHashTable *series);
