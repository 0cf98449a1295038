/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/html_values.h - numbers, names, moments and links in the page of a report */
#pragma once

#include <stdint.h>

#include "output/link.h"
#include "output/xml.h"
#include "report/report.h"

/* The page while it is written; report, mail_url and root are borrowed. */
typedef struct td_html {
	td_xml xml;
	const td_report *report;
	const char *mail_url;
	/* Of the site that the page is one of, "/": people, series and comparisons have
	 * pages there, and mail_url is the site's. NULL for a page by itself. */
	const char *root;
	const td_link_here *here; /* which mails it has; NULL */
} td_html;

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

/* Where the site has its page of the series of that mail; NULL where there is no site.
 * g_free it. */
char *td_html_series_path(const td_html *page, const char *message_id);
/* The same of what changed from one mail's version to another's. */
char *td_html_compare_path(const td_html *page, const char *older, const char *newer);

/* Who: the name, else the address, else a word. */
const char *td_html_name(const td_report_person *person);
/* The same as an element, of that class unless it is NULL: on a site a link to the
 * person's page. */
void
td_html_person(td_html *page, const td_report_person *person, const char *class_name);

/* "5 files, +120 −33". Nothing where no file was touched. */
void td_html_size(td_html *page, unsigned files, unsigned insertions, unsigned deletions);

/* A moment as <time>, in the given words. */
void td_html_time(td_html *page, int64_t seconds, const char *text);

/* True, so that a part is to be written: it was asked for and has something in it. */
bool td_html_has(const td_html *page, unsigned part, const GPtrArray *list);
