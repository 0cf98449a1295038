/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/sentence.h - sentences of a mail, over the ends of lines; for this folder */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

#define TD_MAX_SENTENCE 320

/* A sentence and its lower case side by side. */
typedef struct td_sentence {
	char text[TD_MAX_SENTENCE + 1];
	char lower[TD_MAX_SENTENCE + 1];
	size_t n;
} td_sentence;

/* The sentence that starts here: to its end, over one line's end, or two of wrapped
 * lines. */
void td_sentence_take(td_span rest, td_sentence *s);

/* "On Thu, Sep 02, 2021 at 04:46:35PM +0800, Ann wrote:" */
bool td_sentence_is_attribution(td_span text);
