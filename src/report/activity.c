/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/activity.c - totals, mails a day, classes, and the threads most talked about */
#include "report/work.h"

#include <string.h>

#include "subject/subject.h"

#define DAY_SECONDS (24 * 60 * 60)
/* A Date this far from arrival is worth a word: imports and wrong clocks. */
#define LATE_SECONDS (2 * 24 * 60 * 60)
/* A forged arrival must not make a plot of a million days. */
#define MAX_DAYS 20000
/* One answer is no discussion. */
#define MIN_REPLIES 2

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

typedef struct work_thread {
	td_report_thread *thread;
	GHashTable *people;
} work_thread;

static void
free_work_thread(void *data)
{
	work_thread *item = data;

	g_hash_table_unref(item->people);
	g_free(item);
}

static int
compare_threads(const void *a, const void *b)
{
	const td_report_thread *x = *(td_report_thread *const *)a;
	const td_report_thread *y = *(td_report_thread *const *)b;

	if (x->mails != y->mails)
		return x->mails > y->mails ? -1 : 1;
	if (x->people != y->people)
		return x->people > y->people ? -1 : 1;
	return (x->last < y->last) - (x->last > y->last);
}

static work_thread *
start_thread(td_report *report, const td_work_mail *mail)
{
	work_thread *item = g_new0(work_thread, 1);

	item->thread = g_new0(td_report_thread, 1);
	item->thread->title = mail->title;
	item->thread->message_id = mail->message_id;
	item->thread->starter = mail->author;
	item->thread->first = mail->received;
	item->thread->begun_before = mail->kind == TD_KIND_REPLY;
	item->people = g_hash_table_new(NULL, NULL);
	g_ptr_array_add(report->threads, item->thread);
	return item;
}

/* "Re: Aw: [PATCH] title" of an answer that came first here: git's rules for titles know
 * no Aw:. */
static void
read_title(td_work *work, td_report_thread *thread)
{
	g_autoptr(td_subject) subject = NULL;

	if (!thread->begun_before)
		return;
	subject = td_subject_parse(td_span_of(thread->title));
	if (*subject->title)
		thread->title = td_work_keep(work, subject->title);
}

/* A thread is its discussion: what people answered. Fifty patches without a word are
 * none. */
static void
find_threads(td_work *work)
{
	g_autoptr(GHashTable) by_id =
	    g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_work_thread);
	td_report *report = work->report;
	GHashTableIter iter;
	void *value;

	for (unsigned i = 0; i < work->mails->len; i++) {
		td_work_mail *mail = &g_array_index(work->mails, td_work_mail, i);
		work_thread *item;

		if (!mail->selected)
			continue;
		item = g_hash_table_lookup(by_id, &mail->thread);
		if (!item) {
			item = start_thread(report, mail);
			g_hash_table_insert(by_id, &mail->thread, item);
		}
		item->thread->last = MAX(item->thread->last, mail->received);
		if (mail->kind == TD_KIND_REPLY && !mail->series && !mail->before) {
			item->thread->mails++;
			g_hash_table_add(item->people, mail->sender);
		}
	}
	g_hash_table_iter_init(&iter, by_id);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		work_thread *item = value;

		item->thread->people = g_hash_table_size(item->people);
	}
	g_ptr_array_sort(report->threads, compare_threads);
	while (report->threads->len > 0) {
		const td_report_thread *last =
		    g_ptr_array_index(report->threads, report->threads->len - 1);

		if (last->mails >= MIN_REPLIES)
			break;
		g_ptr_array_remove_index(report->threads, report->threads->len - 1);
	}
	for (unsigned i = 0; i < report->threads->len; i++)
		read_title(work, g_ptr_array_index(report->threads, i));
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
	find_threads(work);
}
