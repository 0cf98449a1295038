/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search/hits.c - a heap with the last of those that are wanted on top */
#include "search/hits.h"

#include <stdlib.h>

#include "search/search.h"

struct td_hits {
	const td_search_options *options;
	GArray *kept; /* of td_hit */
	size_t room;  /* how many are wanted; SIZE_MAX: all, and no heap */
	uint64_t total;
};

td_hits *
td_hits_new(const td_search_options *options)
{
	td_hits *hits = g_new0(td_hits, 1);

	hits->options = options;
	hits->kept = g_array_new(FALSE, FALSE, sizeof(td_hit));
	hits->room = options->limit == 0 || options->limit > SIZE_MAX - options->offset
			 ? SIZE_MAX
			 : options->offset + options->limit;
	return hits;
}

void
td_hits_free(td_hits *hits)
{
	if (hits == NULL)
		return;
	g_clear_pointer(&hits->kept, g_array_unref);
	g_free(hits);
}

/* Below 0 where a comes before b. */
static int
compare_hits(const td_hit *a, const td_hit *b, td_search_order order)
{
	int by_score = (a->score < b->score) - (a->score > b->score);
	int by_time = (a->received < b->received) - (a->received > b->received);
	int by_id = (a->message < b->message) - (a->message > b->message);

	if (order == TD_SEARCH_RELEVANCE && by_score != 0)
		return by_score;
	if (by_time == 0)
		by_time = by_id;
	return order == TD_SEARCH_OLDEST ? -by_time : by_time;
}

static int
compare_sorted(const void *a, const void *b, void *order)
{
	return compare_hits(a, b, *(const td_search_order *)order);
}

static void
swap(td_hit *all, size_t a, size_t b)
{
	td_hit kept = all[a];

	all[a] = all[b];
	all[b] = kept;
}

/* The first of the heap goes down until those below it come before it. */
static void
sink(td_hits *hits)
{
	td_hit *all = (td_hit *)(void *)hits->kept->data;
	td_search_order order = hits->options->order;
	size_t at = 0;

	for (;;) {
		size_t child = 2 * at + 1;

		if (child >= hits->kept->len)
			return;
		if (child + 1 < hits->kept->len &&
		    compare_hits(&all[child], &all[child + 1], order) < 0)
			child++;
		if (compare_hits(&all[at], &all[child], order) >= 0)
			return;
		swap(all, at, child);
		at = child;
	}
}

static void
rise(td_hits *hits)
{
	td_hit *all = (td_hit *)(void *)hits->kept->data;

	for (size_t at = hits->kept->len - 1; at > 0;) {
		size_t parent = (at - 1) / 2;

		if (compare_hits(&all[parent], &all[at], hits->options->order) >= 0)
			return;
		swap(all, at, parent);
		at = parent;
	}
}

void
td_hits_add(const td_hit *hit, void *data)
{
	td_hits *hits = data;
	const td_search_options *options = hits->options;
	td_hit *first = (td_hit *)(void *)hits->kept->data;

	hits->total++;
	if (options->each != NULL)
		options->each(hit, options->data);
	if (hits->kept->len < hits->room) {
		g_array_append_vals(hits->kept, hit, 1);
		/* Nothing will be left out where all are wanted. */
		if (hits->room != SIZE_MAX)
			rise(hits);
	} else if (hits->room > 0 && compare_hits(hit, first, options->order) < 0) {
		*first = *hit;
		sink(hits);
	}
}

uint64_t
td_hits_total(const td_hits *hits)
{
	return hits->total;
}

GArray *
td_hits_take(td_hits *hits)
{
	GArray *kept = g_steal_pointer(&hits->kept);
	td_search_order order = hits->options->order;
	size_t offset = hits->options->offset;

	if (kept->len > 1)
		qsort_r(kept->data, kept->len, sizeof(td_hit), compare_sorted, &order);
	if (offset > 0)
		g_array_remove_range(kept, 0, (unsigned)MIN(offset, (size_t)kept->len));
	return kept;
}
