/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * serve/route.h - which handler answers which address
 *
 * To add a page write its handler
 *
 *	bool td_serve_person(td_serving *serving, const td_request *request,
 *	    td_response *response, GError **error);
 *
 * in a file of its own, include "serve/route.h" there, and add one line to
 * serve/routes.inc; that line declares it too. It asks serving for the index and the
 * lists, and fills response. An error is turned into a page by serve/status.c: NOT_FOUND
 * is 404, USAGE 400, DENIED 401, LIMIT 413 or 503, what is our own fault 500.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "serve/request.h"
#include "serve/response.h"
#include "serve/serving.h"

typedef bool (*td_handler)(td_serving *serving, const td_request *request,
    td_response *response, GError **error);

/* How an error is told. */
typedef enum td_form {
	TD_FORM_HTML,
	TD_FORM_JSON,
	TD_FORM_TEXT,
} td_form;

typedef struct td_route {
	const char *pattern; /* "/{list}/{id}/raw": {...} is one part of the path that is
				not empty. With a slash at its end the address has to have
				one; a GET without is sent there. */
	td_handler run;
	unsigned methods; /* of td_method; HEAD comes with GET */
	td_form form;
} td_route;

#define TD_ROUTE(methods, pattern, handler, form)                                        \
	bool handler(td_serving *serving, const td_request *request,                     \
	    td_response *response, GError **error);
#include "serve/routes.inc"
#undef TD_ROUTE

/* All of them, in the order in which they are tried; the last has no pattern. */
extern const td_route td_routes[];

typedef enum td_routed {
	TD_ROUTED,        /* *route answers; captured is filled */
	TD_ROUTED_SLASH,  /* would be one with a slash at its end */
	TD_ROUTED_METHOD, /* there is one, for other methods: *methods */
	TD_ROUTED_NOWHERE,
} td_routed;

/* *route is set but for NOWHERE. */
td_routed td_route_find(const td_route *routes, td_request *request,
    const td_route **route, unsigned *methods);
