/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words/stem.h - words that are one to a reader of English: "fix", "fixes", "fixed"
 *
 * The index has words as they are written; a question for a stem asks which of its words
 * have that stem. All of them lie together, behind the first letters that they share.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

typedef struct td_stem td_stem; /* handle: one stem */

td_stem *td_stem_new(const char *word);
void td_stem_free(td_stem *stem);

/* What all words of the stem begin with (but for td_stem_other). */
const char *td_stem_prefix(const td_stem *stem);
/* A word of the stem that does not begin so; NULL where there is none. */
const char *td_stem_other(const td_stem *stem);
/* Whether a word is of that stem. Remembers what it was asked. */
bool td_stem_has(td_stem *stem, td_span word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_stem, td_stem_free)
