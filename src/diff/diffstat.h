/* SPDX-License-Identifier: GPL-2.0-or-later */
/* diff/diffstat.h - the diffstat that a mail carries: what it claims, beside what we
 * count */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

typedef struct td_diffstat {
	unsigned files;
	unsigned insertions;
	unsigned deletions;
	td_span text; /* from its first line to the summary line, borrowed */
} td_diffstat;

/* The last summary line ("3 files changed, ...") before any diff and the rows above it;
 * NULL for none. */
td_diffstat *td_diffstat_find(td_span text);
void td_diffstat_free(td_diffstat *diffstat);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_diffstat, td_diffstat_free)
