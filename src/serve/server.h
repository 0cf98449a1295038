/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/server.h - the site as a whole: a socket, and workers that answer */
#pragma once

#include <glib.h>

#include "site/serving.h"

typedef struct td_server td_server; /* handle */

typedef struct td_server_options {
	td_serve_settings settings;
	const char *listen; /* td_listen's; NULL: "127.0.0.1:8080" */
	bool no_sandbox;    /* gives up nothing (serve/sandbox.h) */
	unsigned workers;   /* 0: two for each processor, four at least */
} td_server_options;

/* Listens, shuts the process in (serve/confine.h), and answers from now on; what options
 * point to must outlive it. The caller has blocked the signals that it wants for itself.
 * Errors: td_listen's, td_serving_open's.
 */
td_server *td_server_start(const td_server_options *options, GError **error);
/* "127.0.0.1:8080"; borrowed. */
const char *td_server_address(const td_server *server);
/* Configuration, lists and index are read again. */
void td_server_reload(td_server *server);
/* Takes no more requests, finishes what is under way (at most ten seconds), frees. */
void td_server_stop(td_server *server);
