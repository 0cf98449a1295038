/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/ranks.c - who did how much: domains, contributors, reviewers */
#include "report/work.h"

#include <string.h>

enum {
	most_files = 256, /* of a patch that are looked at */
	most_same = 64,   /* patches of one title and author */
};

static unsigned
add_capped(unsigned a, unsigned b)
{
	return a > UINT_MAX - b ? UINT_MAX : a + b;
}

/* More first; then by text, so that equals have one order everywhere. */
static int
compare_ranks(unsigned a, unsigned b, const char *x, const char *y)
{
	if (a != b)
		return a > b ? -1 : 1;
	return strcmp(x, y);
}

static int
compare_contributors(const void *a, const void *b)
{
	const td_report_contributor *x = *(td_report_contributor *const *)a;
	const td_report_contributor *y = *(td_report_contributor *const *)b;

	return compare_ranks(
	    x->patches, y->patches, x->person->address, y->person->address);
}

static int
compare_domains(const void *a, const void *b)
{
	const td_report_count *x = *(td_report_count *const *)a;
	const td_report_count *y = *(td_report_count *const *)b;

	return compare_ranks(x->patches, y->patches, x->name, y->name);
}

static unsigned
given(const td_report_reviewer *reviewer)
{
	return reviewer->reviewed + reviewer->acked + reviewer->tested + reviewer->other;
}

static int
compare_reviewers(const void *a, const void *b)
{
	const td_report_reviewer *x = *(td_report_reviewer *const *)a;
	const td_report_reviewer *y = *(td_report_reviewer *const *)b;

	if (given(x) != given(y))
		return given(x) > given(y) ? -1 : 1;
	return compare_ranks(
	    x->replies, y->replies, x->person->address, y->person->address);
}

static td_report_contributor *
contributor(td_report *report, GHashTable *by_person, td_report_person *person)
{
	td_report_contributor *item = g_hash_table_lookup(by_person, person);

	if (!item) {
		item = g_new0(td_report_contributor, 1);
		item->person = person;
		g_ptr_array_add(report->contributors, item);
		g_hash_table_insert(by_person, person, item);
	}
	return item;
}

/* A patch, as it was posted last. */
typedef struct work_done {
	const td_report_patch *patch;
	int64_t received;
} work_done;

static bool
touches_same(const td_report_patch *a, const td_report_patch *b)
{
	if (a->stat->len == 0 || b->stat->len == 0)
		return true;
	for (unsigned i = 0; i < a->stat->len; i++) {
		const char *path = g_array_index(a->stat, td_report_file, i).path;

		for (unsigned k = 0; k < b->stat->len && k < most_files; k++)
			/* Equal texts of a report share one copy. */
			if (path == g_array_index(b->stat, td_report_file, k).path)
				return true;
	}
	return false;
}

/* One title of one author for the same files is one patch, in v1 as in v5 and in the
 * round that is to be pulled. done: author and title to GArray of work_done. */
static void
note_work(GHashTable *done, const td_report_patch *patch, int64_t received)
{
	const td_pair key = { .one = patch->author, .other = patch->key };
	GArray *same = td_pairs_find(done, key);
	const work_done next = { patch, received };

	if (!same) {
		same = g_array_new(FALSE, FALSE, sizeof(work_done));
		td_pairs_put(done, key, same);
	}
	for (unsigned i = 0; i < same->len && i < most_same; i++) {
		work_done *one = &g_array_index(same, work_done, i);

		if (!touches_same(one->patch, patch))
			continue;
		if (received >= one->received)
			*one = next;
		return;
	}
	g_array_append_val(same, next);
}

static void
count_work(td_report *report, GHashTable *by_person, GHashTable *done)
{
	GHashTableIter iter;
	void *value;

	g_hash_table_iter_init(&iter, done);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const GArray *same = value;

		for (unsigned i = 0; i < same->len; i++) {
			const td_report_patch *patch =
			    g_array_index(same, work_done, i).patch;
			td_report_contributor *item =
			    contributor(report, by_person, patch->author);

			item->patches++;
			item->insertions =
			    add_capped(item->insertions, patch->insertions);
			item->deletions = add_capped(item->deletions, patch->deletions);
		}
	}
}

static void
rank_contributors(td_report *report)
{
	g_autoptr(GHashTable) by_person = g_hash_table_new(NULL, NULL);
	g_autoptr(GHashTable) done = td_pairs_new((GDestroyNotify)g_array_unref);

	for (unsigned i = 0; i < report->series->len; i++) {
		const td_report_series *series = g_ptr_array_index(report->series, i);
		g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

		for (unsigned j = 0; j < series->patches->len; j++) {
			const td_report_patch *patch =
			    g_ptr_array_index(series->patches, j);
			td_report_contributor *item =
			    contributor(report, by_person, patch->author);

			item->posted++;
			note_work(done, patch, series->received);
			item->series += g_hash_table_add(seen, patch->author) ? 1 : 0;
		}
	}
	count_work(report, by_person, done);
	g_ptr_array_sort(report->contributors, compare_contributors);
}

static void
rank_domains(td_report *report)
{
	g_autoptr(GHashTable) by_name = g_hash_table_new(g_str_hash, g_str_equal);

	for (unsigned i = 0; i < report->contributors->len; i++) {
		const td_report_contributor *item =
		    g_ptr_array_index(report->contributors, i);
		td_report_count *domain =
		    g_hash_table_lookup(by_name, item->person->domain);

		if (!domain) {
			domain = g_new0(td_report_count, 1);
			domain->name = item->person->domain;
			g_ptr_array_add(report->domains, domain);
			g_hash_table_insert(
			    by_name, (void *)(uintptr_t)domain->name, domain);
		}
		domain->patches += item->patches;
		domain->people++;
	}
	g_ptr_array_sort(report->domains, compare_domains);
}

static td_report_reviewer *
reviewer(td_report *report, GHashTable *by_person, td_report_person *person)
{
	td_report_reviewer *item = g_hash_table_lookup(by_person, person);

	if (!item) {
		item = g_new0(td_report_reviewer, 1);
		item->person = person;
		g_ptr_array_add(report->reviewers, item);
		g_hash_table_insert(by_person, person, item);
	}
	return item;
}

static void
count_trailer(td_report *report, GHashTable *by_person, const td_report_trailer *trailer)
{
	td_report_reviewer *item;

	/* What the patch itself claims was given before; a doubtful one is nobody's work.
	 * Whoever sends his trailer from another address is one person still. */
	if (!trailer->giver || trailer->mismatch || trailer->before)
		return;
	item = reviewer(report, by_person, trailer->giver);
	if (g_ascii_strcasecmp(trailer->key, "Reviewed-by") == 0)
		item->reviewed++;
	else if (g_ascii_strcasecmp(trailer->key, "Acked-by") == 0)
		item->acked++;
	else if (g_ascii_strcasecmp(trailer->key, "Tested-by") == 0)
		item->tested++;
	else
		item->other++;
	report->totals.trailers++;
}

static void
count_trailers(td_report *report, GHashTable *by_person, const GPtrArray *list)
{
	for (unsigned i = 0; i < list->len; i++) {
		const td_report_series *series = g_ptr_array_index(list, i);

		for (unsigned j = 0; j < series->trailers->len; j++)
			count_trailer(
			    report, by_person, g_ptr_array_index(series->trailers, j));
	}
}

/* Who gave a trailer to a patch of before the range answered it, too. */
static void
count_strays(const td_work *work, GHashTable *by_person)
{
	const char *last = NULL;

	for (unsigned i = 0; i < work->strays->len; i++) {
		const td_report_trailer *trailer = g_ptr_array_index(work->strays, i);

		count_trailer(work->report, by_person, trailer);
		if (g_strcmp0(trailer->message_id, last) != 0)
			reviewer(work->report, by_person, trailer->giver)->replies++;
		last = trailer->message_id;
	}
}

static void
rank_reviewers(td_work *work)
{
	td_report *report = work->report;
	g_autoptr(GHashTable) by_person = g_hash_table_new(NULL, NULL);

	count_trailers(report, by_person, report->series);
	count_trailers(report, by_person, report->earlier);
	count_strays(work, by_person);
	for (unsigned i = 0; i < work->mails->len; i++) {
		const td_work_mail *mail = &g_array_index(work->mails, td_work_mail, i);
		const td_work_mail *target;

		if (mail->kind != TD_KIND_REPLY || mail->series ||
		    !td_work_counts(mail) || !td_work_is_human(mail))
			continue;
		target = mail->target;
		if (target && td_work_is_somebody(mail->sender) &&
		    !td_work_is_same_person(target->author, mail->sender) &&
		    !td_work_is_same_person(target->sender, mail->sender))
			reviewer(report, by_person, mail->sender)->replies++;
	}
	g_ptr_array_sort(report->reviewers, compare_reviewers);
}

static unsigned
count_repliers(const td_work *work)
{
	g_autoptr(GHashTable) people = g_hash_table_new(NULL, NULL);

	for (unsigned i = 0; i < work->mails->len; i++) {
		const td_work_mail *mail = &g_array_index(work->mails, td_work_mail, i);

		if (mail->kind == TD_KIND_REPLY && !mail->series &&
		    td_work_counts(mail) && td_work_is_somebody(mail->sender))
			g_hash_table_add(people, mail->sender);
	}
	return g_hash_table_size(people);
}

void
td_work_rank(td_work *work)
{
	td_report_totals *totals = &work->report->totals;

	rank_contributors(work->report);
	rank_domains(work->report);
	rank_reviewers(work);
	totals->contributors = work->report->contributors->len;
	totals->domains = work->report->domains->len;
	totals->repliers = count_repliers(work);
	for (unsigned i = 0; i < work->report->reviewers->len; i++)
		totals->reviewers +=
		    given(g_ptr_array_index(work->report->reviewers, i)) > 0;
}
