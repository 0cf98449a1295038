/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/marks_rows.h - what was said by hand of many patches, beside the rows that a page
 * has of them; for this folder */
#pragma once

#include "pages/page.h"
#include "report/discussion.h"

/* Of each series (of td_standing *) from the place first on: GPtrArray of GPtrArray * of
 * td_site_mark *, freed with it. *marks is NULL where nobody ever said anything. */
bool td_page_marks_of_list(td_serving *serving, const td_page_of *page,
    const GPtrArray *series, unsigned first, GPtrArray **marks, GError **error);
/* The same of each mail of a thread; NULL in it for what is no patch. */
bool td_page_marks_of_thread(td_serving *serving, const td_page_of *page,
    const td_discussion *discussion, GPtrArray **marks, GError **error);
