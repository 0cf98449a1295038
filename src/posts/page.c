/* SPDX-License-Identifier: GPL-2.0-or-later */
/* posts/page.c - one pass over the tables, then sorting where there is need */
#include "posts/page.h"

#include <stdlib.h>

#include "base/limits.h"

typedef struct candidate {
	td_post_ref ref;
	int64_t keys[TD_POST_ORDERS];
	uint64_t number;
} candidate;

static bool
is_member(GHashTable *set, int64_t value)
{
	return set == NULL || g_hash_table_contains(set, &value);
}

static bool
is_in_time(const td_post_filter *filter, int64_t date)
{
	return (filter->since == 0 || date >= filter->since) &&
	       (filter->before == 0 || date < filter->before);
}

static bool
is_marked_so(const td_post_filter *filter, const td_posts *posts, uint32_t i)
{
	if (filter->states != 0 && (filter->states & 1u << td_posts_state(posts, i)) == 0)
		return false;
	if (filter->archived != 0 &&
	    td_posts_is_archived(posts, i) != (filter->archived > 0))
		return false;
	return filter->delegates == NULL ||
	       is_member(filter->delegates, td_posts_get_mark(posts, i)->delegate);
}

static bool
is_of_series(const td_post_filter *filter, const td_posts *posts, const td_post *post)
{
	if (filter->series == NULL)
		return true;
	return post->series != 0 &&
	       is_member(
		   filter->series, (int64_t)td_posts_number(posts,
				       td_posts_series(posts, post->series - 1)->first));
}

static bool
is_wanted(const td_post_filter *filter, const td_posts *posts, uint32_t i)
{
	const td_post *post = td_posts_get(posts, i);

	return post->kind == filter->kind &&
	       (filter->target == 0 || post->target == filter->target) &&
	       is_in_time(filter, post->date) &&
	       is_member(filter->submitters, post->submitter) &&
	       is_member(filter->messages, post->message) &&
	       is_of_series(filter, posts, post) && is_marked_so(filter, posts, i);
}

static int64_t
key_of(td_post_order order, const td_posts *posts, uint32_t i)
{
	switch (order) {
	case TD_POST_BY_DATE:
		return td_posts_get(posts, i)->date;
	case TD_POST_BY_STATE:
		return td_posts_state(posts, i);
	case TD_POST_BY_ARCHIVED:
		return td_posts_is_archived(posts, i);
	case TD_POST_BY_SUBMITTER:
		return td_posts_get(posts, i)->submitter;
	case TD_POST_BY_CHECK:
		return td_posts_get_mark(posts, i)->check;
	case TD_POST_BY_PROJECT:
		return posts->project;
	case TD_POST_BY_NUMBER:
		break;
	}
	return 0;
}

/* By its post. What goes the other way than the first order is turned round. */
static void
add_candidate(GArray *found, const td_post_filter *filter, td_post_ref ref, uint32_t post)
{
	candidate one = { .ref = ref,
		.keys = { key_of(filter->order, ref.posts, post) },
		.number = td_posts_number(ref.posts, post) };

	for (unsigned k = 0; k < filter->next_n; k++) {
		int64_t key = key_of(filter->next[k].order, ref.posts, post);
		bool turned = filter->next[k].descending != filter->descending;

		one.keys[k + 1] = turned ? -key : key;
	}
	g_array_append_val(found, one);
}

static int
compare_candidates(const void *a, const void *b)
{
	const candidate *left = a, *right = b;

	for (unsigned k = 0; k < TD_POST_ORDERS; k++)
		if (left->keys[k] != right->keys[k])
			return left->keys[k] < right->keys[k] ? -1 : 1;
	return (left->number > right->number) - (left->number < right->number);
}

/* Sorts and cuts. */
static GArray *
cut(GArray *found, const td_post_filter *filter, uint64_t *total)
{
	GArray *page = g_array_new(FALSE, FALSE, sizeof(td_post_ref));

	*total = found->len;
	g_array_sort(found, compare_candidates);
	for (uint64_t i = filter->skip; i < found->len && page->len < filter->limit;
	     i++) {
		uint64_t at = filter->descending ? found->len - 1 - i : i;

		g_array_append_val(page, g_array_index(found, candidate, at).ref);
	}
	return page;
}

/* One that is wanted, in the order of the answer. */
static void
take(GArray *page, const td_post_filter *filter, td_post_ref ref, uint64_t *total)
{
	if (*total >= filter->skip && page->len < filter->limit)
		g_array_append_val(page, ref);
	++*total;
}

/* Of one table that is in that order already: nothing is sorted, or kept but the page. */
static GArray *
select_in_order(td_posts *posts, const td_post_filter *filter, uint64_t *total)
{
	GArray *page = g_array_new(FALSE, FALSE, sizeof(td_post_ref));
	uint32_t n = posts->posts->len;

	*total = 0;
	for (uint32_t k = 0; k < n; k++) {
		uint32_t i = filter->descending ? n - 1 - k : k;

		if (filter->order == TD_POST_BY_DATE)
			i = g_array_index(posts->by_date, uint32_t, i);
		if (is_wanted(filter, posts, i))
			take(page, filter, (td_post_ref){ posts, i }, total);
	}
	return page;
}

GArray *
td_posts_select(const GPtrArray *tables, const td_post_filter *filter, uint64_t *total)
{
	g_autoptr(GArray) found = NULL;

	if (tables->len == 1 &&
	    (filter->order == TD_POST_BY_NUMBER ||
		(filter->order == TD_POST_BY_DATE && filter->next_n == 0)))
		return select_in_order(tables->pdata[0], filter, total);
	found = g_array_new(FALSE, FALSE, sizeof(candidate));
	for (guint t = 0; t < tables->len; t++) {
		td_posts *posts = g_ptr_array_index(tables, t);

		for (uint32_t i = 0; i < posts->posts->len; i++) {
			if (is_wanted(filter, posts, i))
				add_candidate(
				    found, filter, (td_post_ref){ posts, i }, i);
		}
	}
	return cut(found, filter, total);
}

static bool
is_wanted_series(const td_post_filter *filter, const td_posts *posts, uint32_t i)
{
	const td_post_series *series = td_posts_series(posts, i);
	const td_post *first = td_posts_get(posts, series->first);
	uint32_t head = series->cover != 0 ? series->cover - 1 : series->first;

	return is_in_time(filter, first->date) &&
	       is_member(filter->submitters, first->submitter) &&
	       is_member(filter->messages, td_posts_get(posts, head)->message) &&
	       is_member(filter->series, (int64_t)td_posts_number(posts, series->first));
}

/* Series are in the order of their numbers. */
static GArray *
select_series_in_order(td_posts *posts, const td_post_filter *filter, uint64_t *total)
{
	GArray *page = g_array_new(FALSE, FALSE, sizeof(td_post_ref));
	uint32_t n = posts->series->len;

	*total = 0;
	for (uint32_t k = 0; k < n; k++) {
		uint32_t i = filter->descending ? n - 1 - k : k;

		if (is_wanted_series(filter, posts, i))
			take(page, filter, (td_post_ref){ posts, i }, total);
	}
	return page;
}

GArray *
td_posts_select_series(
    const GPtrArray *tables, const td_post_filter *filter, uint64_t *total)
{
	g_autoptr(GArray) found = NULL;

	if (tables->len == 1 && filter->order == TD_POST_BY_NUMBER)
		return select_series_in_order(tables->pdata[0], filter, total);
	found = g_array_new(FALSE, FALSE, sizeof(candidate));
	for (guint t = 0; t < tables->len; t++) {
		td_posts *posts = g_ptr_array_index(tables, t);

		for (uint32_t i = 0; i < posts->series->len; i++) {
			if (is_wanted_series(filter, posts, i))
				add_candidate(found, filter, (td_post_ref){ posts, i },
				    td_posts_series(posts, i)->first);
		}
	}
	return cut(found, filter, total);
}
