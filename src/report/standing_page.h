/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/standing_page.h - what the files of the page of a series share; for this folder
 */
#pragma once

#include "report/standing.h"

/* A page while it is made. */
typedef struct td_page_work {
	td_index *index;
	const td_standing_options *options;
	td_series_page *page;
	int64_t evidence;      /* of the standing taken last */
	td_standing *taken;    /* that one */
	const char *reviewers; /* of the page's own: "R Ann <ann@example.org>" a line */
	GHashTable *slots;     /* int64_t * member to its number plus one */
	GHashTable *parents;   /* int64_t * mail of the thread to int64_t * parent */
	GHashTable *answers;   /* int64_t * mail to td_page_answer * */
	GArray *threads;       /* of int64_t: those that members are in */
	GArray *mails;         /* of int64_t: the threads', ascending */
	GArray *ids;           /* of int64_t, beside page->answers at first */
	GHashTable *writers;   /* int64_t * plain mail to who wrote it (const char *) */
	GArray *below; /* of td_page_below: what patches answer, without a cover letter */
	int64_t cover; /* the mail that is the cover letter without saying so */
} td_page_work;

/* A patch of the series and what it answers. */
typedef struct td_page_below {
	int64_t parent;
	const char *sender;
} td_page_below;

/* A copy that the page keeps; "" for NULL. */
const char *td_page_keep(td_page_work *self, const char *text);
/* The mail is the patch of that number; 0: the cover letter. */
void td_page_note_slot(td_page_work *self, int64_t message, unsigned number);
void td_page_answer_free(void *answer); /* a td_page_answer */
/* A patch or cover letter with its number. */
bool td_page_load_patch(
    td_page_work *self, int64_t message, unsigned number, bool extra, GError **error);
/* The tags of reviewers that neither patches nor answers have. */
void td_page_add_earlier(td_page_work *self);
/* What the threads of its members say of the series: answers, trailers, notices, and a
 * cover letter that does not say that it is one. */
bool td_page_load_threads(td_page_work *self, GError **error);
