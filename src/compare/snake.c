/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/snake.c - where to cut two lists of numbers */
#include "compare/snake.h"

#include <limits.h>

/* gcc's partial redundancy elimination makes the innermost loops a fifth slower. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("no-tree-partial-pre")
#endif

/* A search is cut short at the root of the diagonals, but not below LEAST_COST steps; a
 * long snake may end it after LEAST_STEPS, where it got as far as WORTH times the steps.
 */
#define LEAST_COST 256
#define LEAST_STEPS 256
#define LONG_SNAKE 20
#define WORTH 4

/*
 * Diagonal d is where the place in the first list is d more than that in the second. For
 * each the place in the first list is kept that a search got to.
 */
struct td_snake {
	int *room;         /* for both lists of diagonals */
	int *ahead, *back; /* by diagonal, from the begin and from the end of the box */
	unsigned size;     /* of either */
	int most_cost;
};

/* The diagonals that one search is on. */
typedef struct front {
	int *far;   /* snake's ahead or back */
	int middle; /* the first diagonal */
	int low, high;
} front;

typedef struct search {
	const uint32_t *x, *y;
	int x_begin, x_end, y_begin, y_end;
	int low, high; /* the diagonals of the box */
	front ahead, back;
	int cost; /* steps that were made from each end */
	bool long_snake;
	int cut_x, cut_y;
} search;

td_snake *
td_snake_new(void)
{
	return g_new0(td_snake, 1);
}

void
td_snake_free(td_snake *snake)
{
	if (!snake)
		return;
	g_free(snake->room);
	g_free(snake);
}

unsigned
td_snake_root(unsigned n)
{
	unsigned root = 1;

	for (; n > 0; n >>= 2)
		root <<= 1;
	return root;
}

void
td_snake_start(td_snake *snake, unsigned first, unsigned second)
{
	unsigned size = first + second + 3;

	if (size > snake->size || !snake->room) {
		g_free(snake->room);
		snake->size = MAX(size, snake->size * 2);
		snake->room = g_new(int, (size_t)snake->size * 2 + 2);
	}
	snake->ahead = snake->room + second + 1;
	snake->back = snake->ahead + snake->size;
	snake->most_cost = (int)MAX(td_snake_root(size), LEAST_COST);
}

void
td_snake_trim(const uint32_t *first, const uint32_t *second, td_snake_box *box)
{
	while (box->begin[0] < box->end[0] && box->begin[1] < box->end[1] &&
	       first[box->begin[0]] == second[box->begin[1]]) {
		box->begin[0]++;
		box->begin[1]++;
	}
	while (box->begin[0] < box->end[0] && box->begin[1] < box->end[1] &&
	       first[box->end[0] - 1] == second[box->end[1] - 1]) {
		box->end[0]--;
		box->end[1]--;
	}
}

/* One diagonal more at each end; at the edge of the box one less. What lies beyond is out
 * of reach. */
static void
widen(const search *s, front *f, int beyond)
{
	if (f->low > s->low) {
		f->low--;
		f->far[f->low - 1] = beyond;
	} else {
		f->low++;
	}
	if (f->high < s->high) {
		f->high++;
		f->far[f->high + 1] = beyond;
	} else {
		f->high--;
	}
}

static bool
is_on(const front *f, int diagonal)
{
	return f->low <= diagonal && diagonal <= f->high;
}

/* True where it met the search from the other end. What it reads of s is copied, as the
 * diagonals that it writes might be any int of s. */
static bool
step_ahead(search *s)
{
	bool odd = ((s->ahead.middle - s->back.middle) & 1) != 0;
	int *far = s->ahead.far;
	const front other = s->back;
	const uint32_t *first = s->x, *second = s->y;
	int x_end = s->x_end, y_end = s->y_end;

	widen(s, &s->ahead, -1);
	for (int d = s->ahead.high; d >= s->ahead.low; d -= 2) {
		int x = far[d - 1] >= far[d + 1] ? far[d - 1] + 1 : far[d + 1];
		int y = x - d;
		int from = x;

		while (x < x_end && y < y_end && first[x] == second[y]) {
			x++;
			y++;
		}
		if (x - from > LONG_SNAKE)
			s->long_snake = true;
		far[d] = x;
		if (odd && is_on(&other, d) && other.far[d] <= x) {
			s->cut_x = x;
			s->cut_y = y;
			return true;
		}
	}
	return false;
}

static bool
step_back(search *s)
{
	bool even = ((s->ahead.middle - s->back.middle) & 1) == 0;
	int *far = s->back.far;
	const front other = s->ahead;
	const uint32_t *first = s->x, *second = s->y;
	int x_begin = s->x_begin, y_begin = s->y_begin;

	widen(s, &s->back, INT_MAX);
	for (int d = s->back.high; d >= s->back.low; d -= 2) {
		int x = far[d - 1] < far[d + 1] ? far[d - 1] : far[d + 1] - 1;
		int y = x - d;
		int from = x;

		while (x > x_begin && y > y_begin && first[x - 1] == second[y - 1]) {
			x--;
			y--;
		}
		if (from - x > LONG_SNAKE)
			s->long_snake = true;
		far[d] = x;
		if (even && is_on(&other, d) && x <= other.far[d]) {
			s->cut_x = x;
			s->cut_y = y;
			return true;
		}
	}
	return false;
}

/* Whether a long snake ends here, or begins, by step -1 or 1. */
static bool
is_snake(const search *s, int x, int y, int step)
{
	for (int i = 0; i < LONG_SNAKE; i++) {
		int at = step < 0 ? -1 - i : i;

		if (s->x[x + at] != s->y[y + at])
			return false;
	}
	return true;
}

/* A way from the begin that got far, and last along a long snake. */
static bool
find_far_ahead(search *s)
{
	int best = 0;

	for (int d = s->ahead.high; d >= s->ahead.low; d -= 2) {
		int x = s->ahead.far[d];
		int y = x - d;
		int gain = (x - s->x_begin) + (y - s->y_begin) - ABS(d - s->ahead.middle);

		if (gain > WORTH * s->cost && gain > best &&
		    s->x_begin + LONG_SNAKE <= x && x < s->x_end &&
		    s->y_begin + LONG_SNAKE <= y && y < s->y_end &&
		    is_snake(s, x, y, -1)) {
			best = gain;
			s->cut_x = x;
			s->cut_y = y;
		}
	}
	return best > 0;
}

static bool
find_far_back(search *s)
{
	int best = 0;

	for (int d = s->back.high; d >= s->back.low; d -= 2) {
		int x = s->back.far[d];
		int y = x - d;
		int gain = (s->x_end - x) + (s->y_end - y) - ABS(d - s->back.middle);

		if (gain > WORTH * s->cost && gain > best && s->x_begin < x &&
		    x <= s->x_end - LONG_SNAKE && s->y_begin < y &&
		    y <= s->y_end - LONG_SNAKE && is_snake(s, x, y, 1)) {
			best = gain;
			s->cut_x = x;
			s->cut_y = y;
		}
	}
	return best > 0;
}

/* Of all that either search got to the farthest; true where it is that from the begin. */
static bool
give_up(search *s)
{
	int ahead = -1, ahead_x = -1;
	int back = INT_MAX, back_x = INT_MAX;

	for (int d = s->ahead.high; d >= s->ahead.low; d -= 2) {
		int x = MIN(s->ahead.far[d], s->x_end);
		int y = x - d;

		if (y > s->y_end) {
			x = s->y_end + d;
			y = s->y_end;
		}
		if (x + y > ahead) {
			ahead = x + y;
			ahead_x = x;
		}
	}
	for (int d = s->back.high; d >= s->back.low; d -= 2) {
		int x = MAX(s->back.far[d], s->x_begin);
		int y = x - d;

		if (y < s->y_begin) {
			x = s->y_begin + d;
			y = s->y_begin;
		}
		if (x + y < back) {
			back = x + y;
			back_x = x;
		}
	}
	if (s->x_end + s->y_end - back < ahead - s->x_begin - s->y_begin) {
		s->cut_x = ahead_x;
		s->cut_y = ahead - ahead_x;
		return true;
	}
	s->cut_x = back_x;
	s->cut_y = back - back_x;
	return false;
}

/* Which of the halves are to be exact. */
typedef struct exactness {
	bool first, second;
} exactness;

static exactness
find_cut(search *s, bool exact, int most_cost)
{
	for (s->cost = 1;; s->cost++) {
		s->long_snake = false;
		if (step_ahead(s) || step_back(s))
			return (exactness){ true, true };
		if (exact)
			continue;
		if (s->long_snake && s->cost > LEAST_STEPS) {
			if (find_far_ahead(s))
				return (exactness){ true, false };
			if (find_far_back(s))
				return (exactness){ false, true };
		}
		if (s->cost >= most_cost) {
			bool ahead = give_up(s);

			return (exactness){ ahead, !ahead };
		}
	}
}

void
td_snake_split(td_snake *snake, const uint32_t *first, const uint32_t *second,
    const td_snake_box *box, td_snake_box half[2])
{
	search s = {
		.x = first,
		.y = second,
		.x_begin = (int)box->begin[0],
		.y_begin = (int)box->begin[1],
		.x_end = (int)box->end[0],
		.y_end = (int)box->end[1],
	};
	exactness exact;

	s.low = s.x_begin - s.y_end;
	s.high = s.x_end - s.y_begin;
	s.ahead.far = snake->ahead;
	s.back.far = snake->back;
	s.ahead.middle = s.ahead.low = s.ahead.high = s.x_begin - s.y_begin;
	s.back.middle = s.back.low = s.back.high = s.x_end - s.y_end;
	s.ahead.far[s.ahead.middle] = s.x_begin;
	s.back.far[s.back.middle] = s.x_end;
	exact = find_cut(&s, box->exact, snake->most_cost);
	half[0] = half[1] = *box;
	half[0].end[0] = half[1].begin[0] = (unsigned)s.cut_x;
	half[0].end[1] = half[1].begin[1] = (unsigned)s.cut_y;
	half[0].exact = exact.first;
	half[1].exact = exact.second;
}
