/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/stream.h - an answer that is made while it is sent; for this folder */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "http/response.h"

typedef struct td_stream td_stream; /* handle */

/* Takes the body so far and the steps out of response; packs them if asked. */
td_stream *td_stream_new(td_response *response, bool pack);
void td_stream_free(td_stream *stream); /* NULL is fine */

/* Up to max bytes; 0 at the end. False when it has to be broken off: what
 * the step that writes next gives. */
bool td_stream_read(td_stream *stream, char *room, size_t max, size_t *n, GError **error);
