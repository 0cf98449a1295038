/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/notice/reading.h - what a mail says became of a patch, in a line */
#pragma once

/* "source tree/branch by committer partly other: n/m title <id> commit; ..." or "none";
 * g_free it. */
char *read_notice(const char *mail);
