/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/text_parts.h - the parts of a page of text, in the order of the page */
#pragma once

#include "render/page.h"

/* " <id>", or nothing where the mail has none. */
void td_text_id(td_page *page, const char *message_id, unsigned indent);

void td_text_totals(td_page *page);
void td_text_ranks(td_page *page);  /* domains, contributors, reviewers */
void td_text_series(td_page *page); /* the patch list */
void td_text_waiting(td_page *page);
/* Of n series from the first on; the heading stands before those from 0. */
bool td_text_messages(td_page *page, unsigned first, unsigned n, GError **error);
void td_text_pulls(td_page *page);
void td_text_applied(td_page *page);
void td_text_threads(td_page *page);
void td_text_discussions(td_page *page);
