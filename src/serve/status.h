/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/status.h - an error becomes a status and a page; the one place that does so */
#pragma once

#include "http/response.h"
#include "serve/route.h"

/* The status that an error means. */
unsigned td_status_of(const GError *error);

/* What was in response goes. message is told to the client. */
void
td_status_page(td_response *response, td_form form, unsigned status, const char *message);
/* The same for an error; what is not the client's business is not told it. */
void td_status_error(td_response *response, td_form form, const GError *error);
/* 429: the client has used more than its share (http/budget.h), for that many seconds.
 */
void td_status_wait(td_response *response, td_form form, unsigned seconds);
