/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output/shares.h - a long page in shares, drawn by two threads and written in order */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "output/sink.h"

/* Draws one share, from 0, to out; what data points at is only read. */
typedef bool (*td_shares_draw)(
    td_out *out, unsigned share, const void *data, GError **error);

/*
 * All n shares go to out, one behind the other, as if draw were called for each in turn.
 * Where two is true every other one is drawn by a second thread: some shares are kept
 * until those before them are written. False with the first error, what was drawn before
 * it is written.
 */
bool td_shares_write(td_out *out, unsigned n, bool two, td_shares_draw draw,
    const void *data, GError **error);
