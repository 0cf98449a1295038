/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_compare.h - what a version changed, for the page of an update */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "cli/update_mail.h"

/* As td_report_options.compare, by as many threads as there are sources.
 * What loading a mail gives. */
bool td_update_compare(td_mail_source *const *sources, unsigned threads,
    td_report_comparison *some, size_t n, GError **error);
