/* SPDX-License-Identifier: GPL-2.0-or-later */
/* subject/title.h - a version that a title says. Private to subject.c. */
#pragma once

#include <stdbool.h>

#include "base/span.h"

/*
 * Finds "(v2)" anywhere in a title, else ", v2", " [v2]" or " [ver #2]" at its end: said
 * is all of that, within title. False where there is none.
 */
bool td_subject_title_find(td_span title, td_span *said, unsigned *version);

/* "title v3", of a mail that has no tags: the cover letter of patches that have some. */
bool td_subject_title_find_bare(td_span title, unsigned *version);
