/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index_words.h - what the full text of an index says, for index_tool only */
#pragma once

#include <glib.h>

#include "store/file.h"

/* Some 200 words of subjects. A set of char *, which is freed with it. */
typedef struct td_sample td_sample; /* handle */
td_sample *td_sample_new(void);
void td_sample_free(td_sample *sample); /* NULL is fine */
/* Whether a word is taken depends on nothing but the word. */
void td_sample_take(td_sample *sample, const char *subject);

/* A line for each: how many mails have the word, and a sum over their keys, which name
 * them by their places. NULL on error; GPtrArray of char *, freed with it. */
GPtrArray *
td_sample_ask(td_sample *sample, td_index *index, GHashTable *keys, GError **error);
