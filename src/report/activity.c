/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/activity.c - totals, mails a day, classes */
#include "report/work.h"

#include <string.h>

#define DAY_SECONDS (24 * 60 * 60)
/* A Date this far from arrival is worth a word: imports and wrong clocks. */
#define LATE_SECONDS (2 * 24 * 60 * 60)
/* A forged arrival must not make a plot of a million days. */
#define MAX_DAYS 20000

static int64_t
midnight(int64_t seconds)
{
	int64_t rest = seconds % DAY_SECONDS;

	return seconds - (rest < 0 ? rest + DAY_SECONDS : rest);
}

static void
count_kind(td_report_totals *totals, const td_work_mail *mail)
{
	totals->mails++;
	if (mail->sent != 0 && ABS(mail->sent - mail->received) > LATE_SECONDS)
		totals->late++;
	switch (mail->kind) {
	case TD_KIND_PATCH:
		totals->patches++;
		break;
	case TD_KIND_COVER:
		totals->covers++;
		break;
	case TD_KIND_REPLY:
		totals->replies++;
		break;
	case TD_KIND_PULL:
		totals->pulls++;
		break;
	case TD_KIND_NOTICE:
		totals->notices++;
		break;
	case TD_KIND_MAIL:
		totals->others++;
		break;
	}
}

static void
count_series(td_report *report)
{
	g_autoptr(GHashTable) paths = g_hash_table_new(NULL, NULL);
	td_report_totals *totals = &report->totals;

	totals->series = report->series->len;
	for (unsigned i = 0; i < report->series->len; i++) {
		const td_report_series *series = g_ptr_array_index(report->series, i);

		if (series->version > 1 || series->minor > 0)
			totals->new_versions++;
		else
			totals->new_series++;
		totals->insertions += series->insertions;
		totals->deletions += series->deletions;
		for (unsigned j = 0; j < series->patches->len; j++) {
			const td_report_patch *patch =
			    g_ptr_array_index(series->patches, j);

			for (unsigned f = 0; f < patch->stat->len; f++)
				g_hash_table_add(
				    paths, (void *)(uintptr_t)g_array_index(
					       patch->stat, td_report_file, f)
					       .path);
		}
	}
	totals->files = g_hash_table_size(paths);
}

static void
count_days(td_work *work)
{
	td_report *report = work->report;
	int64_t first = midnight(report->first);
	int64_t n =
	    report->last > 0 ? (midnight(report->last) - first) / DAY_SECONDS + 1 : 0;

	n = MIN(n, MAX_DAYS);
	for (int64_t i = 0; i < n; i++) {
		td_report_day day = { .day = first + i * DAY_SECONDS };

		g_array_append_val(report->days, day);
	}
	for (unsigned i = 0; i < work->mails->len; i++) {
		const td_work_mail *mail = &g_array_index(work->mails, td_work_mail, i);
		int64_t at = (midnight(mail->received) - first) / DAY_SECONDS;

		if (!td_work_counts(mail) || at < 0 || at >= n)
			continue;
		g_array_index(report->days, td_report_day, at).mails++;
		if (mail->kind == TD_KIND_PATCH)
			g_array_index(report->days, td_report_day, at).patches++;
	}
}

static int
compare_counts(const void *a, const void *b)
{
	const td_report_count *x = *(td_report_count *const *)a;
	const td_report_count *y = *(td_report_count *const *)b;

	if (x->patches != y->patches)
		return x->patches > y->patches ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void
count_classes(td_work *work)
{
	g_autoptr(GHashTable) by_name = g_hash_table_new(g_str_hash, g_str_equal);
	td_report *report = work->report;

	for (unsigned i = 0; i < work->mails->len; i++) {
		const td_work_mail *mail = &g_array_index(work->mails, td_work_mail, i);
		td_report_count *count = g_hash_table_lookup(by_name, mail->class_name);

		if (mail->before)
			continue;
		if (!count) {
			count = g_new0(td_report_count, 1);
			count->name = mail->class_name;
			g_ptr_array_add(report->classes, count);
			g_hash_table_insert(
			    by_name, (void *)(uintptr_t)mail->class_name, count);
		}
		count->patches++;
		if (!mail->wanted)
			report->totals.left_out++;
	}
	g_ptr_array_sort(report->classes, compare_counts);
}

void
td_work_activity(td_work *work)
{
	for (unsigned i = 0; i < work->mails->len; i++) {
		const td_work_mail *mail = &g_array_index(work->mails, td_work_mail, i);

		if (td_work_counts(mail))
			count_kind(&work->report->totals, mail);
	}
	count_series(work->report);
	count_days(work);
	count_classes(work);
}
