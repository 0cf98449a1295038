/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/wish.h - who asks for another version, in sentences; for verdict.c only */
#pragma once

#include <stdbool.h>

/*
 * Both are of a sentence in lower case. "Please send a v5 when it is tested", "can you
 * fix these and post v2": another version is asked for, whatever it is to wait for.
 */
bool td_wish_is_for_version(const char *lower);

/* "Please rebase", "could you repost this", "would you mind resending": behind that; NULL
 * where nobody asks so. */
const char *td_wish_find_again(const char *lower);

/* "send a v5", "post another revision" begins here. */
bool td_wish_sends_version(const char *at);

/* "This needs a respin", "you'll have to rebase", "we need a v3": nobody is asked, but
 * another version is to come. */
bool td_wish_needs_version(const char *lower);
