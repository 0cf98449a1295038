/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/notices.c - what was applied, and what was asked to be pulled */
#include "report/work.h"

#include <string.h>

typedef struct notice_walk {
	td_work *work;
	GHashTable *by_message_id; /* of td_work_mail *: patches and covers */
	GHashTable *by_title;      /* of td_work_mail *: the newest patch of that title */
} notice_walk;

static void
index_patches(notice_walk *walk)
{
	for (unsigned i = 0; i < walk->work->mails->len; i++) {
		td_work_mail *mail = &g_array_index(walk->work->mails, td_work_mail, i);

		if (!mail->patch && mail->kind != TD_KIND_PULL)
			continue;
		g_hash_table_insert(
		    walk->by_message_id, (void *)(uintptr_t)mail->message_id, mail);
		g_hash_table_insert(walk->by_title, td_subject_key(mail->title), mail);
	}
}

/*
 * The mail that a notice's row speaks of: the one it names, else the one of that title
 * that came before it, else the one it answers.
 */
static td_work_mail *
find_subject(notice_walk *walk, const td_index_notice *row, td_work_mail *notice)
{
	td_work_mail *hit = NULL;

	if (*row->title) {
		g_autofree char *key = td_subject_key(row->title);

		hit = g_hash_table_lookup(walk->by_title, key);
		if (hit && hit->position > notice->position)
			hit = NULL;
	}
	if (!hit && *row->message_id)
		hit = g_hash_table_lookup(walk->by_message_id, row->message_id);
	if (!hit && !*row->title) {
		hit = td_work_find(walk->work, notice->parent);
		if (!hit || hit->kind != TD_KIND_PULL)
			hit = notice->target;
	}
	return hit;
}

static void
mark_applied(td_work *work, const td_index_notice *row, const td_work_mail *notice,
    td_work_mail *hit)
{
	td_work_series *item = hit->series;
	g_autofree char *where = NULL;

	if (!item)
		return;
	if (row->partly || (*row->title && hit->patch != item->series->cover))
		item->applied++;
	else
		item->whole_applied = true;
	where = g_strdup_printf("applied%s%s%s%s by %s", *row->tree ? " to " : "",
	    row->tree, *row->branch ? " " : "", row->branch,
	    *notice->sender->name ? notice->sender->name : notice->sender->address);
	item->touched |= !notice->before;
	item->series->evidence = notice->message_id;
	item->series->evidence_text = td_work_keep(work, where);
}

static void
add_notice(const td_index_notice *row, void *data)
{
	notice_walk *walk = data;
	td_work *work = walk->work;
	td_work_mail *notice = td_work_find(work, row->message);
	td_report_applied *applied;
	td_work_mail *hit;

	if (!notice || row->source == TD_NOTICE_TEST)
		return;
	hit = find_subject(walk, row, notice);
	if (row->source == TD_NOTICE_PR_TRACKER && hit && hit->kind == TD_KIND_PULL)
		g_hash_table_insert(work->merged, hit, notice);
	if (hit && row->source != TD_NOTICE_STABLE)
		mark_applied(work, row, notice, hit);
	if (notice->before || (work->filtered && !(hit && hit->selected)))
		return;
	applied = g_new0(td_report_applied, 1);
	applied->title = td_work_keep(work, *row->title ? row->title
					    : hit       ? hit->title
							: notice->title);
	applied->commit = td_work_keep(work, row->commit);
	applied->tree = td_work_keep(work, row->tree);
	applied->branch = td_work_keep(work, row->branch);
	applied->message_id = notice->message_id;
	applied->about = hit ? hit->message_id : td_work_keep(work, row->message_id);
	applied->by = notice->sender;
	applied->received = notice->received;
	applied->source = (unsigned)row->source;
	g_ptr_array_add(work->report->applied, applied);
}

static int
compare_applied(const void *a, const void *b)
{
	const td_report_applied *x = *(td_report_applied *const *)a;
	const td_report_applied *y = *(td_report_applied *const *)b;

	return (x->received < y->received) - (x->received > y->received);
}

bool
td_work_load_notices(td_work *work, GError **error)
{
	notice_walk walk = { .work = work };
	bool ok;

	walk.by_message_id = g_hash_table_new(g_str_hash, g_str_equal);
	walk.by_title = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	index_patches(&walk);
	ok = td_index_each_notice(work->index, &work->range, add_notice, &walk, error);
	g_hash_table_unref(walk.by_message_id);
	g_hash_table_unref(walk.by_title);
	g_ptr_array_sort(work->report->applied, compare_applied);
	return ok;
}

static void
add_pull(const td_index_pull *row, void *data)
{
	td_work *work = data;
	td_work_mail *mail = td_work_find(work, row->message);
	const td_work_mail *merged;
	td_report_pull *pull;

	if (!mail || !td_work_counts(mail) || mail->kind != TD_KIND_PULL)
		return;
	merged = g_hash_table_lookup(work->merged, mail);
	pull = g_new0(td_report_pull, 1);
	pull->title = mail->title;
	pull->message_id = mail->message_id;
	pull->url = td_work_keep(work, row->url);
	pull->ref = td_work_keep(work, row->ref);
	pull->base = td_work_keep(work, row->base);
	pull->tip = td_work_keep(work, row->tip);
	pull->sender = mail->sender;
	pull->sent = mail->sent;
	pull->received = mail->received;
	pull->merged_by = merged ? merged->message_id : "";
	pull->message = mail->id;
	g_ptr_array_add(work->report->pulls, pull);
}

bool
td_work_load_pulls(td_work *work, GError **error)
{
	return td_index_each_pull(work->index, &work->range, add_pull, work, error);
}
