/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/match.c - which patch of a version is which of the next one */
#include "compare/match.h"

#include "base/limits.h"
#include "compare/assign.h"
#include "compare/differ.h"
#include "compare/lines.h"

/* What range-diff gives to pairs that must not be. */
#define COST_NEVER (1 << 16)

typedef struct matcher {
	const GPtrArray *older, *newer;
	unsigned factor;
	uint64_t work; /* that may still be done, in lines */
	bool rough;    /* it was too little */
	td_differ *differ;
} matcher;

static td_compare_item *
item_at(const GPtrArray *items, unsigned i)
{
	return g_ptr_array_index(items, i);
}

td_span
td_compare_item_diff(const td_compare_item *item)
{
	return td_span_skip(
	    (td_span){ item->text.text->str, item->text.text->len }, item->text.diff);
}

/* The differ takes longer than linear time where lines repeat: 2 million of two kinds
 * take it ten seconds. */
uint64_t
td_compare_item_work(const td_compare_item *a, const td_compare_item *b)
{
	uint64_t lines = (uint64_t)a->lines->len + b->lines->len;

	return lines + lines * lines / 8192;
}

/* Of its lines, which are numbers already. */
static guint
hash_diff(const void *data)
{
	const GArray *lines = ((const td_compare_item *)data)->lines;
	uint32_t hash = 2166136261u;

	for (unsigned i = 0; i < lines->len; i++)
		hash = (hash ^ g_array_index(lines, uint32_t, i)) * 16777619u;
	return hash;
}

static gboolean
equal_diff(const void *a, const void *b)
{
	return td_span_equal(td_compare_item_diff(a), td_compare_item_diff(b));
}

/* Of several older ones with one diff the last is taken first, as range-diff does. */
static void
match_equal(matcher *m)
{
	g_autoptr(GHashTable) known =
	    g_hash_table_new_full(hash_diff, equal_diff, NULL, NULL);
	g_autofree int *before = g_new(int, m->older->len + 1);

	for (unsigned i = 0; i < m->older->len; i++) {
		td_compare_item *item = item_at(m->older, i);
		void *last = g_hash_table_lookup(known, item);

		before[i] = GPOINTER_TO_INT(last) - 1;
		g_hash_table_replace(known, item, GINT_TO_POINTER((int)i + 1));
	}
	for (unsigned i = 0; i < m->newer->len; i++) {
		td_compare_item *item = item_at(m->newer, i);
		int last = GPOINTER_TO_INT(g_hash_table_lookup(known, item)) - 1;
		td_compare_item *older;

		if (last < 0)
			continue;
		older = item_at(m->older, (unsigned)last);
		older->match = (int)i;
		item->match = last;
		if (before[last] >= 0)
			g_hash_table_replace(known,
			    item_at(m->older, (unsigned)before[last]),
			    GINT_TO_POINTER(before[last] + 1));
		else
			g_hash_table_remove(known, older);
	}
}

/* Lines that only one of both has: what any difference of the two has at least. */
static unsigned
least_lines(const GArray *a, const GArray *b)
{
	const uint32_t *x = (const uint32_t *)(const void *)a->data;
	const uint32_t *y = (const uint32_t *)(const void *)b->data;
	unsigned i = 0, j = 0, both = 0;

	while (i < a->len && j < b->len) {
		both += x[i] == y[j];
		/* Without branches: which one is less cannot be foreseen. */
		unsigned step_x = x[i] <= y[j];
		unsigned step_y = y[j] <= x[i];
		i += step_x;
		j += step_y;
	}
	return a->len + b->len - 2 * both;
}

static int
creation_cost(const matcher *m, const td_compare_item *item)
{
	uint64_t cost = (uint64_t)item->text.lines * m->factor / 100;

	return item->match >= 0 ? COST_NEVER : (int)MIN(cost, 1u << 24);
}

/*
 * What range-diff takes for the cost: the lines of the difference of both diffs. Where
 * even the least it can be is more than dropping one and adding the other, the pair
 * cannot be part of the cheapest assignment, so that the least will do.
 */
static int
pair_cost(matcher *m, const td_compare_item *a, const td_compare_item *b)
{
	uint64_t work = td_compare_item_work(a, b);
	int least = (int)least_lines(a->sorted, b->sorted);

	if (least > creation_cost(m, a) + creation_cost(m, b))
		return least;
	if (m->work < work) {
		m->rough = true;
		return least;
	}
	m->work -= work;
	return (int)td_lines_count(m->differ, a->lines, b->lines);
}

static void
fill_costs(matcher *m, int *cost, unsigned n)
{
	for (unsigned i = 0; i < m->older->len; i++) {
		td_compare_item *a = item_at(m->older, i);

		for (unsigned j = 0; j < m->newer->len; j++) {
			td_compare_item *b = item_at(m->newer, j);
			int *c = &cost[i + n * j];

			if (a->match == (int)j)
				*c = 0;
			else if (a->match >= 0 || b->match >= 0)
				*c = COST_NEVER;
			else
				*c = pair_cost(m, a, b);
		}
		for (unsigned j = m->newer->len; j < n; j++)
			cost[i + n * j] = creation_cost(m, a);
	}
	for (unsigned j = 0; j < m->newer->len; j++) {
		for (unsigned i = m->older->len; i < n; i++)
			cost[i + n * j] = creation_cost(m, item_at(m->newer, j));
	}
}

static void
match_cheapest(matcher *m)
{
	unsigned n = m->older->len + m->newer->len;
	g_autofree int *cost = g_new0(int, (size_t)n *n + 1);
	g_autofree int *row_of = g_new0(int, (size_t)n + 1);

	fill_costs(m, cost, n);
	td_assign(n, cost, row_of);
	for (unsigned i = 0; i < m->older->len; i++) {
		td_compare_item *a = item_at(m->older, i);
		td_compare_item *b;

		if (row_of[i] < 0 || (unsigned)row_of[i] >= m->newer->len)
			continue;
		b = item_at(m->newer, (unsigned)row_of[i]);
		a->distance = b->distance = (unsigned)cost[i + n * (unsigned)row_of[i]];
		a->match = row_of[i];
		b->match = (int)i;
	}
}

/* Titles that both versions have once among the patches that are left. */
static void
match_titles(matcher *m)
{
	g_autoptr(GHashTable) titles = g_hash_table_new(g_str_hash, g_str_equal);

	for (unsigned i = 0; i < m->older->len; i++) {
		td_compare_item *item = item_at(m->older, i);

		if (item->match >= 0)
			continue;
		/* -1 stands for a title that comes twice. */
		g_hash_table_replace(titles, item->key,
		    g_hash_table_contains(titles, item->key)
			? GINT_TO_POINTER(-1)
			: GINT_TO_POINTER((int)i + 1));
	}
	for (unsigned i = 0; i < m->newer->len; i++) {
		td_compare_item *item = item_at(m->newer, i);
		int at = GPOINTER_TO_INT(g_hash_table_lookup(titles, item->key));
		td_compare_item *older;

		if (item->match >= 0 || at <= 0)
			continue;
		older = item_at(m->older, (unsigned)at - 1);
		if (older->match >= 0)
			continue;
		older->match = (int)i;
		item->match = at - 1;
		item->distance = older->distance =
		    least_lines(older->sorted, item->sorted);
	}
}

static bool
is_too_large(const matcher *m)
{
	uint64_t lines = 0;

	for (unsigned i = 0; i < m->older->len; i++)
		lines += (uint64_t)item_at(m->older, i)->lines->len * (m->newer->len + 1);
	for (unsigned i = 0; i < m->newer->len; i++)
		lines += (uint64_t)item_at(m->newer, i)->lines->len * (m->older->len + 1);
	return m->older->len + m->newer->len > TD_MAX_COMPARE_WEIGHED ||
	       lines / 16 > TD_MAX_COMPARE_WORK;
}

bool
td_match(const GPtrArray *older, const GPtrArray *newer, unsigned creation_factor)
{
	matcher m = {
		.older = older,
		.newer = newer,
		.factor = creation_factor,
		.work = TD_MAX_COMPARE_WORK,
	};

	match_equal(&m);
	m.rough = is_too_large(&m);
	if (m.rough) {
		match_titles(&m);
	} else {
		m.differ = td_differ_new();
		match_cheapest(&m);
		td_differ_free(m.differ);
	}
	return m.rough;
}
