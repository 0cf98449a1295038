/* SPDX-License-Identifier: GPL-2.0-or-later */
/* base/hash.c - each step multiplies two words and folds the product */
#include "base/hash.h"

#include <string.h>

static uint64_t
word_at(const char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof word);
	return word;
}

uint64_t
td_hash_bytes(td_span bytes, uint64_t seed)
{
	static const uint64_t odd[] = { UINT64_C(0xa0761d6478bd642f),
		UINT64_C(0xe7037ed1a0b428db), UINT64_C(0x8ebc6af09c88c6e3) };
	uint64_t hash = td_hash_fold(seed ^ odd[0], bytes.n ^ odd[1]);
	char rest[16] = { 0 };

	for (; bytes.n > 16; bytes = td_span_skip(bytes, 16))
		hash =
		    td_hash_fold(word_at(bytes.p) ^ odd[1], word_at(bytes.p + 8) ^ hash);
	if (bytes.n > 0)
		memcpy(rest, bytes.p, bytes.n);
	hash = td_hash_fold(word_at(rest) ^ odd[2], word_at(rest + 8) ^ hash);
	return td_hash_fold(hash ^ odd[0], odd[2]);
}
