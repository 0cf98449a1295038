/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/differ.c - which lines of one text have to go, and which come, to make another
 */
#include "compare/differ.h"

#include <string.h>

#include "compare/slide.h"
#include "compare/snake.h"

/* A line is common where the other text has it as often as this, or the root of its
 * length if that is less. */
#define MOST_COMMON 1024
/* How far is looked around a common line, and how many lines of which the other text has
 * none a common one weighs. */
#define NEAR 100
#define COMMON_WEIGHT 4

/* How often the other text has a line. */
typedef enum commonness { NEVER, SOMETIMES, OFTEN } commonness;

typedef struct side {
	const td_differ_text *text;
	td_slide_side marks; /* a mark for each line: it goes, or it comes */
	GArray *counts; /* uint32_t, of each number's lines in the text; zero outside a
			   run */
	unsigned begin, end; /* what both texts begin and end with is outside */
	uint8_t *common;     /* a commonness for each line */
	uint32_t *kept;      /* numbers of the lines that are compared */
	unsigned *places;    /* where these are in the text */
	unsigned kept_count;
	unsigned room; /* lines that the arrays are for */
} side;

struct td_differ {
	side sides[2];
	td_snake *snake;
	GArray *changes;
};

td_differ *
td_differ_new(void)
{
	td_differ *differ = g_new0(td_differ, 1);

	for (unsigned i = 0; i < 2; i++)
		differ->sides[i].counts = g_array_new(FALSE, TRUE, sizeof(uint32_t));
	differ->snake = td_snake_new();
	differ->changes = g_array_new(FALSE, FALSE, sizeof(td_differ_change));
	return differ;
}

static void
free_arrays(side *s)
{
	g_free(s->marks.all);
	g_free(s->common);
	g_free(s->kept);
	g_free(s->places);
}

void
td_differ_free(td_differ *differ)
{
	if (!differ)
		return;
	for (unsigned i = 0; i < 2; i++) {
		free_arrays(&differ->sides[i]);
		g_array_unref(differ->sides[i].counts);
	}
	td_snake_free(differ->snake);
	g_array_unref(differ->changes);
	g_free(differ);
}

/* The marks have an empty one before the first line and after the last. */
static void
begin_side(side *s, const td_differ_text *text)
{
	unsigned n = text->count;

	if (n > s->room || !s->common) {
		free_arrays(s);
		s->room = MAX(n, s->room * 2);
		s->marks.all = g_new(bool, (size_t)s->room + 2);
		s->common = g_new(uint8_t, (size_t)s->room + 1);
		s->kept = g_new(uint32_t, (size_t)s->room + 1);
		s->places = g_new(unsigned, (size_t)s->room + 1);
	}
	s->text = text;
	s->marks.lines = text->lines;
	s->marks.texts = text->texts;
	s->marks.count = n;
	s->kept_count = 0;
	memset(s->marks.all, 0, (size_t)n + 2);
}

static void
trim(side *a, side *b)
{
	const uint32_t *x = a->text->lines;
	const uint32_t *y = b->text->lines;
	unsigned n = a->text->count;
	unsigned m = b->text->count;
	unsigned begin = 0;

	while (begin < n && begin < m && x[begin] == y[begin])
		begin++;
	while (n > begin && m > begin && x[n - 1] == y[m - 1]) {
		n--;
		m--;
	}
	a->begin = b->begin = begin;
	a->end = n;
	b->end = m;
}

static void
count_lines(side *s)
{
	for (unsigned i = 0; i < s->text->count; i++) {
		uint32_t number = s->text->lines[i];

		if (number >= s->counts->len)
			g_array_set_size(s->counts, number + 1);
		g_array_index(s->counts, uint32_t, number)++;
	}
}

static void
uncount_lines(side *s)
{
	for (unsigned i = 0; i < s->text->count; i++)
		g_array_index(s->counts, uint32_t, s->text->lines[i]) = 0;
}

static void
find_common(side *s, const side *other)
{
	unsigned many = MIN(td_snake_root(s->text->count), MOST_COMMON);

	for (unsigned i = s->begin; i < s->end; i++) {
		uint32_t number = s->text->lines[i];
		uint32_t count = number < other->counts->len
				     ? g_array_index(other->counts, uint32_t, number)
				     : 0;

		s->common[i] = count == 0 ? NEVER : count >= many ? OFTEN : SOMETIMES;
	}
}

/* Lines of each kind beside a common one, up to the next that is neither. */
typedef struct vicinity {
	unsigned never, often;
} vicinity;

static vicinity
look_back(const side *s, unsigned i)
{
	unsigned first = i - s->begin > NEAR ? i - NEAR : s->begin;
	vicinity found = { 0, 1 };

	for (unsigned at = i; at > first && s->common[at - 1] != SOMETIMES; at--) {
		found.never += s->common[at - 1] == NEVER;
		found.often += s->common[at - 1] == OFTEN;
	}
	return found;
}

static vicinity
look_ahead(const side *s, unsigned i)
{
	unsigned last = s->end - 1 - i > NEAR ? i + NEAR : s->end - 1;
	vicinity found = { 0, 1 };

	for (unsigned at = i; at < last && s->common[at + 1] != SOMETIMES; at++) {
		found.never += s->common[at + 1] == NEVER;
		found.often += s->common[at + 1] == OFTEN;
	}
	return found;
}

/* A common line between many that the other text has not would only mislead. */
static bool
misleads(const side *s, unsigned i)
{
	vicinity back = look_back(s, i);
	vicinity ahead;

	if (back.never == 0)
		return false;
	ahead = look_ahead(s, i);
	return ahead.never > 0 && (back.often + ahead.often) * COMMON_WEIGHT <
				      back.often + ahead.often + back.never + ahead.never;
}

static void
keep_lines(side *s)
{
	for (unsigned i = s->begin; i < s->end; i++) {
		if (s->common[i] == NEVER || (s->common[i] == OFTEN && misleads(s, i))) {
			td_slide_mark(&s->marks, i, true);
			continue;
		}
		s->kept[s->kept_count] = s->text->lines[i];
		s->places[s->kept_count++] = i;
	}
}

static void
mark_kept(side *s, unsigned from, unsigned to)
{
	for (unsigned i = from; i < to; i++)
		td_slide_mark(&s->marks, s->places[i], true);
}

static unsigned
box_size(const td_snake_box *box)
{
	return box->end[0] - box->begin[0] + box->end[1] - box->begin[1];
}

/* The larger half by going on, so that calls are few deep. */
static void
compare_box(td_differ *differ, td_snake_box box)
{
	side *a = &differ->sides[0];
	side *b = &differ->sides[1];

	for (;;) {
		td_snake_box half[2];
		unsigned larger;

		td_snake_trim(a->kept, b->kept, &box);
		if (box.begin[0] == box.end[0] || box.begin[1] == box.end[1]) {
			mark_kept(a, box.begin[0], box.end[0]);
			mark_kept(b, box.begin[1], box.end[1]);
			return;
		}
		td_snake_split(differ->snake, a->kept, b->kept, &box, half);
		larger = box_size(&half[1]) > box_size(&half[0]);
		compare_box(differ, half[1 - larger]);
		box = half[larger];
	}
}

static void
list_changes(td_differ *differ)
{
	const td_slide_side *a = &differ->sides[0].marks;
	const td_slide_side *b = &differ->sides[1].marks;
	unsigned i = 0, j = 0;

	g_array_set_size(differ->changes, 0);
	while (i < a->count || j < b->count) {
		td_differ_change change = { .first = i, .second = j };

		while (td_slide_marked(a, i))
			i++;
		while (td_slide_marked(b, j))
			j++;
		change.removed = i - change.first;
		change.added = j - change.second;
		if (change.removed > 0 || change.added > 0)
			g_array_append_val(differ->changes, change);
		i++;
		j++;
	}
}

void
td_differ_run(
    td_differ *differ, const td_differ_text *first, const td_differ_text *second)
{
	side *a = &differ->sides[0];
	side *b = &differ->sides[1];
	td_snake_box box = { 0 };

	begin_side(a, first);
	begin_side(b, second);
	trim(a, b);
	count_lines(a);
	count_lines(b);
	find_common(a, b);
	find_common(b, a);
	uncount_lines(a);
	uncount_lines(b);
	keep_lines(a);
	keep_lines(b);
	box.end[0] = a->kept_count;
	box.end[1] = b->kept_count;
	td_snake_start(differ->snake, a->kept_count, b->kept_count);
	compare_box(differ, box);
	td_slide(&a->marks, &b->marks);
	td_slide(&b->marks, &a->marks);
	list_changes(differ);
}

const GArray *
td_differ_changes(const td_differ *differ)
{
	return differ->changes;
}
