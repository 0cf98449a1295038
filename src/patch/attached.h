/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patch/attached.h - patches that are attached as git format-patch wrote them
 *
 * Such a part is a mail of its own: its author, title, date and message are the commit's,
 * what stands before it is for the reader (b4 since 0.13; git am would put all into the
 * commit message). Parts that hold a diff alone are none: git's rule stands.
 */
#pragma once

#include "message/message.h"
#include "patch/split.h"

/* The line that git format-patch puts before a mail, whose header follows. */
bool td_attached_begins(td_span line, td_span rest);

/*
 * Where there is such a part, makes split what that part is: the first one, with the
 * patches of the others behind its own, or the one that number names, from 1, alone.
 * Gives how many there are; 0 leaves split as it is.
 */
unsigned
td_attached_read(const td_body *body, unsigned number, bool scissors, td_split *split);
