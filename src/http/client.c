/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/client.c - addresses as numbers */
#include "http/client.h"

#include <arpa/inet.h>
#include <glib.h>
#include <netinet/in.h>
#include <string.h>

static bool
key_of_4(struct in_addr at, uint64_t *key)
{
	*key = at.s_addr;
	return ntohl(at.s_addr) >> 24 != 127;
}

static bool
key_of_6(const struct in6_addr *at, uint64_t *key)
{
	struct in_addr mapped;

	if (IN6_IS_ADDR_V4MAPPED(at)) {
		memcpy(&mapped, at->s6_addr + 12, sizeof mapped);
		return key_of_4(mapped, key);
	}
	memcpy(key, at->s6_addr, sizeof *key);
	return !IN6_IS_ADDR_LOOPBACK(at);
}

bool
td_client_key(const struct sockaddr *address, uint64_t *key)
{
	struct sockaddr_in in;
	struct sockaddr_in6 in6;

	if (address->sa_family == AF_INET) {
		memcpy(&in, address, sizeof in);
		return key_of_4(in.sin_addr, key);
	}
	if (address->sa_family != AF_INET6)
		return false;
	memcpy(&in6, address, sizeof in6);
	return key_of_6(&in6.sin6_addr, key);
}

/* "192.0.2.1", "192.0.2.1:80", "2001:db8::1", "[2001:db8::1]:80" */
bool
td_client_key_forwarded(const char *addresses, uint64_t *key)
{
	const char *last = strrchr(addresses, ',');
	g_autofree char *text = g_strstrip(g_strdup(last ? last + 1 : addresses));
	const char *begin = *text == '[' ? text + 1 : text;
	char *end = *text == '[' ? strchr(text, ']') : strchr(text, ':');
	struct in6_addr in6;
	struct in_addr in;

	if (*text == '[' && !end)
		return false;
	/* A port; several colons are an address. */
	if (end && (*text == '[' || !strchr(end + 1, ':')))
		*end = '\0';
	if (inet_pton(AF_INET, begin, &in) == 1)
		return key_of_4(in, key);
	return inet_pton(AF_INET6, begin, &in6) == 1 && key_of_6(&in6, key);
}

size_t
td_client_place(uint64_t key, uint64_t seed, size_t n)
{
	uint64_t h = key ^ seed;

	h = (h ^ h >> 33) * UINT64_C(0xff51afd7ed558ccd);
	h = (h ^ h >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
	return (size_t)((h ^ h >> 33) % n);
}
