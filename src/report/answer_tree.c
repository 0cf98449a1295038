/* SPDX-License-Identifier: GPL-2.0-or-later */
/* report/answer_tree.c - answers to a series in the order of a tree */
#include "report/answer_tree.h"

#include <stdbool.h>

#include "report/standing.h"

/* Lists without pointers: places from 1, 0 is the end. */
typedef struct tree {
	const GPtrArray *answers;
	unsigned *first; /* of each answer: its first answer */
	unsigned *last;  /* the last one */
	unsigned *next;  /* the next one beside it */
	bool *done;
	GArray *order;
} tree;

static const td_page_answer *
at(const tree *self, unsigned place)
{
	return self->answers->pdata[place - 1];
}

static void
add_below(tree *self, unsigned parent, unsigned place)
{
	if (self->last[parent] != 0)
		self->next[self->last[parent]] = place;
	else
		self->first[parent] = place;
	self->last[parent] = place;
}

/* It and all below it; each once, so a ring ends. */
static void
walk(tree *self, unsigned top)
{
	unsigned place = top, depth = 0;

	while (place != 0) {
		td_answer_place one = { place - 1, depth };
		unsigned next = self->first[place];

		if (self->done[place])
			return;
		self->done[place] = true;
		g_array_append_val(self->order, one);
		if (next != 0) {
			depth++;
			place = next;
			continue;
		}
		for (; place != top && self->next[place] == 0; depth--)
			place = at(self, place)->parent;
		place = place == top ? 0 : self->next[place];
	}
}

static int
compare_tops(const void *a, const void *b, void *data)
{
	const unsigned *left = a, *right = b;
	unsigned x = at(data, *left)->number, y = at(data, *right)->number;

	if (x != y)
		return x < y ? -1 : 1;
	return *left < *right ? -1 : 1;
}

GArray *
td_answer_tree(const GPtrArray *answers)
{
	unsigned n = answers->len;
	g_autofree unsigned *links = g_new0(unsigned, 3 * ((size_t)n + 1));
	g_autofree bool *done = g_new0(bool, (size_t)n + 1);
	g_autoptr(GArray) tops = g_array_new(FALSE, FALSE, sizeof(unsigned));
	tree self = { .answers = answers,
		.first = links,
		.last = links + n + 1,
		.next = links + 2 * ((size_t)n + 1),
		.done = done,
		.order = g_array_new(FALSE, FALSE, sizeof(td_answer_place)) };

	for (unsigned place = 1; place <= n; place++) {
		unsigned parent = at(&self, place)->parent;

		if (parent == 0 || parent > n)
			g_array_append_val(tops, place);
		else
			add_below(&self, parent, place);
	}
	g_array_sort_with_data(tops, compare_tops, &self);
	for (unsigned i = 0; i < tops->len; i++)
		walk(&self, g_array_index(tops, unsigned, i));
	/* What answers itself by a detour. */
	for (unsigned place = 1; place <= n; place++)
		if (!done[place])
			walk(&self, place);
	return self.order;
}
