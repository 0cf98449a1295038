/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/state.h - what became of a series, from what mails say: docs/states.md */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef enum td_state {
	TD_STATE_NEW,
	TD_STATE_UPDATED, /* version > 1 */
	TD_STATE_RESENT,
	TD_STATE_RFC,
	TD_STATE_PULL,     /* goes with a request to pull */
	TD_STATE_REVIEWED, /* every patch has a Reviewed-by or Acked-by from somebody else
			    */
	TD_STATE_CHANGES,  /* changes were requested (pw-bot) */
	TD_STATE_REJECTED, /* a Nacked-by, or pw-bot says so */
	TD_STATE_PARTLY,   /* some of it was applied */
	TD_STATE_APPLIED,
	TD_STATE_SUPERSEDED, /* a later version came, and this was not applied */
	/* Nothing happened for long: a mark beside the others that a question may ask
	 * for; nothing is decided to be this. */
	TD_STATE_STALE,
	TD_STATE_COUNT,
} td_state;

/* What mails say; 0 where none does. Messages are ids of the caller's. */
typedef struct td_state_facts {
	unsigned version, minor;
	unsigned patches; /* n of n/m */
	unsigned missing; /* that never came */
	bool rfc, resend, pulled;
	unsigned reviewed; /* patches */
	unsigned applied;  /* patches that a notice names */
	/* The same and those that were applied out of another posting, as a maintainer
	 * sends them on: this counts where no newer version came. */
	unsigned applied_anyhow;
	/* All of these and those whose commits others cite; 0 where none is cited. */
	unsigned cited;
	bool whole_applied;
	int64_t review;  /* the last review that counted */
	int64_t notice;  /* the last notice */
	int64_t citing;  /* the first mail that cites one of its commits */
	int64_t newer;   /* head of what came after it */
	int64_t taken;   /* head of a larger set that has all of its patches */
	int64_t verdict; /* the last word of whoever may say so: */
	bool rejected;   /* it was no, and not "not yet" */
	bool mild;       /* reviews of all patches say more */
} td_state_facts;

/* *evidence is the message that the state rests on; 0 for none but the series itself. */
td_state td_state_decide(const td_state_facts *facts, int64_t *evidence);

/* Whether a state is one that waits for somebody, so that it can be stale. */
bool td_state_waits(td_state state);

/* "changes requested"; NULL for no state. */
const char *td_state_word(td_state state);
/* What a reader may ask for: the word of a state, or "open" for all of those that wait
 * for who takes patches; blanks or dashes. A bit each; false for neither. */
bool td_states_find(const char *word, unsigned *states);
/* "open, new, updated, ...": all that td_states_find knows. g_free it. */
char *td_states_words(void);
