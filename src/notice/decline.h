/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/decline.h - a no that names no patch, or says what is there instead; for
 * verdict.c only */
#pragma once

#include <stdbool.h>

/* All are of a sentence in lower case. */

/* "Please, skip this patch", "so please drop both of my patches". *one: it is one patch.
 */
bool td_decline_drops(const char *lower, bool *one);

/* "I took this one from Ann instead", "this has been superseded", "Bob sent the same
 * patch yesterday": there is another. */
bool td_decline_has_another(const char *lower);

/* "I have to reject this patch", "let's not do this". */
bool td_decline_refuses(const char *lower);
