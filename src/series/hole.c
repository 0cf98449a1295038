/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/hole.c - patches without a number in the holes of the set that they answer */
#include "series/hole.h"

#include "series/trait.h"

enum {
	at_once = 600, /* seconds: what one run of a program sends */
	most_holes =
	    16, /* of a set with numbers, so that each is looked for once or so */
};

static bool
is_lone_patch(const td_groups *g, int mail)
{
	return !g->mails[mail].has_number && g->mails[mail].kind == TD_KIND_PATCH &&
	       td_groups_at(g, (unsigned)g->group[mail])->count == 1;
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

/* How many patches without a number went out as answers to mails of each group. */
static unsigned *
count_answers(const td_groups *g)
{
	unsigned *answers = g_new0(unsigned, g->groups->len);

	for (unsigned i = 0; i < g->n; i++) {
		int parent = td_groups_find_mail(g, g->mails[i].parent);

		if (parent >= 0 && is_lone_patch(g, (int)i) &&
		    went_along(g, (int)i, td_groups_at(g, (unsigned)g->group[parent])))
			answers[g->group[parent]]++;
	}
	return answers;
}

/* One hole, or as many as answers that may fill them; a cover letter without a number has
 * those patches that answer it, where it has no others. */
static bool
lacks_them(const td_groups *g, unsigned group, unsigned answers, unsigned joined)
{
	const td_group *set = td_groups_at(g, group);
	const td_series_mail *head =
	    &g->mails[set->has_cover ? td_slots_find(g->slots, group, 0) : set->first];
	unsigned patches = set->filled - (set->has_cover ? 1 : 0);

	if (!head->has_number)
		return set->has_cover && patches == joined;
	return head->total > 1 &&
	       (patches + 1 == head->total ||
		   (patches + answers == head->total && answers <= most_holes));
}

/* The first one from there on; as many as were filled already lie before it. */
static unsigned
find_hole(const td_groups *g, unsigned group, unsigned slot)
{
	while (td_slots_find(g->slots, group, slot) >= 0)
		slot++;
	return slot;
}

void
td_groups_fill_holes(td_groups *g)
{
	g_autofree unsigned *answers = count_answers(g);
	g_autofree unsigned *joined = g_new0(unsigned, g->groups->len);

	for (unsigned k = 0; k < g->n; k++) {
		int mail = (int)g->order[k];
		int parent = td_groups_find_mail(g, g->mails[mail].parent);
		td_group *alone = td_groups_at(g, (unsigned)g->group[mail]);
		unsigned set;

		if (parent < 0 || !is_lone_patch(g, mail))
			continue;
		set = (unsigned)g->group[parent];
		if (!went_along(g, mail, td_groups_at(g, set)) ||
		    !lacks_them(g, set, answers[set], joined[set]))
			continue;
		answers[set]--;
		joined[set]++;
		g->given[mail] = find_hole(g, set, joined[set]);
		alone->first = alone->last = -1;
		alone->count = 0;
		td_groups_join(g, set, mail);
	}
}
