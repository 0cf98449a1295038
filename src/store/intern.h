/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store/intern.h - texts that come again and again, stored once: addresses, paths, words
 *
 * A cache of bounded size, from a text's 64-bit hash to its row, stands before the table.
 * A temporary index asks the cache only: what fell out of it is stored once more, which
 * costs a row and harms nothing.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct td_intern td_intern; /* handle */
struct td_index;

/* find and add are numbers of td_sql. */
td_intern *td_intern_new(unsigned find, unsigned add);
void td_intern_free(td_intern *intern);

/* The id of a text, or of a pair of texts (second not NULL), stored if need be. */
bool td_intern_put(td_intern *intern, struct td_index *index, const char *first,
    const char *second, int64_t *id, GError **error);
