/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/whole.h - how much of a series a sentence means; for this folder */
#pragma once

#include <stdbool.h>

#include "notice/said.h"

/* "Both", "these patches", "the series": all of it, and not just what is answered. */
bool td_whole_is_said(const char *sentence, const td_said *said);

/* 2 for "both", 4 for "these four patches"; 0 where they are not counted. */
unsigned td_whole_count(const char *sentence, const td_said *said);
