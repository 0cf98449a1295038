/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/words.c - what changed between two versions, in one line */
#include "compare/compare.h"

td_compare_counts
td_compare_sum(const td_compare *compare)
{
	const GArray *pairs = td_compare_pairs(compare);
	td_compare_counts counts = {
		.older = td_compare_count(compare, TD_COMPARE_OLD),
		.newer = td_compare_count(compare, TD_COMPARE_NEW),
	};
	int last = -1;

	for (unsigned i = 0; i < pairs->len; i++) {
		const td_compare_pair *pair = &g_array_index(pairs, td_compare_pair, i);

		counts.same += pair->status == TD_COMPARE_SAME;
		counts.changed += pair->status == TD_COMPARE_CHANGED;
		counts.reworded +=
		    pair->status == TD_COMPARE_CHANGED && !pair->diff_changed;
		counts.dropped += pair->status == TD_COMPARE_DROPPED && pair->twin < 0;
		counts.added += pair->status == TD_COMPARE_ADDED && pair->twin < 0;
		counts.rewritten += pair->status == TD_COMPARE_ADDED && pair->twin >= 0;
		if (pair->older < 0 || pair->newer < 0)
			continue;
		if (pair->older < last)
			counts.reordered = true;
		last = MAX(last, pair->older);
	}
	return counts;
}

static void
add_count(GString *text, unsigned n, const char *word)
{
	if (n > 0)
		g_string_append_printf(text, ", %u %s", n, word);
}

/* "2 of 7 patches changed" speaks of diffs where any has changed. */
static void
add_changed(GString *text, const td_compare_counts *counts)
{
	unsigned diffs = counts->changed - counts->reworded;

	if (diffs > 0) {
		g_string_append_printf(
		    text, "%u of %u patches changed", diffs, counts->newer);
		add_count(text, counts->reworded, "only in the message");
	} else if (counts->reworded > 0) {
		g_string_append_printf(text,
		    "%u of %u patches changed only in the message", counts->reworded,
		    counts->newer);
	} else if (counts->same > 0 && counts->same == counts->newer) {
		g_string_append(text, "all patches are unchanged");
	} else if (counts->newer > 0 && counts->added == counts->newer) {
		g_string_append(text, "all patches are new");
	} else if (counts->same == 0 && counts->rewritten > 0) {
		g_string_append_printf(
		    text, "%u of %u patches rewritten", counts->rewritten, counts->newer);
		return;
	} else {
		g_string_append_printf(
		    text, "%u of %u patches unchanged", counts->same, counts->newer);
	}
	add_count(text, counts->rewritten, "rewritten");
}

/* One patch, of however many before. */
static const char *
say_single(const td_compare_counts *counts)
{
	if (counts->rewritten > 0)
		return "the patch was rewritten";
	if (counts->added > 0)
		return counts->older > 0 ? "another patch" : "the patch is new";
	if (counts->same > 0)
		return "the patch is unchanged";
	return counts->reworded > 0 ? "the patch changed only in the message"
				    : "the patch changed";
}

char *
td_compare_say(const td_compare_counts *counts)
{
	g_autoptr(GString) text = g_string_new(NULL);

	if (counts->newer == 1) {
		g_string_append(text, say_single(counts));
		add_count(text, counts->older == 1 ? 0 : counts->dropped, "dropped");
		return g_string_free(g_steal_pointer(&text), FALSE);
	}
	add_changed(text, counts);
	add_count(text, counts->added < counts->newer ? counts->added : 0, "new");
	add_count(text, counts->dropped, "dropped");
	if (counts->reordered)
		g_string_append(text, ", in another order");
	return g_string_free(g_steal_pointer(&text), FALSE);
}

char *
td_compare_summary(const td_compare *compare)
{
	td_compare_counts counts = td_compare_sum(compare);

	return td_compare_say(&counts);
}
