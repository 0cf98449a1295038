/* SPDX-License-Identifier: GPL-2.0-or-later */
/* series/state.c - the state machine of docs/states.md: the strongest fact wins */
#include "series/state.h"

#include <glib.h>
#include <string.h>

static const char *const words[TD_STATE_COUNT] = {
	[TD_STATE_NEW] = "new",
	[TD_STATE_UPDATED] = "updated",
	[TD_STATE_RESENT] = "resent",
	[TD_STATE_RFC] = "rfc",
	[TD_STATE_PULL] = "pull request",
	[TD_STATE_REVIEWED] = "reviewed",
	[TD_STATE_CHANGES] = "changes requested",
	[TD_STATE_REJECTED] = "rejected",
	[TD_STATE_PARTLY] = "partly applied",
	[TD_STATE_APPLIED] = "applied",
	[TD_STATE_SUPERSEDED] = "superseded",
	[TD_STATE_STALE] = "stale",
};

const char *
td_state_word(td_state state)
{
	return (size_t)state < TD_STATE_COUNT ? words[state] : NULL;
}

/* Blanks or dashes; false for none. */
static bool
find(const char *word, td_state *state)
{
	g_autofree char *folded = g_ascii_strdown(word, -1);

	g_strdelimit(folded, "-_", ' ');
	for (unsigned i = 0; i < TD_STATE_COUNT; i++) {
		if (strcmp(words[i], folded) == 0) {
			*state = (td_state)i;
			return true;
		}
	}
	return false;
}

bool
td_states_find(const char *word, unsigned *states)
{
	td_state state;

	if (g_ascii_strcasecmp(word, "open") == 0) {
		*states = 0;
		for (unsigned i = 0; i < TD_STATE_COUNT; i++)
			if (td_state_waits((td_state)i) && i != TD_STATE_CHANGES)
				*states |= 1u << i;
		return true;
	}
	if (!find(word, &state))
		return false;
	*states = 1u << state;
	return true;
}

char *
td_states_words(void)
{
	GString *all = g_string_new("open");

	for (unsigned i = 0; i < TD_STATE_COUNT; i++)
		g_string_append_printf(all, ", %s", words[i]);
	return g_string_free(all, FALSE);
}

bool
td_state_waits(td_state state)
{
	return state == TD_STATE_NEW || state == TD_STATE_UPDATED ||
	       state == TD_STATE_RESENT || state == TD_STATE_RFC ||
	       state == TD_STATE_REVIEWED || state == TD_STATE_CHANGES ||
	       state == TD_STATE_PULL;
}

static bool
is_reviewed(const td_state_facts *facts)
{
	return facts->patches > 0 && facts->missing == 0 &&
	       facts->reviewed >= facts->patches;
}

td_state
td_state_decide(const td_state_facts *facts, int64_t *evidence)
{
	*evidence = facts->notice;
	if (facts->whole_applied ||
	    (facts->applied > 0 && facts->applied >= facts->patches))
		return TD_STATE_APPLIED;
	if (facts->newer != 0) {
		*evidence = facts->newer;
		return TD_STATE_SUPERSEDED;
	}
	if (facts->applied_anyhow > 0 && facts->applied_anyhow >= facts->patches)
		return TD_STATE_APPLIED;
	if (*evidence == 0)
		*evidence = facts->citing;
	/* What took it in has more to say than who cites one of its patches. */
	if (facts->taken == 0 && facts->cited > 0 && facts->cited >= facts->patches)
		return TD_STATE_APPLIED;
	/* Where some of it was applied out of the set that has all of it, that says more.
	 */
	if (facts->applied_anyhow > 0 && (facts->applied > 0 || facts->taken == 0))
		return TD_STATE_PARTLY;
	if (facts->taken == 0 && facts->cited > 0)
		return TD_STATE_PARTLY;
	*evidence = facts->taken;
	if (facts->taken != 0)
		return TD_STATE_SUPERSEDED;
	*evidence = facts->verdict;
	if (facts->verdict != 0 && !(facts->mild && is_reviewed(facts)))
		return facts->rejected ? TD_STATE_REJECTED : TD_STATE_CHANGES;
	*evidence = facts->review;
	if (is_reviewed(facts))
		return TD_STATE_REVIEWED;
	*evidence = 0;
	if (facts->pulled)
		return TD_STATE_PULL;
	if (facts->resend)
		return TD_STATE_RESENT;
	if (facts->version > 1 || facts->minor > 0)
		return TD_STATE_UPDATED;
	return facts->rfc ? TD_STATE_RFC : TD_STATE_NEW;
}
