/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * series/part.h - some patches of a whole set, sent again: the set stands as it did
 *
 * For the index and for a page alike; docs/states.md.
 */
#pragma once

#include <stdbool.h>

/* Of a posting: m of n/m, and how many of these came. */
typedef struct td_part_counts {
	unsigned total, received;
} td_part_counts;

/* Whether newer is no version of all that older has. sent_again: what is known of the
 * two, or of one between them, says so (td_chain_edge.part). */
bool td_part_is_of(td_part_counts older, td_part_counts newer, bool sent_again);
