/* SPDX-License-Identifier: GPL-2.0-or-later */
/* http/kept.c - answers by their address, of one state of what they were made of */
#include "http/kept.h"

#include <string.h>

#include "http/httpd.h"

enum {
	most_bytes = 24 << 20, /* of all pages of a worker */
	largest = 4 << 20,     /* of one */
	around_bytes = 1024    /* its headers, and what finds it */
};

typedef struct page {
	char *key;
	struct MHD_Response *response;
	size_t bytes;
	GList link; /* in the order of their use */
} page;

struct td_kept {
	GHashTable *pages; /* of page *, by their keys */
	GQueue order;      /* the last one used first */
	size_t bytes;
	char *mark;   /* the state's, when they were made */
	int64_t hour; /* since 1970: pages say how long ago things were */
};

td_kept *
td_kept_new(void)
{
	td_kept *kept = g_new0(td_kept, 1);

	kept->pages = g_hash_table_new(g_str_hash, g_str_equal);
	g_queue_init(&kept->order);
	return kept;
}

static void
drop(td_kept *kept, page *one)
{
	g_hash_table_remove(kept->pages, one->key);
	g_queue_unlink(&kept->order, &one->link);
	kept->bytes -= one->bytes;
	MHD_destroy_response(one->response);
	g_free(one->key);
	g_free(one);
}

/* Those that were used longest ago, until no more than that is left. */
static void
drop_to(td_kept *kept, size_t bytes)
{
	while (kept->bytes > bytes)
		drop(kept, g_queue_peek_tail(&kept->order));
}

void
td_kept_free(td_kept *kept)
{
	if (!kept)
		return;
	drop_to(kept, 0);
	g_hash_table_unref(kept->pages);
	g_free(kept->mark);
	g_free(kept);
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
keep_step(td_kept *kept, const td_kept_state *state)
{
	if (state->mark && g_strcmp0(kept->mark, state->mark) == 0 &&
	    kept->hour == state->now / 3600)
		return;
	drop_to(kept, 0);
	g_free(kept->mark);
	kept->mark = g_strdup(state->mark);
	kept->hour = state->now / 3600;
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
    td_kept *kept, const td_kept_state *state, const td_request *request, bool gzip)
{
	g_autofree char *key = NULL;
	page *one;

	if (!is_plain(request))
		return NULL;
	keep_step(kept, state);
	key = key_of(request, gzip);
	one = g_hash_table_lookup(kept->pages, key);
	if (!one)
		return NULL;
	g_queue_unlink(&kept->order, &one->link);
	g_queue_push_head_link(&kept->order, &one->link);
	return one->response;
}

bool
td_kept_take(td_kept *kept, const td_kept_state *state, const td_request *request,
    bool gzip, struct MHD_Response *response, size_t bytes)
{
	page *one, *before;

	if (!is_plain(request) || bytes > largest)
		return false;
	keep_step(kept, state);
	one = g_new0(page, 1);
	one->key = key_of(request, gzip);
	one->response = response;
	one->bytes = bytes + around_bytes;
	one->link.data = one;
	before = g_hash_table_lookup(kept->pages, one->key);
	if (before)
		drop(kept, before);
	drop_to(kept, most_bytes - one->bytes);
	g_hash_table_insert(kept->pages, one->key, one);
	g_queue_push_head_link(&kept->order, &one->link);
	kept->bytes += one->bytes;
	return true;
}
