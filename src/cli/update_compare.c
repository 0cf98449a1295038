/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cli/update_compare.c - reads both versions again and asks what `tidings diff` asks */
#include "cli/update_compare.h"

#include "base/error.h"
#include "cli/diff_side.h"
#include "compare/compare.h"

/* NULL without error where no patch is left: a mail is none without its number's diff. */
static td_diff_side *
read_side(td_mail_source *source, const GPtrArray *patches, GError **error)
{
	g_autoptr(td_diff_side) side = td_diff_side_new();
	g_autoptr(GError) failed = NULL;

	side->no_ids = true;
	for (unsigned i = 0; i < patches->len; i++) {
		const td_report_patch *patch = g_ptr_array_index(patches, i);
		td_span mail;

		if (!td_mail_source_load(patch, &mail, source, error))
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

static bool
compare_two(td_mail_source *source, td_report_comparison *asked, GError **error)
{
	g_autoptr(td_compare) compare = td_compare_new();
	g_autoptr(td_diff_side) before = NULL;
	g_autoptr(td_diff_side) after = NULL;
	GError *failed = NULL;
	td_compare_counts counts;

	before = read_side(source, asked->older, &failed);
	if (before)
		after = read_side(source, asked->newer, &failed);
	if (failed) {
		g_propagate_error(error, failed);
		return false;
	}
	if (!after)
		return true;
	add_side(compare, TD_COMPARE_OLD, before);
	add_side(compare, TD_COMPARE_NEW, after);
	td_compare_match(compare, TD_COMPARE_FACTOR);
	counts = td_compare_sum(compare);
	asked->changes = (td_report_changes){
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
	asked->compared = true;
	return true;
}

/* What all threads take from, one after the other. */
typedef struct pile {
	td_report_comparison *some;
	guint n;
	guint next; /* atomic */
} pile;

typedef struct share {
	td_mail_source *source;
	pile *all;
	GThread *thread;
	GError *error;
} share;

static void *
compare_share(void *data)
{
	share *self = data;
	pile *all = self->all;
	guint i;

	while (!self->error && (i = (guint)g_atomic_int_add(&all->next, 1)) < all->n)
		compare_two(self->source, &all->some[i], &self->error);
	return NULL;
}

bool
td_update_compare(td_mail_source *const *sources, unsigned threads,
    td_report_comparison *some, size_t n, GError **error)
{
	g_autofree share *shares = g_new0(share, threads);
	pile all = { .some = some, .n = (guint)n };
	bool good = true;

	/* What gets no thread of its own is done by this one, as the first share is. */
	for (unsigned i = threads; i-- > 0;) {
		shares[i] = (share){ sources[i], &all, NULL, NULL };
		if (i > 0)
			shares[i].thread =
			    g_thread_try_new("compare", compare_share, &shares[i], NULL);
		if (!shares[i].thread)
			compare_share(&shares[i]);
	}
	for (unsigned i = 0; i < threads; i++) {
		if (shares[i].thread)
			g_thread_join(shares[i].thread);
		if (shares[i].error && good)
			g_propagate_error(error, g_steal_pointer(&shares[i].error));
		else if (shares[i].error)
			g_clear_error(&shares[i].error);
		else
			continue;
		good = false;
	}
	return good;
}
