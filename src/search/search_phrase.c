/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search/search_phrase.c - words that follow each other */
#include "words/varint.h"

#include "search/search_part.h"

/* The lists of one word of the phrase, of the columns that are asked for. */
typedef struct phrase_word {
	td_span word;
	unsigned columns;
	td_postings lists[TD_COLUMN_COUNT]; /* by column */
	bool has[TD_COLUMN_COUNT];
	td_buffer bytes; /* what lists borrow from */
	td_buffer far;
	td_postings_walk walk;
	const uint8_t *positions, *positions_end;
} phrase_word;

static void
free_word(void *data)
{
	phrase_word *word = data;

	td_buffer_clear(&word->bytes);
	td_buffer_clear(&word->far);
	g_free(word);
}

/* A list is copied: the block is gone when the next word is looked for. */
static bool
take_lists(const td_block *block, void *data)
{
	phrase_word *word = data;

	if (!td_span_equal((td_span){ (const char *)block->word, block->n }, word->word))
		return false;
	for (unsigned i = 0; i < block->lists_n; i++) {
		const td_postings *list = &block->lists[i];

		if ((word->columns >> list->column & 1) == 0)
			continue;
		word->lists[list->column] = *list;
		word->has[list->column] = true;
	}
	/* All lists lie in one piece. */
	if (block->lists_n > 0) {
		const uint8_t *begin = block->lists[0].docs;
		const uint8_t *end = block->p;

		td_buffer_add(&word->bytes, begin, (size_t)(end - begin));
		for (unsigned i = 0; i < TD_COLUMN_COUNT; i++) {
			td_postings *list = &word->lists[i];

			if (!word->has[i])
				continue;
			list->docs = word->bytes.p + (list->docs - begin);
			list->docs_end = word->bytes.p + (list->docs_end - begin);
			list->positions = word->bytes.p + (list->positions - begin);
			list->positions_end =
			    word->bytes.p + (list->positions_end - begin);
		}
	}
	return false;
}

static bool
open_column(td_search_part *part, phrase_word *word, unsigned column, GError **error)
{
	const td_postings *list = &word->lists[column];

	td_postings_open(&word->walk, list);
	word->positions = list->positions;
	word->positions_end = list->positions_end;
	if (list->is_far) {
		if (!td_search_part_read(part, list->far, &word->far, error))
			return false;
		word->positions = word->far.p;
		word->positions_end = word->far.p + word->far.n;
	}
	return true;
}

/* The word's positions in the mail at hand: varints, each the distance from the one
 * before. Empty where the list is damaged. */
static td_span
places_of(const phrase_word *word)
{
	uint64_t n = (uint64_t)(word->positions_end - word->positions);

	if (word->walk.at > n || word->walk.n > n - word->walk.at)
		return (td_span){ NULL, 0 };
	return (td_span){ (const char *)word->positions + word->walk.at, word->walk.n };
}

/* Where the phrase would begin for each place of a word at that distance. */
static unsigned
read_starts(const phrase_word *word, uint32_t distance, td_buffer *starts)
{
	td_span places = places_of(word);
	const uint8_t *p = (const uint8_t *)places.p;
	const uint8_t *end = p + places.n;
	uint32_t place = 0, *to;
	unsigned n = 0;

	starts->n = 0;
	to = (uint32_t *)(void *)td_buffer_reserve(starts, places.n * sizeof *to + 1);
	while (p < end) {
		place += (uint32_t)td_varint_get(&p, end);
		if (place >= distance)
			to[n++] = place - distance;
	}
	return n;
}

/* Leaves those starts for which the word stands at its distance; how many they are. Both
 * ascend, so the places are read once and kept nowhere. */
static unsigned
keep_starts(uint32_t *starts, unsigned n, const phrase_word *word, uint32_t distance)
{
	td_span places = places_of(word);
	const uint8_t *p = (const uint8_t *)places.p;
	const uint8_t *end = p + places.n;
	uint64_t place = 0;
	unsigned kept = 0;

	if (p == end)
		return 0;
	place = td_varint_get(&p, end);
	for (unsigned i = 0; i < n; i++) {
		uint64_t wanted = (uint64_t)starts[i] + distance;

		while (place < wanted && p < end)
			place += td_varint_get(&p, end);
		if (place == wanted)
			starts[kept++] = starts[i];
		else if (place < wanted)
			break;
	}
	return kept;
}

/* All words are in the mail; do they follow each other? Begins with the rarest. */
static bool
is_phrase(const GPtrArray *words, td_buffer *starts)
{
	unsigned rarest = 0, n;

	for (unsigned i = 1; i < words->len; i++) {
		const phrase_word *word = words->pdata[i];

		if (word->walk.n < ((const phrase_word *)words->pdata[rarest])->walk.n)
			rarest = i;
	}
	n = read_starts(words->pdata[rarest], rarest, starts);
	for (unsigned i = 0; i < words->len && n > 0; i++)
		if (i != rarest)
			n = keep_starts(
			    (uint32_t *)(void *)starts->p, n, words->pdata[i], i);
	return n > 0;
}

/* Walks all words to the next mail that has them all; false at the end. */
static bool
next_common(GPtrArray *words)
{
	phrase_word *first = words->pdata[0];
	uint32_t doc;
	unsigned same = 1;

	if (!td_postings_next(&first->walk))
		return false;
	doc = first->walk.doc;
	for (unsigned i = 1; same < words->len; i = (i + 1) % words->len) {
		phrase_word *word = words->pdata[i];

		while (word->walk.doc < doc || word->walk.n == 0)
			if (!td_postings_next(&word->walk))
				return false;
		if (word->walk.doc == doc) {
			same++;
		} else {
			doc = word->walk.doc;
			same = 1;
		}
	}
	return true;
}

static bool
find_in_column(td_search_part *part, GPtrArray *words, unsigned column, td_buffer *starts,
    uint64_t *bits, GError **error)
{
	for (unsigned i = 0; i < words->len; i++)
		if (!((const phrase_word *)words->pdata[i])->has[column])
			return true;
	for (unsigned i = 0; i < words->len; i++)
		if (!open_column(part, words->pdata[i], column, error))
			return false;
	while (next_common(words)) {
		uint32_t doc = ((const phrase_word *)words->pdata[0])->walk.doc;

		if (doc < part->mails && is_phrase(words, starts))
			bits[doc / 64] |= UINT64_C(1) << (doc % 64);
	}
	return true;
}

/* Adds the lists of all words to found; the columns that have each of them. */
static bool
find_lists(td_search_part *part, const GPtrArray *words, GPtrArray *found,
    unsigned *columns, GError **error)
{

	for (unsigned i = 0; i < words->len; i++) {
		phrase_word *word = g_new0(phrase_word, 1);
		unsigned has = 0;

		g_ptr_array_add(found, word);
		word->word = td_span_of(words->pdata[i]);
		word->columns = *columns;
		if (!td_search_part_walk(part, word->word, take_lists, word, error))
			return false;
		for (unsigned j = 0; j < TD_COLUMN_COUNT; j++)
			has |= word->has[j] ? 1u << j : 0;
		*columns &= has;
		if (*columns == 0)
			return true;
	}
	return true;
}

bool
td_search_part_find_phrase(td_search_part *part, const GPtrArray *words, unsigned columns,
    uint64_t *bits, GError **error)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(free_word);
	td_buffer starts = { .n = 0 };
	bool good = find_lists(part, words, found, &columns, error);

	for (unsigned column = 0; good && column < TD_COLUMN_COUNT; column++)
		if (columns >> column & 1)
			good = find_in_column(part, found, column, &starts, bits, error);
	td_buffer_clear(&starts);
	return good;
}
