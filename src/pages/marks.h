/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/marks.h - what readers and machines said of patches, from the ledger; for this
 * folder */
#pragma once

#include "markup/marks.h"
#include "pages/page.h"

/* Nothing yet: of td_site_mark *, freed with it. */
GPtrArray *td_page_marks_new(void);

/*
 * What was said of the mails with a Message-ID, of the page's list or, where that is all
 * of them, of each that who asks may see: added to marks (of td_site_mark *), under that
 * number.
 */
bool td_page_add_marks(td_serving *serving, const td_page_of *page,
    const char *message_id, unsigned number, GPtrArray *marks, GError **error);
