/* SPDX-License-Identifier: GPL-2.0-or-later */
/* judge/standing.h - how series stand, settled once edges and claims are; for judge.c */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "judge/kin.h"

/* So many versions back a trailer is carried from. */
enum { TD_MOST_ELDERS = 16 };

/* The standings of these series (a set of int64_t *) are made again. */
bool td_standing_settle(
    td_index *index, GHashTable *series, td_kin_cluster find_cluster, GError **error);
