/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/doer.h - what stands before "merged" in a sentence in lower case: who did it, or
 * what it was done to */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef enum td_doer {
	TD_DOER_UNKNOWN,
	TD_DOER_MYSELF,   /* "I", "I've" */
	TD_DOER_FIRST,    /* nothing, or thanks */
	TD_DOER_JOINED,   /* "..., and" */
	TD_DOER_CONCEDED, /* "..., but", "..., thus": whatever was doubtful before */
	TD_DOER_PATCH,    /* "both patches have been" */
} td_doer;

/* *from: where what leads to the verb begins. */
td_doer td_doer_find(const char *sentence, const char *verb, const char **from);

/* Where the clause that from is in begins: what stands before it is another matter. */
const char *td_doer_find_clause(const char *sentence, const char *from);

/* Whether the word before at is one of n. */
bool td_doer_is_behind(
    const char *sentence, const char *at, const char *const *words, size_t n);
