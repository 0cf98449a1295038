/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/shortlog.h - titles that a request to pull, or an announcement, lists; for
 * notice.c only */
#pragma once

#include "notice/notice.h"

/* An item for each title; NULL where the text asks for no pull, or lists none. */
td_notice *td_notice_find_shortlog(td_span text);
/* The same of a mail that announces what a tree or a release has. */
td_notice *td_notice_find_announced(td_span text);
