/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/lines.c - two texts, line by line, as git shows what makes one of the other */
#include "compare/lines.h"

#include <string.h>

#include "compare/line_numbers.h"

/* What git keeps of a section's name, and of a hunk's header with it. */
#define SECTION_MAX 80
/* Lines around a change; two changes with no more than twice as many between are of one
 * hunk. */
#define CONTEXT 3

typedef struct text {
	GArray *numbers; /* uint32_t, of its lines */
	GArray *lines;   /* td_span, without LF */
	bool open;       /* the last one has no LF */
} text;

typedef struct walk {
	text first, second;
	unsigned searched; /* lines that were looked at for sections */
	td_span section;
	td_lines_each each;
	void *data;
} walk;

/* Changes of one hunk, and the lines that they are shown with. */
typedef struct hunk {
	const td_differ_change *changes;
	unsigned count;
	unsigned above, below; /* lines of context */
} hunk;

/* The hunk that begins with change i of them. lines: of the first text. */
static hunk
find_hunk(const GArray *changes, unsigned i, unsigned lines)
{
	const td_differ_change *all =
	    (const td_differ_change *)(const void *)changes->data;
	hunk h = { .changes = &all[i], .count = 1 };
	const td_differ_change *last = &all[i];

	while (i + h.count < changes->len &&
	       last[1].first - (last->first + last->removed) <= 2 * CONTEXT) {
		last++;
		h.count++;
	}
	h.above = MIN(all[i].first, CONTEXT);
	h.below = MIN(lines - (last->first + last->removed), CONTEXT);
	return h;
}

/* Unchanged lines between a change of a hunk and the next one. */
static unsigned
gap_below(const hunk *h, unsigned i)
{
	const td_differ_change *change = &h->changes[i];

	if (i + 1 == h->count)
		return h->below;
	return change[1].first - (change->first + change->removed);
}

unsigned
td_lines_count(td_differ *differ, const GArray *first, const GArray *second)
{
	const td_differ_text a = { (const uint32_t *)(const void *)first->data,
		first->len, NULL };
	const td_differ_text b = { (const uint32_t *)(const void *)second->data,
		second->len, NULL };
	const GArray *changes;
	unsigned count = 0;

	td_differ_run(differ, &a, &b);
	changes = td_differ_changes(differ);
	for (unsigned i = 0; i < changes->len;) {
		hunk h = find_hunk(changes, i, first->len);

		count += 1 + h.above;
		for (unsigned j = 0; j < h.count; j++)
			count +=
			    h.changes[j].removed + h.changes[j].added + gap_below(&h, j);
		i += h.count;
	}
	return count;
}

static bool
read_section(td_span line, td_span *section)
{
	static const char end[] = " ##";

	if (td_span_has_prefix(line, " ## ") && line.n >= 7 &&
	    memcmp(line.p + line.n - 3, end, 3) == 0) {
		*section = td_span_between(line.p + 4, line.p + line.n - 3);
		return true;
	}
	if (td_span_has_prefix(line, "@@ "))
		*section = td_span_skip(line, 3);
	else if (line.n > 0 && td_span_has_prefix(td_span_skip(line, 1), "@@ "))
		*section = td_span_skip(line, 4);
	else
		return false;
	return true;
}

/* No character is cut in two. */
static td_span
cut_section(td_span section)
{
	const char *end;

	section = td_span_trim_end(td_span_head(section, SECTION_MAX));
	if (section.n == 0)
		return section;
	g_utf8_validate_len(section.p, section.n, &end);
	return td_span_between(section.p, end);
}

/* The last section that begins above that line of the first text. */
static td_span
find_section(walk *w, unsigned line)
{
	td_span found;

	for (; w->searched < line; w->searched++) {
		if (read_section(
			g_array_index(w->first.lines, td_span, w->searched), &found))
			w->section = found;
	}
	return cut_section(w->section);
}

static void
give(const walk *w, td_line_kind kind, const text *of, unsigned from, unsigned count)
{
	for (unsigned i = from; i < from + count; i++) {
		w->each(kind, g_array_index(of->lines, td_span, i), w->data);
		if (of->open && i + 1 == of->lines->len)
			w->each(TD_LINE_CONTEXT,
			    td_span_of("\\ No newline at end of file"), w->data);
	}
}

static void
give_hunk(walk *w, const hunk *h)
{
	unsigned from = h->changes->first - h->above;

	w->each(TD_LINE_HUNK, find_section(w, from), w->data);
	give(w, TD_LINE_CONTEXT, &w->first, from, h->above);
	for (unsigned i = 0; i < h->count; i++) {
		const td_differ_change *change = &h->changes[i];

		give(w, TD_LINE_REMOVED, &w->first, change->first, change->removed);
		give(w, TD_LINE_ADDED, &w->second, change->second, change->added);
		give(w, TD_LINE_CONTEXT, &w->first, change->first + change->removed,
		    gap_below(h, i));
	}
}

static text
read_text(td_line_numbers *numbers, td_span whole)
{
	text read = { td_line_numbers_read(numbers, whole),
		g_array_new(FALSE, FALSE, sizeof(td_span)),
		whole.n > 0 && whole.p[whole.n - 1] != '\n' };
	td_span line;

	while (td_span_next_line(&whole, &line))
		g_array_append_val(read.lines, line);
	return read;
}

static td_differ_text
differ_text(const text *t)
{
	return (td_differ_text){ (const uint32_t *)(const void *)t->numbers->data,
		t->numbers->len, (const td_span *)(const void *)t->lines->data };
}

static void
clear_text(text *t)
{
	g_array_unref(t->numbers);
	g_array_unref(t->lines);
}

void
td_lines_diff(td_span first, td_span second, td_lines_each each, void *data)
{
	g_autoptr(td_line_numbers) numbers = td_line_numbers_new();
	g_autoptr(td_differ) differ = td_differ_new();
	walk w = { .first = read_text(numbers, first),
		.second = read_text(numbers, second),
		.each = each,
		.data = data };
	td_differ_text a = differ_text(&w.first);
	td_differ_text b = differ_text(&w.second);
	const GArray *changes;

	td_differ_run(differ, &a, &b);
	changes = td_differ_changes(differ);
	for (unsigned i = 0; i < changes->len;) {
		hunk h = find_hunk(changes, i, w.first.lines->len);

		give_hunk(&w, &h);
		i += h.count;
	}
	clear_text(&w.first);
	clear_text(&w.second);
}
