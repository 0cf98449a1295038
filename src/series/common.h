/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/common.h - what two series have in common, before anybody weighs it */
#pragma once

#include "series/chain.h"

enum {
	TD_MOST_COMPARED = 24, /* patches of the newer one whose likeness is looked for */
	TD_FEW_LIKE = 25,      /* percent: less may be chance */
	TD_MORE_LIKE = 60,
	TD_FEW_WORDS = 3, /* of a title: less are like many others */
};

/* What two series have in common. */
typedef struct td_common {
	const td_chain_facts *newer, *older;
	bool person, title;
	unsigned titles;    /* patches of the newer one whose title is in the older one */
	unsigned patch_ids; /* the same by content */
	unsigned likeness;  /* percent, the mean over patches of the newer one */
	/* Percent: how like a patch of the newer one the only patch of the same person's
	 * older one of some weeks before is, or what came of the number before, where it
	 * had another title; 0 for less than TD_MORE_LIKE. */
	unsigned kept;
	unsigned words; /* percent of the words of both titles */
	unsigned prose; /* percent: how alike is what both heads say */
	unsigned paths; /* percent of both, of those that are kept */
	bool has_diffs;
	int version; /* 1: the newer one has the higher; 0: the same; -1: the lower */
	const td_chain_name *link, *other, *base, *reply, *ancestor;
} td_common;

/* All of it; names are borrowed from the profiles. */
void td_common_find(
    td_common *common, const td_chain_profile *newer, const td_chain_profile *older);

/*
 * The same in two steps, as nearly all that a key finds is nothing, and the second costs
 * most. The first leaves likeness and prose 0, and a bare link to what it follows in
 * other.
 */
void td_common_look(
    td_common *common, const td_chain_profile *newer, const td_chain_profile *older);
void td_common_compare(
    td_common *common, const td_chain_profile *newer, const td_chain_profile *older);
/* Of what the first step found, the most that the second can make of it. */
td_common td_common_at_best(const td_common *looked);

/* By a name or an address, of who wrote or sent it. */
bool td_common_is_same_person(const td_chain_facts *a, const td_chain_facts *b);

/* Which of two has the higher version: 1 the first, -1 the second, 0 neither. What is no
 * RFC is higher than an RFC. */
int td_common_order(const td_chain_facts *a, const td_chain_facts *b);

/* Whether the newer one names the older one in some way. */
bool td_common_is_named(const td_common *common);
/* Sisters get one title each: "[PATCH libmnl]", "[PATCH libnftnl]". */
bool td_common_is_other_project(const td_common *common);

/*
 * Two patches of one title: by their diffs, or a line that both change, or a file where
 * the caller knows no lines (patch/sketch.h). What is not known is no sign of another:
 * "fix some comments" may come each month.
 */
bool td_common_is_same_patch(const td_chain_patch *a, const td_chain_patch *b);

/* The patches that were looked at. */
unsigned td_common_compared(const td_chain_facts *facts);

static inline bool
td_common_same(uint64_t a, uint64_t b)
{
	return a != 0 && a == b;
}
