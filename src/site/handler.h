/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * site/handler.h - what answers a request
 *
 * To add a page write its handler in a file of its own, name it in the handlers.h of its
 * folder, and add a line with its address to serve/routes.inc. It asks serving for the
 * index and the lists, and fills response. An error is turned into a page by
 * serve/status.c: NOT_FOUND is 404, USAGE 400, DENIED 401, LIMIT 413 or 503, what is our
 * own fault 500.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "http/request.h"
#include "http/response.h"
#include "site/serving.h"

typedef bool (*td_handler)(td_serving *serving, const td_request *request,
    td_response *response, GError **error);

/* Declares one. */
#define TD_HANDLER(name)                                                                 \
	bool name(td_serving *serving, const td_request *request, td_response *response, \
	    GError **error)
