/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/html_parts.h - the sections of the page, a function each; only for html*.c */
#pragma once

#include "render/html_values.h"

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
