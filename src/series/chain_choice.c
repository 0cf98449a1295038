/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/chain_choice.c - of several that a series may follow the nearest */
#include "series/chain_choice.h"

#include <stdlib.h>

#include "series/common.h"

enum {
	half_like = 50, /* percent, of diffs */
	hour = 3600,
};

bool
td_chain_came_before(const td_chain_facts *older, const td_chain_facts *newer)
{
	if (older->time != newer->time)
		return older->time < newer->time;
	return older->head < newer->head;
}

/* All have one change-id, and the numbers of both are lower. */
static bool
is_one_line(const td_chain_facts *newer, const td_chain_facts *a, const td_chain_facts *b)
{
	return newer->change_id != 0 && newer->change_id == a->change_id &&
	       newer->change_id == b->change_id && a->version < newer->version &&
	       b->version < newer->version;
}

/*
 * Numbers begin anew, half a year later or under another title: then the v1 of last week
 * is nearer to a v2 than the v2 or v5 of then, and to a v1 that is sent again than v6.
 */
static bool
begins_anew(const td_chain_facts *newer, const td_chain_facts *not_lower,
    const td_chain_facts *lower)
{
	int above = td_common_order(newer, not_lower);
	int below = td_common_order(newer, lower);

	/* Who counts in changelogs alone counts on, and leaves the number out. */
	if (newer->said && not_lower->version > 1 && !not_lower->said &&
	    lower->version == 1 && !lower->said)
		return td_chain_came_before(not_lower, lower);
	return ((above <= 0 && below > 0) || (above < 0 && below == 0)) &&
	       td_chain_came_before(not_lower, lower);
}

/* The number before, between an older one and this, by time, too. */
static bool
is_between(const td_chain_facts *newer, const td_chain_facts *older,
    const td_chain_facts *middle)
{
	return newer->version == middle->version + 1 &&
	       older->version < middle->version && td_chain_came_before(older, middle);
}

/* "10/12" to "12/12" that went out with the eleven of a set are a slip; "3/5" that came
 * again after the five of it is followed. */
static bool
is_slip(const td_chain_facts *few, const td_chain_facts *all)
{
	return few->received * 2 < few->total && few->n_ids <= few->n_patches &&
	       all->total > 1 && all->received >= all->total &&
	       few->total != all->total && ABS(few->time - all->time) <= hour;
}

/* Somebody else may have fixed the same under the same title. */
static bool
is_rather_own(const td_chain_choice *one, const td_chain_choice *other)
{
	return one->own && !other->own && one->points > other->points;
}

/* Two works that go together, and name each other or have nearly one title: what follows
 * one has its lines and nothing of the other. */
static bool
is_itself(const td_chain_choice *one, const td_chain_choice *other)
{
	return !other->titled && one->own >= other->own && one->likeness >= half_like &&
	       other->likeness < TD_FEW_LIKE;
}

bool
td_chain_is_amid(const td_chain_profile *newer, const td_chain_choice *one,
    const td_chain_choice *best)
{
	const td_chain_facts *middle = &one->profile->facts;
	const td_chain_facts *first = &best->profile->facts;

	/* A cover letter alone may have the number of the last time, and so may some of
	 * what is posted at once. */
	return is_between(&newer->facts, first, middle) && middle->n_patches > 0 &&
	       newer->facts.time - middle->time > hour && middle->title == first->title &&
	       td_common_is_same_person(middle, first) &&
	       td_common_is_same_person(middle, &newer->facts);
}

/* What left a set left its last version, and follows none of those before. */
static bool
left(const td_chain_facts *newer, const td_chain_choice *partly,
    const td_chain_choice *other)
{
	const td_chain_facts *set = &partly->profile->facts;
	const td_chain_facts *before = &other->profile->facts;

	return newer->version <= set->version &&
	       td_common_same(set->title, before->title) &&
	       td_common_is_same_person(set, before) && td_chain_came_before(before, set);
}

/* "[PATCH] new title", without the number, after "v2" of the old one: v4 has that title.
 */
static bool
has_own_title(const td_chain_facts *newer, const td_chain_facts *later,
    const td_chain_facts *before)
{
	return td_common_same(newer->title, later->title) &&
	       newer->title != before->title && later->version <= newer->version &&
	       td_chain_came_before(before, later) &&
	       td_common_is_same_person(newer, later);
}

/* "v2" of another patch for that file, before the v1 of this one, is no v2 of it. */
static bool
is_much_liker(const td_chain_choice *one, const td_chain_choice *other)
{
	return one->likeness >= TD_MORE_LIKE && other->likeness < TD_FEW_LIKE &&
	       !other->titled && other->edge.rule == TD_CHAIN_LIKENESS &&
	       td_chain_came_before(&other->profile->facts, &one->profile->facts);
}

/* The kernel's side and that of a program went out together, under two titles. */
static bool
are_companions(const td_chain_facts *x, const td_chain_facts *y)
{
	return x->title != y->title && ABS(x->time - y->time) <= hour;
}

/* Which number is higher; never that of a changelog, which is counted otherwise. */
static int
order_of(const td_chain_facts *x, const td_chain_facts *y)
{
	int order = td_common_order(x, y);

	return (order > 0 && x->said > y->said) || (order < 0 && y->said > x->said)
		   ? 0
		   : order;
}

bool
td_chain_is_nearer(
    const td_chain_profile *newer, const td_chain_choice *a, const td_chain_choice *b)
{
	const td_chain_facts *x = &a->profile->facts;
	const td_chain_facts *y = &b->profile->facts;
	int order = order_of(x, y);

	if (a->edge.partly != b->edge.partly)
		return a->edge.partly ? left(&newer->facts, a, b)
				      : !left(&newer->facts, b, a);
	/* In one line of one change-id the numbers count, RFC or not. */
	if (x->version != y->version && is_one_line(&newer->facts, x, y))
		return x->version > y->version;
	if (has_own_title(&newer->facts, x, y))
		return true;
	if (has_own_title(&newer->facts, y, x))
		return false;
	/* An RFC is nearer to an RFC, all else to what was none; but "v1, RFC v2, v3" and
	 * "RFC v1, v2, RFC v3" count on. */
	if (x->rfc != y->rfc && is_between(&newer->facts, y, x))
		return true;
	if (x->rfc != y->rfc && is_between(&newer->facts, x, y))
		return false;
	if (x->rfc != y->rfc)
		return (x->rfc != 0) == (newer->facts.rfc != 0);
	if (begins_anew(&newer->facts, y, x))
		return true;
	if (begins_anew(&newer->facts, x, y))
		return false;
	if (is_much_liker(a, b) || is_much_liker(b, a))
		return is_much_liker(a, b);
	if (order != 0)
		return order > 0;
	if (x->branch != y->branch &&
	    (x->branch == newer->facts.branch || y->branch == newer->facts.branch))
		return x->branch == newer->facts.branch;
	/* The one that came a minute later is not nearer. */
	if (are_companions(x, y) && a->points != b->points)
		return a->points > b->points;
	if (is_itself(a, b) || is_itself(b, a))
		return is_itself(a, b);
	if (is_slip(x, y) != is_slip(y, x))
		return is_slip(y, x);
	if (is_rather_own(a, b))
		return true;
	if (is_rather_own(b, a))
		return false;
	/* Whoever sends like patches for many trees has like v1s on one day. */
	if (a->plainly != b->plainly)
		return a->plainly > b->plainly;
	return td_chain_came_before(y, x);
}
