/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words/word.h - text into the words that are searched
 *
 * The same words as Xapian's TermGenerator makes for public-inbox, so that a question has
 * the same hits here and there: letters, marks, digits and "_", in lower case; "it's",
 * "AT&T", "1.2", "c++" are one word each, "U.S." is "us". Other than there each Han,
 * Kana, Hangul or Thai character is a word of its own, so that a phrase finds them
 * anywhere.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

/* Longer words are not searched: no one types them (Xapian has the same ceiling). */
#define TD_WORD_BYTES 64

/* The walk over a text. Bytes that are not UTF-8 stand between words. */
typedef struct td_words {
	td_span rest;
	uint64_t seed; /* of hashes, so that no sender of mail can choose them */
	uint64_t hash; /* of the word found */
	size_t n;      /* its length */
	char word[TD_WORD_BYTES + 16]; /* not NUL-terminated */
	/* The 64 bytes at window: which of them are in words; NULL: not looked at yet. */
	const char *window;
	uint64_t plain, wide;
	const char *readable; /* where the memory that rest lies in ends; NULL: with it */
} td_words;

/* From here on words are those of text. */
static inline void
td_words_start(td_words *words, td_span text)
{
	words->rest = text;
	words->window = NULL;
}

/* The next one; false at the end. */
bool td_words_next(td_words *words);
