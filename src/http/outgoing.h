/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/outgoing.h - what a handler made becomes what libmicrohttpd sends */
#pragma once

#include <stdbool.h>

#include "http/budget.h"
#include "http/httpd.h"
#include "http/response.h"
#include "http/waits.h"

typedef struct td_outgoing {
	bool accepts_gzip;
	td_waits *waits; /* its worker's */
	struct MHD_Connection *connection;
	td_account account; /* whom what is made while it is sent is held against */
} td_outgoing;

/* Takes what it sends out of response, and adds the headers that keep browsers from doing
 * more than show a page. NULL where libmicrohttpd cannot. */
struct MHD_Response *td_outgoing_make(td_response *response, const td_outgoing *how);
