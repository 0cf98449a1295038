/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/newest.c - which of those that follow a series supersedes it, as src/judge has
 * it
 */
#include "report/work.h"

#include "series/part.h"

enum { most_followers = 64 }; /* that are looked through */

/* One that follows a series. */
typedef struct follower {
	td_report_series *series;
	unsigned at;     /* in the order of arrival */
	bool sent_again; /* only some patches of it */
	bool copied;
} follower;

static td_part_counts
counts_of(const td_report_series *series)
{
	return (td_part_counts){ .total = series->total,
		.received = series->received_patches };
}

/* Some patches of a set of as many, as far as the two alone say. */
static bool
looks_sent_again(const td_report_series *older, const td_report_series *newer)
{
	return !newer->cover && newer->total > 1 && newer->total == older->total &&
	       newer->missing->len > 0;
}

bool
td_work_is_part_of(const td_report_series *older, const td_report_series *newer)
{
	return td_part_is_of(
	    counts_of(older), counts_of(newer), looks_sent_again(older, newer));
}

static void
note_follower(GHashTable *after, const td_report_series *older, const follower *one)
{
	GArray *all = g_hash_table_lookup(after, older);

	if (!all) {
		all = g_array_new(FALSE, FALSE, sizeof(follower));
		g_hash_table_insert(after, (void *)(uintptr_t)older, all);
	}
	g_array_append_val(all, *one);
}

/* td_report_series * to GArray of follower: by the index where it is asked. */
static GHashTable *
find_followers(const td_work *work)
{
	g_autoptr(GHashTable) by_id = g_hash_table_new(g_int64_hash, g_int64_equal);
	GHashTable *after =
	    g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);

	for (unsigned i = 0; i < work->series->len; i++) {
		td_work_series *item = g_ptr_array_index(work->series, i);

		g_hash_table_insert(by_id, &item->id, item->series);
	}
	for (unsigned i = 0; i < work->series->len; i++) {
		td_work_series *item = g_ptr_array_index(work->series, i);
		const td_work_elder *elder =
		    work->elders ? g_hash_table_lookup(work->elders, &item->id) : NULL;
		const td_report_series *older =
		    elder ? g_hash_table_lookup(by_id, &elder->series)
			  : g_hash_table_lookup(work->before, item->series);
		follower one = { .series = item->series, .at = i };

		if (!older)
			continue;
		one.sent_again =
		    elder ? elder->part : looks_sent_again(older, item->series);
		one.copied = elder && elder->copied;
		note_follower(after, older, &one);
	}
	return after;
}

static void
add_followers(
    GHashTable *after, const td_report_series *series, bool sent_again, GArray *all)
{
	const GArray *its = g_hash_table_lookup(after, series);

	for (unsigned i = 0; its && i < its->len && all->len < most_followers; i++) {
		follower one = g_array_index(its, follower, i);

		one.sent_again = one.sent_again || sent_again;
		g_array_append_val(all, one);
	}
}

/* The newest of those that follow it, or follow a part of it or what somebody else made
 * of it. */
static td_report_series *
find_newest(GHashTable *after, const td_report_series *series)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(follower));
	follower newest = { .series = NULL };

	add_followers(after, series, false, all);
	for (unsigned i = 0; i < all->len; i++) {
		const follower next = g_array_index(all, follower, i);
		bool part = td_part_is_of(
		    counts_of(series), counts_of(next.series), next.sent_again);

		if (part || (next.copied && td_work_is_anothers(next.series, series)))
			add_followers(after, next.series, part, all);
		else if (!newest.series || next.at > newest.at)
			newest = next;
	}
	return newest.series;
}

GHashTable *
td_work_find_last(const td_work *work)
{
	g_autoptr(GHashTable) after = find_followers(work);
	GHashTable *last = g_hash_table_new(NULL, NULL);

	/* Of a later one first. */
	for (unsigned i = work->series->len; i-- > 0;) {
		td_work_series *item = g_ptr_array_index(work->series, i);
		td_report_series *next = find_newest(after, item->series);
		td_report_series *later = next ? g_hash_table_lookup(last, next) : NULL;

		if (next)
			g_hash_table_insert(last, item->series, later ? later : next);
	}
	return last;
}
