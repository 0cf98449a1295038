/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/status.c - what became of each series, and the order in which they are shown */
#include "report/work.h"

#include <string.h>

#include "series/state.h"

enum { most_elders = 16 }; /* whose reviews count for what is the same */

static const char *const status_words[] = {
	[TD_STATUS_NEW] = "new",
	[TD_STATUS_UPDATED] = "updated",
	[TD_STATUS_RESENT] = "resent",
	[TD_STATUS_RFC] = "rfc",
	[TD_STATUS_REVIEWED] = "reviewed",
	[TD_STATUS_CHANGES] = "changes requested",
	[TD_STATUS_REJECTED] = "rejected",
	[TD_STATUS_APPLIED] = "applied",
	[TD_STATUS_PARTLY_APPLIED] = "partly applied",
	[TD_STATUS_SUPERSEDED] = "superseded",
};

const char *
td_report_status_word(td_report_status status)
{
	return status_words[status];
}

/* The people who reviewed a patch, but for who sent it; two that differ are enough, as
 * one may be its author. */
typedef struct reviewers {
	const td_report_person *one, *other;
} reviewers;

/* Of the number of a patch, 0 for the whole series, -> reviewers. */
static GHashTable *
find_reviewers(const td_report_series *series, bool of_answers)
{
	GHashTable *by_number = g_hash_table_new_full(NULL, NULL, NULL, g_free);

	for (unsigned i = 0; i < series->trailers->len; i++) {
		const td_report_trailer *trailer = g_ptr_array_index(series->trailers, i);
		void *number = GUINT_TO_POINTER(trailer->number);
		reviewers *found;

		if (trailer->mismatch || trailer->person == series->sender ||
		    (of_answers && !trailer->from_address) ||
		    (g_ascii_strcasecmp(trailer->key, "Reviewed-by") != 0 &&
			g_ascii_strcasecmp(trailer->key, "Acked-by") != 0))
			continue;
		found = g_hash_table_lookup(by_number, number);
		if (!found) {
			found = g_new0(reviewers, 1);
			g_hash_table_insert(by_number, number, found);
		}
		if (!found->one)
			found->one = trailer->person;
		else if (found->one != trailer->person)
			found->other = trailer->person;
	}
	return by_number;
}

static bool
is_reviewed_by_another(
    GHashTable *by_number, unsigned number, const td_report_person *author)
{
	const reviewers *found = g_hash_table_lookup(by_number, GUINT_TO_POINTER(number));

	return found && (found->one != author || found->other);
}

static const td_report_series *
find_elder(const td_work *work, const td_report_series *series)
{
	const td_report_series *copied = g_hash_table_lookup(work->copied, series);

	return copied ? copied : g_hash_table_lookup(work->before, series);
}

static bool
is_reviewed_in(const td_report_series *older, const td_report_patch *patch)
{
	g_autoptr(GHashTable) by_number = find_reviewers(older, true);

	for (unsigned i = 0; i < older->patches->len; i++) {
		const td_report_patch *one = g_ptr_array_index(older->patches, i);

		if (strcmp(one->patch_id, patch->patch_id) == 0 &&
		    (is_reviewed_by_another(by_number, 0, patch->author) ||
			is_reviewed_by_another(by_number, one->number, patch->author)))
			return true;
	}
	return false;
}

/* What a patch got counts where it comes again unchanged. */
static bool
is_reviewed_before(
    const td_work *work, const td_report_series *series, const td_report_patch *patch)
{
	const td_report_series *older = find_elder(work, series);

	for (unsigned i = 0; patch->patch_id[0] && older && i < most_elders; i++) {
		if (is_reviewed_in(older, patch))
			return true;
		older = find_elder(work, older);
	}
	return false;
}

static bool
is_reviewed(const td_work *work, const td_report_series *series)
{
	g_autoptr(GHashTable) by_number = NULL;

	if (series->patches->len == 0 || series->missing->len > 0)
		return false;
	by_number = find_reviewers(series, false);
	for (unsigned i = 0; i < series->patches->len; i++) {
		const td_report_patch *patch = g_ptr_array_index(series->patches, i);

		/* A copy, or an answer that lost its "Re:". */
		if (patch->extra)
			continue;
		if (!is_reviewed_by_another(by_number, 0, patch->author) &&
		    !is_reviewed_by_another(by_number, patch->number, patch->author) &&
		    !(work->elders && is_reviewed_before(work, series, patch)))
			return false;
	}
	return true;
}

bool
td_work_is_applied(const td_work_series *item)
{
	td_state_facts facts = { .patches = item->series->total };

	td_claim_tally_tell(&item->tally, &facts);
	return facts.whole_applied ||
	       (facts.applied > 0 && facts.applied >= facts.patches);
}

/* "1 of 4 applied by ...", where it is known which: of what is partly applied. */
static void
count_applied(td_work *work, const td_work_series *item, unsigned applied)
{
	td_report_series *series = item->series;
	g_autofree char *words = NULL;

	if (item->tally.partly)
		return;
	words =
	    g_strdup_printf("%u of %u %s", applied, series->total, series->evidence_text);
	series->evidence_text = td_work_keep(work, words);
}

static td_report_status
status_of(td_work *work, const td_work_series *item)
{
	const td_report_series *series = item->series;

	td_state_facts facts = {
		.version = series->version,
		.minor = series->minor,
		.patches = series->total,
		.rfc = series->rfc,
		.resend = series->resend,
		.reviewed = is_reviewed(work, series) ? series->total : 0,
		.verdict = item->word.message,
		.rejected = item->word.rejected,
		.mild = item->word.mild,
		.taken = item->taken ? item->id : 0,
	};
	int64_t evidence;

	td_claim_tally_tell(&item->tally, &facts);
	switch (td_state_decide(&facts, &evidence)) {
	case TD_STATE_APPLIED:
		return TD_STATUS_APPLIED;
	case TD_STATE_PARTLY:
		count_applied(work, item, MAX(facts.applied_anyhow, facts.cited));
		return TD_STATUS_PARTLY_APPLIED;
	case TD_STATE_CHANGES:
		td_work_tell_word(work, item);
		return TD_STATUS_CHANGES;
	case TD_STATE_REJECTED:
		td_work_tell_word(work, item);
		return TD_STATUS_REJECTED;
	case TD_STATE_REVIEWED:
		return TD_STATUS_REVIEWED;
	case TD_STATE_RESENT:
		return TD_STATUS_RESENT;
	case TD_STATE_UPDATED:
		return TD_STATUS_UPDATED;
	case TD_STATE_RFC:
		return TD_STATUS_RFC;
	case TD_STATE_SUPERSEDED:
		td_work_tell_taken(work, item);
		return TD_STATUS_SUPERSEDED;
	/* What follows: of these the page of a range does not tell. */
	case TD_STATE_NEW:
	case TD_STATE_PULL:
	case TD_STATE_STALE:
	case TD_STATE_COUNT:
		break;
	}
	return TD_STATUS_NEW;
}

static void
supersede(td_work *work, td_report_series *series, const td_report_series *later)
{
	g_autofree char *why =
	    td_work_is_newer(later, series)
		? g_strdup_printf("v%u came later", later->version)
		: g_strdup_printf("it came again%s",
		      series->key == later->key ? "" : " under another title");

	series->status = TD_STATUS_SUPERSEDED;
	series->evidence = later->message_id;
	series->evidence_text = td_work_keep(work, why);
}

/* A later version in the range supersedes an earlier one that was not applied. Without
 * history another of one title and sender is one, whatever lies between. */
static void
find_superseded(td_work *work, GHashTable *last)
{
	g_autoptr(GHashTable) newest = td_pairs_new(NULL);

	for (unsigned i = work->series->len; i-- > 0;) {
		td_work_series *item = g_ptr_array_index(work->series, i);
		td_report_series *series = item->series;
		const td_pair key = td_work_version_key(series);
		const td_report_series *followed = g_hash_table_lookup(last, series);
		const td_report_series *same = td_pairs_find(newest, key);

		if (!same)
			td_pairs_put(newest, key, series);
		if (td_work_is_applied(item))
			continue;
		if (followed)
			supersede(work, series, followed);
		else if (!work->elders && same && td_work_is_newer(same, series) &&
			 !td_work_is_part_of(series, same))
			supersede(work, series, same);
	}
}

static int
compare_text(const char *a, const char *b)
{
	g_autofree char *x = g_utf8_casefold(a, -1);
	g_autofree char *y = g_utf8_casefold(b, -1);

	return strcmp(x, y);
}

/* Largest first. */
static int
compare_sizes(uint64_t a, uint64_t b)
{
	return (a < b) - (a > b);
}

static int
compare_series(const void *a, const void *b, void *data)
{
	const td_report_series *x = *(td_report_series *const *)a;
	const td_report_series *y = *(td_report_series *const *)b;
	const td_report *report = data;

	switch (report->order) {
	case TD_ORDER_DATE:
		return (x->sent < y->sent) - (x->sent > y->sent);
	case TD_ORDER_TITLE:
		return compare_text(x->title, y->title);
	case TD_ORDER_AUTHOR:
		return compare_text(x->author->name, y->author->name);
	case TD_ORDER_SIZE:
		return compare_sizes((uint64_t)x->insertions + x->deletions,
		    (uint64_t)y->insertions + y->deletions);
	case TD_ORDER_REPLIES:
		return compare_sizes(x->replies, y->replies);
	case TD_ORDER_ARRIVAL:
	case TD_ORDER_OLDEST:
		break;
	}
	return 0;
}

bool
td_work_settle(td_work *work, GError **error)
{
	td_report *report = work->report;
	g_autoptr(GHashTable) last = td_work_find_last(work);
	unsigned n = work->series->len;

	if (!td_work_find_taken(work, last, error))
		return false;
	for (unsigned i = 0; i < n; i++) {
		td_work_series *item = g_ptr_array_index(work->series, i);

		item->series->status = status_of(work, item);
	}
	find_superseded(work, last);
	for (unsigned i = 0; i < n; i++) {
		unsigned at = report->order == TD_ORDER_OLDEST ? i : n - 1 - i;
		td_work_series *item = g_ptr_array_index(work->series, at);

		item->series->before = !item->in_range;
		if (item->selected && (item->in_range || item->touched))
			g_ptr_array_add(item->in_range ? report->series : report->earlier,
			    g_steal_pointer(&item->series));
		else if (item->selected && work->idle &&
			 g_hash_table_contains(work->idle, &item->id))
			g_ptr_array_add(report->resting, g_steal_pointer(&item->series));
	}
	/* GLib's sort is stable: equals stay newest first. */
	g_ptr_array_sort_with_data(report->series, compare_series, report);
	g_ptr_array_sort_with_data(report->earlier, compare_series, report);
	return true;
}
