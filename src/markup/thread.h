/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/thread.h - the page of a thread, with the texts of all its mails */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "markup/articles.h"
#include "markup/site.h"
#include "report/discussion.h"
#include "report/neighbours.h"

/* All of it is borrowed. */
typedef struct td_site_thread {
	const td_discussion *discussion;
	const td_site_articles *articles; /* of those on this page, at least */
	int64_t message;                  /* that was asked for */
	bool flat;                        /* as they were sent, without the tree */
	unsigned first, shown; /* which of them, in this order, are on this page */
	const td_neighbours *neighbours; /* of the series that it is about; NULL */
	const GPtrArray *marks;          /* beside the mails: td_site_places.marks */
} td_site_thread;

/* Places in discussion->mails in the order of the page. GArray of unsigned. */
GArray *td_site_thread_order(const td_discussion *discussion, bool flat);

bool td_site_thread_write(const td_site *site, const td_site_thread *thread,
    const td_sink *sink, GError **error);
