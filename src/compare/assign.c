/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/assign.c - the cheapest way to pair columns with rows */
#include "compare/assign.h"

#include <glib.h>
#include <limits.h>
#include <stdbool.h>

#define NONE (-1)

typedef struct solver {
	int n;
	const int *cost;
	int *row_of;    /* of each column; NONE */
	int *column_of; /* of each row; NONE */
	int *price;     /* of each column */
	int *waiting;   /* rows without a column */
	int waits;
	int *distance; /* of each column, from the row that is being placed */
	int *before;   /* the row from which a column was reached */
	int *columns;  /* the columns: done, at the least distance, the others */
} solver;

static int
reduced(const solver *s, int row, int column)
{
	return s->cost[column + s->n * row] - s->price[column];
}

/* Each column is priced at its cheapest row. The last column to want a row gets it;
 * contested tells which rows were wanted by others as well. */
static void
reduce_columns(solver *s, bool *contested)
{
	for (int column = s->n - 1; column >= 0; column--) {
		int best = 0;

		for (int row = 1; row < s->n; row++) {
			if (s->cost[column + s->n * row] < s->cost[column + s->n * best])
				best = row;
		}
		s->price[column] = s->cost[column + s->n * best];
		if (s->column_of[best] == NONE) {
			s->column_of[best] = column;
			s->row_of[column] = best;
		} else {
			contested[best] = true;
		}
	}
}

/* A row that one column alone wanted lowers that column's price as far as its second
 * choice allows. */
static void
transfer_reduction(solver *s, const bool *contested)
{
	for (int row = 0; row < s->n; row++) {
		int own = s->column_of[row];
		int least = INT_MAX;

		if (own == NONE)
			s->waiting[s->waits++] = row;
		if (own == NONE || contested[row])
			continue;
		for (int column = 0; column < s->n; column++) {
			if (column != own)
				least = MIN(least, reduced(s, row, column));
		}
		s->price[own] -= least;
	}
}

/* The two cheapest columns of a row; of equals the one further left is first. */
static void
find_two(const solver *s, int row, int *first, int *second, int *gap)
{
	int least = reduced(s, row, 0);
	int next = INT_MAX;

	*first = 0;
	*second = NONE;
	for (int column = 1; column < s->n; column++) {
		int c = reduced(s, row, column);

		if (c >= next)
			continue;
		if (c > least) {
			next = c;
			*second = column;
		} else {
			next = least;
			*second = *first;
			least = c;
			*first = column;
		}
	}
	*gap = *second == NONE ? 0 : next - least;
	if (*second == NONE)
		*second = *first;
}

/* One pass over the rows that wait: each takes its cheapest column, and who had that
 * waits, now or for the next pass. */
static void
reduce_rows(solver *s)
{
	int had = s->waits;
	int at = 0;

	s->waits = 0;
	while (at < had) {
		int row = s->waiting[at++];
		int column, other, gap, loser;

		find_two(s, row, &column, &other, &gap);
		loser = s->row_of[column];
		if (gap > 0) {
			s->price[column] -= gap;
		} else if (loser != NONE) {
			column = other;
			loser = s->row_of[column];
		}
		if (loser != NONE && gap > 0)
			s->waiting[--at] = loser;
		else if (loser != NONE)
			s->waiting[s->waits++] = loser;
		s->column_of[row] = column;
		s->row_of[column] = row;
	}
}

/* Moves the columns at the least distance to the front of those not done. *up is where
 * they end. */
static int
gather_nearest(solver *s, int low, int *up)
{
	int least = s->distance[s->columns[(*up)++]];

	for (int k = *up; k < s->n; k++) {
		int column = s->columns[k];

		if (s->distance[column] > least)
			continue;
		if (s->distance[column] < least) {
			*up = low;
			least = s->distance[column];
		}
		s->columns[k] = s->columns[*up];
		s->columns[(*up)++] = column;
	}
	return least;
}

static int
find_free(const solver *s, int low, int up)
{
	for (int k = low; k < up; k++) {
		if (s->row_of[s->columns[k]] == NONE)
			return s->columns[k];
	}
	return NONE;
}

/* Goes on from the row that has the next nearest column. Gives a free column at that same
 * distance if there is one. */
static int
relax(solver *s, int least, int *low, int *up)
{
	int done = s->columns[(*low)++];
	int row = s->row_of[done];
	int base = reduced(s, row, done) - least;

	for (int k = *up; k < s->n; k++) {
		int column = s->columns[k];
		int c = reduced(s, row, column) - base;

		if (c >= s->distance[column])
			continue;
		s->distance[column] = c;
		s->before[column] = row;
		if (c != least)
			continue;
		if (s->row_of[column] == NONE)
			return column;
		s->columns[k] = s->columns[*up];
		s->columns[(*up)++] = column;
	}
	return NONE;
}

/* The shortest way from a row to a free column; prices change along it. */
static int
find_path(solver *s, int from)
{
	int low = 0, up = 0, done = 0, least = 0;
	int end = NONE;

	for (int column = 0; column < s->n; column++) {
		s->distance[column] = reduced(s, from, column);
		s->before[column] = from;
		s->columns[column] = column;
	}
	while (end == NONE) {
		done = low;
		least = gather_nearest(s, low, &up);
		end = find_free(s, low, up);
		while (end == NONE && low < up)
			end = relax(s, least, &low, &up);
	}
	for (int k = 0; k < done; k++) {
		int column = s->columns[k];

		s->price[column] += s->distance[column] - least;
	}
	return end;
}

static void
augment(solver *s, int from)
{
	int column = find_path(s, from);
	int row;

	do {
		int next;

		row = s->before[column];
		s->row_of[column] = row;
		next = s->column_of[row];
		s->column_of[row] = column;
		column = next;
	} while (row != from);
}

void
td_assign(unsigned n, const int *cost, int *row_of)
{
	g_autofree int *room = g_new0(int, (size_t)n * 6 + 1);
	g_autofree bool *contested = g_new0(bool, (size_t)n + 1);
	solver s = { .n = (int)n, .cost = cost, .row_of = row_of };
	int waits;

	if (n < 2) {
		memset(row_of, 0, sizeof(*row_of) * n);
		return;
	}
	s.column_of = room;
	s.price = room + n;
	s.waiting = room + (size_t)n * 2;
	s.distance = room + (size_t)n * 3;
	s.before = room + (size_t)n * 4;
	s.columns = room + (size_t)n * 5;
	for (unsigned i = 0; i < n; i++)
		s.row_of[i] = s.column_of[i] = NONE;
	reduce_columns(&s, contested);
	transfer_reduction(&s, contested);
	for (int pass = 0; pass < 2 && s.waits > 0; pass++)
		reduce_rows(&s);
	waits = s.waits;
	for (int i = 0; i < waits; i++)
		augment(&s, s.waiting[i]);
}
