/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/admit.c - what a request shows decides which lists are there for it */
#include "site/admit.h"

#include <string.h>

#include "base/error.h"
#include "index/lists.h"
#include "site/private.h"

/* Whether the path begins with a private list that who asks may read. */
static bool
asks_for_private(const td_serving *serving, const td_request *request)
{
	const char *word =
	    request->segments->len > 0 ? request->segments->pdata[0] : NULL;

	return word && td_closed_find(td_library_closed(serving->library), word) &&
	       td_serving_may(serving, word);
}

void
td_serving_identify(td_serving *serving, const td_request *request)
{
	if (!serving->library || serving->open_only)
		return;
	g_clear_pointer(&serving->hidden, g_ptr_array_unref);
	serving->hidden = td_private_hidden(td_library_closed(serving->library),
	    td_request_header(request, "Authorization"));
	serving->within = asks_for_private(serving, request);
	serving->strict =
	    serving->hidden->len > 0 && (!serving->within || serving->site->strict);
}

bool
td_serving_may(const td_serving *serving, const char *list)
{
	if (serving->open_only)
		return !td_closed_find(td_library_closed(serving->library), list);
	for (unsigned i = 0; serving->hidden && i < serving->hidden->len; i++) {
		if (strcmp(serving->hidden->pdata[i], list) == 0)
			return false;
	}
	return true;
}

static bool
deny(const char *name, GError **error)
{
	g_set_error(
	    error, TD_ERROR, TD_ERROR_DENIED, "a token is needed to read '%s'", name);
	return false;
}

bool
td_serving_list_seen(td_serving *serving, const td_request *request, const char *name,
    td_served_list *list, GError **error)
{
	int64_t id = 0;

	(void)request;
	*list = (td_served_list){ .name = "all" };
	if (strcmp(name, "all") == 0)
		return true;
	list->list = td_library_find(serving->library, name);
	if (!td_serving_may(serving, name))
		return deny(name, error);
	if (!list->list) {
		g_set_error(
		    error, TD_ERROR, TD_ERROR_NOT_FOUND, "there is no list '%s'", name);
		return false;
	}
	list->name = list->list->name;
	if (!td_index_find_list(serving->index, name, &id, error))
		return false;
	list->id = id != 0 ? id : -1;
	return true;
}

bool
td_serving_list(td_serving *serving, const td_request *request, const char *name,
    td_served_list *list, GError **error)
{
	if (!td_serving_list_seen(serving, request, name, list, error))
		return false;
	return list->list || serving->hidden->len == 0 || deny("all", error);
}
