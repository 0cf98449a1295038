/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/hole.c - a patch without a number in the one hole of the set that it answers */
#include "series/hole.h"

#include "base/span.h"

enum { at_once = 600 }; /* seconds: what one run of a program sends */

static bool
has_one_hole(const td_group *set, unsigned total)
{
	return total > 1 && set->filled - (set->has_cover ? 1 : 0) == total - 1;
}

/* "v3", "2/3": what counts. */
static bool
is_count(td_span word)
{
	if (word.n > 1 && td_lower(word.p[0]) == 'v')
		return g_ascii_isdigit(word.p[1]);
	return word.n > 0 && g_ascii_isdigit(word.p[0]) &&
	       td_span_find_byte(word, '/') > 0;
}

/* Takes the next word of tags that counts nothing; empty at the end. */
static td_span
next_tag(td_span *tags)
{
	td_span word;

	do {
		ptrdiff_t end;

		*tags = td_span_trim(*tags);
		end = td_span_find_byte(*tags, ' ');
		word = end < 0 ? *tags : td_span_head(*tags, (size_t)end);
		*tags = td_span_skip(*tags, word.n);
	} while (is_count(word));
	return word;
}

/* A patch for another tree that went out by the same command is none of the set. */
static bool
is_for_one_tree(const td_series_mail *a, const td_series_mail *b)
{
	td_span x = td_span_of(a->tags), y = td_span_of(b->tags), word;

	do {
		word = next_tag(&x);
		if (!td_span_equal_nocase(word, next_tag(&y)))
			return false;
	} while (word.n > 0);
	return true;
}

/* Of the same sender, sent with the set, and of no other version. */
static bool
went_along(const td_groups *g, int mail, const td_group *set)
{
	const td_series_mail *m = &g->mails[mail], *n = &g->mails[set->first];

	return n->has_number && g->sender[mail] == g->sender[set->first] &&
	       (!m->has_version || m->version == n->version) && is_for_one_tree(m, n) &&
	       ABS(g->time[mail] - set->from) <= at_once;
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
	for (unsigned k = 0; k < g->n; k++) {
		int mail = (int)g->order[k];
		int parent = td_groups_find_mail(g, g->mails[mail].parent);
		td_group *alone = td_groups_at(g, (unsigned)g->group[mail]), *set;

		if (parent < 0 || g->mails[mail].has_number ||
		    g->mails[mail].kind != TD_KIND_PATCH || alone->count != 1)
			continue;
		set = td_groups_at(g, (unsigned)g->group[parent]);
		if (!has_one_hole(set, g->mails[set->first].total) ||
		    !went_along(g, mail, set))
			continue;
		g->given[mail] = find_hole(g, (unsigned)g->group[parent]);
		alone->first = alone->last = -1;
		alone->count = 0;
		td_groups_join(g, (unsigned)g->group[parent], mail);
	}
}
