/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/text.h - parts that notices of all kinds are made of; for this folder */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/span.h"
#include "notice/notice.h"

td_notice *td_notice_new(td_notice_source source);
/* An item without title, borrowed from notice; message_id "" or an id. */
td_notice_item *td_notice_add(td_notice *notice, const char *message_id);

/* A commit's name at the front of text: 7 to 64 hex digits that end there. */
bool td_notice_read_hash(td_span text, char commit[65]);

/*
 * Lists such as
 *   [1/4] title              - [net,v2,1/4] title
 *         commit: 0123abcd         https://git.kernel.org/x/c/0123abcd
 * become items. dashes: rows may begin "- " and need no brackets then. True when there
 * was one row at least.
 */
bool
td_notice_read_list(td_notice *notice, td_span text, const char *message_id, bool dashes);

/* Lines "0123abcd title", as git writes commits, become items: so many, or none at all.
 */
bool td_notice_read_commits(
    td_notice *notice, td_span text, const char *message_id, unsigned n);

/* "tree.git (branch)" with what may follow; sets what is there. */
void td_notice_read_tree(td_notice *notice, td_span text);

/*
 * " to TREE (BRANCH)", " for 6.19": what follows the verb of a sentence, as it is written
 * and in lower case.
 */
void td_notice_read_where(td_notice *notice, const char *text, const char *lower);

/* A person's thanks: "Applied, thanks", "Queued for 6.19"; NULL for none. subject: of
 * the answer; NULL where that says nothing of what is answered. */
td_notice *
td_notice_find_thanks(const char *message_id, const td_subject *subject, td_span text);
