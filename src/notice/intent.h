/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/intent.h - "Will fix.", with nothing more said; for verdict.c only */
#pragma once

#include <stdbool.h>

/* lower: a sentence in lower case. Who answers a review so, and wrote the patch, is going
 * to change it. */
bool td_intent_is_told(const char *lower);
