/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * report/pair.h - private: keys of hash tables that are made of more than one thing
 *
 * Equal texts of a report are one text (td_work_keep), so where they are tells them apart
 * and nothing is printed to be compared.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct td_pair {
	const void *one, *other; /* borrowed; they are never followed */
	uint64_t more;
} td_pair;

/* Of td_pair *, owned by the table, to what `free_value` frees; NULL for nothing. */
GHashTable *td_pairs_new(GDestroyNotify free_value);

/* False, and the one before stays, where the pair is there already. */
bool td_pairs_add(GHashTable *pairs, td_pair pair, void *value);

/* As td_pairs_add, but the value takes the place of the one before. */
void td_pairs_put(GHashTable *pairs, td_pair pair, void *value);

void *td_pairs_find(GHashTable *pairs, td_pair pair); /* borrowed; NULL for none */
