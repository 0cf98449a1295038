/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/exchange.c - from bytes of a client to a handler, and its answer to the client */
#include "serve/exchange.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/limits.h"
#include "http/client.h"
#include "http/encode.h"
#include "http/kept.h"
#include "http/log.h"
#include "http/outgoing.h"
#include "pages/handlers.h"
#include "serve/route.h"
#include "serve/status.h"
#include "serve/steps.h"
#include "site/address.h"
#include "site/admit.h"
#include "site/choose.h"

enum {
	whole = 512 << 10, /* a stream that is shorter is sent as one body */
};

struct td_exchange {
	char *target;
	td_waits *waits;
	td_response *waiting; /* for the first bytes of a pipe; NULL */
	td_account account;   /* whom the answer is held against */
	bool begun, answered;
	td_request *request; /* NULL: it was refused */
	GError *refused;     /* why */
	GString *body;
};

td_exchange *
td_exchange_new(const char *target, td_waits *waits)
{
	td_exchange *exchange = g_new0(td_exchange, 1);

	exchange->waits = waits;
	exchange->target = g_strdup(target);
	return exchange;
}

void
td_exchange_free(td_exchange *exchange)
{
	if (!exchange)
		return;
	g_free(exchange->target);
	td_request_free(exchange->request);
	td_response_free(exchange->waiting);
	g_clear_error(&exchange->refused);
	if (exchange->body)
		g_string_free(exchange->body, TRUE);
	g_free(exchange);
}

static const char *
find_header(const char *name, void *data)
{
	return MHD_lookup_connection_value(data, MHD_HEADER_KIND, name);
}

static void
log_error(const char *method, const td_exchange *exchange, const GError *error)
{
	g_autofree char *target = g_strescape(exchange->target, NULL);

	td_log("%s %.500s: %s", method, target, error->message);
}

static enum MHD_Result
see_forwarded(void *data, enum MHD_ValueKind kind, const char *name, const char *value)
{
	const char **last = data;

	(void)kind;
	if (value && g_ascii_strcasecmp(name, "X-Forwarded-For") == 0)
		*last = value;
	return MHD_YES;
}

/* A proxy writes the last address of the last such header; others are the client's. */
static void
open_account(
    td_exchange *exchange, const td_serving *serving, struct MHD_Connection *connection)
{
	const td_serve_settings *settings = serving->settings;
	const char *forwarded = NULL;
	bool known;

	if (!settings->budget)
		return;
	known = td_client_key(
	    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)
		->client_addr,
	    &exchange->account.client);
	if (!known && serving->site->behind_proxy) {
		MHD_get_connection_values(
		    connection, MHD_HEADER_KIND, see_forwarded, &forwarded);
		known = forwarded &&
			td_client_key_forwarded(forwarded, &exchange->account.client);
	}
	exchange->account.budget = known ? settings->budget : NULL;
}

/* A body that is too large is refused before it is sent, where its length is said. */
static void
begin(td_exchange *exchange, struct MHD_Connection *connection, const char *method)
{
	const char *length = find_header("Content-Length", connection);

	exchange->begun = true;
	exchange->request =
	    td_request_parse(method, exchange->target, &exchange->refused);
	if (!exchange->request)
		return;
	exchange->request->find_header = find_header;
	exchange->request->header_data = connection;
	exchange->request->account = exchange->account;
	if (length &&
	    (strlen(length) > 9 || g_ascii_strtoull(length, NULL, 10) > TD_MAX_BODY)) {
		g_set_error(&exchange->refused, TD_ERROR, TD_ERROR_LIMIT,
		    "request too large: its body has more than %u bytes", TD_MAX_BODY);
		g_clear_pointer(&exchange->request, td_request_free);
	}
}

static void
redirect_to_slash(td_serving *serving, const td_request *request, td_response *response)
{
	g_autofree char *path = g_strdup_printf(
	    "%s/%s%s", request->path, *request->query ? "?" : "", request->query);

	td_redirect(serving, request, response, 301, path);
}

static void
refuse_method(td_response *response, td_form form, unsigned methods)
{
	static const char *const names[] = { "GET, HEAD", "POST", "PATCH", "PUT",
		"DELETE" };
	g_autoptr(GString) allowed = g_string_new(NULL);

	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
		if ((methods & 1u << i) != 0)
			g_string_append_printf(
			    allowed, "%s%s", allowed->len > 0 ? ", " : "", names[i]);
	}
	td_status_page(response, form, 405, "this address does not take that method");
	td_response_header(response, "Allow", allowed->str);
}

/* What these pages say of threads and series is made of all lists. */
static bool
counts_all(const td_route *route)
{
	static const td_handler all[] = { td_serve_topics_or_mail, td_serve_topics,
		td_serve_topics_new, td_serve_topics_active, td_serve_topics_atom,
		td_serve_active_atom, td_serve_stats, td_serve_series_list,
		td_serve_series_list_atom, td_serve_updates, td_serve_since,
		td_serve_since_read, td_serve_update, td_serve_series,
		td_serve_series_atom };

	for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
		if (route->run == all[i])
			return true;
	return false;
}

/* Who answers under these addresses looks at each list and mail for itself; all others
 * may tell of any list, and want a right to all of them. */
static bool
may_ask(td_serving *serving, const td_route *route, GError **error)
{
	static const char *const careful[] = { "/{list}", "/manifest.js.gz", "/r/",
		"/_/" };

	if (serving->hidden->len == 0 || strcmp(route->pattern, "/") == 0)
		return true;
	if (serving->strict && counts_all(route)) {
		g_set_error_literal(error, TD_ERROR, TD_ERROR_DENIED,
		    "a token is needed until 'tidings sync' has made the index of open "
		    "lists");
		return false;
	}
	for (unsigned i = 0; i < G_N_ELEMENTS(careful); i++) {
		if (g_str_has_prefix(route->pattern, careful[i]))
			return true;
	}
	g_set_error_literal(
	    error, TD_ERROR, TD_ERROR_DENIED, "a token is needed to read all lists");
	return false;
}

/* The style of pages is there for the page that says that the index is not. */
static bool
needs_index(const td_route *route)
{
	return route->run != td_serve_file;
}

static void
answer(td_exchange *exchange, td_serving *serving, td_response *response,
    const td_route **route, GError **error)
{
	td_request *request = exchange->request;
	unsigned methods, wait = td_account_wait(&exchange->account);

	switch (td_route_find(td_routes, request, route, &methods)) {
	case TD_ROUTED:
		if (!needs_index(*route)) {
			(*route)->run(serving, request, response, error);
			break;
		}
		if (wait > 0) {
			td_status_wait(response, (*route)->form, wait);
			break;
		}
		if (td_serving_begin(serving, error)) {
			td_serving_identify(serving, request);
			if (may_ask(serving, *route, error))
				(*route)->run(serving, request, response, error);
		}
		td_serving_end(serving);
		break;
	case TD_ROUTED_SLASH:
		redirect_to_slash(serving, request, response);
		break;
	case TD_ROUTED_METHOD:
		refuse_method(response, (*route)->form, methods);
		break;
	case TD_ROUTED_NOWHERE:
		g_set_error_literal(error, TD_ERROR, TD_ERROR_NOT_FOUND,
		    "there is nothing at this address");
		break;
	}
}

/* What does not get as far as a route is told in the words of a page. */
static td_response *
make_answer(td_exchange *exchange, td_serving *serving, const char *method)
{
	td_response *response = td_response_new();
	g_autoptr(GError) error = g_steal_pointer(&exchange->refused);
	const td_route *route = NULL;

	g_assert(error || exchange->request);
	response->root = td_serving_root(serving);
	if (!error && exchange->body)
		td_request_set_body(exchange->request,
		    (td_span){ exchange->body->str, exchange->body->len }, &error);
	if (!error)
		answer(exchange, serving, response, &route, &error);
	if (serving->again >= 0) {
		td_response_reset(response);
		td_response_pipe(response, serving->again);
		response->again = true;
		serving->again = -1;
		return response;
	}
	if (error) {
		if (td_status_of(error) >= 500)
			log_error(method, exchange, error);
		td_status_error(response, route ? route->form : TD_FORM_HTML, error);
	}
	return response;
}

/* What is short becomes a body; false when its first steps fail. */
static bool
collect(td_response *response, GError **error)
{
	const td_sink *sink = td_response_sink(response);
	bool done = false;

	while (!done && response->body->len < whole) {
		if (!response->step(response->step_data, sink, &done, error))
			return false;
	}
	if (done)
		response->step = NULL;
	return true;
}

/* NULL where the page is to be made; *serving is who is to make it then. */
static struct MHD_Response *
find_kept(const td_exchange *exchange, td_serving **serving, bool accepts)
{
	td_serving *all = *serving;
	struct MHD_Response *kept = NULL;
	td_kept_state state;

	if (!exchange->request || exchange->refused)
		return NULL;
	if (td_serving_begin(all, NULL)) {
		*serving = td_serving_choose(all, exchange->request);
		state = (td_kept_state){ (*serving)->mark, (*serving)->now };
		kept = td_kept_find((*serving)->kept, &state, exchange->request, accepts);
	}
	td_serving_end(all);
	td_serving_end(*serving);
	return kept;
}

static enum MHD_Result
queue(td_exchange *exchange, td_serving *serving, struct MHD_Connection *connection,
    td_response *response)
{
	bool accepts = td_accepts_gzip(find_header("Accept-Encoding", connection));
	const td_outgoing how = { .accepts_gzip = accepts,
		.waits = exchange->waits,
		.connection = connection,
		.account = exchange->account };
	const td_kept_state state = { serving->mark, serving->now };
	struct MHD_Response *out;
	enum MHD_Result queued;
	bool keep = response->keep && response->status == 200 && !response->step &&
		    response->pipe < 0 && response->file < 0;

	if (response->step)
		td_steps_guard(serving, response);
	out = td_outgoing_make(response, &how);
	if (!out)
		return MHD_NO;
	exchange->answered = true;
	queued = MHD_queue_response(connection, response->status, out);
	if (!keep || !td_kept_take(serving->kept, &state, exchange->request, accepts, out,
			 response->sent))
		MHD_destroy_response(out);
	return queued;
}

static enum MHD_Result
send_answer(td_exchange *exchange, td_serving *serving, struct MHD_Connection *connection,
    const char *method)
{
	bool accepts = td_accepts_gzip(find_header("Accept-Encoding", connection));
	struct MHD_Response *kept = find_kept(exchange, &serving, accepts);
	g_autoptr(td_response) response = NULL;
	g_autoptr(GError) error = NULL;

	if (kept) {
		exchange->answered = true;
		return MHD_queue_response(connection, 200, kept);
	}
	response = make_answer(exchange, serving, method);
	if (response->step && !collect(response, &error)) {
		log_error(method, exchange, error);
		td_status_error(response, TD_FORM_TEXT, error);
	}
	if (response->again && exchange->request)
		exchange->request->waited++;
	/* What comes out of the pipe tells which status it is. */
	if (response->pipe >= 0 &&
	    td_waits_add(exchange->waits, response->pipe, connection)) {
		exchange->waiting = g_steal_pointer(&response);
		return MHD_YES;
	}
	if (response->pipe >= 0)
		td_status_page(response, TD_FORM_TEXT, 503, "too many ask at once");
	return queue(exchange, serving, connection, response);
}

/* The pipe has something, or is at its end. */
static enum MHD_Result
send_piped(td_exchange *exchange, td_serving *serving, struct MHD_Connection *connection)
{
	g_autoptr(td_response) response = g_steal_pointer(&exchange->waiting);
	char room[4096];
	ssize_t n = read(response->pipe, room, sizeof room);

	if (n < 0 && (errno == EAGAIN || errno == EINTR) &&
	    td_waits_add(exchange->waits, response->pipe, connection)) {
		exchange->waiting = g_steal_pointer(&response);
		return MHD_YES;
	}
	if (n > 0)
		g_string_append_len(response->body, room, n);
	else
		td_status_page(response, TD_FORM_TEXT, 503, "try again later");
	return queue(exchange, serving, connection, response);
}

static enum MHD_Result
go_on(td_exchange *exchange, td_serving *serving, struct MHD_Connection *connection,
    const char *method, const char *bytes, size_t *n)
{
	if (!exchange->begun) {
		open_account(exchange, serving, connection);
		begin(exchange, connection, method);
		return exchange->refused
			   ? send_answer(exchange, serving, connection, method)
			   : MHD_YES;
	}
	if (exchange->waiting && exchange->waiting->again) {
		g_clear_pointer(&exchange->waiting, td_response_free);
		return send_answer(exchange, serving, connection, method);
	}
	if (exchange->waiting)
		return send_piped(exchange, serving, connection);
	if (*n == 0)
		return send_answer(exchange, serving, connection, method);
	if (!exchange->body)
		exchange->body = g_string_new(NULL);
	/* A length that was not said, and lies: there is nobody to be told. */
	if (exchange->body->len + *n > TD_MAX_BODY)
		return MHD_NO;
	g_string_append_len(exchange->body, bytes, (gssize)*n);
	*n = 0;
	return MHD_YES;
}

enum MHD_Result
td_exchange_run(td_exchange *exchange, td_serving *serving,
    struct MHD_Connection *connection, const char *method, const char *bytes, size_t *n)
{
	const td_account any = { .budget = serving->settings->budget };
	int64_t since = td_account_clock(&any);
	enum MHD_Result result = go_on(exchange, serving, connection, method, bytes, n);

	td_account_charge(&exchange->account, since);
	return result;
}

bool
td_exchange_answered(const td_exchange *exchange)
{
	return exchange->answered || exchange->waiting;
}
