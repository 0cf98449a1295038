/* SPDX-License-Identifier: GPL-2.0-or-later */
/* posts/slug.h - the states that patchwork knows, and which of them a series of ours is
 * in */
#pragma once

#include <stdbool.h>

#include "series/state.h"

/* In the order in which patchwork lists them. */
typedef enum td_slug {
	TD_SLUG_NEW,
	TD_SLUG_UNDER_REVIEW,
	TD_SLUG_ACCEPTED,
	TD_SLUG_REJECTED,
	TD_SLUG_RFC,
	TD_SLUG_NOT_APPLICABLE,
	TD_SLUG_CHANGES_REQUESTED,
	TD_SLUG_AWAITING_UPSTREAM,
	TD_SLUG_SUPERSEDED,
	TD_SLUG_DEFERRED,
	TD_SLUG_COUNT,
} td_slug;

/* "under-review"; static. */
const char *td_slug_word(td_slug slug);
/* "Under Review" and "under-review"; false for none. */
bool td_slug_find(const char *word, td_slug *slug);
/* What the mails say, where nobody said otherwise. */
td_slug td_slug_of_state(td_state state);
