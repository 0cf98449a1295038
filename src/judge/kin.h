/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge/kin.h - series that are judged together, so that each thread is read once
 *
 * What a patch got is carried to its next versions, so each of a chain asks for the
 * threads of all before it. And the series of one cluster share threads.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/file.h"

typedef struct td_kin {
	unsigned group; /* the same for those that are judged together */
	int64_t series;
} td_kin;

/* Says which cluster a message lies in, 0 for none: who links knows. */
typedef bool (*td_kin_cluster)(
    td_index *index, int64_t message, int64_t *cluster, GError **error);

/* series is a set of int64_t *. GArray of td_kin, one group after the other. */
GArray *td_kin_group(
    td_index *index, GHashTable *series, td_kin_cluster find_cluster, GError **error);
