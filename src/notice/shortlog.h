/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/shortlog.h - the titles that a request to pull lists; for notice.c only */
#pragma once

#include "notice/notice.h"

/* An item for each title; NULL where the text asks for no pull, or lists none. */
td_notice *td_notice_find_shortlog(td_span text);
