/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/worker.h - one thread that answers: its connections, its index; for this folder
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "http/crowd.h"
#include "site/serving.h"

typedef struct td_worker td_worker; /* handle */

/* socket is one of many that share a queue of connections; it is taken over, also on
 * error. crowd is shared by all workers. */
td_worker *td_worker_start(
    const td_serve_settings *settings, td_crowd *crowd, int take_socket, GError **error);
void td_worker_reload(td_worker *worker);
/* Asks it to finish; td_worker_join waits for it and frees. */
void td_worker_stop(td_worker *worker);
void td_worker_join(td_worker *worker);
