/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/glob.h - * and ? over hostile text */
#pragma once

#include <stdbool.h>

#include "base/span.h"

/*
 * The whole text matches; pattern is in lower case, text in any (A-Z only fold). Time is
 * at most the product of both lengths, whatever they hold.
 */
bool td_glob_match(const char *pattern, td_span text);
