/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * series/posted.h - the same patch, posted before
 *
 * A maintainer takes a patch from the list and sends it on in a round of many, and it is
 * that one that is applied. Or it is sent again, and who applies it answers the first.
 * Who has the mails looks for others of its title; what is here decides, for the index
 * and for a page alike. Docs: docs/states.md.
 */
#pragma once

#include "series/chain.h"

enum {
	TD_POSTED_LOOKED_AT = 24, /* postings of one title, the newest first */
	/* Seconds from a posting to the one that is applied, at most. */
	TD_POSTED_BETWEEN = 180 * 86400,
};

/* A patch as it was posted; strings are borrowed, "" for what is not known. */
typedef struct td_posted {
	int64_t series;
	bool cover; /* a cover letter is no patch */
	int64_t received;
	const char *author_name, *author_address;
	unsigned version, minor; /* of its series */
	bool rfc, resend;
	td_chain_patch patch; /* title, patch_id and sketch */
} td_posted;

/* Takes what the profile of its series knows: the patch of the title that posted.patch
 * has already, and the version. */
void td_posted_take(td_posted *posted, const td_chain_profile *profile);

/* Whether before, which came before the one that was applied, is the same patch of the
 * same person in another series. */
bool td_posted_is_same(const td_posted *applied, const td_posted *before);

/* Whether later, which has its title and came after it but before it was said to be
 * applied, is the same version of it, sent again (RESEND); so may a cover letter be. */
bool td_posted_is_again(const td_posted *applied, const td_posted *later);
