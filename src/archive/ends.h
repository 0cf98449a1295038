/* SPDX-License-Identifier: GPL-2.0-or-later */
/* archive/ends.h - the two ends of a range: what "A..B ^C" says, resolved */
#pragma once

#include "archive/revision.h"

typedef struct td_ends {
	GArray *from; /* of td_place: these and what is before them is left out */
	GArray *to;   /* of td_place: these and what is before them is in */
} td_ends;

/* NULL or blank revisions are everything. Errors: UNKNOWN_REVISION, EMPTY, USAGE. */
td_ends *td_ends_parse(td_trunks *trunks, const char *revisions, GError **error);
void td_ends_free(td_ends *ends); /* NULL is fine */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_ends, td_ends_free)
