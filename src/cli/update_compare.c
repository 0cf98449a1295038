/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_compare.c - reads both versions again and asks what `tidings diff` asks */
#include "cli/update_compare.h"

#include "base/error.h"
#include "cli/diff_side.h"
#include "compare/compare.h"

/* NULL without error where no patch is left: a mail is none without its number's diff. */
static td_diff_side *
read_side(td_update_load load, void *data, const GPtrArray *patches, GError **error)
{
	g_autoptr(td_diff_side) side = td_diff_side_new();
	g_autoptr(GError) failed = NULL;

	for (unsigned i = 0; i < patches->len; i++) {
		const td_report_patch *patch = g_ptr_array_index(patches, i);
		td_span mail;

		if (!load(patch, &mail, data, error))
			return NULL;
		td_diff_side_add(side, mail, patch->received);
	}
	if (td_diff_side_settle(side, "", &failed))
		return g_steal_pointer(&side);
	if (!g_error_matches(failed, TD_ERROR, TD_ERROR_EMPTY))
		g_propagate_error(error, g_steal_pointer(&failed));
	return NULL;
}

static void
add_side(td_compare *compare, td_compare_side side, const td_diff_side *mails)
{
	for (unsigned i = 0; i < mails->patches->len; i++) {
		const td_diff_mail *mail = g_ptr_array_index(mails->patches, i);

		/* Fewer than what it takes: a page has a ceiling that is lower. */
		td_compare_add(compare, side, mail->patch, mail->message->message_id);
	}
}

bool
td_update_compare(td_update_load load, void *data, const GPtrArray *older,
    const GPtrArray *newer, td_report_changes *changes, bool *compared, GError **error)
{
	g_autoptr(td_compare) compare = td_compare_new();
	g_autoptr(td_diff_side) before = NULL;
	g_autoptr(td_diff_side) after = NULL;
	GError *failed = NULL;
	td_compare_counts counts;

	*compared = false;
	before = read_side(load, data, older, &failed);
	if (before)
		after = read_side(load, data, newer, &failed);
	if (failed) {
		g_propagate_error(error, failed);
		return false;
	}
	if (!after)
		return true;
	add_side(compare, TD_COMPARE_OLD, before);
	add_side(compare, TD_COMPARE_NEW, after);
	if (!td_compare_match(compare, TD_COMPARE_FACTOR, error))
		return false;
	counts = td_compare_sum(compare);
	*changes = (td_report_changes){
		.older = counts.older,
		.newer = counts.newer,
		.same = counts.same,
		.changed = counts.changed,
		.rewritten = counts.rewritten,
		.added = counts.added,
		.dropped = counts.dropped,
		.reworded = counts.reworded,
		.reordered = counts.reordered,
	};
	*compared = true;
	return true;
}
