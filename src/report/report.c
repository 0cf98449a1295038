/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/report.c - builds the model of an update, part by part */
#include "report/report.h"

#include "report/work.h"

static td_report *
new_report(td_index *index, const td_report_options *options)
{
	td_report *report = g_new0(td_report, 1);

	report->store = g_new0(struct td_report_store, 1);
	report->store->strings = g_string_chunk_new(64 * 1024);
	report->store->people = g_ptr_array_new_with_free_func(g_free);
	report->before = options->range.first > 0 ? options->range.first - 1 : 0;
	report->since = options->since;
	report->until = options->until;
	report->order = options->order;
	report->parts = options->parts ? options->parts : TD_PART_ALL;
	report->top = options->everything ? 0 : options->top ? options->top : 15;
	report->totals.removed = options->removed;
	report->totals.corrupt = options->corrupt;
	report->domains = g_ptr_array_new_with_free_func(g_free);
	report->contributors = g_ptr_array_new_with_free_func(g_free);
	report->reviewers = g_ptr_array_new_with_free_func(g_free);
	report->series = g_ptr_array_new();
	report->earlier = g_ptr_array_new();
	report->resting = g_ptr_array_new();
	report->waiting = g_ptr_array_new();
	report->waiting_days = options->waiting_days ? options->waiting_days : 7;
	report->pulls = g_ptr_array_new_with_free_func(g_free);
	report->applied = g_ptr_array_new_with_free_func(g_free);
	report->threads = g_ptr_array_new_with_free_func(g_free);
	report->discussions = g_ptr_array_new_with_free_func(g_free);
	report->classes = g_ptr_array_new_with_free_func(g_free);
	report->days = g_array_new(FALSE, FALSE, sizeof(td_report_day));
	report->remarks = g_ptr_array_new_with_free_func(g_free);
	report->index = index;
	report->load_text = options->load_text;
	report->load_changelog = options->load_changelog;
	report->load_data = options->load_data;
	return report;
}

void
td_report_free(td_report *report)
{
	if (!report)
		return;
	g_ptr_array_unref(report->domains);
	g_ptr_array_unref(report->contributors);
	g_ptr_array_unref(report->reviewers);
	g_ptr_array_unref(report->waiting);
	g_ptr_array_unref(report->earlier);
	g_ptr_array_unref(report->resting);
	g_ptr_array_unref(report->series);
	g_ptr_array_unref(report->pulls);
	g_ptr_array_unref(report->applied);
	g_ptr_array_unref(report->threads);
	g_ptr_array_unref(report->discussions);
	g_ptr_array_unref(report->classes);
	g_array_unref(report->days);
	g_ptr_array_unref(report->remarks);
	g_ptr_array_unref(report->store->people);
	g_string_chunk_free(report->store->strings);
	g_free(report->store);
	g_free(report);
}

static void
add_remarks(td_report *report, const td_report_options *options)
{
	const td_report_totals *totals = &report->totals;

	for (unsigned i = 0; options->remarks && i < options->remarks->len; i++)
		g_ptr_array_add(
		    report->remarks, g_strdup(g_ptr_array_index(options->remarks, i)));
	if (report->order == TD_ORDER_DATE)
		g_ptr_array_add(report->remarks,
		    g_strdup_printf(
			"sorted by Date, not by arrival; %u of %u mails carry a "
			"Date more than two days away from their arrival",
			totals->late, totals->mails));
	if (totals->removed > 0)
		g_ptr_array_add(report->remarks,
		    g_strdup_printf("%u mail%s removed from the archive", totals->removed,
			totals->removed == 1 ? " was" : "s were"));
	if (totals->unnamed > 0)
		g_ptr_array_add(report->remarks,
		    g_strdup_printf("the list puts its own name into %u mail%s: who sent "
				    "%s is not known",
			totals->unnamed, totals->unnamed == 1 ? "" : "s",
			totals->unnamed == 1 ? "it" : "them"));
	if (totals->corrupt > 0)
		g_ptr_array_add(report->remarks,
		    g_strdup_printf(
			"%u mail%s could not be read: damaged or missing objects",
			totals->corrupt, totals->corrupt == 1 ? "" : "s"));
}

/* Of what a later version is known of the page says a line. */
static void
tell_expected(td_work *work)
{
	g_autoptr(GPtrArray) patches = g_ptr_array_new();
	g_autoptr(GHashTable) older = g_hash_table_new(NULL, NULL);
	GHashTableIter iter;
	void *one;

	g_hash_table_iter_init(&iter, work->before);
	while (g_hash_table_iter_next(&iter, NULL, &one))
		g_hash_table_add(older, one);
	for (unsigned i = work->series->len; i-- > 0;) {
		const td_work_series *item = g_ptr_array_index(work->series, i);
		const td_report_series *series = item->series;

		if (!item->selected || !item->in_range ||
		    g_hash_table_contains(older, series))
			continue;
		if (series->cover)
			g_ptr_array_add(patches, series->cover);
		for (unsigned j = 0; j < series->patches->len; j++)
			g_ptr_array_add(patches, g_ptr_array_index(series->patches, j));
	}
	work->options->expect(patches, work->options->load_data);
}

static bool
build(td_work *work, GError **error)
{
	if (work->options->heading_only)
		return td_work_load_name(work, error);
	if (!td_work_load_mails(work, error) || !td_work_load_series(work, error))
		return false;
	td_work_find_lineage(work);
	if (work->options->expect)
		tell_expected(work);
	/* What is compared aside is all of the range; else some of it only if a review or
	 * a notice is for it. */
	if (work->options->compare_aside)
		td_work_begin_previous(work);
	if (!td_work_load_reviews(work, error) || !td_work_load_notices(work, error) ||
	    !td_work_load_pulls(work, error))
		return false;
	if (!work->options->compare_aside)
		td_work_begin_previous(work);
	if (!td_work_settle(work, error))
		return false;
	td_work_find_waiting(work);
	td_work_rank(work);
	td_work_activity(work);
	td_work_find_threads(work);
	return td_work_end_previous(work, error);
}

td_report *
td_report_build(td_index *index, const td_report_options *options, GError **error)
{
	g_autoptr(td_report) report = new_report(index, options);
	td_work work = {
		.report = report,
		.index = index,
		.options = options,
		.mails = g_array_sized_new(
		    FALSE, FALSE, sizeof(td_work_mail), options->expected),
		.by_id = g_array_sized_new(
		    FALSE, FALSE, sizeof(td_work_key), options->expected),
		.series = g_ptr_array_new(),
		.words = td_work_new_words(),
		.strays = g_ptr_array_new_with_free_func(g_free),
		.people = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		.known = g_hash_table_new_full(NULL, NULL, NULL, g_free),
		.merged = g_hash_table_new(NULL, NULL),
		.before = g_hash_table_new(NULL, NULL),
		.copied = g_hash_table_new(NULL, NULL),
		.profiles = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free,
		    (GDestroyNotify)td_chain_profile_free),
		.filtered = options->paths || options->authors || options->subjects,
	};
	bool ok;

	report->from = td_work_keep(&work, options->from);
	report->to = td_work_keep(&work, options->to);
	ok = build(&work, error);
	td_work_forget_previous(&work);
	g_array_unref(work.mails);
	g_clear_pointer(&work.ids, g_array_unref);
	g_clear_pointer(&work.elders, g_hash_table_unref);
	g_clear_pointer(&work.idle, g_hash_table_unref);
	g_hash_table_unref(work.profiles);
	g_array_unref(work.by_id);
	g_ptr_array_unref(work.series);
	g_array_unref(work.words);
	g_ptr_array_unref(work.strays);
	g_hash_table_unref(work.people);
	g_hash_table_unref(work.known);
	g_hash_table_unref(work.merged);
	g_hash_table_unref(work.before);
	g_hash_table_unref(work.copied);
	if (!ok)
		return NULL;
	add_remarks(report, options);
	return g_steal_pointer(&report);
}

static char *
load(const td_report *report, char *(*load_one)(int64_t, void *, GError **),
    const td_report_patch *patch, GError **error)
{
	char *text;
	GError *failed = NULL;

	if (!load_one)
		return g_strdup("");
	text = load_one(patch->message, report->load_data, &failed);
	if (failed) {
		g_propagate_error(error, failed);
		return NULL;
	}
	return text ? text : g_strdup("");
}

char *
td_report_load_text(const td_report *report, const td_report_patch *patch, GError **error)
{
	return load(report, report->load_text, patch, error);
}

char *
td_report_load_changelog(
    const td_report *report, const td_report_patch *patch, GError **error)
{
	/* A first version has none before it. */
	if (patch->version == 1)
		return g_strdup("");
	return load(report, report->load_changelog, patch, error);
}
