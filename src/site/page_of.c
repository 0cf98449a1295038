/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/page_of.c - a page's list and what stands before its addresses */
#include "site/page_of.h"

#include "site/address.h"

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
	return true;
}

void
td_page_of_clear(td_page_of *page)
{
	g_free(page->root);
}
