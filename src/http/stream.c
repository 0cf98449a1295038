/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * http/stream.c - steps become bytes as the client takes them
 *
 * Between two steps the worker answers others, so one large answer holds up nobody, and
 * no more of it is in memory than one step makes.
 */
#include "http/stream.h"

#include <string.h>

#include "http/encode.h"

struct td_stream {
	td_stream_step step;
	void *data;
	GDestroyNotify free;
	GString *ready;
	size_t taken; /* of ready */
	bool done;
	td_sink bottom; /* into ready */
	td_gzip_stream *gzip;
};

static bool
append(const char *bytes, size_t n, void *data, GError **error)
{
	td_stream *stream = data;

	(void)error;
	g_string_append_len(stream->ready, bytes, (gssize)n);
	return true;
}

static const td_sink *
top_of(td_stream *stream)
{
	return stream->gzip ? td_gzip_stream_sink(stream->gzip) : &stream->bottom;
}

td_stream *
td_stream_new(td_response *response, bool pack)
{
	td_stream *stream = g_new0(td_stream, 1);
	const td_sink *top;

	stream->step = response->step;
	stream->data = g_steal_pointer(&response->step_data);
	stream->free = response->step_free;
	response->step = NULL;
	stream->ready = g_string_new(NULL);
	stream->bottom = (td_sink){ append, stream };
	if (pack)
		stream->gzip = td_gzip_stream_new(&stream->bottom);
	/* Neither zlib nor a buffer refuses what it is given. */
	top = top_of(stream);
	top->write(response->body->str, response->body->len, top->data, NULL);
	g_string_truncate(response->body, 0);
	return stream;
}

void
td_stream_free(td_stream *stream)
{
	if (!stream)
		return;
	if (stream->data && stream->free)
		stream->free(stream->data);
	td_gzip_stream_free(stream->gzip);
	g_string_free(stream->ready, TRUE);
	g_free(stream);
}

static bool
make_more(td_stream *stream, GError **error)
{
	if (!stream->step(stream->data, top_of(stream), &stream->done, error))
		return false;
	return !stream->done || !stream->gzip ||
	       td_gzip_stream_finish(stream->gzip, error);
}

bool
td_stream_read(td_stream *stream, char *room, size_t max, size_t *n, GError **error)
{
	while (stream->ready->len - stream->taken < max && !stream->done) {
		g_string_erase(stream->ready, 0, (gssize)stream->taken);
		stream->taken = 0;
		if (!make_more(stream, error))
			return false;
	}
	*n = MIN(max, stream->ready->len - stream->taken);
	memcpy(room, stream->ready->str + stream->taken, *n);
	stream->taken += *n;
	return true;
}
