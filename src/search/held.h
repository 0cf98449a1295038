/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search/held.h - hits that are copies or have some: of those that are alike one is shown
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "search/search.h"

/* Hits of one search: those that are copies or have some wait until all are found. */
typedef struct td_held td_held; /* handle */

/* NULL on error. */
td_held *td_held_open(td_index *index, GError **error);
void td_held_close(td_held *held); /* NULL is fine */
/* Whether it must wait; then it is kept. */
bool td_held_keep(td_held *held, const td_hit *hit);
/* Those kept, but for copies whose original is among them. */
void
td_held_release(td_held *held, void (*each)(const td_hit *hit, void *data), void *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_held, td_held_close)
