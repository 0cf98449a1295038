/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words/word_read.h - the careful half of word.c: one word, by its characters */
#pragma once

#include "words/word.h"

/* Puts the word at p, which is not end, into words->word and words->n, without a hash. n
 * is 0 where it is too long or no letter stands there. Gives where to go on. */
const char *td_word_read(td_words *words, const char *p, const char *end);
