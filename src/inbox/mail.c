/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inbox/mail.c - a mail as its list has it */
#include "base/error.h"
#include "inbox/handlers.h"
#include "inbox/mails.h"
#include "message/message.h"
#include "output/mbox.h"
#include "site/admit.h"
#include "site/sight.h"

/* "utf-8" of Content-Type; UTF-8 where none is named or the word is an odd one. */
static char *
charset_of(const td_message *message)
{
	unsigned defects = 0;
	g_autoptr(td_body) body = td_body_read(message, &defects);
	const char *charset =
	    td_body_count(body) > 0 ? td_body_get(body, 0)->charset : "";
	const char *p = charset;

	while (g_ascii_isalnum(*p) || *p == '-' || *p == '_')
		p++;
	return g_strdup(*charset == '\0' || *p != '\0' ? "UTF-8" : charset);
}

static void
describe(td_response *response, td_span bytes)
{
	g_autoptr(td_message) message = td_message_parse(bytes, 0);
	g_autofree char *charset = charset_of(message);
	g_autofree char *type = g_strdup_printf("text/plain; charset=%s", charset);

	td_response_type(response, type);
}

/*
 * All mails of that Message-ID, each with a From_ line as in an mbox: that is what
 * public-inbox gives, and its clients split it so.
 */
bool
td_serve_raw(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	td_served_list list;
	g_autoptr(GArray) messages = NULL;
	g_autoptr(td_out) out = NULL;

	if (!td_serving_list_seen(serving, request, request->captured[0], &list, error))
		return false;
	messages = td_serving_messages(serving, &list, request->captured[1], error);
	if (!messages)
		return false;
	out = td_out_new(td_response_sink(response));
	for (unsigned i = 0; i < messages->len; i++) {
		td_span bytes;

		if (!td_serving_load(serving, &list, g_array_index(messages, int64_t, i),
			&bytes, error))
			return false;
		if (i == 0)
			describe(response, bytes);
		td_mbox_write(out, bytes);
	}
	if (td_response_is_known(response, request, serving->mark, 0))
		return true;
	return td_out_close(g_steal_pointer(&out), error);
}

/* t.mbox.gz and t.mbox: the whole thread, from wherever in it. */
static bool
serve_thread(td_serving *serving, const td_request *request, td_response *response,
    bool packed, GError **error)
{
	td_served_list list;
	g_autoptr(GArray) messages = NULL;
	g_autoptr(GArray) mails = NULL;
	g_autofree char *title = NULL;
	td_mails_options options = { .packed = packed };

	if (!td_serving_list_seen(serving, request, request->captured[0], &list, error))
		return false;
	messages = td_serving_messages(serving, &list, request->captured[1], error);
	if (!messages)
		return false;
	if (td_response_is_known(response, request, serving->mark, 0))
		return true;
	mails = td_mails_of_thread(
	    serving, &list, g_array_index(messages, int64_t, 0), &title, error);
	if (!mails)
		return false;
	options.name = title;
	td_mails_answer(response, serving, &list, g_steal_pointer(&mails), &options);
	return true;
}

bool
td_serve_thread_mbox(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return serve_thread(serving, request, response, false, error);
}

bool
td_serve_thread_mbox_gz(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	return serve_thread(serving, request, response, true, error);
}
