/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * markup/articles.h - the mails of a thread with their texts, each as an article
 *
 * Pages of one thread differ in little: which of its mails was asked for, and whether
 * they stand as a tree or as they were sent. So they are written once, and what differs
 * is put in when they go into a page.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "markup/mail.h"

typedef struct td_site_articles td_site_articles; /* handle */

/*
 * mails has a td_site_mail * beside each of the discussion's: NULL where the text cannot
 * be had. chosen (of unsigned) are those that are written. The discussion is borrowed for
 * as long as it lives. Never NULL.
 */
td_site_articles *td_site_articles_new(const td_site *site,
    const td_discussion *discussion, const GPtrArray *mails, const GArray *chosen);
void td_site_articles_free(td_site_articles *articles); /* NULL is fine */

/* All that they are but the discussion, in one piece without pointers: articles of an
 * equal discussion can be had from it. The articles own it. */
GBytes *td_site_articles_bytes(const td_site_articles *articles);
/* From such bytes, as new gives them. NULL where they cannot be those of this discussion.
 */
td_site_articles *td_site_articles_of(const td_discussion *discussion, GBytes *bytes);

/* The ids of the discussion's mails in the page, beside them. */
const td_anchor *td_site_articles_anchors(const td_site_articles *articles);

/* Where one stands. */
typedef struct td_site_stand {
	bool flat;      /* as they were sent: nothing stands further in */
	bool here;      /* it is the one that was asked for */
	bool addressed; /* it is to have the id "u" */
} td_site_stand;

/* One that was chosen. */
void td_site_articles_put(const td_site_articles *articles, unsigned mail,
    const td_site_stand *stand, td_xml *xml);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_site_articles, td_site_articles_free)
