/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/taken.h - a larger set that has all patches of what the same person posted
 * before */
#pragma once

#include "series/chain.h"

/*
 * Whether the newer one, within half a year and by the same person, has each patch of the
 * older one and more. Each has at most one elder; what a set takes in beside that is
 * found here. Docs: docs/states.md.
 */
bool td_taken_in(const td_chain_profile *newer, const td_chain_profile *older);

/* Whether what has so many patches may take another in: a set, or what follows one that
 * lost its number. */
bool td_taken_may(unsigned patches, unsigned version);

/* Of two that take it in the first counts; whether that is a. */
bool td_taken_sooner(const td_chain_facts *a, const td_chain_facts *b);
