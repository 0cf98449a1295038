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
	td_chain_edge edge;
} td_chain_choice;

/* By time, of one time by the head: never both ways. */
bool td_chain_came_before(const td_chain_facts *older, const td_chain_facts *newer);

/* Of two that are good enough the nearer version, then the later one. */
bool td_chain_is_nearer(
    const td_chain_profile *newer, const td_chain_choice *a, const td_chain_choice *b);
