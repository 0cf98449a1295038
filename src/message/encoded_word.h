/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/encoded_word.h - RFC 2047: =?utf-8?q?caf=C3=A9?= */
#pragma once

#include <glib.h>
#include <stddef.h>

#include "base/span.h"
#include "message/charset.h"

bool td_encoded_word_any(td_span text); /* it may have one */

/*
 * Decodes all encoded-words of an unfolded value and gives one line of valid UTF-8
 * without control characters, at most max bytes; g_free it. A character split over
 * several words comes out whole. What cannot be decoded stays as it was written.
 */
char *td_encoded_word_decode(
    td_span unfolded, size_t max, td_converters *converters, unsigned *defects);
