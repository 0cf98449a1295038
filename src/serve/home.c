/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve/home.c - what a single word in the path may be */
#include <string.h>

#include "base/error.h"
#include "index/lists.h"
#include "index/lookup.h"
#include "render/sink.h"
#include "serve/route.h"

static bool
redirect(const td_serving *serving, const td_request *request, td_response *response,
    const char *list, const char *id)
{
	g_autofree char *escaped = id ? td_serving_escape(id) : NULL;
	g_autofree char *path =
	    g_strdup_printf("/%s/%s%s%s%s", list, escaped ? escaped : "",
		escaped ? "/" : "", *request->query ? "?" : "", request->query);
	g_autofree char *address = td_serving_address(serving, request, path);

	td_response_redirect(response, 301, address);
	return true;
}

/* The first list that has the mail, by name. */
static const char *
list_of(td_serving *serving, const GArray *messages, GError **error)
{
	g_autoptr(GArray) places = td_index_load_places(
	    serving->index, g_array_index(messages, int64_t, 0), error);

	for (unsigned i = 0; places && i < places->len; i++) {
		const char *name = td_index_list_name(
		    serving->index, g_array_index(places, td_index_place, i).list);

		if (name && td_library_find(serving->library, name))
			return name;
	}
	if (places)
		g_set_error_literal(
		    error, TD_ERROR, TD_ERROR_NOT_FOUND, "the list of that mail is gone");
	return NULL;
}

bool
td_serve_list_or_mail(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	const char *word = request->captured[0];
	const td_served_list all = { .name = "all" };
	g_autoptr(GArray) messages = NULL;
	const char *list;

	if (strcmp(word, "all") == 0 || td_library_find(serving->library, word))
		return redirect(serving, request, response, word, NULL);
	messages = td_serving_messages(serving, &all, word, error);
	list = messages ? list_of(serving, messages, error) : NULL;
	return list && redirect(serving, request, response, list, word);
}
