/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/closing.h - what a sentence says last: "…, series applied"; for said.c only */
#pragma once

#include <stdbool.h>

#include "notice/said.h"

/*
 * "After some fixes, series applied on x-next", "I extended the warning with an error
 * code and applied, thanks", "the tests ran, so I applied it": what stands before the
 * clause doubts nothing, unless it is a condition or tells of another patch. sentence: in
 * lower case.
 */
bool td_closing_find(const char *sentence, td_said *said);
