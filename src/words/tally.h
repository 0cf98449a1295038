/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words/tally.h - the different words of one mail, and where each stands
 *
 * A word is counted for each column apart. The tables are small enough to stay in the
 * processor's caches; most words of a mail come once or twice, so their positions lie in
 * the word itself.
 */
#pragma once

#include <stdint.h>

#include "words/buffer.h"
#include "words/searched.h"
#include "words/word.h"

enum { TD_TALLY_INLINE = 10 };

/* A word in one column. */
typedef struct td_tally_word {
	uint64_t hash; /* of word and column */
	uint32_t at;   /* in td_tally.words: a byte with its length, then the word */
	uint32_t last; /* position */
	uint32_t n;    /* bytes of positions */
	uint8_t column;
	uint8_t bytes[TD_TALLY_INLINE]; /* positions; where they are more, the offset of
					   theirs in td_tally.spill */
} td_tally_word;

typedef struct td_tally {
	td_words walk;
	uint32_t *slots;     /* number of a word + 1 */
	uint32_t mask, room; /* slots that are used, less one; that there are */
	td_buffer all;       /* td_tally_word, in the order in which they first came */
	td_buffer words, spill;
	uint32_t n;     /* words in all */
	uint32_t count; /* words of the mail, each as often as it came */
	uint32_t positions[TD_COLUMN_COUNT];
	td_span body; /* while that is walked; behind a piece of it more may be read */
	const char *column_end; /* where the last text of its column ended */
	td_column column;
} td_tally;

td_tally *td_tally_new(void);
void td_tally_free(td_tally *tally); /* NULL is fine */

/* The words of this mail and of no other: header and text, as words/searched.h splits
 * them. */
void td_tally_mail(td_tally *tally, const td_message *message, td_span text);

static inline const td_tally_word *
td_tally_at(const td_tally *tally, uint32_t i)
{
	return (const td_tally_word *)(const void *)tally->all.p + i;
}

/* A word's positions: varints, each the distance from the one before. */
static inline const uint8_t *
td_tally_positions(const td_tally *tally, const td_tally_word *word)
{
	uint32_t at;

	if (word->n <= TD_TALLY_INLINE)
		return word->bytes;
	memcpy(&at, word->bytes, sizeof at);
	return tally->spill.p + at;
}
