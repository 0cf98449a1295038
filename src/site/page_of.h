/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site/page_of.h - what a page is asked for */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "http/request.h"
#include "markup/site.h"
#include "site/admit.h"

/* Its list, and the site as render wants it. */
typedef struct td_page_of {
	td_served_list list;
	td_site site;
	char *root;          /* site's */
	td_link_here here;   /* site's: mails that who asks may see */
	td_serving *serving; /* borrowed */
	unsigned looked;     /* so often */
} td_page_of;

/* Of the list that the path begins with, where has_list. NOT_FOUND. */
bool td_page_of_open(td_page_of *page, td_serving *serving, const td_request *request,
    bool has_list, GError **error);
void td_page_of_clear(td_page_of *page);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(td_page_of, td_page_of_clear)
