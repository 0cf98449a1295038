/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/sketch.c - bottom-k sampling (Broder's min-hash) of lines and words */
#include "patch/sketch.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum {
	shortest_line = 4,
	together = 3,          /* words of a text */
	longest_prose = 16384, /* bytes that are looked at */
	at_once = 256,         /* bytes of a line */
};

static uint64_t
mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 29;
}

/* What is left without blanks, eight bytes a word; the rest of one stays in bytes. */
static uint64_t
mix_words(uint64_t sum, char *bytes, size_t *n)
{
	size_t at = 0;

	for (; at + 8 <= *n; at += 8) {
		uint64_t word;

		memcpy(&word, bytes + at, 8);
		sum = mix(sum, GUINT64_FROM_BE(word));
	}
	*n -= at;
	memmove(bytes, bytes + at, *n);
	return sum;
}

/* Of what is left without blanks, as a line that was only indented anew is the same. Each
 * byte is written, and some again by the next: which are blank cannot be guessed. */
static bool
hash_line(td_span line, uint32_t *hash)
{
	static const bool blank[256] = { [' '] = true, ['\t'] = true, ['\r'] = true };
	char bytes[8 + at_once];
	uint64_t sum = 0x51;
	uint64_t word = 0;
	size_t all = 0;
	size_t n = 0;

	while (line.n > 0) {
		td_span some = td_span_head(line, at_once);
		size_t before = n;

		for (size_t i = 0; i < some.n; i++) {
			bytes[n] = some.p[i];
			n += !blank[(unsigned char)some.p[i]];
		}
		all += n - before;
		sum = mix_words(sum, bytes, &n);
		line = td_span_skip(line, some.n);
	}
	/* The sign counts as one. */
	if (all <= shortest_line)
		return false;
	for (size_t i = 0; i < n; i++)
		word = word << 8 | (unsigned char)bytes[i];
	sum = mix(mix(sum, word), all);
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

/* Where one of the texts of tools stands around that sign. */
static bool
is_of_tool(td_span line, char sign)
{
	static const char *const tools[] = { "://", " | ", "-by: ", "Cc: ", "Fixes: " };
	td_span rest = line;
	ptrdiff_t step;

	while ((step = td_span_find_byte(rest, sign)) >= 0) {
		size_t at = (size_t)(rest.p - line.p) + (size_t)step;

		for (size_t i = 0; i < G_N_ELEMENTS(tools); i++) {
			size_t before = strcspn(tools[i], ":|");

			if (tools[i][before] == sign && at >= before &&
			    td_span_has_prefix(td_span_skip(line, at - before), tools[i]))
				return true;
		}
		rest = td_span_skip(rest, (size_t)step + 1);
	}
	return false;
}

/* "Cc: ...", "Reviewed-by: ...", " file.c | 12 ++-", a link, a quote: not what it says.
 */
static bool
is_prose(td_span line)
{
	return line.n > 0 && line.p[0] != '>' && !is_of_tool(line, ':') &&
	       !is_of_tool(line, '|');
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

#if defined(__SSE2__)
/* Four hashes; what is behind the last is of no other. */
static __m128i
load_lines(const td_sketch *sketch, unsigned i, uint32_t none)
{
	__m128i at = _mm_add_epi32(_mm_set1_epi32((int)i), _mm_set_epi32(3, 2, 1, 0));
	__m128i there = _mm_cmplt_epi32(at, _mm_set1_epi32((int)sketch->n));
	__m128i lines =
	    _mm_loadu_si128((const __m128i *)(const void *)(sketch->lines + i));

	return _mm_or_si128(_mm_and_si128(there, lines),
	    _mm_andnot_si128(there, _mm_set1_epi32((int)none)));
}

/* Each with each, which is sooner done than to go through them; two of no patch may
 * have one by chance that is none. */
static bool
may_share(const td_sketch *a, const td_sketch *b)
{
	__m128i same = _mm_setzero_si128();
	__m128i left[TD_SKETCH_LINES / 4];

	for (unsigned i = 0; i < TD_SKETCH_LINES / 4; i++)
		left[i] = load_lines(a, 4 * i, 0);
	for (unsigned i = 0; i < TD_SKETCH_LINES / 4; i++) {
		__m128i right = load_lines(b, 4 * i, UINT32_MAX);

		for (unsigned turn = 0; turn < 4; turn++) {
			for (unsigned j = 0; j < TD_SKETCH_LINES / 4; j++)
				same =
				    _mm_or_si128(same, _mm_cmpeq_epi32(left[j], right));
			right = _mm_shuffle_epi32(right, _MM_SHUFFLE(0, 3, 2, 1));
		}
	}
	return _mm_movemask_epi8(same) != 0;
}
#else
static bool
may_share(const td_sketch *a, const td_sketch *b)
{
	(void)a;
	(void)b;
	return true;
}
#endif

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

	if (a->n == 0 || b->n == 0 || !may_share(a, b))
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
