/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/hole.c - a patch without a number in the one hole of the set that it answers */
#include "series/hole.h"

#include "series/trait.h"

enum { at_once = 600 }; /* seconds: what one run of a program sends */

static bool
is_lone_patch(const td_groups *g, int mail)
{
	return !g->mails[mail].has_number && g->mails[mail].kind == TD_KIND_PATCH &&
	       td_groups_at(g, (unsigned)g->group[mail])->count == 1;
}

/* A cover letter without a number is that of the one patch that answers it. */
static bool
has_one_hole(const td_groups *g, const td_group *set, const unsigned *answers)
{
	const td_series_mail *first = &g->mails[set->first];

	if (!first->has_number)
		return set->has_cover && set->filled == 1 && answers[set->first] == 1;
	return first->total > 1 &&
	       set->filled - (set->has_cover ? 1 : 0) == first->total - 1;
}

/* Of the same sender, sent with the set, and of no other version; a patch for another
 * tree that went out by the same command is none of the set. */
static bool
went_along(const td_groups *g, int mail, const td_group *set)
{
	const td_series_mail *m = &g->mails[mail], *n = &g->mails[set->first];

	return g->sender[mail] == g->sender[set->first] &&
	       (!m->has_version || m->version == n->version) &&
	       td_trait_same_tags(m->tags, n->tags) &&
	       ABS(g->time[mail] - set->from) <= at_once;
}

/* How many patches without a number went out as answers to each mail. */
static unsigned *
count_answers(const td_groups *g)
{
	unsigned *answers = g_new0(unsigned, g->n);

	for (unsigned i = 0; i < g->n; i++) {
		int parent = td_groups_find_mail(g, g->mails[i].parent);

		if (parent >= 0 && is_lone_patch(g, (int)i) &&
		    went_along(g, (int)i, td_groups_at(g, (unsigned)g->group[parent])))
			answers[parent]++;
	}
	return answers;
}

static unsigned
find_hole(const td_groups *g, unsigned group)
{
	unsigned slot = 1;

	while (td_slots_find(g->slots, group, slot) >= 0)
		slot++;
	return slot;
}

void
td_groups_fill_holes(td_groups *g)
{
	g_autofree unsigned *answers = count_answers(g);

	for (unsigned k = 0; k < g->n; k++) {
		int mail = (int)g->order[k];
		int parent = td_groups_find_mail(g, g->mails[mail].parent);
		td_group *alone = td_groups_at(g, (unsigned)g->group[mail]), *set;

		if (parent < 0 || !is_lone_patch(g, mail))
			continue;
		set = td_groups_at(g, (unsigned)g->group[parent]);
		if (!has_one_hole(g, set, answers) || !went_along(g, mail, set))
			continue;
		g->given[mail] = find_hole(g, (unsigned)g->group[parent]);
		alone->first = alone->last = -1;
		alone->count = 0;
		td_groups_join(g, (unsigned)g->group[parent], mail);
	}
}
