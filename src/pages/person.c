/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/person.c - /_/person/?a=ADDRESS, and its feed */
#include <string.h>

#include "base/error.h"
#include "index/lists.h"
#include "index/mask.h"
#include "markup/person.h"
#include "pages/feed.h"
#include "site/address.h"
#include "site/admit.h"

enum {
	shown = 25,
	most_lists = 32, /* that are looked through for a person's */
};

/* Names of lists that have one of the messages. */
static bool
find_lists(td_serving *serving, const GArray *messages, GPtrArray *names, GError **error)
{
	const GPtrArray *lists = td_library_lists(serving->library);

	for (unsigned i = 0; i < lists->len && lists->len <= most_lists; i++) {
		const td_list *list = lists->pdata[i];
		const td_mask *mask;
		int64_t id;

		if (!td_index_find_list(serving->index, list->name, &id, error))
			return false;
		if (id == 0)
			continue;
		mask = td_index_mask(serving->index, id, error);
		if (!mask)
			return false;
		for (unsigned k = 0; k < messages->len; k++) {
			if (td_mask_has(mask, g_array_index(messages, int64_t, k))) {
				g_ptr_array_add(names, list->name);
				break;
			}
		}
	}
	return true;
}

static bool
find_address(const td_request *request, const char **address, GError **error)
{
	*address = td_request_argument(request, "a");
	if (*address && strlen(*address) >= 3 && !strpbrk(*address, "*?[\"<>"))
		return true;
	g_set_error_literal(error, TD_ERROR, TD_ERROR_USAGE, "a: whose address?");
	return false;
}

/*
 * A person has one page, under the address that the mailmap gives them. It may give
 * another one tomorrow, so nobody should remember where this one led to.
 */
static void
redirect(const td_serving *serving, const td_request *request, td_response *response,
    const char *page, const char *id)
{
	g_autofree char *escaped = td_site_escape(id);
	g_autofree char *path = g_strconcat(page, "?a=", escaped, NULL);

	td_redirect(serving, request, response, 302, path);
}

bool
td_serve_person(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	g_auto(td_page_of) page = { 0 };
	g_autoptr(GPtrArray) lists = g_ptr_array_new();
	g_autoptr(td_person) person = NULL;
	td_site_person shown_person = { .lists = lists };
	td_served_list of_all;

	/* What it counts cannot be told from what is private. */
	if (!find_address(request, &shown_person.asked, error) ||
	    !td_serving_list(serving, request, "all", &of_all, error) ||
	    !td_page_of_open(&page, serving, request, false, error))
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	person = td_person_load(
	    serving->index, serving->people, shown_person.asked, shown, error);
	if (!person)
		return false;
	if (person->known && strcmp(person->id, shown_person.asked) != 0) {
		redirect(serving, request, response, "/_/person/", person->id);
		return true;
	}
	if (person->known && !find_lists(serving, person->sent, lists, error))
		return false;
	if (!person->known)
		response->status = person->sharing->len > 0 ? 300 : 404;
	shown_person.person = person;
	return td_site_person_write(
	    &page.site, &shown_person, td_response_sink(response), error);
}

bool
td_serve_person_atom(
    td_serving *serving, const td_request *request, td_response *response, GError **error)
{
	const char *address;
	g_autoptr(td_person) person = NULL;
	g_autofree char *escaped = NULL, *alternate = NULL;
	td_feed_words words = { 0 };

	if (!find_address(request, &address, error))
		return false;
	if (td_page_is_known(serving, request, response))
		return true;
	person = td_person_load(serving->index, serving->people, address, shown, error);
	if (!person)
		return false;
	/* Where something is private only the mails that one may see tell of a person. */
	if (person->known && strcmp(person->id, address) != 0 &&
	    serving->hidden->len == 0) {
		redirect(serving, request, response, "/_/person/atom", person->id);
		return true;
	}
	g_array_set_size(person->sent, person->known ? MIN(person->sent->len, shown) : 0);
	escaped = td_site_escape(address);
	alternate = g_strconcat("_/person/?a=", escaped, NULL);
	words = (td_feed_words){ address, "Newest mails", "all", alternate, 0 };
	return td_page_feed(serving, request, response, &words, person->sent, error);
}
