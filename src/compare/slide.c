/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/slide.c - where a group of changed lines stands that might stand elsewhere */
#include "compare/slide.h"

#include <glib.h>

/* Indentation is looked at so far, and a group moved, and blank lines counted. */
#define MOST_INDENT 200
#define MOST_SHIFT 100
#define MOST_BLANKS 20
/* What a split costs where it is, and how much an indent weighs beside that. */
#define AT_START 1
#define AT_END 21
#define BLANK (-30)
#define BLANK_BELOW 6
#define DEEPER (-4)
#define DEEPER_PAST_BLANK 10
#define OUTER 24
#define OUTER_PAST_BLANK 17
#define LESS 23
#define LESS_PAST_BLANK 17
#define INDENT_WEIGHT 60

/* Changed lines from begin up to end; empty between any two lines that are not. */
typedef struct group {
	unsigned begin, end;
} group;

typedef struct slider {
	td_slide_side *side;
	td_slide_side *other;
	group here, there; /* there: of the other side, beside the same unchanged lines */
} slider;

static group
first_group(const td_slide_side *side)
{
	group g = { 0, 0 };

	while (td_slide_marked(side, g.end))
		g.end++;
	return g;
}

static bool
next_group(const td_slide_side *side, group *g)
{
	if (g->end >= side->count)
		return false;
	g->begin = g->end = g->end + 1;
	while (td_slide_marked(side, g->end))
		g->end++;
	return true;
}

/* There is one. The mark before the first line ends it. */
static void
previous_group(const td_slide_side *side, group *g)
{
	g->begin = g->end = g->begin - 1;
	while (side->all[g->begin])
		g->begin--;
}

/* By one line, taking in a group that it comes to touch. */
static bool
move_up(td_slide_side *side, group *g)
{
	if (g->begin == 0 || side->lines[g->begin - 1] != side->lines[g->end - 1])
		return false;
	td_slide_mark(side, --g->begin, true);
	td_slide_mark(side, --g->end, false);
	while (side->all[g->begin])
		g->begin--;
	return true;
}

static bool
move_down(td_slide_side *side, group *g)
{
	if (g->end >= side->count || side->lines[g->begin] != side->lines[g->end])
		return false;
	td_slide_mark(side, g->begin++, false);
	td_slide_mark(side, g->end++, true);
	while (td_slide_marked(side, g->end))
		g->end++;
	return true;
}

static bool
slide_up(slider *s)
{
	if (!move_up(s->side, &s->here))
		return false;
	previous_group(s->other, &s->there);
	return true;
}

static bool
slide_down(slider *s)
{
	if (!move_down(s->side, &s->here))
		return false;
	next_group(s->other, &s->there);
	return true;
}

static bool
has_other(const slider *s)
{
	return s->there.end > s->there.begin;
}

/* -1 of a blank line. */
static int
indent_of(td_span line)
{
	int indent = 0;

	for (size_t i = 0; i < line.n; i++) {
		char c = line.p[i];

		if (c == ' ')
			indent++;
		else if (c == '\t')
			indent += 8 - indent % 8;
		else if (!g_ascii_isspace(c) && c != '\v')
			return indent;
		if (indent >= MOST_INDENT)
			return MOST_INDENT;
	}
	return -1;
}

/* What is around a place between two lines. */
typedef struct surroundings {
	bool at_end;
	int indent; /* of the line below; -1: blank, or none */
	int blanks_above, indent_above;
	int blanks_below, indent_below;
} surroundings;

/* The indent of the first line that is not blank, by step -1 or 1 from at; -1: none. */
static int
look(const td_slide_side *side, int64_t at, int step, int *blanks)
{
	*blanks = 0;
	for (; at >= 0 && at < side->count; at += step) {
		int indent = indent_of(side->texts[at]);

		if (indent >= 0)
			return indent;
		if (++*blanks == MOST_BLANKS)
			return 0;
	}
	return -1;
}

static surroundings
look_around(const td_slide_side *side, unsigned at)
{
	surroundings s = { .at_end = at >= side->count };

	s.indent = s.at_end ? -1 : indent_of(side->texts[at]);
	s.indent_above = look(side, (int64_t)at - 1, -1, &s.blanks_above);
	s.indent_below = look(side, (int64_t)at + 1, 1, &s.blanks_below);
	return s;
}

typedef struct cost {
	int indent, penalty;
} cost;

static int
indent_penalty(const surroundings *s, int indent, bool blanks)
{
	if (indent == -1 || s->indent_above == -1 || indent == s->indent_above)
		return 0;
	if (indent > s->indent_above)
		return blanks ? DEEPER_PAST_BLANK : DEEPER;
	if (s->indent_below != -1 && s->indent_below > indent)
		return blanks ? OUTER_PAST_BLANK : OUTER;
	return blanks ? LESS_PAST_BLANK : LESS;
}

static void
add_cost(const td_slide_side *side, unsigned at, cost *sum)
{
	surroundings s = look_around(side, at);
	int below = s.indent == -1 ? 1 + s.blanks_below : 0;
	int blanks = s.blanks_above + below;
	int indent = s.indent != -1 ? s.indent : s.indent_below;

	if (s.indent_above == -1 && s.blanks_above == 0)
		sum->penalty += AT_START;
	if (s.at_end)
		sum->penalty += AT_END;
	sum->penalty += BLANK * blanks + BLANK_BELOW * below;
	sum->indent += indent;
	sum->penalty += indent_penalty(&s, indent, blanks != 0);
}

static bool
is_as_cheap(const cost *a, const cost *b)
{
	int indent = (a->indent > b->indent) - (a->indent < b->indent);

	return INDENT_WEIGHT * indent + a->penalty - b->penalty <= 0;
}

/* Where the group ends best, between its highest end and where it is. */
static unsigned
best_end(const slider *s, unsigned highest)
{
	unsigned size = s->here.end - s->here.begin;
	unsigned best = 0;
	cost best_cost = { 0 };
	bool any = false;
	unsigned end = highest;

	if (s->here.end - size > 0)
		end = MAX(end, s->here.end - size - 1);
	if (s->here.end > MOST_SHIFT)
		end = MAX(end, s->here.end - MOST_SHIFT);
	for (; end <= s->here.end; end++) {
		cost now = { 0 };

		add_cost(s->side, end, &now);
		add_cost(s->side, end - size, &now);
		if (!any || is_as_cheap(&now, &best_cost)) {
			any = true;
			best = end;
			best_cost = now;
		}
	}
	return best;
}

/* Up as far as it goes, then down, as long as it takes other groups in. */
static void
slide_group(slider *s)
{
	unsigned size, highest;
	bool beside;

	do {
		size = s->here.end - s->here.begin;
		while (slide_up(s))
			;
		highest = s->here.end;
		beside = has_other(s);
		while (slide_down(s))
			beside |= has_other(s);
	} while (size != s->here.end - s->here.begin);
	if (s->here.end == highest)
		return;
	if (beside) {
		while (!has_other(s))
			slide_up(s);
	} else if (s->side->texts) {
		unsigned end = best_end(s, highest);

		while (s->here.end > end)
			slide_up(s);
	}
}

void
td_slide(td_slide_side *side, td_slide_side *other)
{
	slider s = { side, other, first_group(side), first_group(other) };

	do {
		if (s.here.end > s.here.begin)
			slide_group(&s);
	} while (next_group(side, &s.here) && next_group(other, &s.there));
}
