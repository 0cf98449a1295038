/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/stored_series.h - one series out of its rows */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "index/index.h"

/* *found is false where there is no such series. */
bool td_stored_series_find(
    td_index *index, int64_t id, td_index_series *series, bool *found, GError **error);

/* Adds all there are to all, of td_index_series, by id, which is by first mail. */
bool td_stored_series_all(td_index *index, GArray *all, GError **error);

/* Adds its members to members, of td_index_member, extras and all; the cover is none. */
bool
td_stored_series_add(td_index *index, int64_t series, GArray *members, GError **error);
/* The same with the cover before them, as number 0. */
GArray *td_stored_series_members(td_index *index, int64_t series, GError **error);
/* Adds those of all series, by series. */
bool td_stored_members_all(td_index *index, GArray *members, GError **error);
