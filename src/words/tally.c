/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words/tally.c - counts the words of a mail as they come
 *
 * Words are told apart by 64 bits of a hash with a secret seed.
 */
#include "words/tally.h"

#include "base/limits.h"

enum {
	first_slots = 1 << 11,
	first_spill = 32, /* bytes; then twice that, and so on */
};

/* So few that they stay in the caches, however many words the last mail had. */
static void
use_slots(td_tally *tally, uint32_t n)
{
	if (n > tally->room) {
		g_free(tally->slots);
		tally->slots = g_new(uint32_t, n);
		tally->room = n;
	}
	memset(tally->slots, 0, n * sizeof *tally->slots);
	tally->mask = n - 1;
}

td_tally *
td_tally_new(void)
{
	td_tally *tally = g_new0(td_tally, 1);

	tally->walk.seed = (uint64_t)g_random_int() << 32 | g_random_int();
	use_slots(tally, first_slots);
	return tally;
}

void
td_tally_free(td_tally *tally)
{
	if (tally == NULL)
		return;
	g_free(tally->slots);
	td_buffer_clear(&tally->all);
	td_buffer_clear(&tally->words);
	td_buffer_clear(&tally->spill);
	g_free(tally);
}

static td_tally_word *
word_at(td_tally *tally, uint32_t i)
{
	return (td_tally_word *)(void *)tally->all.p + i;
}

static void
clear(td_tally *tally)
{
	/* Not for ever what one mail needed. */
	if (tally->room > first_slots * 64) {
		g_clear_pointer(&tally->slots, g_free);
		tally->room = 0;
	}
	use_slots(tally, first_slots);
	tally->all.n = tally->words.n = tally->spill.n = 0;
	tally->n = tally->count = 0;
	memset(tally->positions, 0, sizeof tally->positions);
	tally->column_end = NULL;
	tally->column = TD_COLUMN_COUNT;
}

/* The first that is free for a hash. */
static uint32_t
find_slot(const td_tally *tally, uint64_t hash)
{
	uint32_t at = (uint32_t)hash & tally->mask;

	while (tally->slots[at] != 0)
		at = (at + 1) & tally->mask;
	return at;
}

static void
grow(td_tally *tally)
{
	use_slots(tally, (tally->mask + 1) * 4);
	for (uint32_t i = 0; i < tally->n; i++)
		tally->slots[find_slot(tally, word_at(tally, i)->hash)] = i + 1;
}

static td_tally_word *
add_word(td_tally *tally, uint64_t hash, td_column column)
{
	const td_words *walk = &tally->walk;
	td_tally_word *word =
	    (td_tally_word *)(void *)td_buffer_reserve(&tally->all, sizeof *word);
	uint8_t *to = td_buffer_reserve(&tally->words, 1 + sizeof walk->word);

	word->hash = hash;
	word->at = (uint32_t)tally->words.n;
	word->last = word->n = 0;
	word->column = (uint8_t)column;
	to[0] = (uint8_t)walk->n;
	/* Of one length for nearly all, so that no call is needed. */
	memcpy(to + 1, walk->word, 16);
	if (walk->n > 16)
		memcpy(to + 17, walk->word + 16, walk->n - 16);
	tally->words.n += 1 + walk->n;
	tally->all.n += sizeof *word;
	tally->n++;
	return word;
}

/* The word of the walk, among those of the mail. */
static td_tally_word *
find_word(td_tally *tally, td_column column)
{
	uint64_t hash =
	    tally->walk.hash + (uint64_t)column * UINT64_C(0x9e3779b97f4a7c15);
	uint32_t at = (uint32_t)hash & tally->mask;
	uint32_t found;

	while ((found = tally->slots[at]) != 0) {
		td_tally_word *word = word_at(tally, found - 1);

		if (word->hash == hash)
			return word;
		at = (at + 1) & tally->mask;
	}
	if (tally->n * 2 > tally->mask) {
		grow(tally);
		at = find_slot(tally, hash);
	}
	tally->slots[at] = tally->n + 1;
	return add_word(tally, hash, column);
}

/* How many bytes the spill has for n of them: a power of two. */
static uint32_t
room_for(uint32_t n)
{
	return n <= first_spill ? first_spill : 1u << (32 - __builtin_clz(n - 1));
}

static void
put_slowly(td_tally *tally, td_tally_word *word, uint32_t step)
{
	uint8_t bytes[5];
	uint32_t n = 0;
	uint32_t at;
	uint32_t end;

	for (; step >= 0x80; step >>= 7)
		bytes[n++] = (uint8_t)(step | 0x80);
	bytes[n++] = (uint8_t)step;
	end = word->n + n;
	if (end <= TD_TALLY_INLINE) {
		memcpy(word->bytes + word->n, bytes, n);
		word->n = end;
		return;
	}
	if (word->n <= TD_TALLY_INLINE || end > room_for(word->n)) {
		uint8_t *to = td_buffer_reserve(&tally->spill, room_for(end));

		memcpy(to, td_tally_positions(tally, word), word->n);
		at = (uint32_t)tally->spill.n;
		tally->spill.n += room_for(end);
		memcpy(word->bytes, &at, sizeof at);
	}
	memcpy(&at, word->bytes, sizeof at);
	memcpy(tally->spill.p + at + word->n, bytes, n);
	word->n = end;
}

static void
put_position(td_tally *tally, td_tally_word *word, uint32_t position)
{
	uint32_t step = position - word->last;

	word->last = position;
	if (G_LIKELY(step < 0x80 && word->n < TD_TALLY_INLINE))
		word->bytes[word->n++] = (uint8_t)step;
	else
		put_slowly(tally, word, step);
}

static bool
is_within(td_span part, td_span whole)
{
	return part.n > 0 && whole.n > 0 && part.p >= whole.p &&
	       td_span_end(part) <= td_span_end(whole);
}

/* A phrase may go on where one text follows the other at once, but for the line's end. */
static void
take_text(td_column column, td_span text, void *data)
{
	td_tally *tally = data;
	uint32_t position = tally->positions[column];
	/* Blob ids are looked for by their beginning, never in a phrase. */
	bool placed = column != TD_COLUMN_BLOB_OLD && column != TD_COLUMN_BLOB_NEW;

	if (tally->column != column || text.p < tally->column_end ||
	    text.p - tally->column_end > 2)
		position++;
	td_words_start(&tally->walk, text);
	tally->walk.readable =
	    is_within(text, tally->body) ? td_span_end(tally->body) : NULL;
	while (text.n > 0 && tally->count < TD_MAX_WORDS && td_words_next(&tally->walk)) {
		td_tally_word *word = find_word(tally, column);

		if (placed)
			put_position(tally, word, position);
		position++;
		tally->count++;
	}
	tally->positions[column] = position;
	tally->column = column;
	tally->column_end = td_span_end(text);
}

void
td_tally_mail(td_tally *tally, const td_message *message, td_span text)
{
	clear(tally);
	td_searched_header(message, take_text, tally);
	tally->body = text;
	td_searched_body(text, take_text, tally);
	tally->body.n = 0;
}
