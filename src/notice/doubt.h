/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/doubt.h - words that make "Applied" no news of a patch; for said.c only */
#pragma once

#include <stdbool.h>

/* Whether what is from sentence to end, in lower case, asks, doubts, denies or tells of a
 * trial. */
bool td_doubt_find(const char *sentence, const char *end);
