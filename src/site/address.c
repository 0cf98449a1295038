/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/address.c - what the configuration says, else what the client calls us */
#include "site/address.h"

#include <string.h>

/* A client may call us anything, but not write markup or headers by it. */
static bool
is_host(const char *host)
{
	if (!host || *host == '\0' || strlen(host) > 255)
		return false;
	for (; *host; host++) {
		if (!g_ascii_isalnum(*host) && !strchr("-._:[]", *host))
			return false;
	}
	return true;
}

/* NULL where nobody says it. */
static const char *
base_url(const td_serving *serving)
{
	return serving->settings->base_url ? serving->settings->base_url
					   : serving->site->base_url;
}

char *
td_serving_address(const td_serving *serving, const td_request *request, const char *path)
{
	const char *host = td_request_header(request, "Host");

	if (base_url(serving))
		return g_strconcat(base_url(serving), path, NULL);
	return is_host(host) ? g_strconcat("http://", host, path, NULL) : g_strdup(path);
}

char *
td_serving_escape(const char *part)
{
	return g_uri_escape_string(part, "!$&'()*+,;=:@", FALSE);
}

char *
td_serving_root(const td_serving *serving)
{
	const char *url = base_url(serving);
	const char *path = url ? strstr(url, "://") : NULL;

	path = path ? strchr(path + 3, '/') : NULL;
	return g_strconcat(path ? path : "", "/", NULL);
}

void
td_redirect(const td_serving *serving, const td_request *request, td_response *response,
    unsigned status, const char *path)
{
	g_autofree char *address = td_serving_address(serving, request, path);

	td_response_redirect(response, status, address);
}
