/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/html_parts.h - the sections of the page, a function each; only for html*.c */
#pragma once

#include "render/xml.h"

typedef struct td_html {
	td_xml xml;
	const td_report *report;
	const char *mail_url;
} td_html;

/* Links to the parts that there are. */
void td_html_nav(td_html *page);
/* All parts that were asked for, in order. */
void td_html_parts(td_html *page);
/* What is not in the page and what was odd: paragraphs. */
void td_html_notes(td_html *page);

/* Each writes its section, or nothing where the report has none of it. */
void td_html_rankings(td_html *page); /* domains, contributors, reviewers */
void td_html_series(td_html *page);
void td_html_waiting(td_html *page);
void td_html_messages(td_html *page);
void td_html_pulls(td_html *page);
void td_html_applied(td_html *page);
void td_html_threads(td_html *page);
void td_html_discussions(td_html *page);

/* "14,321", in a text that no one has to free. */
typedef struct td_number {
	char text[16];
} td_number;
td_number td_number_of(unsigned n);
#define TD_NUMBER(n) (td_number_of(n).text)

/* "1 patch", "12 patches". */
void td_html_count(td_html *page, unsigned n, const char *one, const char *many);

/* Text as a link to the mail, or bare where none can be made. id: of an element that is
 * marked up with it, NULL for none. */
void td_html_mail_link(td_html *page, const char *message_id, const char *text);

/* Who: the name, else the address, else a word. */
const char *td_html_name(const td_report_person *person);

/* "5 files, +120 −33". Nothing where no file was touched. */
void td_html_size(td_html *page, unsigned files, unsigned insertions, unsigned deletions);

/* A moment as <time>, in the given words. */
void td_html_time(td_html *page, int64_t seconds, const char *text);

/* True, so that a part is to be written: it was asked for and has something in it. */
bool td_html_has(const td_html *page, unsigned part, const GPtrArray *list);
