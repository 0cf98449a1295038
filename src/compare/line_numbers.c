/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare/line_numbers.c - a number for each line, the same for lines that are the same
 */
#include "compare/line_numbers.h"

#include <stdint.h>
#include <string.h>

/* Slots at first; always a power of two, and twice as many as lines at least. */
#define FEWEST_SLOTS 256

typedef struct known {
	td_span line;  /* with its LF */
	uint32_t hash; /* of the line */
} known;

struct td_line_numbers {
	GArray *lines;   /* of known, by number */
	uint32_t *slots; /* number + 1 of a line; 0: free */
	size_t mask;
	uint64_t seed; /* so that nobody can send lines of one hash */
};

td_line_numbers *
td_line_numbers_new(void)
{
	td_line_numbers *numbers = g_new0(td_line_numbers, 1);

	numbers->lines = g_array_new(FALSE, FALSE, sizeof(known));
	numbers->slots = g_new0(uint32_t, FEWEST_SLOTS);
	numbers->mask = FEWEST_SLOTS - 1;
	numbers->seed = g_random_int();
	return numbers;
}

void
td_line_numbers_free(td_line_numbers *numbers)
{
	if (!numbers)
		return;
	g_array_unref(numbers->lines);
	g_free(numbers->slots);
	g_free(numbers);
}

/* Eight bytes at a time: an update hashes the lines of hundreds of patches. */
static uint32_t
hash_line(uint64_t seed, td_span line)
{
	uint64_t hash = seed ^ line.n;

	while (line.n > 0) {
		size_t n = MIN(line.n, sizeof hash);
		uint64_t word = 0;

		memcpy(&word, line.p, n);
		hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
		hash ^= hash >> 32;
		line = td_span_skip(line, n);
	}
	return (uint32_t)hash;
}

static void
place(td_line_numbers *numbers, uint32_t hash, uint32_t number)
{
	size_t slot = hash & numbers->mask;

	while (numbers->slots[slot] != 0)
		slot = (slot + 1) & numbers->mask;
	numbers->slots[slot] = number + 1;
}

static void
grow(td_line_numbers *numbers)
{
	numbers->mask = numbers->mask * 2 + 1;
	g_free(numbers->slots);
	numbers->slots = g_new0(uint32_t, numbers->mask + 1);
	for (uint32_t i = 0; i < numbers->lines->len; i++)
		place(numbers, g_array_index(numbers->lines, known, i).hash, i);
}

static uint32_t
number_of(td_line_numbers *numbers, td_span line)
{
	known new_line = { line, hash_line(numbers->seed, line) };
	uint32_t number;

	for (size_t slot = new_line.hash & numbers->mask; numbers->slots[slot] != 0;
	     slot = (slot + 1) & numbers->mask) {
		const known *other =
		    &g_array_index(numbers->lines, known, numbers->slots[slot] - 1);

		if (other->hash == new_line.hash && td_span_equal(other->line, line))
			return numbers->slots[slot] - 1;
	}
	number = numbers->lines->len;
	g_array_append_val(numbers->lines, new_line);
	if (numbers->lines->len > numbers->mask / 2)
		grow(numbers);
	else
		place(numbers, new_line.hash, number);
	return number;
}

GArray *
td_line_numbers_read(td_line_numbers *numbers, td_span text)
{
	GArray *read = g_array_new(FALSE, FALSE, sizeof(uint32_t));

	while (text.n > 0) {
		const char *end = memchr(text.p, '\n', text.n);
		td_span line = end ? td_span_between(text.p, end + 1) : text;
		uint32_t number = number_of(numbers, line);

		g_array_append_val(read, number);
		text = td_span_skip(text, line.n);
	}
	return read;
}
