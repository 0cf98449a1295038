/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_remarks.h - what a reader of an update is told beside its page */
#pragma once

#include <glib.h>

#include "archive/archive.h"
#include "ingest/ingest.h"

/* What kept the range from being what was asked for, of char *; the page says it too. */
GPtrArray *td_update_remarks(const td_range *range);

/* Says them, and what was met as it was read, on stderr, each thing once. */
void td_update_remarks_say(const GPtrArray *remarks, const td_ingest_counts *counts);
