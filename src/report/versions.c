/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/versions.c - the version before each series; which ones wait for an answer */
#include "report/work.h"

#include <string.h>

#include "base/limits.h"

#define DAY_SECONDS (24 * 60 * 60)

/* A patch of the older version, by what it is known by; each is found once. */
typedef struct old_patches {
	GHashTable *by_id;    /* patch-id to td_report_patch * */
	GHashTable *by_title; /* key of the title to td_report_patch * */
	GHashTable *left;     /* of td_report_patch *: those without a counterpart */
} old_patches;

static void
old_patches_clear(old_patches *old)
{
	g_hash_table_unref(old->by_id);
	g_hash_table_unref(old->by_title);
	g_hash_table_unref(old->left);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(old_patches, old_patches_clear)

static old_patches
list_patches(const td_report_series *series)
{
	old_patches old = {
		.by_id = g_hash_table_new(g_str_hash, g_str_equal),
		.by_title = g_hash_table_new(NULL, NULL),
		.left = g_hash_table_new(NULL, NULL),
	};

	for (unsigned i = 0; i < series->patches->len; i++) {
		td_report_patch *patch = g_ptr_array_index(series->patches, i);

		if (patch->extra)
			continue;
		if (patch->patch_id[0])
			g_hash_table_insert(old.by_id, patch->patch_id, patch);
		g_hash_table_insert(old.by_title, (void *)(uintptr_t)patch->key, patch);
		g_hash_table_add(old.left, patch);
	}
	return old;
}

static bool
take(const old_patches *old, const td_report_patch *found)
{
	return found && g_hash_table_remove(old->left, found);
}

static void
count_changes(td_report_previous *counts, const td_report_series *series,
    const td_report_series *before)
{
	g_auto(old_patches) old = list_patches(before);
	g_autoptr(GPtrArray) rest = g_ptr_array_new();

	for (unsigned i = 0; i < series->patches->len; i++) {
		td_report_patch *patch = g_ptr_array_index(series->patches, i);

		if (patch->extra)
			continue;
		counts->patches++;
		if (!patch->patch_id[0] ||
		    !take(&old, g_hash_table_lookup(old.by_id, patch->patch_id)))
			g_ptr_array_add(rest, patch);
	}
	for (unsigned i = 0; i < rest->len; i++) {
		const td_report_patch *patch = g_ptr_array_index(rest, i);

		if (take(&old, g_hash_table_lookup(old.by_title, patch->key)))
			counts->changed++;
		else
			counts->added++;
	}
	counts->dropped = g_hash_table_size(old.left);
	/* One patch, one before: whatever it is called now, it was changed. */
	if (counts->patches == 1 && counts->added == 1 && counts->dropped == 1) {
		counts->changed = 1;
		counts->added = counts->dropped = 0;
	}
}

static GPtrArray *
members_of(const td_report_series *series)
{
	GPtrArray *members = g_ptr_array_new();

	for (unsigned i = 0; i < series->patches->len; i++) {
		td_report_patch *patch = g_ptr_array_index(series->patches, i);

		if (!patch->extra)
			g_ptr_array_add(members, patch);
	}
	return members;
}

/* A series whose version before is known, until both are compared. */
typedef struct follower {
	td_report_series *series;
	const td_report_series *before;
	unsigned asked; /* place in comparisons, from 1; 0 for none */
} follower;

/* All that are to be compared, which is asked at once: they are independent. */
struct td_comparing {
	const td_report_options *options;
	GArray *followers;   /* of follower */
	GArray *comparisons; /* of td_report_comparison */
	GPtrArray *members;  /* of GPtrArray *: what these are about */
	GThread *thread;     /* that compares meanwhile; NULL */
	GError *error;       /* of options.compare */
};

/* What is looked into patch by patch; the rest is counted by names. */
static unsigned
ask_comparison(td_work *work, td_comparing *self, const td_report_series *series,
    const td_report_series *before)
{
	g_autoptr(GPtrArray) older = members_of(before);
	g_autoptr(GPtrArray) newer = members_of(series);
	const td_report_comparison asked = { .older = older, .newer = newer };

	if (!work->options->compare || older->len == 0 || newer->len == 0 ||
	    work->compared + older->len + newer->len > TD_MAX_PAGE_COMPARED)
		return 0;
	work->compared += older->len + newer->len;
	g_array_append_val(self->comparisons, asked);
	g_ptr_array_add(self->members, g_steal_pointer(&older));
	g_ptr_array_add(self->members, g_steal_pointer(&newer));
	return self->comparisons->len;
}

static void
describe_previous(td_work *work, td_comparing *self, const td_work_series *item,
    const td_report_series *before)
{
	td_report_previous *previous = g_new0(td_report_previous, 1);
	follower next = { .series = item->series, .before = before };

	item->series->previous = previous;
	previous->message_id = before->message_id;
	previous->received = before->received;
	previous->version = before->version;
	previous->minor = before->minor;
	/* With parts missing on either side nothing can be said of patches. */
	if (next.series->missing->len > 0 || before->missing->len > 0)
		return;
	if (item->selected && (item->in_range || item->touched))
		next.asked = ask_comparison(work, self, next.series, before);
	g_array_append_val(self->followers, next);
}

static void
take_answer(td_report_previous *previous, const td_report_comparison *answer)
{
	const td_report_changes *changes = &answer->changes;

	previous->compared = true;
	previous->changes = *changes;
	previous->patches = changes->newer;
	previous->changed = changes->changed - changes->reworded + changes->rewritten;
	previous->added = changes->added;
	previous->dropped = changes->dropped;
}

static void *
compare_all(void *data)
{
	td_comparing *self = data;

	if (self->comparisons->len > 0)
		self->options->compare(
		    (td_report_comparison *)(void *)self->comparisons->data,
		    self->comparisons->len, self->options->load_data, &self->error);
	return NULL;
}

/* The version before, which is not the cover letter of this one that came without it. */
static const td_report_series *
find_previous(const td_work *work, const td_report_series *series)
{
	const td_report_series *found = g_hash_table_lookup(work->before, series);
	const td_report_series *next =
	    found && found->patches->len == 0 && found->version == series->version
		? g_hash_table_lookup(work->before, found)
		: NULL;

	return next ? next : found;
}

void
td_work_begin_previous(td_work *work)
{
	td_comparing *self = g_new0(td_comparing, 1);

	self->options = work->options;
	self->followers = g_array_new(FALSE, FALSE, sizeof(follower));
	self->comparisons = g_array_new(FALSE, FALSE, sizeof(td_report_comparison));
	self->members = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	/* The newest first: where not all can be compared, the oldest are left out. */
	for (unsigned i = work->series->len; i-- > 0;) {
		td_work_series *item = g_ptr_array_index(work->series, i);
		const td_report_series *found = find_previous(work, item->series);

		if (found)
			describe_previous(work, self, item, found);
	}
	if (work->options->compare_aside)
		self->thread = g_thread_try_new("comparing", compare_all, self, NULL);
	if (!self->thread)
		compare_all(self);
	work->comparing = self;
}

void
td_work_forget_previous(td_work *work)
{
	td_comparing *self = g_steal_pointer(&work->comparing);

	if (!self)
		return;
	if (self->thread)
		g_thread_join(self->thread);
	g_array_unref(self->followers);
	g_array_unref(self->comparisons);
	g_ptr_array_unref(self->members);
	g_clear_error(&self->error);
	g_free(self);
}

bool
td_work_end_previous(td_work *work, GError **error)
{
	td_comparing *self = work->comparing;
	bool good;

	if (self->thread)
		g_thread_join(g_steal_pointer(&self->thread));
	good = self->error == NULL;
	for (unsigned i = 0; good && i < self->followers->len; i++) {
		const follower *next = &g_array_index(self->followers, follower, i);
		td_report_previous *previous = next->series->previous;
		const td_report_comparison *answer =
		    next->asked > 0 ? &g_array_index(self->comparisons,
					  td_report_comparison, next->asked - 1)
				    : NULL;

		if (answer && answer->compared)
			take_answer(previous, answer);
		else
			count_changes(previous, next->series, next->before);
	}
	if (!good)
		g_propagate_error(error, g_steal_pointer(&self->error));
	td_work_forget_previous(work);
	return good;
}

static bool
may_wait(const td_report_series *series)
{
	switch (series->status) {
	case TD_STATUS_NEW:
	case TD_STATUS_UPDATED:
	case TD_STATUS_RESENT:
	case TD_STATUS_RFC:
	case TD_STATUS_REVIEWED:
		return strcmp(series->class_name, "human") == 0;
	/* The next one to act is the author. */
	case TD_STATUS_CHANGES:
	case TD_STATUS_REJECTED:
	case TD_STATUS_APPLIED:
	case TD_STATUS_PARTLY_APPLIED:
	case TD_STATUS_SUPERSEDED:
		break;
	}
	return false;
}

static int64_t
waits_since(const td_report_series *series)
{
	return MAX(series->received, series->last_answer);
}

/*
 * By the days that stand beside each, the fewest first: who looks every week finds on top
 * what became due since, not what he saw and left. One order: days that begin anew in
 * the middle of a list, below what was never answered, were read as a mistake.
 */
static int
compare_waiting(const void *a, const void *b)
{
	const td_report_series *x = *(td_report_series *const *)a;
	const td_report_series *y = *(td_report_series *const *)b;

	return (waits_since(x) < waits_since(y)) - (waits_since(x) > waits_since(y));
}

static void
find_waiting_in(td_report *report, const GPtrArray *list)
{
	for (unsigned i = 0; i < list->len; i++) {
		td_report_series *series = g_ptr_array_index(list, i);
		int64_t days = (report->last - waits_since(series)) / DAY_SECONDS;

		if (!may_wait(series) || days < report->waiting_days)
			continue;
		series->waiting = (unsigned)MIN(days, UINT_MAX);
		g_ptr_array_add(report->waiting, series);
	}
}

void
td_work_find_waiting(td_work *work)
{
	find_waiting_in(work->report, work->report->series);
	find_waiting_in(work->report, work->report->earlier);
	find_waiting_in(work->report, work->report->resting);
	g_ptr_array_sort(work->report->waiting, compare_waiting);
}
