/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * series/again.c - mails that were sent a second time as they were
 *
 * git format-patch --thread writes Message-IDs into its files, so who sends them again,
 * as the server refused some, sends the same mails with other dates.
 */
#include "series/again.h"

#include <string.h>

enum { most_groups = 8 }; /* of a bucket that are looked at: the newest ones */

/* What says RESEND now, and did not, was meant to be another posting. */
static bool
is_same_mail(const td_series_mail *a, const td_series_mail *b)
{
	return a->message_id[0] != '\0' && strcmp(a->message_id, b->message_id) == 0 &&
	       strcmp(a->title, b->title) == 0 && strcmp(a->tags, b->tags) == 0 &&
	       strcmp(a->patch_id, b->patch_id) == 0;
}

/* Some slot is taken in both, and each such slot by one and the same mail. */
static bool
is_again(const td_groups *g, unsigned a, unsigned b)
{
	const td_group *small = td_groups_at(g, a);
	bool any = false;

	if (small->count > td_groups_at(g, b)->count) {
		small = td_groups_at(g, b);
		b = a;
	}
	for (int i = small->first; i >= 0; i = g->next[i]) {
		int holder = td_slots_find(g->slots, b, td_groups_slot(g, i));

		if (holder < 0 || g->extra[i])
			continue;
		if (!is_same_mail(&g->mails[i], &g->mails[holder]))
			return false;
		any = true;
	}
	return any;
}

void
td_groups_join_again(td_groups *g, unsigned first_group)
{
	for (unsigned k = first_group + 1; k < g->groups->len; k++) {
		unsigned least =
		    k - first_group > most_groups ? k - most_groups : first_group;

		for (unsigned older = k; older-- > least;) {
			if (td_groups_at(g, k)->count == 0)
				break;
			if (td_groups_at(g, older)->count > 0 && is_again(g, k, older))
				td_groups_merge(g, older, k);
		}
	}
}
