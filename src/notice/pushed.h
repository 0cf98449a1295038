/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/pushed.h - "I dared to merge this", "tests added and pushed, thanks"; for said.c
 * only */
#pragma once

#include <stdbool.h>

#include "notice/said.h"

/*
 * What whoever pushes says of it in any other words, in a sentence in lower case: "I
 * merged it with the following diff:", "both doc patches merged". False where it is
 * supposed, wished for, or done to something else. Pointers are into the sentence.
 */
bool td_pushed_find(const char *sentence, td_said *said);
