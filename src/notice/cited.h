/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * notice/cited.h - commits that a mail cites by their names and titles: who writes
 * 0123abcd ("TITLE") has them in a tree
 *
 * Each adds to *cited, of TD_NOTICE_CITED, which is made where it is NULL and there is
 * anything.
 */
#pragma once

#include "notice/notice.h"

/* The value of a trailer Fixes: 0123abc ("TITLE"), quoted otherwise or not at all. */
void td_cited_add_fixes(td_notice **cited, td_span value);

/* All that a text has as 01234567 ("TITLE"), over line ends, too, and not quoted. */
void td_cited_find(td_notice **cited, td_span text);

/* What a posting for a stable tree carries there, "[ Upstream commit 0123... ]", "commit
 * 0123... upstream.", under its own title; and what a revert takes back, "This reverts
 * commit 0123...", under the title in its own. */
void td_cited_find_upstream(td_notice **cited, td_span text, const char *title);
