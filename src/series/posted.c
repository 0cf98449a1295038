/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/posted.c - one patch, one author, half a year */
#include "series/posted.h"

#include "series/common.h"
#include "series/credit.h"

static bool
is_of_one_author(const td_posted *a, const td_posted *b)
{
	return td_credit_compare(a->author_name, a->author_address, b->author_name,
		   b->author_address) != TD_CREDIT_MISMATCH;
}

/* NULL for none. */
static const td_chain_patch *
find_patch(const td_chain_profile *profile, uint64_t title)
{
	for (unsigned i = 0; i < profile->facts.n_patches; i++)
		if (profile->patches[i].title == title)
			return &profile->patches[i];
	return NULL;
}

void
td_posted_take(td_posted *posted, const td_chain_profile *profile)
{
	const td_chain_patch *patch = find_patch(profile, posted->patch.title);

	if (patch != NULL)
		posted->patch = *patch;
	posted->version = profile->facts.version;
	posted->minor = profile->facts.minor;
	posted->rfc = profile->facts.rfc != 0;
	posted->resend = profile->facts.resend != 0;
}

bool
td_posted_is_same(const td_posted *applied, const td_posted *before)
{
	return applied->series != before->series && !applied->cover && !before->cover &&
	       applied->received - before->received <= TD_POSTED_BETWEEN &&
	       td_common_is_same_patch(&applied->patch, &before->patch) &&
	       is_of_one_author(applied, before);
}

bool
td_posted_is_again(const td_posted *applied, const td_posted *later)
{
	return applied->series != later->series && applied->cover == later->cover &&
	       later->resend && applied->version == later->version &&
	       applied->minor == later->minor && applied->rfc == later->rfc &&
	       (applied->cover ||
		   td_common_is_same_patch(&applied->patch, &later->patch)) &&
	       is_of_one_author(applied, later);
}
