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

/* What a thread used once, and will not for long, goes back to the system: after the
 * start, after a table was made, between the epochs of a list. It takes some
 * milliseconds. */
void td_spare_give_back(void);
