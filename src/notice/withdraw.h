/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/withdraw.h - "so I'll drop this patch", "let's drop the series"; for verdict.c
 * only */
#pragma once

#include <stdbool.h>

/* lower: a sentence in lower case. *one: it is said of a single patch, not of a series.
 */
bool td_withdraw_is_said(const char *lower, bool *one);
