/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * compare/slide.h - where a group of changed lines stands that might stand elsewhere
 *
 * Private to the folder. A group whose last line is the same as the one above it says the
 * same one line up. Groups are moved as git moves them (xdiffi.c, xdl_change_compact):
 * together where they touch, beside a group of the other text, else to the end, or where
 * indentation looks best (M. Haggerty's heuristic, by the weights that git has).
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

/* A text and which of its lines are changed; all borrowed. */
typedef struct td_slide_side {
	const uint32_t *lines; /* numbers that are the same where lines are */
	const td_span *texts;  /* of the lines; NULL: indentation is not looked at */
	unsigned count;
	bool *all; /* a mark for each line, an empty one before and one after them */
} td_slide_side;

static inline bool
td_slide_marked(const td_slide_side *side, unsigned line)
{
	return side->all[line + 1];
}

static inline void
td_slide_mark(td_slide_side *side, unsigned line, bool changed)
{
	side->all[line + 1] = changed;
}

/* Moves the groups of one side; the other's stay. */
void td_slide(td_slide_side *side, td_slide_side *other);
