/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/discussion_hide.h - a thread without the mails that a reader may not see */
#pragma once

#include "report/discussion.h"

/* Of the mails that are marked, one mark for each, a ghost is left: nothing of what they
 * say, nor that an answer says it again. Ghosts that nothing which is seen answers are
 * gone, as nobody would know of them. first, last and has_forms stay as they were. */
void td_discussion_hide(td_discussion *discussion, const bool *which);
