/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/refusal.h - a no to a patch as a whole, in sentences; for verdict.c only */
#pragma once

#include <stdbool.h>

#include "base/span.h"

/* All are of a sentence in lower case. */
typedef enum td_refusal {
	TD_REFUSAL_NONE,
	TD_REFUSAL_PLAIN, /* "Sorry, I won't apply this patch" */
	TD_REFUSAL_WAITS, /* "I can't take this without a sign-off" */
} td_refusal;

td_refusal td_refusal_read(const char *lower);

/* "I already applied a similar patch": another's is taken. */
bool td_refusal_is_taken(const char *lower);

/* "This issue is already fixed by commit 0123abcd", "Ann already sent a fix" */
bool td_refusal_is_fixed(const char *lower);

/* "No, the patch makes no sense", "so you can drop this patch" */
bool td_refusal_has_no_use(const char *lower);

/* "I dropped this one because it breaks the build": out of his tree, and
 * another version is wanted. */
bool td_refusal_is_dropped(const char *lower);

/* "This patch does not apply to x-next": another version is wanted. */
bool td_refusal_does_not_apply(const char *lower);

/* Of a line as it is: "Without a list of devices that were tested, NAK." */
bool td_refusal_ends(td_span line);
