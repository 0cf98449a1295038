/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * http/encode.c - gzip (RFC 1952)
 *
 * libdeflate is three times as fast as zlib and wants all of the body at once; zlib takes
 * it in pieces. Level 1 costs a third of level 6 and gives away a tenth of the size.
 */
#include "http/encode.h"

#include <libdeflate.h>
#include <string.h>
#include <zlib.h>

#include "base/error.h"

enum { level = 1, window_bits = 15 + 16, piece = 32 << 10 };

/* "gzip;q=0" refuses it. */
static bool
is_refused(const char *parameters)
{
	const char *q = strstr(parameters, "q=");

	if (!q)
		return false;
	for (q += 2; *q == '0' || *q == '.'; q++)
		;
	return !g_ascii_isdigit(*q);
}

bool
td_accepts_gzip(const char *header)
{
	g_auto(GStrv) words = header ? g_strsplit(header, ",", 32) : NULL;

	for (char **word = words; word && *word; word++) {
		char *parameters = strchr(*word, ';');

		if (parameters)
			*parameters++ = '\0';
		if (g_ascii_strcasecmp(g_strstrip(*word), "gzip") == 0)
			return !parameters || !is_refused(parameters);
	}
	return false;
}

bool
td_is_compressible(const char *type)
{
	static const char *const types[] = { "text/", "application/json",
		"application/atom+xml", "application/mbox", "image/svg+xml",
		"application/javascript" };

	for (unsigned i = 0; i < G_N_ELEMENTS(types); i++) {
		if (g_str_has_prefix(type, types[i]))
			return true;
	}
	return false;
}

GString *
td_gzip(const GString *body)
{
	struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(level);
	GString *packed;

	g_assert(compressor);
	packed =
	    g_string_sized_new(libdeflate_gzip_compress_bound(compressor, body->len));
	packed->len = libdeflate_gzip_compress(
	    compressor, body->str, body->len, packed->str, packed->allocated_len - 1);
	packed->str[packed->len] = '\0';
	libdeflate_free_compressor(compressor);
	return packed;
}

struct td_gzip_stream {
	z_stream z;
	const td_sink *next;
	td_sink sink;
	unsigned char room[piece];
};

static bool
deflate_some(td_gzip_stream *stream, int flush, GError **error)
{
	do {
		stream->z.next_out = stream->room;
		stream->z.avail_out = piece;
		if (deflate(&stream->z, flush) == Z_STREAM_ERROR) {
			g_set_error_literal(
			    error, TD_ERROR, TD_ERROR_IO, "cannot compress");
			return false;
		}
		if (stream->z.avail_out < piece &&
		    !stream->next->write((const char *)stream->room,
			piece - stream->z.avail_out, stream->next->data, error))
			return false;
	} while (stream->z.avail_out == 0);
	return true;
}

static bool
write_piece(const char *bytes, size_t n, void *data, GError **error)
{
	td_gzip_stream *stream = data;

	while (n > 0) {
		unsigned some = (unsigned)MIN(n, 1u << 30);

		stream->z.next_in = (z_const unsigned char *)(uintptr_t)bytes;
		stream->z.avail_in = some;
		if (!deflate_some(stream, Z_NO_FLUSH, error))
			return false;
		bytes += some;
		n -= some;
	}
	return true;
}

td_gzip_stream *
td_gzip_stream_new(const td_sink *next)
{
	td_gzip_stream *stream = g_new0(td_gzip_stream, 1);
	int made = deflateInit2(
	    &stream->z, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);

	/* It fails without memory only, where GLib ends the program too. */
	g_assert(made == Z_OK);
	stream->next = next;
	stream->sink = (td_sink){ write_piece, stream };
	return stream;
}

const td_sink *
td_gzip_stream_sink(td_gzip_stream *stream)
{
	return &stream->sink;
}

bool
td_gzip_stream_finish(td_gzip_stream *stream, GError **error)
{
	stream->z.next_in = NULL;
	stream->z.avail_in = 0;
	return deflate_some(stream, Z_FINISH, error);
}

void
td_gzip_stream_free(td_gzip_stream *stream)
{
	if (!stream)
		return;
	deflateEnd(&stream->z);
	g_free(stream);
}
