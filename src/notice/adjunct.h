/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/adjunct.h - how, where and when, behind "I'll queue it"; for this folder */
#pragma once

#include <stdbool.h>

/* Behind "as a fix via the x tree for 5.9 then", any of these in any order; at itself
 * where there is none. */
const char *td_adjunct_skip(const char *at);

/* Nothing more is said, but thanks or a remark. */
bool td_adjunct_ends(const char *at);

/* " it for fixes", " as 5.5 material", " the series for next": behind that, which no
 * tester would say; NULL for none. */
const char *td_adjunct_find_release(const char *rest);
