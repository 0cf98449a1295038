/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup/marks.h - what was said of patches by hand: states, delegates, checks */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "markup/site.h"

typedef struct td_site_check {
	char *state;                       /* "success", "warning", "fail", "pending" */
	char *context, *url, *description; /* "" where not said */
} td_site_check;

/* Of one patch. */
typedef struct td_site_mark {
	unsigned number; /* of the patch; 0 where the page is its own */
	char *list;      /* that it was said for; "" where the page is that list's */
	char *state;     /* "under-review"; "" where the mails say it */
	char *delegate, *commit; /* "" for none */
	bool archived;
	GPtrArray *checks; /* of td_site_check * */
} td_site_mark;

td_site_mark *td_site_mark_new(void);       /* with nothing but "" and no checks */
void td_site_mark_free(td_site_mark *mark); /* NULL is fine */
/* One more check. */
void td_site_mark_add(td_site_mark *mark, const char *state, const char *context,
    const char *url, const char *description);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_site_mark, td_site_mark_free)

/* The same of some patches in few words, for a line of a table: which states were set,
 * for which of so many patches, to whom they were delegated, and what checks found. NULL
 * or none: nothing. */
void td_site_marks_brief(td_xml *xml, const GPtrArray *marks, unsigned patches);

/* A list of them (GPtrArray of td_site_mark *), or nothing. */
void td_site_marks_write(td_xml *xml, const GPtrArray *marks);
