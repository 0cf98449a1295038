/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * compare/snake.h - where to cut two lists of numbers so that each half is compared alone
 *
 * Private to the folder. A box is what is to be compared of both lists; a cut is where a
 * cheapest way through the box goes along a snake, a run of what both have. Searches that
 * would take too long end as git's do (xdiffi.c, xdl_split).
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct td_snake td_snake; /* handle: what a search writes on */

typedef struct td_snake_box {
	unsigned begin[2], end[2]; /* in the first list, in the second */
	bool exact;                /* the cheapest way, however long that takes */
} td_snake_box;

td_snake *td_snake_new(void);
void td_snake_free(td_snake *snake); /* NULL is fine */

/* Before the first split of lists of such lengths. */
void td_snake_start(td_snake *snake, unsigned first, unsigned second);

/* Takes what the lists have in common off both ends of the box. */
void td_snake_trim(const uint32_t *first, const uint32_t *second, td_snake_box *box);

/* Both halves of a trimmed box of which neither side is empty. */
void td_snake_split(td_snake *snake, const uint32_t *first, const uint32_t *second,
    const td_snake_box *box, td_snake_box half[2]);

/* Roughly the square root: a power of two. */
unsigned td_snake_root(unsigned n);
