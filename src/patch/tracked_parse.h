/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/tracked_parse.h - a text as patchwork takes it apart; for this folder */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

/* Of td_span: lines that lie one after the other in a text, each time without the last
 * line's end. Borrowed from the text. */
typedef GArray td_pieces;

td_pieces *td_pieces_new(void); /* g_array_unref it */
/* Appends all, each with a line end. */
void td_pieces_join(GString *out, const td_pieces *all);

/* Adds what is a diff to diff, all else to content, which may be NULL. */
void td_tracked_parse(td_span text, td_pieces *content, td_pieces *diff);

/* "@@ -1,3 +1,4 @@": how many lines are before and after it. */
bool td_tracked_read_hunk(td_span line, long *before, long *after);

/* td_tracked_sum of a diff's text; of pieces what lies at their end may be changed. */
void td_tracked_sum_text(const char *diff, unsigned char *digest);
void td_tracked_sum_pieces(td_pieces *diff, unsigned char *digest);
