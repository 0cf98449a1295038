/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * markup/body.h - the text of a mail: quotes folded, diffs coloured, links made
 */
#pragma once

#include <glib.h>

#include "output/link.h"
#include "output/xml.h"
#include "patch/reading.h"

/* Where somebody speaks about a hunk. */
typedef struct td_hunk_link {
	unsigned hunk; /* of the patch */
	unsigned line; /* of the answer */
	unsigned mail; /* the answer's place in the page's mails */
	const char *name;
} td_hunk_link;

typedef struct td_site_body {
	const GArray *lines; /* of td_read_line */
	const char *anchor;  /* of the mail in this page: what its ids begin with; "" */
	bool folds;          /* long quotes are folded */
	/* Answers to this patch's hunks, by hunk; NULL. hrefs are "#ANCHOR-LINE". */
	const GArray *answered; /* of td_hunk_link */
	const char *(*anchor_of)(unsigned mail, void *data);
	void *data;
	/* Lines of this mail where it speaks about a hunk: they get ids; NULL. */
	const GArray *speaks;     /* of td_hunk_answer */
	const char *patch_anchor; /* of the patch that they are about */
	const td_link_here *here; /* mails that the site has itself; NULL */
} td_site_body;

/* The text of a mail as paragraphs, quotes and diffs. */
void td_site_body_write(td_xml *xml, const td_site_body *body);

/* The files of the diffs in it, as links to where they begin. Nothing where there are
 * less than two. */
void td_site_body_files(td_xml *xml, const td_site_body *body);
