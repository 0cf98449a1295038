/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/route.h - which handler answers which address; for this folder */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "http/request.h"
#include "site/handler.h"

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
