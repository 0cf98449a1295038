/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * series/claim.h - which patch a notice speaks of: the one rule of docs/states.md
 *
 * Whoever has the mails looks up what a notice may mean, and how many of a series were
 * named; what is here decides. The index does it once for all its mails, a page for those
 * of its range.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "notice/notice.h"
#include "series/state.h"

enum { TD_CLAIM_SLOTS = 1024 }; /* of a series that are told apart */

/* What one item of a notice says. */
typedef struct td_claim_words {
	td_notice_source source;
	bool partly;
	bool titled;     /* it gives a title */
	unsigned number; /* 0 where not said */
	bool whole;      /* it says that it means the whole series: "pushed both" */
	bool promised;   /* not done yet: "I'll queue this up" */
} td_claim_words;

/* A series that may be meant; series 0 for none. Slots: 0 is the cover, -1 none. */
typedef struct td_claim_series {
	int64_t series;
	unsigned patches; /* n of n/m */
	int slot;   /* of its mail that the notice answers, names or calls by title */
	int titled; /* of its mail with the title that the notice gives */
} td_claim_series;

typedef struct td_claim {
	int64_t series; /* 0: nothing that is known */
	unsigned slot;  /* 0: all of it */
	bool partly;    /* not all of what it speaks of */
	/* The same patch was applied out of another posting, or is asked to be pulled:
	 * counts where no other version came. */
	bool elsewhere;
	bool promised; /* not done yet: counts where no other version came */
	/* Another mail has the commit: counts where neither another version came nor a
	 * larger set took it in. */
	bool cited;
} td_claim;

/* Postings of one patch, before the one that was applied, that are told of it. */
enum { TD_CLAIM_MOST_POSTINGS = 3 };

/*
 * answered: the series of the patch or cover that the notice answers, through others;
 * named: that of the Message-ID which it gives; titled: the last one to come before it
 * with a patch of its title. NULL for none.
 */
td_claim td_claim_find(const td_claim_words *words, const td_claim_series *answered,
    const td_claim_series *named, const td_claim_series *titled);

/* Whether it says that something was applied: test robots do not, nor what proves it
 * alone, which is cited. */
bool td_claim_counts(td_notice_source source);

/* What all notices together say of one series. Zero is none yet. */
typedef struct td_claim_tally {
	uint64_t slots[TD_CLAIM_SLOTS / 64];
	uint64_t elsewhere[TD_CLAIM_SLOTS / 64];
	uint64_t cited[TD_CLAIM_SLOTS / 64];
	bool whole, partly, promised, any_cited;
} td_claim_tally;

void td_claim_tally_add(td_claim_tally *tally, const td_claim *claim);
/* Into the facts that a state is made of. */
void td_claim_tally_tell(const td_claim_tally *tally, td_state_facts *facts);
