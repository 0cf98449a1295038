/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * http/response.h - what a handler fills for the client
 *
 * A page is written to the sink and kept whole until it is sent; what may be larger than
 * a page (an mbox of thousands of mails) is a stream, made in steps while it is sent.
 *
 *	td_response_type(response, "text/html; charset=UTF-8");
 *	if (td_response_is_known(response, request, serving->mark, modified))
 *		return true;
 *	return td_render_something(..., td_response_sink(response), error);
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/sink.h"
#include "http/request.h"

typedef enum td_packing {
	TD_PACK_ACCEPTED, /* gzip on the way, where the client takes that */
	TD_PACK_NEVER,
	TD_PACK_ALWAYS, /* what is written becomes gzip, and that is the body (t.mbox.gz)
			 */
} td_packing;

/* Writes a piece, a mail say; *done after the last one. On an error the connection is
 * broken off, so that the client sees that something is missing. */
typedef bool (*td_stream_step)(
    void *data, const td_sink *sink, bool *done, GError **error);

/* A piece of what was lent, behind so many bytes of the body. */
typedef struct td_lent {
	size_t behind;
	td_span bytes;
} td_lent;

typedef struct td_response {
	unsigned status;    /* 200 */
	char *type;         /* Content-Type; "text/html; charset=UTF-8" */
	GPtrArray *headers; /* of char *: name, value, name, value */
	GString *body;      /* NULL once it is on its way; then its bytes are in sent */
	size_t sent;
	GBytes *lender; /* of pieces that stand between the body's; NULL */
	GArray *lent;   /* of td_lent, in order */
	size_t lent_bytes;
	td_packing packing;
	bool keep;  /* with status 200: the same for whoever asks, until the index changes
		     */
	int pipe;   /* what is read from it comes after the body; -1 */
	bool again; /* nothing comes out of it: once it can be read the request is run
		       again */
	int file;   /* the body is that file; -1 */
	int64_t file_size;
	td_stream_step step; /* NULL: body is all */
	void *step_data;
	GDestroyNotify step_free;
	td_sink sink;
	char *root; /* what our addresses begin with, for a page of an error; NULL: "/" */
} td_response;

td_response *td_response_new(void);
void td_response_free(td_response *response); /* NULL is fine */
/* As it was when new: an error page takes its place. */
void td_response_reset(td_response *response);

/* Appends to the body; LIMIT past TD_MAX_PAGE. Borrowed. */
const td_sink *td_response_sink(td_response *response);
/* About how much comes: where it is right, nothing is copied to make more room. */
void td_response_expect(td_response *response, size_t bytes);
/* Once a response: what is written to the sink out of these bytes, in large pieces, is
 * sent from where it lies. */
void td_response_lend(td_response *response, GBytes *bytes);
/* The body in one piece, with what was lent copied to its place. */
void td_response_join(td_response *response);
void td_response_text(td_response *response, const char *text);

void td_response_type(td_response *response, const char *type);
/* Characters that would end the line become "_". */
void td_response_header(td_response *response, const char *name, const char *value);
/* "Content-Disposition: attachment; filename=NAME": bytes that a shell or a header may
 * mind are replaced. */
void td_response_attachment(td_response *response, const char *name);
/* The same for what a browser may show: "inline". */
void td_response_file(td_response *response, const char *name);

/* Location is a whole address. */
void td_response_redirect(td_response *response, unsigned status, const char *location);

/* What comes after the body. data is taken over, free may be NULL. */
void td_response_stream(
    td_response *response, td_stream_step step, void *take_data, GDestroyNotify free);

/* The same for what another process writes. An end without a byte is 503. */
void td_response_pipe(td_response *response, int take_fd);
/* The body is a file, sent as it is. */
void td_response_whole_file(td_response *response, int take_fd, int64_t size);

/*
 * Says how the client may know whether it has this already: by a mark that changes when
 * the answer may (NULL: none), by the seconds of its newest part (0: none). True when it
 * has it: the answer is 304 then and nothing is to be written.
 */
bool td_response_is_known(
    td_response *response, const td_request *request, const char *mark, int64_t modified);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_response, td_response_free)
