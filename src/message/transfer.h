/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/transfer.h - quoted-printable and base64, with git's tolerance for damage */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"

typedef enum td_transfer {
	TD_TRANSFER_NONE, /* 7bit, 8bit, binary and what nobody knows */
	TD_TRANSFER_QUOTED_PRINTABLE,
	TD_TRANSFER_BASE64,
} td_transfer;

/*
 * Appends one line, decoded. Ends at a NUL or at a soft line break ("=" before the LF or
 * the end). A "=" without two hex digits is kept. header: "_" is a blank.
 */
void td_decode_q(td_span line, bool header, GString *out);

/* Appends one line, decoded; starts afresh with each line and skips what is no digit. */
void td_decode_base64_line(td_span line, GString *out);

/* Appends a whole text, decoded line after line. */
void td_decode_quoted_printable(td_span text, GString *out);
void td_decode_base64(td_span text, GString *out);
