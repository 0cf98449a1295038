/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write/places.h - which of a message's places is its own: the first one to have come */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/file.h"

typedef struct td_place_at {
	int64_t place, received;
	int64_t before; /* where the list had the message before; 0 for nowhere */
} td_place_at;

/* Adds the places of the message from first to last that were not taken back to places,
 * of td_place_at. */
bool td_places_list(td_index *index, int64_t message, int64_t first, int64_t last,
    GArray *places, GError **error);

/* The first of the message's places and when that was; a place of 0 for none. What it
 * hangs together with is linked again. */
bool td_places_put(
    td_index *index, int64_t message, int64_t place, int64_t received, GError **error);

/* After places of a message went: the first of those that are left is its own; without
 * one it is dead. */
bool td_places_settle(td_index *index, int64_t message, GError **error);
