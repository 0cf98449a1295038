/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/listen.c - an address as a person writes it becomes a socket */
#include "http/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"

enum { backlog = 512 };

static int
fail(const char *where, const char *why, GError **error)
{
	g_set_error(
	    error, TD_ERROR, TD_ERROR_IO, "cannot listen on '%s': %s", where, why);
	return -1;
}

static struct addrinfo *
resolve(const char *where, GError **error)
{
	const struct addrinfo hints = { .ai_family = AF_UNSPEC,
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE };
	const char *colon = strrchr(where, ':');
	g_autofree char *host =
	    colon ? g_strndup(where, (size_t)(colon - where)) : g_strdup("");
	const char *port = colon ? colon + 1 : where;
	struct addrinfo *found = NULL;
	size_t n = strlen(host);
	const char *name = host;

	if (n >= 2 && host[0] == '[' && host[n - 1] == ']') {
		host[n - 1] = '\0';
		name++;
	} else if (n == 0 || strcmp(host, "localhost") == 0) {
		name = "127.0.0.1";
	} else if (strcmp(host, "*") == 0) {
		name = "::";
	}
	if (*port == '\0' || getaddrinfo(name, port, &hints, &found) != 0) {
		g_set_error(error, TD_ERROR, TD_ERROR_USAGE,
		    "'%s' is no address to listen on: write 127.0.0.1:8080, [::1]:8080 "
		    "or *:8080",
		    where);
		return NULL;
	}
	return found;
}

static char *
address_of(int fd)
{
	struct sockaddr_storage at = { 0 };
	socklen_t n = sizeof at;
	char host[NI_MAXHOST], port[NI_MAXSERV];

	if (getsockname(fd, (struct sockaddr *)&at, &n) != 0 ||
	    getnameinfo((struct sockaddr *)&at, n, host, sizeof host, port, sizeof port,
		NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		return g_strdup("?");
	return at.ss_family == AF_INET6 ? g_strdup_printf("[%s]:%s", host, port)
					: g_strdup_printf("%s:%s", host, port);
}

static int
open_socket(const struct addrinfo *info)
{
	const int on = 1, off = 0;
	int fd = socket(info->ai_family, info->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC,
	    info->ai_protocol);

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	/* "*" is IPv4 as well. */
	if (info->ai_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
	if (bind(fd, info->ai_addr, info->ai_addrlen) == 0 && listen(fd, backlog) == 0)
		return fd;
	close(fd);
	return -1;
}

int
td_listen(const char *where, char **address, GError **error)
{
	struct addrinfo *info = resolve(where, error);
	int fd;

	if (!info)
		return -1;
	fd = open_socket(info);
	freeaddrinfo(info);
	if (fd < 0)
		return fail(where, g_strerror(errno), error);
	*address = address_of(fd);
	return fd;
}
