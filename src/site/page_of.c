/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/page_of.c - a page's list and what stands before its addresses */
#include "site/page_of.h"

#include "output/link.h"
#include "site/address.h"
#include "site/sight.h"

/* Addresses of mails that a page looks for: 5 ms. Longer texts are of nothing else. */
enum { most_looks = 500 };

/* In the page's list, else in any. */
static char *
find_here(const char *message_id, void *data)
{
	td_page_of *page = data;
	const td_served_list all = { .name = "all" };
	const td_served_list *lists[] = { &page->list, &all };
	g_autofree char *part = NULL;

	if (page->looked++ >= most_looks || !td_link_is_part(message_id) ||
	    !g_utf8_validate(message_id, -1, NULL))
		return NULL;
	part = td_link_part(message_id);
	for (size_t i = page->list.list ? 0 : 1; i < G_N_ELEMENTS(lists); i++) {
		g_autoptr(GArray) messages =
		    td_serving_messages(page->serving, lists[i], message_id, NULL);
		g_autofree char *list = td_link_part(lists[i]->name);

		if (messages)
			return g_strconcat(page->root, list, "/", part, "/", NULL);
	}
	return NULL;
}

bool
td_page_of_open(td_page_of *page, td_serving *serving, const td_request *request,
    bool has_list, GError **error)
{
	*page = (td_page_of){ 0 };
	if (has_list &&
	    !td_serving_list(serving, request, request->captured[0], &page->list, error))
		return false;
	page->root = td_serving_root(serving);
	page->site.root = page->root;
	page->site.list = has_list ? page->list.name : NULL;
	page->site.now = serving->now;
	page->serving = serving;
	page->here = (td_link_here){ find_here, page };
	page->site.here = &page->here;
	return true;
}

void
td_page_of_clear(td_page_of *page)
{
	g_free(page->root);
}
