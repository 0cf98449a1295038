/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/redirect.h - to another address of ours */
#pragma once

#include "serve/request.h"
#include "serve/response.h"
#include "serve/serving.h"

/* path: below the site's root, escaped. status: 301, 302 or 303. */
void td_redirect(const td_serving *serving, const td_request *request,
    td_response *response, unsigned status, const char *path);
