/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/exchange.h - one request and its answer, as libmicrohttpd has them; for this
 * folder */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "http/httpd.h"
#include "http/waits.h"
#include "site/serving.h"

typedef struct td_exchange td_exchange; /* handle */

/* target as it stands in the request line; waits are its worker's. */
td_exchange *td_exchange_new(const char *target, td_waits *waits);
void td_exchange_free(td_exchange *exchange); /* NULL is fine */

/* Called as MHD_AccessHandlerCallback is: for the headers, for pieces of the body, and
 * with none at the end of it, when the answer is queued. */
enum MHD_Result td_exchange_run(td_exchange *exchange, td_serving *serving,
    struct MHD_Connection *connection, const char *method, const char *bytes, size_t *n);

/* Whether the answer is being made or sent. */
bool td_exchange_answered(const td_exchange *exchange);
