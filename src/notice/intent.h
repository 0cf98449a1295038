/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/intent.h - "Will fix.", "I'll rename it to pump_stop"; for verdict.c only */
#pragma once

#include <stdbool.h>

#include "base/span.h"

/* lower: a sentence in lower case; above: of the mail, what stands above its line. Who
 * answers a review so, and wrote the patch, is going to change it. */
bool td_intent_is_told(const char *lower, td_span above);
