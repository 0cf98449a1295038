/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/response.c - an answer being put together */
#include "http/response.h"

#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/limits.h"
#include "http/date.h"

enum {
	worth_lending = 1 << 10, /* bytes; less is copied */
	most_pieces = 128 /* of one response: a connection has little room for them */
};

static bool
is_lent(const td_response *response, const char *bytes, size_t n)
{
	gsize size;
	uintptr_t begin, at = (uintptr_t)bytes;

	if (!response->lender || n < worth_lending || response->lent->len == most_pieces)
		return false;
	begin = (uintptr_t)g_bytes_get_data(response->lender, &size);
	return at >= begin && at - begin <= size && n <= size - (at - begin);
}

static bool
append(const char *bytes, size_t n, void *data, GError **error)
{
	td_response *response = data;

	if (response->body->len + response->lent_bytes + n > TD_MAX_PAGE) {
		g_set_error(error, TD_ERROR, TD_ERROR_LIMIT,
		    "the page is larger than %u bytes: ask for less", TD_MAX_PAGE);
		return false;
	}
	if (is_lent(response, bytes, n)) {
		td_lent piece = { response->body->len, { bytes, n } };

		g_array_append_val(response->lent, piece);
		response->lent_bytes += n;
		return true;
	}
	g_string_append_len(response->body, bytes, (gssize)n);
	return true;
}

td_response *
td_response_new(void)
{
	td_response *response = g_new0(td_response, 1);

	response->headers = g_ptr_array_new_with_free_func(g_free);
	response->body = g_string_new(NULL);
	response->lent = g_array_new(FALSE, FALSE, sizeof(td_lent));
	response->sink = (td_sink){ append, response };
	response->pipe = -1;
	response->file = -1;
	td_response_reset(response);
	return response;
}

static void
close_file(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void
drop_stream(td_response *response)
{
	close_file(&response->pipe);
	close_file(&response->file);
	if (response->step_data && response->step_free)
		response->step_free(response->step_data);
	response->step = NULL;
	response->step_data = NULL;
}

static void
drop_body(td_response *response)
{
	g_string_truncate(response->body, 0);
	g_array_set_size(response->lent, 0);
	response->lent_bytes = 0;
	g_clear_pointer(&response->lender, g_bytes_unref);
}

void
td_response_free(td_response *response)
{
	if (!response)
		return;
	drop_stream(response);
	g_clear_pointer(&response->lender, g_bytes_unref);
	g_array_unref(response->lent);
	g_free(response->type);
	g_free(response->root);
	g_ptr_array_unref(response->headers);
	if (response->body)
		g_string_free(response->body, TRUE);
	g_free(response);
}

void
td_response_reset(td_response *response)
{
	drop_stream(response);
	g_ptr_array_set_size(response->headers, 0);
	drop_body(response);
	response->status = 200;
	response->packing = TD_PACK_ACCEPTED;
	response->keep = false;
	td_response_type(response, "text/html; charset=UTF-8");
}

const td_sink *
td_response_sink(td_response *response)
{
	return &response->sink;
}

void
td_response_expect(td_response *response, size_t bytes)
{
	GString *body = response->body;
	size_t room = body->len + bytes + 1;

	if (room <= body->allocated_len || bytes > TD_MAX_PAGE)
		return;
	/* GLib's own ways would make it the next power of two. */
	body->str = g_realloc(body->str, room);
	body->allocated_len = room;
}

void
td_response_lend(td_response *response, GBytes *bytes)
{
	g_assert(!response->lender);
	response->lender = g_bytes_ref(bytes);
}

void
td_response_join(td_response *response)
{
	const GString *body = response->body;
	GString *whole;
	size_t at = 0;

	if (response->lent->len == 0)
		return;
	whole = g_string_sized_new(body->len + response->lent_bytes);
	for (unsigned i = 0; i < response->lent->len; i++) {
		const td_lent *piece = &g_array_index(response->lent, td_lent, i);

		g_string_append_len(whole, body->str + at, (gssize)(piece->behind - at));
		g_string_append_len(whole, piece->bytes.p, (gssize)piece->bytes.n);
		at = piece->behind;
	}
	g_string_append_len(whole, body->str + at, (gssize)(body->len - at));
	drop_body(response);
	g_string_free(response->body, TRUE);
	response->body = whole;
}

void
td_response_text(td_response *response, const char *text)
{
	g_string_append(response->body, text);
}

void
td_response_type(td_response *response, const char *type)
{
	g_free(response->type);
	response->type = g_strdup(type);
}

void
td_response_header(td_response *response, const char *name, const char *value)
{
	char *clean = g_strdup(value);

	for (char *p = clean; *p; p++) {
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = '_';
	}
	g_ptr_array_add(response->headers, g_strdup(name));
	g_ptr_array_add(response->headers, clean);
}

static void
add_disposition(td_response *response, const char *how, const char *name)
{
	g_autofree char *clean = g_strdup(name);
	g_autofree char *value = NULL;

	for (char *p = clean; *p; p++) {
		if (!g_ascii_isalnum(*p) && !strchr("._-+", *p))
			*p = '-';
	}
	if (*clean == '.' || *clean == '-')
		*clean = '_';
	value = g_strdup_printf("%s; filename=%s", how, clean);
	td_response_header(response, "Content-Disposition", value);
}

void
td_response_attachment(td_response *response, const char *name)
{
	add_disposition(response, "attachment", name);
}

void
td_response_file(td_response *response, const char *name)
{
	add_disposition(response, "inline", name);
}

void
td_response_redirect(td_response *response, unsigned status, const char *location)
{
	response->status = status;
	td_response_header(response, "Location", location);
	td_response_type(response, "text/plain; charset=UTF-8");
	g_string_printf(response->body, "Redirecting to %s\n", location);
}

void
td_response_stream(
    td_response *response, td_stream_step step, void *take_data, GDestroyNotify free)
{
	drop_stream(response);
	response->step = step;
	response->step_data = take_data;
	response->step_free = free;
}

void
td_response_pipe(td_response *response, int take_fd)
{
	drop_stream(response);
	response->packing = TD_PACK_NEVER;
	response->pipe = take_fd;
}

void
td_response_whole_file(td_response *response, int take_fd, int64_t size)
{
	drop_stream(response);
	response->packing = TD_PACK_NEVER;
	response->file = take_fd;
	response->file_size = size;
}

/* Whether one of the tags of If-None-Match is ours. Weak or strong does not matter to a
 * GET (RFC 9110, 13.1.2). */
static bool
names_tag(const char *header, const char *tag)
{
	g_auto(GStrv) words = g_strsplit(header, ",", 64);

	for (char **word = words; *word; word++) {
		const char *one = g_strstrip(*word);

		if (g_str_has_prefix(one, "W/"))
			one += 2;
		if (strcmp(one, tag) == 0 || strcmp(one, "*") == 0)
			return true;
	}
	return false;
}

static bool
has_it(const td_request *request, const char *tag, int64_t modified)
{
	const char *none_match = td_request_header(request, "If-None-Match");
	const char *since = td_request_header(request, "If-Modified-Since");
	int64_t seconds;

	if (none_match)
		return tag && names_tag(none_match, tag);
	return since && modified > 0 && td_http_date_parse(since, &seconds) &&
	       modified <= seconds;
}

bool
td_response_is_known(
    td_response *response, const td_request *request, const char *mark, int64_t modified)
{
	g_autofree char *tag = mark ? g_strdup_printf("\"%s\"", mark) : NULL;

	if (tag) {
		/* Compressed or not is the same page: a weak tag says so. */
		g_autofree char *weak = g_strconcat("W/", tag, NULL);

		td_response_header(response, "ETag", weak);
	}
	if (modified > 0) {
		char date[TD_HTTP_DATE];

		td_http_date_format(modified, date);
		td_response_header(response, "Last-Modified", date);
	}
	if (!has_it(request, tag, modified))
		return false;
	response->status = 304;
	drop_stream(response);
	drop_body(response);
	return true;
}
