/* SPDX-License-Identifier: GPL-2.0-or-later */
/* diff/name.h - file names in the header lines of a diff, as git apply finds them */
#pragma once

#include <stdbool.h>

#include "base/span.h"

/*
 * All lines come without their LF. strip says how many leading directories go (a/ and b/
 * are one), as -p of git apply and patch. A name found is unquoted and has no double
 * slashes; g_free it. NULL where there is none.
 */

/* The name at the front of a line. tab_ends: what follows a tab is a timestamp. */
char *td_diff_name(td_span line, unsigned strip, bool tab_ends);

/* After the "--- " or "+++ " of a plain diff; shorter (may be NULL) wins where it is the
 * beginning of this name, so that file.orig does not. */
char *td_diff_name_plain(td_span line, const char *shorter, unsigned strip);

/* After "diff --git ": the one name that both sides have; NULL for a rename. */
char *td_diff_name_both(td_span line, unsigned strip);

bool td_diff_name_is_null(td_span line); /* /dev/null */

/* The time of day 0 after the name: GNU diff's way to say that there is no such file. */
bool td_diff_name_has_epoch(td_span line);
