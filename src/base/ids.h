/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/ids.h - numbers of rows as a set: ascending, each once */
#pragma once

#include <glib.h>
#include <stdint.h>

/* Of two int64_t, for sorting and bsearch. */
int td_ids_compare(const void *a, const void *b);

/* Of int64_t, in place. */
void td_ids_tidy(GArray *ids);

/* Into a set of int64_t * that frees its keys (g_free). */
void td_ids_add(GHashTable *set, int64_t id);
