/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ingest/reclassify.h - mails that are indexed, by rules that changed since */
#pragma once

#include "ingest/sync_run.h"

/* Whether the mails of the list have their classes by these rules; fine for no list. */
bool td_reclassify_is_needed(
    td_index *index, int64_t list, const td_rules *rules, bool *needed, GError **error);

/* Reads them again where they have not, and counts those that are of another class now.
 * Killed at any moment, the next call goes on. */
bool td_reclassify(td_sync *sync, GError **error);
