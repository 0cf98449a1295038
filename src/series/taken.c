/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/taken.c - all patches of one series, and more, in a later one */
#include "series/taken.h"

#include "series/common.h"

enum {
	most_looked_for = 24, /* patches of the older one */
	half_a_year = 180 * 86400,
	posted_at_once = 600, /* seconds: two halves of a set, or a set and its cover */
};

static bool
has_patch(const td_chain_profile *profile, const td_chain_patch *patch)
{
	for (unsigned i = 0; i < profile->facts.n_patches; i++)
		if (td_common_is_same_patch(&profile->patches[i], patch))
			return true;
	return false;
}

/* What lost its number, between v2 and v3, is followed by neither: v3 follows v2. */
static bool
is_next_of_unnumbered(const td_chain_facts *newer, const td_chain_facts *older)
{
	return newer->n_patches == older->n_patches && older->version == 1 &&
	       newer->version > 2;
}

bool
td_taken_in(const td_chain_profile *newer, const td_chain_profile *older)
{
	const td_chain_facts *a = &newer->facts, *b = &older->facts;
	td_common c;

	if (newer->series == older->series || b->n_patches == 0 ||
	    b->n_patches > most_looked_for ||
	    (a->n_patches <= b->n_patches && !is_next_of_unnumbered(a, b)) ||
	    b->received < b->total || a->time - b->time < posted_at_once ||
	    a->time - b->time > half_a_year || a->branch != b->branch ||
	    a->pulled != b->pulled)
		return false;
	for (unsigned i = 0; i < b->n_patches; i++)
		if (!has_patch(newer, &older->patches[i]))
			return false;
	td_common_find(&c, newer, older);
	return c.person && c.version >= 0 && !td_common_is_other_project(&c);
}

bool
td_taken_may(unsigned patches, unsigned version)
{
	return patches > 1 || version > 2;
}

bool
td_taken_sooner(const td_chain_facts *a, const td_chain_facts *b)
{
	return a->time != b->time ? a->time < b->time : a->head < b->head;
}
