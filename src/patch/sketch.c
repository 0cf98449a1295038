/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/sketch.c - bottom-k sampling of a diff's lines (Broder's min-hash) */
#include "patch/sketch.h"

#include <stdbool.h>

enum { shortest_line = 4 };

static uint64_t
mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 29;
}

/* Of what is left without blanks, as a line that was only indented anew is the same. */
static bool
hash_line(td_span line, uint32_t *hash)
{
	uint64_t sum = 0x51;
	uint64_t word = 0;
	unsigned n = 0;

	for (size_t i = 0; i < line.n; i++) {
		unsigned char c = (unsigned char)line.p[i];

		if (c == ' ' || c == '\t' || c == '\r')
			continue;
		word = word << 8 | c;
		if (++n % 8 == 0) {
			sum = mix(sum, word);
			word = 0;
		}
	}
	/* The sign counts as one. */
	if (n <= shortest_line)
		return false;
	sum = mix(mix(sum, word), n);
	*hash = (uint32_t)(sum >> 32);
	return true;
}

static void
add_hash(td_sketch *sketch, uint32_t hash)
{
	unsigned at = sketch->n;

	if (at == TD_SKETCH_LINES && hash >= sketch->lines[at - 1])
		return;
	while (at > 0 && sketch->lines[at - 1] > hash)
		at--;
	if (at > 0 && sketch->lines[at - 1] == hash)
		return;
	if (sketch->n < TD_SKETCH_LINES)
		sketch->n++;
	memmove(sketch->lines + at + 1, sketch->lines + at,
	    (sketch->n - at - 1) * sizeof *sketch->lines);
	sketch->lines[at] = hash;
}

void
td_sketch_make(td_span patch, td_sketch *sketch)
{
	bool in_hunk = false;
	td_span line;

	sketch->n = 0;
	while (td_span_next_line(&patch, &line)) {
		char first = line.n > 0 ? line.p[0] : ' ';
		uint32_t hash;

		if (first == '@') {
			in_hunk = true;
			continue;
		}
		if (first == 'd' || first == 'I')
			in_hunk = false;
		if (!in_hunk || (first != '+' && first != '-') ||
		    td_span_has_prefix(line, "--- ") || td_span_has_prefix(line, "+++ "))
			continue;
		if (hash_line(line, &hash))
			add_hash(sketch, hash);
	}
}

unsigned
td_sketch_likeness(const td_sketch *a, const td_sketch *b)
{
	unsigned i = 0, j = 0, all = 0, both = 0;

	/* The smallest of both together are a fair sample of the union. */
	while (all < TD_SKETCH_LINES && (i < a->n || j < b->n)) {
		all++;
		if (j == b->n || (i < a->n && a->lines[i] < b->lines[j])) {
			i++;
		} else if (i == a->n || b->lines[j] < a->lines[i]) {
			j++;
		} else {
			i++;
			j++;
			both++;
		}
	}
	return all > 0 && a->n > 0 && b->n > 0 ? both * 100 / all : 0;
}
