/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/patches.c - the series of the range: members, what they touch, which were asked
 * for */
#include "report/work.h"

#include <string.h>

static void
free_patch(td_report_patch *patch)
{
	g_array_unref(patch->stat);
	g_free(patch);
}

static void
free_patch_pointer(void *patch)
{
	free_patch(patch);
}

static void
free_series(td_report_series *series)
{
	if (!series)
		return;
	g_clear_pointer(&series->cover, free_patch);
	g_array_unref(series->missing);
	g_ptr_array_unref(series->patches);
	g_ptr_array_unref(series->trailers);
	g_free(series->previous);
	g_free(series);
}

static void
free_work_series(void *data)
{
	td_work_series *item = data;

	free_series(item->series);
	g_hash_table_unref(item->repliers);
	g_hash_table_unref(item->given);
	g_free(item);
}

static void
free_given_series(void *series)
{
	free_series(series);
}

static td_report_patch *
new_patch(td_work *work, td_work_mail *mail, unsigned number, bool extra)
{
	td_report_patch *patch = g_new0(td_report_patch, 1);

	patch->message = mail->id;
	patch->message_id = mail->message_id;
	patch->title = mail->title;
	patch->key = td_work_title_key(work, mail->title);
	patch->subject = mail->subject;
	patch->author = mail->author;
	patch->sender = mail->sender;
	patch->version = mail->version;
	patch->number = number;
	patch->extra = extra;
	patch->sent = mail->sent;
	patch->sent_zone = mail->sent_zone;
	patch->received = mail->received;
	patch->files = mail->files;
	patch->insertions = mail->insertions;
	patch->deletions = mail->deletions;
	memcpy(patch->patch_id, mail->patch_id, sizeof(patch->patch_id));
	patch->commit = mail->commit;
	patch->blob = mail->blob;
	patch->epoch = mail->epoch;
	patch->position = mail->position;
	patch->stat = g_array_new(FALSE, FALSE, sizeof(td_report_file));
	mail->patch = patch;
	return patch;
}

static td_work_series *
new_series(td_work *work, const td_index_series *row)
{
	td_report_series *series = g_new0(td_report_series, 1);
	td_work_series *item = g_new0(td_work_series, 1);
	td_work_mail *cover = td_work_find(work, row->cover);

	series->version = row->version;
	series->minor = row->minor;
	series->total = row->total;
	series->received_patches = row->received;
	series->rfc = row->rfc;
	series->resend = row->resend;
	series->missing = g_array_new(FALSE, FALSE, sizeof(unsigned));
	series->patches = g_ptr_array_new_with_free_func(free_patch_pointer);
	series->trailers = g_ptr_array_new_with_free_func(g_free);
	series->evidence = "";
	series->evidence_text = "";
	item->id = row->id;
	item->series = series;
	item->repliers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	item->given = td_work_new_given();
	if (cover) {
		series->cover = new_patch(work, cover, 0, false);
		cover->series = item;
		item->in_range = !cover->before;
	}
	return item;
}

/* Who wrote the cover; without one, who wrote most of the patches (of equals the first).
 */
static td_report_person *
main_author(const td_report_series *series)
{
	g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
	td_report_person *best = series->cover ? series->cover->author : NULL;
	unsigned most = 0;

	for (unsigned i = 0; i < series->patches->len && !series->cover; i++) {
		const td_report_patch *patch = g_ptr_array_index(series->patches, i);
		unsigned n =
		    1 + GPOINTER_TO_UINT(g_hash_table_lookup(counts, patch->author));

		g_hash_table_insert(counts, patch->author, GUINT_TO_POINTER(n));
		if (n > most) {
			most = n;
			best = patch->author;
		}
	}
	return best;
}

static void
find_missing(td_report_series *series)
{
	unsigned next = 1;

	for (unsigned i = 0; i <= series->patches->len; i++) {
		const td_report_patch *patch = i < series->patches->len
						   ? g_ptr_array_index(series->patches, i)
						   : NULL;
		unsigned end = patch ? patch->number : series->total + 1;

		if (patch && patch->extra)
			continue;
		for (; next < end; next++)
			g_array_append_val(series->missing, next);
		next = end + 1;
	}
}

/* What the head says stands for the whole. */
static void
describe(td_work *work, td_work_series *item)
{
	td_report_series *series = item->series;
	const td_report_patch *first = series->cover;
	const td_work_mail *head;

	if (!first)
		first = g_ptr_array_index(series->patches, 0);
	head = td_work_find(work, first->message);
	series->title = head->title;
	series->key = first->key;
	series->subject = head->subject;
	series->tags = head->tags;
	series->has_version = head->has_version;
	series->class_name = head->class_name;
	series->sender = head->sender;
	series->message_id = head->message_id;
	series->sent = head->sent;
	series->received = head->received;
	series->author = main_author(series);
	find_missing(series);
	for (unsigned i = 0; i < series->patches->len; i++) {
		const td_report_patch *patch = g_ptr_array_index(series->patches, i);

		if (patch->extra)
			continue;
		series->insertions += patch->insertions;
		series->deletions += patch->deletions;
		series->received = MAX(series->received, patch->received);
	}
}

static int
compare_patches(const void *a, const void *b)
{
	const td_report_patch *x = *(td_report_patch *const *)a;
	const td_report_patch *y = *(td_report_patch *const *)b;

	if (x->extra != y->extra)
		return x->extra ? 1 : -1;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return (x->position > y->position) - (x->position < y->position);
}

/* The index gives both lists in the same order, so one walk joins them. */
static void
join_members(td_work *work, const GArray *series, const GArray *members)
{
	unsigned at = 0;

	for (unsigned i = 0; i < series->len; i++) {
		const td_index_series *row = &g_array_index(series, td_index_series, i);
		td_work_series *item = new_series(work, row);

		for (; at < members->len; at++) {
			const td_index_member *member =
			    &g_array_index(members, td_index_member, at);
			td_work_mail *mail;

			if (member->series != row->id)
				break;
			mail = td_work_find(work, member->message);
			if (!mail || mail->patch)
				continue;
			mail->series = item;
			item->in_range |= !mail->before;
			g_ptr_array_add(item->series->patches,
			    new_patch(work, mail, member->number, member->extra));
		}
		if (item->series->patches->len == 0 && !item->series->cover) {
			free_work_series(item);
			continue;
		}
		g_ptr_array_sort(item->series->patches, compare_patches);
		g_ptr_array_add(work->series, item);
	}
}

static void
add_file(const td_index_file *file, void *data)
{
	td_work *work = data;
	td_work_mail *mail = td_work_find(work, file->message);
	td_report_file row = {
		.insertions = file->insertions,
		.deletions = file->deletions,
		.is_new = file->is_new,
		.is_deleted = file->is_deleted,
		.is_binary = file->is_binary,
	};

	if (!mail || !mail->patch)
		return;
	row.path = td_work_keep(work, file->path);
	row.old_path = td_work_keep(work, file->old_path);
	g_array_append_val(mail->patch->stat, row);
}

/* Distinct files of a series; paths are kept once, so pointers tell them apart. */
static unsigned
count_files(const td_report_series *series)
{
	g_autoptr(GHashTable) paths = g_hash_table_new(NULL, NULL);

	for (unsigned i = 0; i < series->patches->len; i++) {
		const td_report_patch *patch = g_ptr_array_index(series->patches, i);

		for (unsigned j = 0; j < patch->stat->len && !patch->extra; j++) {
			const td_report_file *file =
			    &g_array_index(patch->stat, td_report_file, j);

			g_hash_table_add(paths, (void *)(uintptr_t)file->path);
		}
	}
	return g_hash_table_size(paths);
}

static bool
path_asked_for(
    const td_report_options *options, GPatternSpec **globs, const td_report_patch *patch)
{
	for (unsigned i = 0; i < patch->stat->len; i++) {
		const td_report_file *file =
		    &g_array_index(patch->stat, td_report_file, i);

		for (unsigned g = 0; options->paths[g]; g++) {
			size_t n = strlen(options->paths[g]);

			if (g_pattern_spec_match_string(globs[g], file->path))
				return true;
			/* A folder means all that is in it, as in git's pathspec. */
			if (strncmp(file->path, options->paths[g], n) == 0 &&
			    (file->path[n] == '/' || file->path[n] == '\0' ||
				(n > 0 && file->path[n - 1] == '/')))
				return true;
		}
	}
	return false;
}

/* Patches that touch none of the asked paths are not asked for; a cover goes with its
 * patches. */
static void
select_paths(td_work *work)
{
	const td_report_options *options = work->options;
	unsigned n = g_strv_length((char **)(uintptr_t)options->paths);
	g_autofree GPatternSpec **globs = g_new0(GPatternSpec *, n + 1);

	for (unsigned g = 0; g < n; g++)
		globs[g] = g_pattern_spec_new(options->paths[g]);
	for (unsigned i = 0; i < work->mails->len; i++) {
		td_work_mail *mail = &g_array_index(work->mails, td_work_mail, i);

		if (mail->kind != TD_KIND_PATCH || !mail->patch ||
		    !path_asked_for(options, globs, mail->patch))
			mail->selected = false;
	}
	for (unsigned g = 0; g < n; g++)
		g_pattern_spec_free(globs[g]);
}

/* With a filter, a series counts whole as soon as one of its mails does, and so do its
 * replies. */
static void
select_series(td_work *work)
{
	for (unsigned i = 0; i < work->mails->len; i++) {
		td_work_mail *mail = &g_array_index(work->mails, td_work_mail, i);

		if (mail->series && mail->selected)
			mail->series->selected = true;
	}
	for (unsigned i = 0; i < work->mails->len; i++) {
		td_work_mail *mail = &g_array_index(work->mails, td_work_mail, i);

		if (mail->series && mail->wanted && mail->series->selected)
			mail->selected = true;
	}
	if (!work->filtered)
		return;
	for (unsigned i = 0; i < work->mails->len; i++) {
		td_work_mail *mail = &g_array_index(work->mails, td_work_mail, i);
		const td_work_mail *target;

		if (mail->kind != TD_KIND_REPLY || mail->series || !mail->wanted)
			continue;
		target = mail->target;
		if (target && target->series && target->series->selected)
			mail->selected = true;
	}
}

bool
td_work_load_series(td_work *work, GError **error)
{
	const td_index_range *range = &work->range;
	g_autoptr(GArray) series = td_index_load_series(work->index, range, error);
	g_autoptr(GArray) members = NULL;

	if (!series)
		return false;
	members = td_index_load_members(work->index, range, error);
	if (!members)
		return false;
	g_ptr_array_set_free_func(work->series, free_work_series);
	g_ptr_array_set_free_func(work->report->series, free_given_series);
	g_ptr_array_set_free_func(work->report->earlier, free_given_series);
	g_ptr_array_set_free_func(work->report->resting, free_given_series);
	join_members(work, series, members);
	if (!td_work_find_targets(work, error))
		return false;
	for (unsigned i = 0; i < work->series->len; i++)
		describe(work, g_ptr_array_index(work->series, i));
	if (!td_index_each_file(work->index, range, add_file, work, error))
		return false;
	if (work->options->paths)
		select_paths(work);
	select_series(work);
	for (unsigned i = 0; i < work->series->len; i++) {
		td_work_series *item = g_ptr_array_index(work->series, i);

		item->series->files = count_files(item->series);
	}
	return true;
}
