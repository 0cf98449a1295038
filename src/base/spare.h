/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * base/spare.h - memory that malloc should not hold for ever
 *
 * Workers free most of what they have with each commit and take it again in pieces of
 * other sizes. Where large ones that stay for hours lie between them, holes are left that
 * nothing fits in, more each time.
 */
#pragma once

#include <glib.h>

#include "base/span.h"

/* A copy in pages of its own, where it is large; never NULL. */
GBytes *td_spare_copy(td_span bytes);

/* Pages that are written to before they stay. A thread keeps a few of those that it frees
 * for the next that it asks for; what is in them is anything. */
typedef struct td_spare {
	char *p;
	size_t n;
} td_spare;

/* n bytes at least. */
td_spare td_spare_new(size_t n);
/* What was written stays; p may be another. */
void td_spare_grow(td_spare *spare, size_t n);
/* The first n bytes; the pages behind them go back to the system. */
GBytes *td_spare_take(td_spare *spare, size_t n);
void td_spare_free(td_spare *spare);

/* What a thread used once, and will not for long, goes back to the system: after the
 * start, after a table was made, between the epochs of a list. It takes some
 * milliseconds. */
void td_spare_give_back(void);
