/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest/sync_files.h - a Maildir or an mbox in step with the index */
#pragma once

#include "ingest/sync_run.h"

/* Such archives have no commits to begin at: entries are compared with the places that
 * are indexed, what is gone is taken out and what is new is added. */
bool td_sync_files(td_sync *sync, GError **error);
