/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/chain_faint.c - the one posting that can be meant, where no sign is strong */
#include "series/chain_faint.h"

#include "series/chain_weigh.h"
#include "series/common.h"

enum {
	most_words = 75,    /* percent: a title with another word in it */
	faint_enough = 20,  /* what little there is, */
	linked_enough = 40, /* where it was long ago and is at most linked to; */
	faint_lead = 10,    /* what another has less of it, */
	faint_days = 45,    /* and how long ago it may be; */
	later_days = 120,   /* what is said in the same words, for the same files, */
	worded_days = 200,  /* and what has nearly the same title come back later, */
	alike = 50,         /* percent */
	named_days =
	    365, /* what is sent below the one before, or links to it, names it, */
	titled_days = 730, /* as does v3 or more with a patch's title in common */
	day = 86400,
};

/* A title of three words or more that both have, nearly, says which it is the next
 * version of; not where it names another driver, no file is the same, and one text goes
 * with all of them. */
static bool
is_titled(const td_common *c)
{
	bool other = c->paths == 0 && c->prose >= most_words && td_chain_is_other_name(c);

	return (c->title || (c->words >= most_words && !other)) &&
	       c->newer->n_words >= TD_FEW_WORDS;
}

/* How long ago it may be. */
static int
days_between(const td_common *c)
{
	if (c->titles > 0 && c->older->version > 1)
		return titled_days;
	if (td_common_is_named(c) || c->ancestor != NULL)
		return named_days;
	if (is_titled(c) || c->titles > 0)
		return worded_days;
	return c->paths == 100 && c->prose >= alike ? later_days : faint_days;
}

/* What says v2 follows something: may it be this? */
static bool
may_be_meant(const td_common *c)
{
	const td_chain_facts *newer = c->newer, *older = c->older;
	int days = days_between(c);

	return c->person && newer->version == older->version + 1 &&
	       newer->branch == older->branch && newer->pulled == older->pulled &&
	       c->base == NULL && !td_common_is_other_project(c) &&
	       newer->time - older->time <= (int64_t)days * day &&
	       (newer->change_id == 0 || older->change_id == 0 ||
		   newer->change_id == older->change_id);
}

static bool
is_elsewhere(const td_common *c)
{
	return c->paths == 0 && c->newer->n_paths > 0 && c->older->n_paths > 0 &&
	       !td_common_is_named(c) && !is_titled(c);
}

/* Where no sign is strong, how near this one is. */
static int
weigh_faint(const td_common *c)
{
	int points =
	    (int)(60 * c->prose + 40 * c->words + 30 * c->paths + 40 * c->likeness) / 100;

	if (c->titles > 0)
		points += 15;
	if (td_common_is_named(c))
		points += 25;
	else if (c->ancestor != NULL)
		points += 15;
	return points;
}

/* "This goes on from [1]": what a set came out of, months ago, may be another work, and
 * so may what comes back after months. */
static bool
is_only_linked(const td_common *c)
{
	return c->reply == NULL && c->ancestor == NULL && c->titles == 0 &&
	       c->newer->time - c->older->time > (int64_t)faint_days * day;
}

/*
 * Of the postings of the same person with the number before the one that can be meant;
 * none where another is nearly as near. Who sends one text with many patches says nothing
 * by it: on other files it counts only where there is no other.
 */
td_chain_edge
td_chain_find_faint(
    const td_chain_profile *newer, const td_chain_profile *const *older, unsigned n)
{
	td_chain_edge edge = { .older = 0 };
	uint64_t title = 0;
	int best = 0, second = 0;
	unsigned postings = 0;
	bool elsewhere = false;

	for (unsigned i = 0; newer->facts.version > 1 && i < n; i++) {
		td_common c, most;
		int points;

		td_common_look(&c, newer, older[i]);
		most = td_common_at_best(&c);
		if (!may_be_meant(&most))
			continue;
		td_common_compare(&c, newer, older[i]);
		if (!may_be_meant(&c))
			continue;
		postings++;
		points = weigh_faint(&c);
		if (is_only_linked(&c) && points < linked_enough)
			points = 0;
		/* One work that was posted twice is not two that may be meant. */
		if (td_common_same(c.older->title, title) && points > best - faint_lead) {
			best = MAX(best, points);
		} else if (points <= best) {
			second = MAX(second, points);
			continue;
		} else {
			second = best;
			best = points;
		}
		title = c.older->title;
		elsewhere = is_elsewhere(&c);
		edge = (td_chain_edge){ .older = older[i]->series,
			.rule = TD_CHAIN_ONLY,
			.weight = (unsigned)MIN(50 + points / 3, 80),
			.message = newer->facts.head_message };
	}
	return best >= faint_enough && best - second >= faint_lead &&
		       (!elsewhere || postings == 1)
		   ? edge
		   : (td_chain_edge){ .older = 0 };
}
