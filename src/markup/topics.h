/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/topics.h - what is new in a list, and the lists that there are */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "markup/site.h"
#include "render/render.h"
#include "report/pulse.h"
#include "report/topics.h"

typedef struct td_site_topics {
	const td_topics *topics;
	const GPtrArray *lists;  /* of char *, beside the topics: which have it; NULL: the
				    page is of one */
	const char *description; /* "" */
	const char *page;        /* "", "topics_new.html", "topics_active.html" */
	bool older;              /* not the newest: there is a way back */
} td_site_topics;

bool td_site_topics_write(
    const td_site *site, const td_site_topics *page, const td_sink *sink, GError **error);

/* The root of the site. */
typedef struct td_site_lists {
	const GPtrArray *lists; /* of td_pulse * */
	const char *mark;       /* where a reader has read to, for their bookmark; NULL */
} td_site_lists;

bool td_site_lists_write(
    const td_site *site, const td_site_lists *page, const td_sink *sink, GError **error);
