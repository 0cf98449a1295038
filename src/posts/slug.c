/* SPDX-License-Identifier: GPL-2.0-or-later */
/* posts/slug.c - our states in patchwork's words: docs/rest.md has the table */
#include "posts/slug.h"

#include <glib.h>
#include <string.h>

static const char *const words[TD_SLUG_COUNT] = {
	[TD_SLUG_NEW] = "new",
	[TD_SLUG_UNDER_REVIEW] = "under-review",
	[TD_SLUG_ACCEPTED] = "accepted",
	[TD_SLUG_REJECTED] = "rejected",
	[TD_SLUG_RFC] = "rfc",
	[TD_SLUG_NOT_APPLICABLE] = "not-applicable",
	[TD_SLUG_CHANGES_REQUESTED] = "changes-requested",
	[TD_SLUG_AWAITING_UPSTREAM] = "awaiting-upstream",
	[TD_SLUG_SUPERSEDED] = "superseded",
	[TD_SLUG_DEFERRED] = "deferred",
};

const char *
td_slug_word(td_slug slug)
{
	return words[slug];
}

bool
td_slug_find(const char *word, td_slug *slug)
{
	g_autofree char *folded = g_ascii_strdown(word, -1);

	g_strdelimit(folded, " _", '-');
	for (unsigned i = 0; i < TD_SLUG_COUNT; i++) {
		if (strcmp(words[i], folded) == 0) {
			*slug = (td_slug)i;
			return true;
		}
	}
	return false;
}

td_slug
td_slug_of_state(td_state state)
{
	switch (state) {
	case TD_STATE_RFC:
		return TD_SLUG_RFC;
	case TD_STATE_REVIEWED:
	case TD_STATE_PARTLY:
		return TD_SLUG_UNDER_REVIEW;
	case TD_STATE_CHANGES:
		return TD_SLUG_CHANGES_REQUESTED;
	case TD_STATE_REJECTED:
		return TD_SLUG_REJECTED;
	case TD_STATE_APPLIED:
		return TD_SLUG_ACCEPTED;
	case TD_STATE_SUPERSEDED:
		return TD_SLUG_SUPERSEDED;
	case TD_STATE_NEW:
	case TD_STATE_UPDATED:
	case TD_STATE_RESENT:
	case TD_STATE_PULL:
	case TD_STATE_STALE:
	case TD_STATE_COUNT:
		break;
	}
	return TD_SLUG_NEW;
}
