/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/flowed.h - RFC 3676 format=flowed */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"
#include "message/transfer.h"

/* Appends a text with its transfer encoding and its soft line ends undone, as git does
 * it; in quotes as RFC 3676 says, with their marks once a line. */
void td_decode_flowed(td_span text, td_transfer transfer, bool delsp, GString *out);
