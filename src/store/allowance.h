/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store/allowance.h - what questions may cost
 *
 * A few letters can ask for hours of work. Whoever answers strangers says how much of the
 * processor an answer may take; then questions end with TIME, wherever they are.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "store/file.h"

/*
 * From now on all questions together may take that much of the processor's time, of the
 * thread that asks; the next call begins anew. 0: as much as they want, as it is without
 * this call.
 */
void td_index_allow(td_index *index, unsigned milliseconds);

/* For loops that ask the database nothing: false once it is spent. Cheap; a caller does
 * some thousand steps of its own between two calls at most. */
bool td_index_go_on(td_index *index, GError **error);
