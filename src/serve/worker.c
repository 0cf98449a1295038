/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * serve/worker.c - a thread with connections of its own
 *
 * Every worker waits for the same socket, and takes connections unless others have
 * fewer, so one that is busy gets no more and none gets all. (libmicrohttpd's
 * own way is to take as many as there are.) It is run by this thread and not by one of
 * its own: what a worker owns is handed to it as an argument, and no lock is needed.
 */
#include "serve/worker.h"

#include <errno.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "base/limits.h"
#include "http/httpd.h"
#include "serve/exchange.h"
#include "site/choose.h"

enum {
	tight_seconds = 2,     /* for a request, where there is little room for others */
	answer_seconds = 3600, /* for an answer to be taken, however steadily */
	grace_seconds = 10,    /* for what is under way when it has to end */
	part_seconds = 3,      /* then, for what came in part to come whole */
	tick_ms = 1000,
	moment_ms = 5,
	most_at_once = 16, /* connections that are taken before answers go on */
	most_at_the_end = 256,
	last_rounds = 10 /* until what was sent before the end has been read */
};

/* A connection. */
typedef struct client {
	int fd;
	struct sockaddr_storage address;
	bool answering; /* a request has come whole */
	int64_t since; /* when that was; when the answer before was taken. Microseconds */
	uint64_t heard; /* bytes that had come by then: more are of another request */
} client;

struct td_worker {
	td_serving *serving;
	td_crowd *crowd;
	unsigned number;              /* in the crowd */
	int socket;                   /* where connections come; -1: no more */
	bool stands_back, stood_back; /* others are to have the next one */
	struct MHD_Daemon *daemon;
	GThread *thread;
	GPtrArray *clients; /* of client * */
	int wake;           /* eventfd: one of the flags was set */
	int epoll;
	unsigned seconds; /* for a request to arrive whole; without a byte either way */
	td_waits waits;
	atomic_bool stop, reload;
};

/* All that ever came, read or not; 0 where nobody counts. Of a request whose first line
 * is not whole libmicrohttpd tells nothing. */
static uint64_t
bytes_from(int fd)
{
	struct tcp_info info = { 0 };
	socklen_t n = sizeof info;

	return getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &n) == 0
		   ? info.tcpi_bytes_received
		   : 0;
}

static enum MHD_Result
accept_client(void *data, const struct sockaddr *address, socklen_t n)
{
	const td_worker *worker = data;

	(void)n;
	return td_crowd_has_room(worker->crowd, address) ? MHD_YES : MHD_NO;
}

static void
open_client(td_worker *worker, struct MHD_Connection *connection, void **data)
{
	client *one = g_new0(client, 1);
	socklen_t n = sizeof one->address;

	one->fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)
		      ->connect_fd;
	getpeername(one->fd, (struct sockaddr *)&one->address, &n);
	one->since = g_get_monotonic_time();
	td_crowd_enter(
	    worker->crowd, worker->number, (const struct sockaddr *)&one->address);
	g_ptr_array_add(worker->clients, one);
	*data = one;
}

static void
note_client(void *data, struct MHD_Connection *connection, void **client_data,
    enum MHD_ConnectionNotificationCode what)
{
	td_worker *worker = data;
	client *one = *client_data;

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		open_client(worker, connection, client_data);
	} else if (one) {
		td_crowd_leave(worker->crowd, worker->number,
		    (const struct sockaddr *)&one->address);
		g_ptr_array_remove_fast(worker->clients, one);
		*client_data = NULL;
	}
}

static client *
client_of(struct MHD_Connection *connection)
{
	return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)
	    ->socket_context;
}

static void *
begin_request(void *data, const char *target, struct MHD_Connection *connection)
{
	td_worker *worker = data;

	(void)connection;
	return td_exchange_new(target, &worker->waits);
}

static void
end_request(void *data, struct MHD_Connection *connection, void **exchange,
    enum MHD_RequestTerminationCode how)
{
	client *one = client_of(connection);

	(void)data;
	(void)how;
	td_exchange_free(*exchange);
	*exchange = NULL;
	if (one) {
		one->answering = false;
		one->since = g_get_monotonic_time();
	}
}

/* NOLINTBEGIN(readability-function-size): the parameters are libmicrohttpd's */
static enum MHD_Result
run_request(void *data, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *bytes, size_t *n,
    void **exchange)
{
	td_worker *worker = data;
	client *one = client_of(connection);
	enum MHD_Result result;

	(void)url;
	(void)version;
	if (!*exchange)
		return MHD_NO;
	result =
	    td_exchange_run(*exchange, worker->serving, connection, method, bytes, n);
	if (one && !one->answering && td_exchange_answered(*exchange)) {
		one->answering = true;
		one->heard = bytes_from(one->fd);
		one->since = g_get_monotonic_time();
	}
	return result;
}
/* NOLINTEND(readability-function-size) */

/*
 * A client that sends its request a byte at a time is active, but not for ever; nor is
 * one that takes its answer so. Where many wait, those that asked for nothing yet go
 * sooner: whoever comes next finds a place.
 */
static void
drop_slow(td_worker *worker)
{
	int64_t now = g_get_monotonic_time();
	int64_t patience =
	    td_crowd_is_tight(worker->crowd) ? tight_seconds : worker->seconds;

	patience = MIN(patience, worker->seconds);
	for (unsigned i = 0; i < worker->clients->len; i++) {
		const client *one = g_ptr_array_index(worker->clients, i);
		int64_t allowed = one->answering ? answer_seconds : patience;

		if (now - one->since > allowed * G_USEC_PER_SEC)
			shutdown(one->fd, SHUT_RDWR);
	}
}

/* Who began to ask is waited for until then. */
static bool
is_busy(const td_worker *worker, int64_t until)
{
	bool waits = g_get_monotonic_time() < until;

	for (unsigned i = 0; i < worker->clients->len; i++) {
		const client *one = g_ptr_array_index(worker->clients, i);

		if (one->answering || (waits && bytes_from(one->fd) > one->heard))
			return true;
	}
	return false;
}

/* False where there is none: another worker may have been quicker. */
static bool
take_connection(td_worker *worker)
{
	struct sockaddr_storage address = { 0 };
	socklen_t n = sizeof address;
	int fd = accept4(worker->socket, (struct sockaddr *)&address, &n,
	    SOCK_NONBLOCK | SOCK_CLOEXEC);

	/* Where there is no room it is closed. */
	if (fd >= 0)
		MHD_add_connection(
		    worker->daemon, fd, (const struct sockaddr *)&address, n);
	else if (errno != EAGAIN)
		worker->stands_back = true;
	return fd >= 0;
}

/*
 * Who has more than others gives them a moment. They may be busy for longer, so one is
 * taken after that. Where many wait, and pages take their time, one in each round would
 * leave the last of them waiting for a second.
 */
static void
meet_connections(td_worker *worker)
{
	bool turn = worker->stood_back || td_crowd_is_turn(worker->crowd, worker->number);
	unsigned n = 0;

	worker->stands_back = !turn;
	while (turn && n++ < most_at_once && take_connection(worker))
		turn = td_crowd_is_turn(worker->crowd, worker->number);
	worker->stood_back = worker->stands_back;
}

static void
step(td_worker *worker)
{
	/* What is below 0 is not looked at. */
	struct pollfd fds[3 + TD_MAX_WAITS] = {
		{ .fd = worker->epoll, .events = POLLIN },
		{ .fd = worker->wake, .events = POLLIN },
		{ .fd = worker->stands_back ? -1 : worker->socket, .events = POLLIN },
	};
	unsigned n = 3 + td_waits_poll(&worker->waits, fds + 3);
	MHD_UNSIGNED_LONG_LONG wanted;
	int timeout = tick_ms;
	uint64_t count;

	if (MHD_get_timeout(worker->daemon, &wanted) == MHD_YES && wanted < tick_ms)
		timeout = (int)wanted;
	if (worker->stands_back || worker->socket < 0)
		timeout = MIN(timeout, moment_ms);
	worker->stands_back = false;
	if (poll(fds, n, timeout) > 0)
		td_waits_wake(&worker->waits, fds + 3);
	if (fds[2].revents != 0)
		meet_connections(worker);
	else if (fds[2].fd >= 0)
		worker->stood_back = false;
	if ((fds[1].revents & POLLIN) != 0 &&
	    read(worker->wake, &count, sizeof count) == sizeof count &&
	    atomic_exchange(&worker->reload, false))
		td_serving_reload(worker->serving);
	MHD_run(worker->daemon);
}

static void
finish(td_worker *worker)
{
	int64_t now = g_get_monotonic_time();
	int64_t end = now + grace_seconds * G_USEC_PER_SEC;
	int64_t part = now + part_seconds * G_USEC_PER_SEC;

	/* Who was connected before the end may have asked already. */
	for (unsigned n = 0; n < most_at_the_end && take_connection(worker); n++)
		continue;
	worker->stands_back = false;
	close(worker->socket);
	worker->socket = -1;
	for (unsigned n = 0;
	     (n < last_rounds || is_busy(worker, part)) && g_get_monotonic_time() < end;
	     n++)
		step(worker);
	td_waits_wake(&worker->waits, NULL);
	MHD_stop_daemon(worker->daemon);
}

static void *
run_worker(void *data)
{
	td_worker *worker = data;
	int64_t looked = g_get_monotonic_time();

	while (!atomic_load(&worker->stop)) {
		int64_t now;

		step(worker);
		now = g_get_monotonic_time();
		if (now - looked > G_USEC_PER_SEC) {
			drop_slow(worker);
			looked = now;
		}
	}
	finish(worker);
	return NULL;
}

static bool
start_daemon(td_worker *worker, GError **error)
{
	if (!td_microhttpd_load(error))
		return false;
	worker->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_USE_TURBO |
					      MHD_ALLOW_SUSPEND_RESUME |
					      MHD_USE_NO_LISTEN_SOCKET,
	    0, accept_client, worker, run_request, worker, MHD_OPTION_NOTIFY_CONNECTION,
	    note_client, worker, MHD_OPTION_NOTIFY_COMPLETED, end_request, worker,
	    MHD_OPTION_URI_LOG_CALLBACK, begin_request, worker,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)TD_MAX_REQUEST_MEMORY,
	    MHD_OPTION_CONNECTION_LIMIT, (unsigned)TD_MAX_CONNECTIONS,
	    MHD_OPTION_CONNECTION_TIMEOUT, worker->seconds, MHD_OPTION_STRICT_FOR_CLIENT,
	    1, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_END);
	if (!worker->daemon) {
		g_set_error_literal(
		    error, TD_ERROR, TD_ERROR_IO, "libmicrohttpd does not start");
		return false;
	}
	worker->epoll =
	    MHD_get_daemon_info(worker->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
	return true;
}

static void
worker_free(td_worker *worker)
{
	td_serving_close(worker->serving);
	g_ptr_array_unref(worker->clients);
	if (worker->wake >= 0)
		close(worker->wake);
	if (worker->socket >= 0)
		close(worker->socket);
	g_free(worker);
}

td_worker *
td_worker_start(
    const td_serve_settings *settings, td_crowd *crowd, int take_socket, GError **error)
{
	td_worker *worker = g_new0(td_worker, 1);

	worker->crowd = crowd;
	worker->seconds = settings->seconds != 0 ? settings->seconds : TD_CLIENT_SECONDS;
	worker->socket = take_socket;
	worker->clients = g_ptr_array_new_with_free_func(g_free);
	worker->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	worker->serving = td_serving_open(settings, error);
	if (!worker->serving || !start_daemon(worker, error)) {
		worker_free(worker);
		return NULL;
	}
	td_serving_prepare(worker->serving);
	worker->number = td_crowd_join(crowd);
	worker->thread = g_thread_new("serve", run_worker, worker);
	return worker;
}

static void
wake(td_worker *worker)
{
	const uint64_t one = 1;

	/* It fails only where a wake-up is waiting already. */
	if (write(worker->wake, &one, sizeof one) < 0)
		return;
}

void
td_worker_reload(td_worker *worker)
{
	atomic_store(&worker->reload, true);
	wake(worker);
}

void
td_worker_stop(td_worker *worker)
{
	atomic_store(&worker->stop, true);
	wake(worker);
}

void
td_worker_join(td_worker *worker)
{
	g_thread_join(worker->thread);
	worker_free(worker);
}
