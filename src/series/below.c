/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/below.c - what hangs below a mail of a posting and is a part of it: rules 6, 7
 * and 9 */
#include "series/below.h"

enum {
	near_seconds = 3600, /* between neighbours of one series */
	run_seconds = 120,   /* between those that went out in one go */
};

bool
td_below_is_only_cover(const td_group *group)
{
	return group->has_cover && group->filled == 1;
}

/* Rule 9: "6/5" says total 6 by now, and answers the series of five. */
static bool
is_added(const td_groups *g, unsigned late, unsigned to)
{
	const td_group *x = td_groups_at(g, late), *y = td_groups_at(g, to);
	const td_series_mail *m = &g->mails[x->first], *n = &g->mails[y->first];

	return x->count == 1 && g->sender[x->first] == g->sender[y->first] &&
	       m->has_number && n->has_number && m->number == m->total &&
	       m->version == n->version && m->minor == n->minor && n->total > 1 &&
	       m->total > n->total && m->total <= n->total + y->filled;
}

/* Rule 6 has this exception: who has one address for the cover letter and another for
 * what answers it, of that version and total. */
static bool
is_cover_of(const td_groups *g, const td_group *cover, const td_group *set)
{
	const td_series_mail *m = &g->mails[cover->first], *n = &g->mails[set->first];

	return td_below_is_only_cover(cover) && !set->has_cover && m->has_number &&
	       n->has_number && m->total > 1 && m->total == n->total &&
	       m->version == n->version && m->minor == n->minor;
}

/* Rule 7, all but the slots; a answers b. */
static bool
may_be_one(const td_groups *g, unsigned a, unsigned b)
{
	const td_group *x = td_groups_at(g, a), *y = td_groups_at(g, b);
	const td_series_mail *m = &g->mails[x->first], *n = &g->mails[y->first];
	bool any_cover = td_below_is_only_cover(x) || td_below_is_only_cover(y);

	if (!(m->has_number || n->has_number) ||
	    (g->sender[x->first] != g->sender[y->first] && !is_cover_of(g, y, x)))
		return false;
	if (x->from - y->to > near_seconds || y->from - x->to > near_seconds)
		return false;
	if (m->has_number != n->has_number && !any_cover)
		return false;
	if (m->version == n->version && m->minor == n->minor)
		return any_cover;
	/* "[PATCH v5 0/4]" above "[PATCH v4 1/4]": one of them forgot the number. */
	if (td_below_is_only_cover(y) && !x->has_cover && m->total == n->total &&
	    n->total > 1)
		return true;
	return x->says_version != y->says_version && (m->total == n->total || any_cover);
}

/* Rule 7: each patch of a set has a number of its own ("V3 1/3", "V4 2/3"), and its cover
 * letter none. */
static bool
is_counted_alone(const td_groups *g, int patch, int cover)
{
	const td_series_mail *m = &g->mails[patch], *n = &g->mails[cover];
	const td_group *to = td_groups_at(g, (unsigned)g->group[cover]);

	return n->has_number && td_groups_slot(g, cover) == 0 && !g->extra[cover] &&
	       !n->has_version && m->has_number && m->number > 0 &&
	       m->total == n->total && m->total > 1 &&
	       g->sender[patch] == g->sender[cover] &&
	       ABS(g->time[patch] - to->from) <= near_seconds;
}

/* Rule 7: what went out in one go, "V3 1/2" and "V4 2/2" below it. */
static bool
is_one_run(const td_groups *g, int mail, int parent)
{
	const td_series_mail *m = &g->mails[mail], *n = &g->mails[parent];
	const td_group *x = td_groups_at(g, (unsigned)g->group[mail]);
	const td_group *y = td_groups_at(g, (unsigned)g->group[parent]);

	return m->has_number && n->has_number && m->total == n->total && m->total > 1 &&
	       x->says_version && y->says_version &&
	       g->sender[mail] == g->sender[parent] && x->from - y->to <= run_seconds &&
	       y->from - x->to <= run_seconds;
}

bool
td_below_is_part(const td_groups *g, int mail, int parent)
{
	unsigned a = (unsigned)g->group[mail], b = (unsigned)g->group[parent];

	return may_be_one(g, a, b) || is_added(g, a, b) ||
	       is_counted_alone(g, mail, parent) || is_one_run(g, mail, parent);
}
