/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * compare/range_text.h - a patch as `git range-diff` looks at one
 *
 * Author, commit message and diff as one text in which nothing is left that changes with
 * the base alone: no line numbers, no blob names (git: range-diff.c, read_patches).
 */
#pragma once

#include <glib.h>

#include "patch/patch.h"

typedef struct td_range_text {
	GString *text;  /* each line ends with LF */
	size_t diff;    /* where the diff begins in it; 0 where there is none */
	unsigned lines; /* of the diff, as range-diff counts them */
} td_range_text;

/*
 * Any patch gives a text. What it has past TD_MAX_RANGE_TEXT is left out. Files are in
 * the order of their paths, as git shows them. clear it.
 */
void td_range_text_read(const td_patch *patch, td_range_text *read);
void td_range_text_clear(td_range_text *read);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(td_range_text, td_range_text_clear)
