/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/status.c - an error as HTTP tells it */
#include "serve/status.h"

#include <stdio.h>

#include "base/error.h"
#include "markup/text.h"
#include "output/json.h"

unsigned
td_status_of(const GError *error)
{
	if (error->domain != TD_ERROR)
		return 500;
	switch ((td_error)error->code) {
	case TD_ERROR_NOT_FOUND:
	case TD_ERROR_EMPTY:
	case TD_ERROR_UNKNOWN_REVISION:
		return 404;
	case TD_ERROR_USAGE:
		return 400;
	case TD_ERROR_DENIED:
		return 401;
	case TD_ERROR_LIMIT:
		return 413;
	case TD_ERROR_EXISTS:
		return 409;
	case TD_ERROR_DATABASE:
	case TD_ERROR_UNREADY:
	case TD_ERROR_UNREADABLE:
	case TD_ERROR_TIME:
		return 503;
	case TD_ERROR_NOT_ARCHIVE:
	case TD_ERROR_MALFORMED:
	case TD_ERROR_GIT:
	case TD_ERROR_IO:
	case TD_ERROR_NETWORK:
		break;
	}
	return 500;
}

static const char *
reason_of(unsigned status)
{
	switch (status) {
	case 300:
		return "Several mails";
	case 400:
		return "Bad request";
	case 401:
		return "A token is needed";
	case 403:
		return "Not allowed";
	case 404:
		return "Not found";
	case 405:
		return "Not with this method";
	case 409:
		return "Conflict";
	case 413:
		return "Too large";
	case 414:
		return "Address too long";
	case 429:
		return "Too much at once";
	case 503:
		return "Not now";
	default:
		return "Something went wrong here";
	}
}

/* {"detail": message} */
static bool
write_json(const char *message, const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);
	td_json *json = td_json_new(out);

	td_json_object(json, NULL);
	td_json_string(json, "detail", message);
	td_json_end(json);
	td_json_free(json);
	td_out_char(out, '\n');
	return td_out_close(g_steal_pointer(&out), error);
}

static bool
write_text(const char *message, const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);

	td_out_printf(out, "%s\n", message);
	return td_out_close(g_steal_pointer(&out), error);
}

void
td_status_page(td_response *response, td_form form, unsigned status, const char *message)
{
	const char *reason = reason_of(status);

	td_response_reset(response);
	response->status = status;
	if (form == TD_FORM_JSON) {
		td_response_type(response, "application/json");
		write_json(message, td_response_sink(response), NULL);
	} else if (form == TD_FORM_TEXT) {
		td_response_type(response, "text/plain; charset=UTF-8");
		write_text(message, td_response_sink(response), NULL);
	} else {
		const td_site site = { .root = response->root ? response->root : "/" };

		td_site_error_write(
		    &site, status, reason, message, td_response_sink(response), NULL);
	}
}

void
td_status_error(td_response *response, td_form form, const GError *error)
{
	unsigned status = td_status_of(error);
	bool is_costly = g_error_matches(error, TD_ERROR, TD_ERROR_TIME);
	bool is_mail = g_error_matches(error, TD_ERROR, TD_ERROR_UNREADABLE);

	/* Paths and the words of libraries stay here. */
	td_status_page(response, form, status,
	    status < 500 || is_costly ? error->message
	    : is_mail       ? "an archive cannot be read by this server now; its log "
			      "says why"
	    : status == 503 ? "the index cannot be asked now; try again later"
			    : "it is in the log of this server");
	if (status == 401)
		td_response_header(
		    response, "WWW-Authenticate", "Basic realm=\"tidings\"");
	/* Asked again it costs as much. */
	if (status == 503 && !is_costly)
		td_response_header(response, "Retry-After", "10");
}

void
td_status_wait(td_response *response, td_form form, unsigned seconds)
{
	char message[160], header[16];

	snprintf(message, sizeof message,
	    "what your address asked for took more of this server than one may have; "
	    "ask again in %u second%s",
	    seconds, seconds == 1 ? "" : "s");
	td_status_page(response, form, 429, message);
	snprintf(header, sizeof header, "%u", seconds);
	td_response_header(response, "Retry-After", header);
}
