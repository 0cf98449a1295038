/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/diff_find.h - the two versions that the words of `tidings diff` name */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "cli/diff_side.h"
#include "cli/open.h"

/*
 * "MESSAGE", "MESSAGE OLD [NEW]" or "MESSAGE MESSAGE", where both may be paths. The
 * library is opened where one is needed. USAGE, NOT_FOUND with a word on what there is.
 */
bool td_diff_find(td_opened *opened, int n, char **words, td_diff_side **older,
    td_diff_side **newer, GError **error);
