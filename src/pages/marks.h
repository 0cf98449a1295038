/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pages/marks.h - what readers and machines said of patches, from the ledger; for this
 * folder */
#pragma once

#include "markup/marks.h"
#include "pages/page.h"

/* Nothing yet: of td_site_mark *, freed with it. */
GPtrArray *td_page_marks_new(void);

/* Whether anything was said of any mail at all. */
bool td_page_has_marks(td_serving *serving, bool *has, GError **error);

typedef struct td_page_patch_id {
	int64_t message;        /* 0: all mails of that Message-ID */
	const char *message_id; /* NULL: that of message */
	unsigned number;        /* that marks are kept under */
} td_page_patch_id;

/*
 * What was said of a patch, of the page's list or, where that is all of them, of each
 * that who asks may see: added to marks (of td_site_mark *).
 */
bool td_page_add_marks(td_serving *serving, const td_page_of *page,
    const td_page_patch_id *patch, GPtrArray *marks, GError **error);
