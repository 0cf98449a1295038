/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/kept.c - answers by their address, of one state of the index */
#include "serve/kept.h"

#include <string.h>

enum {
	most_bytes = 32 << 20, /* of all pages of a worker */
	largest = 4 << 20,     /* of one */
};

struct td_kept {
	GHashTable *pages; /* char * to struct MHD_Response * */
	size_t bytes;
	char *mark;   /* serving's, when they were made */
	int64_t hour; /* since 1970: pages say how long ago things were */
};

static void
drop_response(void *response)
{
	MHD_destroy_response(response);
}

td_kept *
td_kept_new(void)
{
	td_kept *kept = g_new0(td_kept, 1);

	kept->pages =
	    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, drop_response);
	return kept;
}

void
td_kept_free(td_kept *kept)
{
	if (!kept)
		return;
	g_hash_table_unref(kept->pages);
	g_free(kept->mark);
	g_free(kept);
}

static void
drop_all(td_kept *kept)
{
	g_hash_table_remove_all(kept->pages);
	kept->bytes = 0;
}

/* A condition has its own answer, which is short. */
static bool
is_plain(const td_request *request)
{
	static const char *const headers[] = { "Authorization", "Cookie", "If-None-Match",
		"If-Modified-Since", "Range" };

	if (request->method != TD_GET || request->body.n > 0)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(headers); i++)
		if (td_request_header(request, headers[i]))
			return false;
	return true;
}

/* What pages were made of is as it was, or they go. */
static void
keep_step(td_kept *kept, const td_serving *serving)
{
	if (serving->mark && g_strcmp0(kept->mark, serving->mark) == 0 &&
	    kept->hour == serving->now / 3600)
		return;
	drop_all(kept);
	g_free(kept->mark);
	kept->mark = g_strdup(serving->mark);
	kept->hour = serving->now / 3600;
}

static char *
key_of(const td_request *request, bool gzip)
{
	const char *host = td_request_header(request, "Host");

	return g_strdup_printf("%c%s %s?%s", gzip ? 'z' : 'p', host ? host : "",
	    request->path, request->query);
}

struct MHD_Response *
td_kept_find(
    td_kept *kept, const td_serving *serving, const td_request *request, bool gzip)
{
	g_autofree char *key = NULL;

	if (!is_plain(request))
		return NULL;
	keep_step(kept, serving);
	key = key_of(request, gzip);
	return g_hash_table_lookup(kept->pages, key);
}

bool
td_kept_take(td_kept *kept, const td_serving *serving, const td_request *request,
    bool gzip, struct MHD_Response *response, size_t bytes)
{
	if (!is_plain(request) || bytes > largest)
		return false;
	keep_step(kept, serving);
	if (kept->bytes + bytes > most_bytes)
		drop_all(kept);
	kept->bytes += bytes + 1024;
	g_hash_table_replace(kept->pages, key_of(request, gzip), response);
	return true;
}
