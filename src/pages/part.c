/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/part.c - /LIST/MSGID/2-NAME: what was attached to a mail; /LIST/new.html */
#include <string.h>

#include "base/error.h"
#include "index/recent.h"
#include "markup/search.h"
#include "message/parts.h"
#include "pages/page.h"
#include "report/mail_rows.h"
#include "site/address.h"
#include "site/admit.h"

enum { newest_mails = 100 };

/* Pictures that run nothing. */
static bool
is_picture(const char *type)
{
	static const char *const pictures[] = { "image/png", "image/jpeg", "image/gif",
		"image/webp" };

	for (size_t i = 0; i < G_N_ELEMENTS(pictures); i++)
		if (strcmp(type, pictures[i]) == 0)
			return true;
	return false;
}

/* Pictures are shown, text is text, all else is a file. */
static bool
write_part(const td_part *part, td_response *response, GError **error)
{
	const td_sink *sink = td_response_sink(response);
	GString *bytes = td_part_decode(part);
	bool fine;

	if (is_picture(part->type)) {
		td_response_type(response, part->type);
	} else if (g_str_has_prefix(part->type, "text/")) {
		/* In another charset its bytes are what was sent; the browser may guess.
		 */
		td_response_type(
		    response, g_utf8_validate(bytes->str, (gssize)bytes->len, NULL)
				  ? "text/plain; charset=UTF-8"
				  : "text/plain");
	} else {
		td_response_type(response, "application/octet-stream");
		td_response_attachment(response, *part->name ? part->name : "part");
	}
	fine = sink->write(bytes->str, bytes->len, sink->data, error);
	g_string_free(bytes, TRUE);
	return fine;
}

/* "1.2" of "1.2-name.png"; false for what is no such word. */
static bool
read_number(const char *word, char **number)
{
	size_t n = strspn(word, "0123456789.");

	if (n == 0 || word[n] != '-')
		return false;
	*number = g_strndup(word, n);
	return true;
}

static bool
serve_part(td_serving *serving, const td_served_list *list, const char *number,
    const GArray *messages, td_response *response, GError **error)
{
	g_autoptr(td_message) message = NULL;
	g_autoptr(GPtrArray) parts = NULL;
	td_span bytes;

	if (!td_serving_load(
		serving, list, g_array_index(messages, int64_t, 0), &bytes, error))
		return false;
	message = td_message_parse(bytes, 0);
	parts = td_parts_read(message);
	for (unsigned i = 0; i < parts->len; i++) {
		const td_part *part = parts->pdata[i];

		if (strcmp(part->number, number) == 0)
			return write_part(part, response, error);
	}
	g_set_error(
	    error, TD_ERROR, TD_ERROR_NOT_FOUND, "the mail has no part %s", number);
	return false;
}

bool
td_serve_part(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	static const char *const folders[] = { "t", "T", "d" };
	const char *word = request->captured[2];
	g_autofree char *number = NULL;
	g_autoptr(GArray) messages = NULL;
	td_served_list list;

	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
		if (strcmp(word, folders[i]) == 0) {
			g_autofree char *path = g_strconcat(request->path, "/", NULL);

			td_redirect(serving, request, response, 301, path);
			return true;
		}
	}
	if (!read_number(word, &number)) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "there is nothing at this address");
		return false;
	}
	if (!td_serving_list(serving, request, request->captured[0], &list, error))
		return false;
	messages = td_serving_messages(serving, &list, request->captured[1], error);
	return messages && serve_part(serving, &list, number, messages, response, error);
}

bool
td_serve_new(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_auto(td_page_of) page = { 0 };
	td_recent_options options = { .limit = newest_mails };
	g_autoptr(GArray) recent = NULL;
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(td_mail_rows) rows = NULL;

	if (!td_page_of_open(&page, serving, request, true, error))
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	options.list = page.list.id;
	recent = td_index_load_recent(serving->index, &options, error);
	for (unsigned i = 0; recent && i < recent->len; i++)
		g_array_append_val(
		    ids, g_array_index(recent, td_index_recent, i).message);
	rows = recent
		   ? td_mail_rows_load(serving->index, ids, serving->people, false, error)
		   : NULL;
	return rows &&
	       td_site_new_write(&page.site, rows, td_response_sink(response), error);
}
