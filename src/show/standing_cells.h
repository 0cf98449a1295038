/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/standing_cells.h - the words and columns that tables of series and their pages
 * share; for this folder */
#pragma once

#include "show/standing.h"

/* "RFC v2.1". */
void td_cells_version(char text[16], const td_index_series *series);
/* "11"; "1/21" where the others never came. */
void td_cells_size(char text[16], const td_index_series *series);
/* In so many columns, cut with a mark where it is longer; pads only when asked to. Whole
 * when columns is 0. */
void td_cells_text(td_out *out, const char *text, unsigned columns, bool pad);
/* The word for its state in so many columns, ", stale" behind it where it is. */
void td_cells_state(td_out *out, const td_standing *standing, const char *word,
    unsigned columns, bool color);
/* A line of its own, "" for none. */
void td_cells_id(td_out *out, const char *before, const char *message_id);
/* To the end of the line from that column on, further lines below its front. */
void td_cells_wrapped(
    td_out *out, const td_standing_style *style, unsigned column, const char *text);
