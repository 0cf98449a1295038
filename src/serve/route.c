/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/route.c - the table of addresses, and looking one up in it */
#include "serve/route.h"

#include <string.h>

#include "inbox/handlers.h"
#include "pages/handlers.h"
#include "patchwork/handlers.h"

const td_route td_routes[] = {
#define TD_ROUTE(methods, pattern, handler, form) { pattern, handler, methods, form },
#include "serve/routes.inc"
#undef TD_ROUTE
	{ 0 },
};

/* Takes the next part of a pattern; false at its end. */
static bool
next_part(td_span *rest, td_span *part)
{
	if (rest->n == 0)
		return false;
	*part = td_span_next(rest, '/');
	return true;
}

/* The parts are the same; whether there is a slash at the end is not asked. */
static bool
matches(const char *pattern, td_request *request)
{
	td_span rest = td_span_of(pattern + 1);
	unsigned captures = 0;
	td_span part;
	unsigned at = 0;

	for (; next_part(&rest, &part); at++) {
		const char *segment;

		if (at >= request->segments->len)
			return false;
		segment = g_ptr_array_index(request->segments, at);
		if (part.n > 0 && part.p[0] == '{') {
			if (*segment == '\0' || captures == TD_MAX_CAPTURES)
				return false;
			request->captured[captures++] = segment;
		} else if (!td_span_is(part, segment)) {
			return false;
		}
	}
	return at == request->segments->len;
}

static bool
is_folder(const char *pattern)
{
	return pattern[strlen(pattern) - 1] == '/';
}

td_routed
td_route_find(const td_route *routes, td_request *request, const td_route **route,
    unsigned *methods)
{
	const td_route *other = NULL, *slash = NULL;

	*methods = 0;
	for (; routes->pattern; routes++) {
		bool folder = is_folder(routes->pattern);

		if ((request->folder && !folder) || !matches(routes->pattern, request))
			continue;
		if (folder != request->folder) {
			if (!slash && (routes->methods & TD_GET) != 0)
				slash = routes;
			continue;
		}
		/* "/api/patches" is no mail "patches" of a list "api". */
		if (slash && slash->pattern[1] != '{' && routes->pattern[1] == '{')
			break;
		if ((routes->methods & request->method) != 0) {
			*route = routes;
			return TD_ROUTED;
		}
		other = routes;
		*methods |= routes->methods;
	}
	if (slash && request->method == TD_GET) {
		*route = slash;
		return TD_ROUTED_SLASH;
	}
	*route = other;
	return other ? TD_ROUTED_METHOD : TD_ROUTED_NOWHERE;
}
