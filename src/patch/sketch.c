/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/sketch.c - bottom-k sampling (Broder's min-hash) of lines and words */
#include "patch/sketch.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum {
	shortest_line = 4,
	together = 3,          /* words of a text */
	longest_prose = 16384, /* bytes that are looked at */
};

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
td_sketch_add_name(td_sketch *sketch, td_span name)
{
	uint64_t sum = 0x53;

	for (size_t i = 0; i < name.n; i++)
		sum = mix(sum, (unsigned char)name.p[i]);
	add_hash(sketch, (uint32_t)(mix(sum, name.n) >> 32));
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

static bool
is_of_word(char c)
{
	return g_ascii_isalnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* "Cc: ...", "Reviewed-by: ...", " file.c | 12 ++-", a link, a quote: not what it says.
 */
static bool
is_prose(td_span line)
{
	static const char *const tools[] = { "://", " | ", "-by: ", "Cc: ", "Fixes: " };

	if (line.n == 0 || line.p[0] == '>')
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(tools); i++)
		if (td_span_find(line, tools[i]) >= 0)
			return false;
	return true;
}

/* last: the hashes of the words before it, the nearest first. */
static void
add_word(td_sketch *sketch, td_span word, uint64_t last[together])
{
	uint64_t sum = word.n;

	for (size_t i = 0; i < word.n; i++)
		sum = mix(sum, (unsigned char)g_ascii_tolower(word.p[i]));
	memmove(last + 1, last, (together - 1) * sizeof *last);
	last[0] = sum;
	if (last[together - 1] == 0)
		return;
	sum = 0;
	for (unsigned i = 0; i < together; i++)
		sum = mix(sum, last[i]);
	add_hash(sketch, (uint32_t)(sum >> 32));
}

static void
add_words(td_sketch *sketch, td_span line, uint64_t last[together])
{
	for (size_t i = 0, n; i < line.n; i += n + 1) {
		n = 0;
		while (i + n < line.n && is_of_word(line.p[i + n]))
			n++;
		if (n > 0)
			add_word(sketch, td_span_head(td_span_skip(line, i), n), last);
	}
}

void
td_sketch_make_prose(td_span text, td_sketch *sketch)
{
	uint64_t last[together] = { 0 };
	td_span line;

	sketch->n = 0;
	text = td_span_head(text, MIN(text.n, (size_t)longest_prose));
	while (td_span_next_line(&text, &line)) {
		if (td_span_is(line, "-- ") || td_span_is(line, "---"))
			return;
		line = td_span_trim(line);
		if (is_prose(line))
			add_words(sketch, line, last);
	}
}

/* With one behind the last that comes after all. */
static void
copy_lines(const td_sketch *sketch, uint64_t lines[TD_SKETCH_LINES + 1])
{
	for (unsigned i = 0; i < TD_SKETCH_LINES; i++)
		lines[i] = sketch->lines[i];
	lines[sketch->n] = UINT64_MAX;
}

unsigned
td_sketch_likeness(const td_sketch *a, const td_sketch *b)
{
	uint64_t left[TD_SKETCH_LINES + 1];
	uint64_t right[TD_SKETCH_LINES + 1];
	unsigned i = 0, j = 0, all = 0, both = 0;

	if (a->n == 0 || b->n == 0)
		return 0;
	copy_lines(a, left);
	copy_lines(b, right);
	/* The smallest of both together are a fair sample of the union. No step depends
	 * on what a branch is guessed to do. */
	while (all < TD_SKETCH_LINES && (i < a->n || j < b->n)) {
		uint64_t l = left[i];
		uint64_t r = right[j];

		all++;
		both += l == r;
		i += l <= r;
		j += r <= l;
	}
	return both * 100 / all;
}
