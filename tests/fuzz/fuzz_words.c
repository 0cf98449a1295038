/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

#include "words/word.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Words are short, in lower case, in order, and each of them alone is that word again. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	td_words walk = { .rest = { (const char *)data, size }, .seed = 7 };
	td_words inside = {
		.rest = walk.rest, .seed = 7, .readable = (const char *)data + size
	};
	const char *last = walk.rest.p;

	while (td_words_next(&walk)) {
		td_words again = { .rest = { walk.word, walk.n }, .seed = 7 };

		if (walk.n == 0 || walk.n > TD_WORD_BYTES || walk.rest.p <= last)
			abort();
		last = walk.rest.p;
		if (!g_utf8_validate(walk.word, (gssize)walk.n, NULL))
			abort();
		if (!td_words_next(&inside) || inside.hash != walk.hash ||
		    inside.rest.p != walk.rest.p)
			abort();
		if (!td_words_next(&again) || again.n > walk.n)
			abort();
	}
	return td_words_next(&inside) ? abort(), 0 : 0;
}
