/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/sketch.h - a few bytes that tell how alike two diffs, or two texts, are */
#pragma once

#include <stdint.h>

#include "base/span.h"

enum { TD_SKETCH_LINES = 16 };

/*
 * The smallest hashes of the different lines that a diff adds or removes, ascending: for
 * a small diff all of them, for a large one a sample that is fair and the same for
 * everybody. Blanks, and lines of three bytes or less, do not count.
 */
typedef struct td_sketch {
	uint32_t lines[TD_SKETCH_LINES];
	unsigned n;
} td_sketch;

/* patch: mailinfo's patch file, as in td_patch. */
void td_sketch_make(td_span patch, td_sketch *sketch);

/*
 * The same of what a text says, in the words of it that stand together three by three: it
 * outlives another wrapping and a changed sentence. Quotes, links, trailers and diffstats
 * do not count.
 */
void td_sketch_make_prose(td_span text, td_sketch *sketch);

/* Adds the name of a file, for want of the lines: two that touch one file are alike.
 * Begun with n 0. */
void td_sketch_add_name(td_sketch *sketch, td_span name);

/* What share of the lines of both are in both, in percent; 0 where one has none. */
unsigned td_sketch_likeness(const td_sketch *a, const td_sketch *b);
