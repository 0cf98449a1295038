/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/trailer_shown.h - the trailers of a patch or a commit that an answer shows, which
 * are given to that and not to what is answered; for this folder */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

/* Zero where the answer begins; told of each of its lines, in order. */
typedef struct td_trailer_shown {
	bool commit;    /* below "commit 0123abcd...", as git log prints one */
	bool block;     /* trailers, and nothing else but what may stand above a diff */
	bool is_signed; /* with a Signed-off-by among them */
	bool cut;       /* and a "---" below */
	unsigned first; /* how many came before them */
} td_trailer_shown;

/* Whether the line is of a commit as git log prints it. */
bool td_trailer_shown_holds(td_trailer_shown *shown, td_span line);
/* "Key: value", behind n that count. */
void td_trailer_shown_trailer(td_trailer_shown *shown, td_span key, unsigned n);
/* A line that is none. */
void td_trailer_shown_line(td_trailer_shown *shown, td_span line);
/* A diff begins: how many of n count that stand above it. */
unsigned td_trailer_shown_diff(td_trailer_shown *shown, unsigned n);
