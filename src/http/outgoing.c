/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/outgoing.c - bodies, streams, pipes and files on their way to the client */
#include "http/outgoing.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "http/encode.h"
#include "http/log.h"
#include "http/stream.h"

enum {
	piece = 64 << 10,       /* of a stream, at a time */
	worth_packing = 1 << 10 /* bytes */
};

/* Nothing runs, nothing is fetched from elsewhere, nobody frames it. */
static const char policy[] =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'";

static void
pack_body(td_response *response, bool accepts)
{
	size_t bytes = response->body->len + response->lent_bytes;
	bool wanted = response->packing == TD_PACK_ACCEPTED && accepts &&
		      bytes >= worth_packing && td_is_compressible(response->type);
	GString *packed;

	if (!wanted && response->packing != TD_PACK_ALWAYS)
		return;
	td_response_join(response);
	packed = td_gzip(response->body);
	g_string_free(response->body, TRUE);
	response->body = packed;
	if (wanted)
		td_response_header(response, "Content-Encoding", "gzip");
}

/* An answer that is being made. */
typedef struct streaming {
	td_stream *stream;
	td_account account;
} streaming;

static ssize_t
read_stream(void *data, uint64_t position, char *room, size_t max)
{
	streaming *self = data;
	g_autoptr(GError) error = NULL;
	int64_t since = td_account_clock(&self->account);
	size_t n;
	bool fine = td_stream_read(self->stream, room, max, &n, &error);

	(void)position;
	td_account_charge(&self->account, since);
	if (!fine) {
		td_log("broken off: %s", error->message);
		return MHD_CONTENT_READER_END_WITH_ERROR;
	}
	return n > 0 ? (ssize_t)n : MHD_CONTENT_READER_END_OF_STREAM;
}

static void
free_stream(void *data)
{
	streaming *self = data;

	td_stream_free(self->stream);
	g_free(self);
}

static struct MHD_Response *
stream_out(td_response *response, const td_outgoing *how)
{
	bool wanted = response->packing == TD_PACK_ACCEPTED && how->accepts_gzip &&
		      td_is_compressible(response->type);
	streaming *self = g_new0(streaming, 1);

	self->account = how->account;
	self->stream =
	    td_stream_new(response, wanted || response->packing == TD_PACK_ALWAYS);
	if (wanted)
		td_response_header(response, "Content-Encoding", "gzip");
	return MHD_create_response_from_callback(
	    MHD_SIZE_UNKNOWN, piece, read_stream, self, free_stream);
}

/* A pipe that is being read. */
typedef struct piping {
	int fd;
	td_waits *waits;
	struct MHD_Connection *connection;
	GString *first; /* what goes before */
	size_t taken;   /* of first */
} piping;

static ssize_t
read_pipe(void *data, uint64_t position, char *room, size_t max)
{
	piping *self = data;
	size_t left = self->first->len - self->taken;
	ssize_t n;

	(void)position;
	if (left > 0) {
		left = MIN(left, max);
		memcpy(room, self->first->str + self->taken, left);
		self->taken += left;
		return (ssize_t)left;
	}
	n = read(self->fd, room, max);
	if (n > 0)
		return n;
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return td_waits_add(self->waits, self->fd, self->connection)
			   ? 0
			   : MHD_CONTENT_READER_END_WITH_ERROR;
	return n == 0 ? MHD_CONTENT_READER_END_OF_STREAM
		      : MHD_CONTENT_READER_END_WITH_ERROR;
}

static void
free_piping(void *data)
{
	piping *self = data;

	close(self->fd);
	g_string_free(self->first, TRUE);
	g_free(self);
}

static struct MHD_Response *
pipe_out(td_response *response, const td_outgoing *how)
{
	piping *self = g_new0(piping, 1);

	self->fd = response->pipe;
	response->pipe = -1;
	self->waits = how->waits;
	self->connection = how->connection;
	self->first = g_steal_pointer(&response->body);
	return MHD_create_response_from_callback(
	    MHD_SIZE_UNKNOWN, piece, read_pipe, self, free_piping);
}

static struct MHD_Response *
file_out(td_response *response)
{
	struct MHD_Response *out =
	    MHD_create_response_from_fd64((uint64_t)response->file_size, response->file);

	if (out)
		response->file = -1;
	return out;
}

/* A body with pieces in it that lie elsewhere. */
typedef struct pieces {
	GString *body;
	GBytes *lender;
} pieces;

static void
free_pieces(void *data)
{
	pieces *self = data;

	g_string_free(self->body, TRUE);
	g_bytes_unref(self->lender);
	g_free(self);
}

static void
add_piece(GArray *all, const char *p, size_t n)
{
	struct MHD_IoVec one = { p, n };

	if (n > 0)
		g_array_append_val(all, one);
}

static struct MHD_Response *
pieces_out(td_response *response)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(struct MHD_IoVec));
	pieces *self = g_new0(pieces, 1);
	struct MHD_Response *out;
	size_t at = 0;

	self->body = g_steal_pointer(&response->body);
	self->lender = g_steal_pointer(&response->lender);
	response->sent = self->body->len + response->lent_bytes;
	for (unsigned i = 0; i < response->lent->len; i++) {
		const td_lent *one = &g_array_index(response->lent, td_lent, i);

		add_piece(all, self->body->str + at, one->behind - at);
		add_piece(all, one->bytes.p, one->bytes.n);
		at = one->behind;
	}
	add_piece(all, self->body->str + at, self->body->len - at);
	out = MHD_create_response_from_iovec(
	    (const struct MHD_IoVec *)(const void *)all->data, all->len, free_pieces,
	    self);
	if (!out)
		free_pieces(self);
	return out;
}

static struct MHD_Response *
body_out(td_response *response, bool accepts)
{
	GString *body;
	char *bytes;

	if (response->status != 304)
		pack_body(response, accepts);
	if (response->lent->len > 0)
		return pieces_out(response);
	body = g_steal_pointer(&response->body);
	response->sent = body->len;
	/* It may be kept for long. Where it grew by doubling, to cut it short where it
	 * lies would leave a hole behind each page that the next one does not fit in. */
	if (body->allocated_len - body->len <= body->len / 16) {
		bytes = g_string_free(body, FALSE);
	} else {
		bytes = g_memdup2(body->str, body->len);
		g_string_free(body, TRUE);
	}
	return MHD_create_response_from_buffer_with_free_callback(
	    response->sent, bytes, g_free);
}

static void
add_headers(struct MHD_Response *out, const td_response *response)
{
	bool has_cache = false;

	for (unsigned i = 0; i + 1 < response->headers->len; i += 2) {
		const char *name = g_ptr_array_index(response->headers, i);

		has_cache = has_cache || g_ascii_strcasecmp(name, "Cache-Control") == 0;
		MHD_add_response_header(
		    out, name, g_ptr_array_index(response->headers, i + 1));
	}
	if (response->status != 304)
		MHD_add_response_header(out, "Content-Type", response->type);
	if (!has_cache)
		MHD_add_response_header(out, "Cache-Control", "no-cache");
	if (response->packing == TD_PACK_ACCEPTED)
		MHD_add_response_header(out, "Vary", "Accept-Encoding");
	MHD_add_response_header(out, "Content-Security-Policy", policy);
	MHD_add_response_header(out, "X-Content-Type-Options", "nosniff");
	MHD_add_response_header(out, "Referrer-Policy", "same-origin");
}

struct MHD_Response *
td_outgoing_make(td_response *response, const td_outgoing *how)
{
	struct MHD_Response *out;

	if (response->pipe >= 0)
		out = pipe_out(response, how);
	else if (response->file >= 0)
		out = file_out(response);
	else if (response->step)
		out = stream_out(response, how);
	else
		out = body_out(response, how->accepts_gzip);
	if (out)
		add_headers(out, response);
	return out;
}
