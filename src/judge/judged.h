/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * judge/judged.h - a series while its standing is made, and what answers do to it
 *
 * For this folder. series/credit.h says for which patches a trailer counts and whose it
 * is; `tidings am` asks the same.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "index/index.h"
#include "judge/answers.h"
#include "series/claim.h"
#include "series/last_word.h"
#include "series/state.h"

enum { TD_JUDGED_SLOTS = TD_CLAIM_SLOTS };

typedef struct td_judged {
	int64_t id;
	td_state_facts facts;
	td_index_series series;
	GArray *members;   /* of td_index_member */
	GHashTable *slots; /* int64_t * message of a member to its slot */
	/* An older version is looked at for what it got, and not judged itself. */
	bool only_heard;
	/* Of an older version: its patches that are in newer ones as they were. */
	GArray *carries; /* of td_carry; NULL for none */
	int64_t sent, last;
	unsigned replies;
	/* uint64_t * hash of an address to the trailer's value: reviewed, acked, tested
	 */
	GHashTable *reviewers[3];
	bool reviewed[TD_JUDGED_SLOTS];
	uint64_t authors[TD_JUDGED_SLOTS]; /* td_answer_who; 0 where it was not heard */
	td_last_word word;
	td_claim_tally tally; /* what notices say of it */
} td_judged;

/* A patch of an older version that a newer one has, unchanged. */
typedef struct td_carry {
	td_judged *to;
	unsigned from_slot, to_slot;
} td_carry;

td_judged *td_judged_new(int64_t id);
void td_judged_free(td_judged *one);

/* The slot of a member; 0 for the cover; false where it is none. */
bool td_judged_find_slot(const td_judged *one, int64_t message, unsigned *slot);
/* That mail is the series' cover letter, though it does not say so. */
void td_judged_add_cover(td_judged *one, int64_t message);
/* What from gets for its patch counts for that of to. */
void
td_judged_carry(td_judged *from, unsigned from_slot, td_judged *to, unsigned to_slot);

/* Who gave what, a line each in an order of their own: "R Ann <ann@example.org>". NULL
 * for nobody, and for more than are told apart. g_free it. */
char *td_judged_say_reviewers(const td_judged *one);

/* How many patches somebody else reviewed. */
unsigned td_judged_count(const td_judged *one);

/*
 * The trailers of a mail, and the verdict of its words. target is the patch or cover of
 * the series that it answers, in that slot, or the mail itself: what a patch carries.
 */
bool td_judged_hear(td_judged *one, td_index *index, const td_answer *mail,
    const td_answer *target, unsigned slot, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(td_judged, td_judged_free)
