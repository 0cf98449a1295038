/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/server.c - starting and stopping all workers of a site */
#include "serve/server.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/spare.h"
#include "http/budget.h"
#include "http/crowd.h"
#include "http/listen.h"
#include "inbox/git_helper.h"
#include "pages/shelf.h"
#include "patchwork/stock.h"
#include "serve/confine.h"
#include "serve/worker.h"

enum {
	least_workers = 4,
	shelf_bytes = 64 << 20 /* of threads, packed, for all workers */
};

struct td_server {
	td_serve_settings settings;
	char *address;
	int socket;
	td_crowd *crowd;
	GPtrArray *workers; /* of td_worker * */
};

static bool
add_worker(td_server *server, GError **error)
{
	int socket = fcntl(server->socket, F_DUPFD_CLOEXEC, 0);
	td_worker *worker;

	if (socket < 0) {
		g_set_error(error, TD_ERROR, TD_ERROR_IO, "cannot share a socket: %s",
		    g_strerror(errno));
		return false;
	}
	worker = td_worker_start(&server->settings, server->crowd, socket, error);
	if (worker)
		g_ptr_array_add(server->workers, worker);
	return worker != NULL;
}

static unsigned
count_workers(unsigned wanted)
{
	unsigned n =
	    wanted != 0 ? wanted : MAX(2 * g_get_num_processors(), least_workers);

	return MIN(n, TD_MAX_WORKERS);
}

/* A connection is a file, and so are archives; systems allow 1,024 unless asked. */
static void
allow_files(void)
{
	const rlim_t wanted = 2 * TD_MAX_CONNECTIONS + 4096;
	struct rlimit now;

	if (getrlimit(RLIMIT_NOFILE, &now) != 0 || now.rlim_cur >= wanted)
		return;
	now.rlim_cur = MIN(now.rlim_max, wanted);
	setrlimit(RLIMIT_NOFILE, &now);
}

td_server *
td_server_start(const td_server_options *options, GError **error)
{
	td_server *server = g_new0(td_server, 1);
	unsigned n = count_workers(options->workers);
	bool confined = false;

	allow_files();
	server->settings = options->settings;
	/* Whoever reads the configuration says how much. */
	server->settings.budget = td_budget_new(0);
	server->settings.shelf = td_shelf_new(shelf_bytes);
	server->settings.stock = td_stock_new(&server->settings, n);
	server->workers = g_ptr_array_new();
	server->crowd = td_crowd_new(TD_MAX_CONNECTIONS, TD_MAX_CLIENT_CONNECTIONS);
	server->socket = td_listen(options->listen ? options->listen : "127.0.0.1:8080",
	    &server->address, error);
	if (server->socket >= 0)
		server->settings.git =
		    td_git_helper_start(server->settings.budget, error);
	/* What needs more rights than a worker has is started above this line. */
	confined = server->settings.git &&
		   (options->no_sandbox || td_confine(&server->settings, error));
	if (confined)
		td_stock_start(server->settings.stock);
	for (unsigned i = 0; confined && i < n; i++) {
		if (!add_worker(server, error))
			break;
	}
	/* What was read for the start is not read again. */
	td_spare_give_back();
	if (server->workers->len == n)
		return server;
	td_server_stop(server);
	return NULL;
}

const char *
td_server_address(const td_server *server)
{
	return server->address;
}

void
td_server_reload(td_server *server)
{
	for (unsigned i = 0; i < server->workers->len; i++)
		td_worker_reload(g_ptr_array_index(server->workers, i));
}

void
td_server_stop(td_server *server)
{
	for (unsigned i = 0; i < server->workers->len; i++)
		td_worker_stop(g_ptr_array_index(server->workers, i));
	for (unsigned i = 0; i < server->workers->len; i++)
		td_worker_join(g_ptr_array_index(server->workers, i));
	g_ptr_array_unref(server->workers);
	td_stock_free(server->settings.stock);
	td_git_helper_stop(server->settings.git);
	td_crowd_free(server->crowd);
	td_budget_free(server->settings.budget);
	td_shelf_free(server->settings.shelf);
	if (server->socket >= 0)
		close(server->socket);
	g_free(server->address);
	g_free(server);
}
