/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * series/last_word.h - the last word on a series of whoever may say so: no, or "not yet"
 *
 * A Nacked-by, a command to patchwork ("pw-bot: cr") or a plain sentence of an answer
 * (notice/verdict.h): docs/states.md. The index and the page of a range go by it alike.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Zero is that nobody said either. */
typedef struct td_last_word {
	int64_t message; /* who says it; 0 for nothing, or taken back */
	int64_t time;
	uint64_t by;   /* whose plain sentence it is; 0 for a command */
	bool rejected; /* it was no, and not "not yet" */
	bool author;   /* the author's own */
	bool mild;     /* "Will fix.": less than reviews of all patches */
} td_last_word;

/* What an answer carries, as it is kept beside its trailers. */
typedef struct td_remark {
	const char *key, *value;
	int64_t message, received;
	uint64_t by; /* who sent the answer: any number that is nobody else's, not 0 */
	bool author; /* that is who wrote or sent the patch */
} td_remark;

/* Takes what is such a word; false for all else. Answers come in the order of arrival. */
bool td_last_word_hear(td_last_word *word, const td_remark *remark);

/* Who gives a review takes his own plain word back. */
void td_last_word_review(td_last_word *word, uint64_t by);
