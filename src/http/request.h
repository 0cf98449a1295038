/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * http/request.h - what a client asks for, checked once
 *
 * Whatever comes over the wire goes through here before a handler sees it: parts of the
 * path and arguments are decoded, are UTF-8 without control characters, and no more or
 * longer than base/limits.h allows.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "http/budget.h"

typedef enum td_method {
	TD_GET = 1 << 0, /* HEAD is a GET whose body is not sent */
	TD_POST = 1 << 1,
	TD_PATCH = 1 << 2,
	TD_PUT = 1 << 3,
	TD_DELETE = 1 << 4,
} td_method;

typedef struct td_argument {
	char *name, *value;
} td_argument;

/* A header's value, borrowed; NULL where it is not there. */
typedef const char *(*td_header_find)(const char *name, void *data);

enum { TD_MAX_CAPTURES = 6 };

typedef struct td_request {
	unsigned method;     /* a td_method; 0 for one that we do not have */
	bool head;           /* it was HEAD */
	char *path;          /* as sent, "/kvm/a%2Fb@c/" */
	char *query;         /* as sent, without "?"; "" where there is none */
	GPtrArray *segments; /* of char *: parts of the path, decoded: "kvm", "a/b@c" */
	bool folder;         /* the path ends in a slash */
	GArray *arguments; /* of td_argument: of the query, then of a form in the body */
	td_span body;      /* borrowed */
	td_header_find find_header; /* NULL: there are none */
	void *header_data;
	td_account account; /* whom it is held against */
	unsigned waited; /* how often its answer had to wait for what is made elsewhere */
	/* What stands for the {...} of the route's pattern, in order; borrowed. */
	const char *captured[TD_MAX_CAPTURES];
} td_request;

/*
 * method and target are those of the request line; a target may be an absolute URL.
 * USAGE for what is malformed, LIMIT for what is too long.
 */
td_request *td_request_parse(const char *method, const char *target, GError **error);
void td_request_free(td_request *request); /* NULL is fine */

/* The body is there whole; where it is a form, its arguments come after those of the
 * query. body is borrowed as long as the request lives. USAGE, LIMIT. */
bool td_request_set_body(td_request *request, td_span body, GError **error);

/* NULL where it is not there. Borrowed. */
const char *td_request_header(const td_request *request, const char *name);

/* The first of that name; NULL for none. Borrowed. */
const char *td_request_argument(const td_request *request, const char *name);
/* The same as a number from 0 to max; fallback where there is none. USAGE. */
bool td_request_number(const td_request *request, const char *name, unsigned max,
    unsigned fallback, unsigned *number, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_request, td_request_free)
