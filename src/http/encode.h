/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/encode.h - gzip: of a body that is there, and of one that is made in steps */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/sink.h"

/* Whether Accept-Encoding (NULL: it was not sent) takes gzip. */
bool td_accepts_gzip(const char *header);
/* Whether a type is worth the work: text and what is like it. */
bool td_is_compressible(const char *type);

/* The body as one gzip member (RFC 1952), a new GString. */
GString *td_gzip(const GString *body);

/* A filter: what is written comes out as gzip. */
typedef struct td_gzip_stream td_gzip_stream; /* handle */

/* next is borrowed. */
td_gzip_stream *td_gzip_stream_new(const td_sink *next);
const td_sink *td_gzip_stream_sink(td_gzip_stream *stream);
/* After the last write: what is left is written. IO, and what the next sink gives. */
bool td_gzip_stream_finish(td_gzip_stream *stream, GError **error);
void td_gzip_stream_free(td_gzip_stream *stream); /* NULL is fine */
