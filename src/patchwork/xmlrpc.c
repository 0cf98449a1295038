/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patchwork/xmlrpc.c - which method answers, and for whom */
#include "patchwork/xmlrpc.h"

#include <string.h>

#include "base/error.h"
#include "patchwork/handlers.h"
#include "patchwork/xmlrpc_call.h"
#include "site/address.h"

enum { first_fault = 1 }; /* patchwork has no other number */

static bool
say_version(td_rest_ask *ask, const json_t *params, td_out *out, GError **error)
{
	(void)ask;
	(void)params;
	(void)error;
	td_xmlrpc_array(out);
	td_xmlrpc_number(out, NULL, 1);
	td_xmlrpc_number(out, NULL, 3);
	td_xmlrpc_number(out, NULL, 0);
	td_xmlrpc_array_end(out);
	return true;
}

static const struct {
	const char *name;
	bool login; /* only with a token */
	td_xmlrpc_method run;
} methods[] = {
	{ "pw_rpc_version", false, say_version },
	{ "project_list", false, td_xmlrpc_project_list },
	{ "project_get", false, td_xmlrpc_project_get },
	{ "person_list", false, td_xmlrpc_person_list },
	{ "person_get", false, td_xmlrpc_person_get },
	{ "state_list", false, td_xmlrpc_state_list },
	{ "state_get", false, td_xmlrpc_state_get },
	{ "patch_list", false, td_xmlrpc_patch_list },
	{ "patch_get", false, td_xmlrpc_patch_get },
	{ "patch_get_by_hash", false, td_xmlrpc_patch_get_by_hash },
	{ "patch_get_by_project_hash", false, td_xmlrpc_patch_get_by_project_hash },
	{ "patch_get_mbox", false, td_xmlrpc_patch_get_mbox },
	{ "patch_get_diff", false, td_xmlrpc_patch_get_diff },
	{ "patch_set", true, td_xmlrpc_patch_set },
	{ "check_list", false, td_xmlrpc_check_list },
	{ "check_get", false, td_xmlrpc_check_get },
	{ "check_create", true, td_xmlrpc_check_create },
};

static bool
run(td_rest_ask *ask, const td_xmlrpc_call *call, td_out *out, GError **error)
{
	for (size_t i = 0; i < G_N_ELEMENTS(methods); i++) {
		if (strcmp(methods[i].name, call->method) != 0)
			continue;
		if (methods[i].login && ask->user == NULL) {
			g_set_error_literal(error, TD_ERROR, TD_ERROR_DENIED,
			    "No authentication credentials given");
			return false;
		}
		td_xmlrpc_open(out);
		if (!methods[i].run(ask, call->params, out, error))
			return false;
		td_xmlrpc_close(out);
		return true;
	}
	g_set_error(error, TD_ERROR, TD_ERROR_USAGE, "method \"%.64s\" is not supported",
	    call->method);
	return false;
}

/* What the client did wrong is a fault with status 200, as patchwork has it. */
static bool
is_fault(const GError *problem)
{
	return g_error_matches(problem, TD_ERROR, TD_ERROR_USAGE) ||
	       g_error_matches(problem, TD_ERROR, TD_ERROR_DENIED) ||
	       g_error_matches(problem, TD_ERROR, TD_ERROR_NOT_FOUND);
}

/* False without an error: the token is none of ours. */
static bool
answer(td_rest_ask *ask, td_out *out, GError **error)
{
	g_autoptr(td_xmlrpc_call) call = td_xmlrpc_call_read(ask->request->body, error);
	GError *problem = NULL;

	if (call == NULL)
		return false;
	if (td_rest_find_user(ask, &problem))
		return run(ask, call, out, error);
	if (problem == NULL)
		g_set_error_literal(
		    error, TD_ERROR, TD_ERROR_DENIED, "Invalid username/password");
	else
		g_propagate_error(error, problem);
	return false;
}

static bool
respond(td_rest_ask *ask, GError **error)
{
	td_out *out = td_out_new_text(4096);
	g_autofree char *text = NULL;
	GError *problem = NULL;
	const td_sink *sink;
	size_t n;

	if (!answer(ask, out, &problem)) {
		td_out_free(out);
		if (!is_fault(problem)) {
			g_propagate_error(error, problem);
			return false;
		}
		out = td_out_new_text(512);
		td_xmlrpc_fault(out, first_fault, problem->message);
		g_error_free(problem);
	}
	text = td_out_take(out, &n);
	td_response_reset(ask->response);
	td_response_type(ask->response, "text/xml; charset=UTF-8");
	sink = td_response_sink(ask->response);
	return sink->write(text, n, sink->data, error);
}

bool
td_serve_xmlrpc(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	td_rest_ask ask = { 0 };
	bool ok = td_rest_open(&ask, serving, request, response, error);

	ok = ok && respond(&ask, error);
	td_rest_shut(&ask);
	return ok;
}
