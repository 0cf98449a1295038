/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz/fuzz_query.c - any bytes as a search: a question, or where it is wrong */
#include <glib.h>
#include <stdint.h>

#include "base/error.h"
#include "base/limits.h"
#include "query/language.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned
depth_of(const td_query *query, unsigned depth)
{
	unsigned deepest = depth;

	for (unsigned i = 0; query->parts != NULL && i < query->parts->len; i++)
		deepest = MAX(deepest, depth_of(query->parts->pdata[i], depth + 1));
	return deepest;
}

/* Each part stands where the text has something. */
static void
check_places(const td_query *query, size_t size)
{
	g_assert(query->place.at <= size && query->place.n <= size - query->place.at);
	for (unsigned i = 0; query->parts != NULL && i < query->parts->len; i++)
		check_places(query->parts->pdata[i], size);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const td_query_language language = { .now = 1700000000 };
	g_autoptr(GError) error = NULL;
	td_query_place place;
	g_autoptr(td_query) query = td_query_parse(
	    (td_span){ (const char *)data, size }, &language, &place, &error);

	g_assert((query == NULL) == (error != NULL));
	g_assert(place.at <= size && place.n <= size - place.at);
	/* What is built can be asked. */
	g_assert(query == NULL || depth_of(query, 0) <= TD_MAX_QUERY_DEPTH);
	if (query != NULL)
		check_places(query, size);
	return 0;
}
