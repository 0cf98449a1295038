/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/unthreaded.c - parts of one posting that no thread joins: rule 8 */
#include "series/unthreaded.h"

#include "series/trait.h"

#define NEAR_SECONDS (20 * 60) /* between two mails of one posting */
#define MAX_CONFLICTS                                                                    \
	4 /* of a series, so that two long ones are not held                             \
	     against each other at every mail */

static int
compare_posting(const td_groups *g, unsigned a, unsigned b)
{
	const td_series_mail *m = &g->mails[a], *n = &g->mails[b];

	if (g->sender[a] != g->sender[b])
		return g->sender[a] < g->sender[b] ? -1 : 1;
	if (m->version != n->version)
		return m->version < n->version ? -1 : 1;
	if (m->minor != n->minor)
		return m->minor < n->minor ? -1 : 1;
	if (m->total != n->total)
		return m->total < n->total ? -1 : 1;
	return 0;
}

static int
compare_mails(const void *a, const void *b, void *data)
{
	const td_groups *g = data;
	unsigned i = *(const unsigned *)a, j = *(const unsigned *)b;
	int posting = compare_posting(g, i, j);

	if (posting != 0)
		return posting;
	if (g->time[i] != g->time[j])
		return g->time[i] < g->time[j] ? -1 : 1;
	return i < j ? -1 : 1;
}

/* A part of a posting that lacks parts. One that came again tells nothing of when. */
static bool
is_part(const td_groups *g, unsigned mail)
{
	const td_series_mail *m = &g->mails[mail];
	const td_group *group = td_groups_at(g, (unsigned)g->group[mail]);

	return m->has_number && m->total > 1 && !g->extra[mail] &&
	       group->filled <= m->total &&
	       compare_posting(g, mail, (unsigned)group->first) == 0;
}

static bool
may_be_one(const td_groups *g, unsigned a, unsigned b)
{
	const td_group *x = td_groups_at(g, (unsigned)g->group[a]);
	const td_group *y = td_groups_at(g, (unsigned)g->group[b]);

	return x != y && compare_posting(g, a, b) == 0 &&
	       g->time[b] - g->time[a] <= NEAR_SECONDS &&
	       g->mails[x->first].thread != g->mails[y->first].thread &&
	       td_trait_same_tags(g->mails[x->first].tags, g->mails[y->first].tags) &&
	       x->conflicts < MAX_CONFLICTS && y->conflicts < MAX_CONFLICTS;
}

void
td_groups_join_unthreaded(td_groups *g)
{
	g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(unsigned));

	for (unsigned i = 0; i < g->n; i++)
		if (is_part(g, i))
			g_array_append_val(parts, i);
	g_array_sort_with_data(parts, compare_mails, g);
	for (unsigned k = 1; k < parts->len; k++) {
		unsigned a = g_array_index(parts, unsigned, k - 1);
		unsigned b = g_array_index(parts, unsigned, k);
		unsigned x = (unsigned)g->group[a], y = (unsigned)g->group[b];

		if (!may_be_one(g, a, b))
			continue;
		if (td_groups_disjoint(g, x, y)) {
			td_groups_merge(g, x, y);
		} else {
			td_groups_at(g, x)->conflicts++;
			td_groups_at(g, y)->conflicts++;
		}
	}
}
