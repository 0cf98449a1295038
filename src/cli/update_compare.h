/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_compare.h - what a version changed, for the page of an update */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"
#include "report/report.h"

/* The raw mail of a patch; borrowed until the next call. */
typedef bool (*td_update_load)(
    const td_report_patch *patch, td_span *mail, void *data, GError **error);

/* As td_report_options.compare. compare is started by the caller, so that libgit2 is
 * started once for a page. */
bool td_update_compare(td_update_load load, void *data, const GPtrArray *older,
    const GPtrArray *newer, td_report_changes *changes, bool *compared, GError **error);
