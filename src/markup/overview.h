/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/overview.h - the mails of a thread, a line each, on its page and a mail's */
#pragma once

#include <stdint.h>

#include "markup/site.h"
#include "report/discussion.h"

#define TD_SITE_DEEPEST 9u /* mails stand no further in than that */
#define TD_SITE_HERE G_MAXUINT

/* Who a mail is from, in a word; borrowed. */
const char *td_site_from(const td_discussion_mail *mail);

/* Where the mails of a discussion stand with their texts, beside them. */
typedef struct td_site_places {
	const td_anchor *anchors;
	const unsigned *pages; /* with which the page begins; TD_SITE_HERE: this one */
	/* What was said of patches by hand: for each mail a GPtrArray of td_site_mark *,
	 * or NULL. NULL: of none. */
	const GPtrArray *marks;
} td_site_places;

/* The style has its own way to show who answered whom, by the class "d3" of a line; this
 * is for who reads without one, in w3m or lynx. */
void td_site_depth(td_xml *xml, unsigned depth);

/* The mails of a thread, a line each; ids t and r as in public-inbox. With places links
 * are to these; else (NULL) to each mail's own page. */
void td_site_overview(td_xml *xml, const td_site *site, const td_discussion *discussion,
    int64_t message, const td_site_places *places);
