/* SPDX-License-Identifier: GPL-2.0-or-later */
/* subject/word.h - one word of a subject's brackets. Private to subject.c. */
#pragma once

#include <stdbool.h>

#include "base/span.h"
#include "subject/subject.h"

/* Notes in subject what the word says: "PATCHv2", "RFC", "v2.1", "PATCH1/8", "1 of 2". */
void td_subject_word_read(td_subject *subject, td_span word);

/* Nothing but n/m. */
bool td_subject_word_is_number(td_span word);
