/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * link/fresh.h - new messages and their clusters, until they are linked
 *
 * The row of a link is written once, when all of it is known. Until then it is here.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct td_fresh td_fresh; /* handle */

td_fresh *td_fresh_new(void);
void td_fresh_free(td_fresh *fresh); /* NULL is fine */

/* False, and nothing is done, for a message that is not above all others and above
 * newest, the last one that has a row. */
bool td_fresh_add(td_fresh *fresh, int64_t message, int64_t cluster, int64_t newest);
void td_fresh_clear(td_fresh *fresh);

/* The cluster of a message; 0 for one that is not here. */
int64_t td_fresh_find(const td_fresh *fresh, int64_t message);

/* For td_fresh_list: what was added later is not found by it. */
void td_fresh_sort(td_fresh *fresh);
/* Adds the messages of a cluster, of int64_t, to those that are there. */
void td_fresh_list(const td_fresh *fresh, int64_t cluster, GArray *messages);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_fresh, td_fresh_free)
