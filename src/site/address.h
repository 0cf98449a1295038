/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/address.h - addresses of ours, as clients and the world call them, and the way
 * from one to another */
#pragma once

#include "http/request.h"
#include "http/response.h"
#include "site/serving.h"

/* A whole address for a path of ours that begins with a slash and is escaped. g_free it.
 */
char *td_serving_address(
    const td_serving *serving, const td_request *request, const char *path);
/* The path of the base address, a slash at its end: what stands before all of ours behind
 * a proxy. g_free it. */
char *td_serving_root(const td_serving *serving);
/* A part of a path, escaped as public-inbox does it: "/" becomes "%2F", "@" stays.
 * g_free it. */
char *td_serving_escape(const char *part);

/* To another address of ours. path: below the site's root, escaped. status: 301, 302 or
 * 303. */
void td_redirect(const td_serving *serving, const td_request *request,
    td_response *response, unsigned status, const char *path);
