/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/posts/table.h - a table made by hand: a cover letter, two patches of which
 * the second came late, an answer between them, a single patch with an old Date, and a
 * mail about nothing */
#pragma once

#include "posts/posts.h"

enum { kinds = 6 };

td_posts *make_table(unsigned project);
/* The second may be NULL. */
GPtrArray *tables_of(td_posts *first, td_posts *second);
/* Of int64_t: the one that is given, borrowed. */
GHashTable *set_of(const int64_t *value);
/* "series-created:4 patch-created:4": of td_event */
char *words_of(const GArray *events);
