/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/number_range.h - "2..5" on a command line */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct td_number_range {
	unsigned first, last; /* both belong to it */
} td_number_range;

/* "3", "3..", "..5" or "3..5", of numbers up to most; an open end is 0 or most. USAGE,
 * with the option's name in front. */
bool td_number_range_read(const char *option, const char *word, unsigned most,
    td_number_range *range, GError **error);
