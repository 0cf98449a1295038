/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/settled.h - another patch has done it: "already fixed upstream"; for verdict.c
 * only */
#pragma once

#include <stdbool.h>

/* "A similar patch has already been applied", "we already posted a patch to do this",
 * "this issue is already fixed in mainline": lower is a sentence in lower case. */
bool td_settled_is_said(const char *lower);
