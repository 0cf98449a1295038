/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notice/short.h - what is said in a word, of all that is answered; for said.c only */
#pragma once

/*
 * "Added.", "Grabbed, thanks", "Added to 5.7", "Queue this up.", at the beginning of a
 * sentence in lower case: behind the verb; NULL for none. From the author of the patch it
 * would be advice taken, or a wish.
 */
const char *td_short_find(const char *at);
