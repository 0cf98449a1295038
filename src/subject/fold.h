/* SPDX-License-Identifier: GPL-2.0-or-later */
/* subject/fold.h - the blanks of a title; for this folder */
#pragma once

#include "base/span.h"

/* A copy for g_free: runs of blanks and NULs become one space, those at the ends none. It
 * is cut at TD_MAX_TITLE_BYTES, but not within a character. */
char *td_fold_blanks(td_span text);
