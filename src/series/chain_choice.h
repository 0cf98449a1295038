/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/chain_choice.h - of several that a series may follow the nearest; for this
 * folder */
#pragma once

#include "series/chain.h"

/* One that was weighed. */
typedef struct td_chain_choice {
	const td_chain_profile *profile;
	int points;
	int reach; /* how far behind the best it may be */
	int plainly;
	bool titled;       /* has the newer one's title, or that of one of its patches */
	unsigned likeness; /* percent, of their diffs; 0 without a file in common */
	bool own;          /* of the same person, or named by the newer one */
	td_chain_edge edge;
} td_chain_choice;

/* By time, of one time by the head: never both ways. */
bool td_chain_came_before(const td_chain_facts *older, const td_chain_facts *newer);

/*
 * The number before the newer one, of the same person, that came after the best one under
 * its title: of "v1, v2, v3" v1 may be more alike, as v2 did not all come or v3 is
 * renamed.
 */
bool td_chain_is_amid(const td_chain_profile *newer, const td_chain_choice *one,
    const td_chain_choice *best);

/* Of two that are good enough the nearer version, then the later one. */
bool td_chain_is_nearer(
    const td_chain_profile *newer, const td_chain_choice *a, const td_chain_choice *b);
