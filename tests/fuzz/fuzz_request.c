/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The first line is what a client asks for, the rest is headers, and a form. Whatever
 * comes is refused, or is UTF-8 without control characters and finds a route or none.
 */
#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/limits.h"
#include "http/date.h"
#include "http/encode.h"
#include "http/response.h"
#include "serve/route.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char *
header(const char *name, void *lines)
{
	if (strcmp(name, "Content-Type") == 0)
		return "application/x-www-form-urlencoded";
	for (char **line = lines; *line; line++) {
		size_t m = strlen(name);

		if (g_ascii_strncasecmp(*line, name, m) == 0 && (*line)[m] == ':')
			return *line + m + 1;
	}
	return NULL;
}

static void
check(const char *text)
{
	g_assert(g_utf8_validate(text, -1, NULL));
	for (; *text; text++)
		g_assert((unsigned char)*text >= ' ' && *text != 0x7f);
}

static void
look(td_request *request)
{
	g_autoptr(td_response) response = td_response_new();
	const td_route *route;
	unsigned methods;
	int64_t seconds;

	for (unsigned i = 0; i < request->segments->len; i++)
		check(g_ptr_array_index(request->segments, i));
	for (unsigned i = 0; i < request->arguments->len; i++) {
		const td_argument *one =
		    &g_array_index(request->arguments, td_argument, i);

		check(one->name);
		check(one->value);
		td_response_attachment(response, one->value);
	}
	g_assert(request->segments->len <= TD_MAX_SEGMENTS);
	td_route_find(td_routes, request, &route, &methods);
	td_response_is_known(response, request, "mark", 784111777);
	td_accepts_gzip(td_request_header(request, "Accept-Encoding"));
	td_http_date_parse(request->path, &seconds);
	for (unsigned i = 0; i < response->headers->len; i++)
		g_assert(!strpbrk(response->headers->pdata[i], "\r\n"));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	g_autofree char *text = g_strndup((const char *)data, n);
	g_auto(GStrv) lines = g_strsplit(text, "\n", 32);
	const char *target = lines[0] ? lines[0] : "";
	g_autoptr(td_request) request = td_request_parse("GET", target, NULL);

	if (!request)
		return 0;
	request->find_header = header;
	request->header_data = lines;
	if (td_request_set_body(request, td_span_of(target), NULL))
		look(request);
	return 0;
}
