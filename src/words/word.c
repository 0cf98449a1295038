/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words/word.c - where a word begins and ends; nearly all of them are plain ASCII */
#include "words/word.h"

#include <glib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/hash.h"
#include "words/word_read.h"

/* Which of 16 bytes are ASCII in words, and which are not ASCII. */
static void
classify(const char *p, uint32_t *plain, uint32_t *wide)
{
#ifdef __SSE2__
	__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i letter =
	    _mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
	__m128i digit = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
	__m128i found = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_'));

	letter = _mm_cmpeq_epi8(_mm_min_epu8(letter, _mm_set1_epi8(25)), letter);
	digit = _mm_cmpeq_epi8(_mm_min_epu8(digit, _mm_set1_epi8(9)), digit);
	found = _mm_or_si128(found, _mm_or_si128(letter, digit));
	*wide = (uint32_t)_mm_movemask_epi8(bytes);
	*plain = (uint32_t)_mm_movemask_epi8(found);
#else
	*plain = *wide = 0;
	for (unsigned i = 0; i < 16; i++) {
		*plain |= (uint32_t)(g_ascii_isalnum(p[i]) || p[i] == '_') << i;
		*wide |= (uint32_t)((unsigned char)p[i] >= 0x80) << i;
	}
#endif
}

static void
look_at(td_words *words, const char *p, const char *end)
{
	size_t n = (size_t)(end - p);
	char copy[64];

	words->window = p;
	words->plain = words->wide = 0;
	if (n < 64 && (words->readable < end || words->readable - p < 64)) {
		memset(copy, 0, sizeof copy);
		memcpy(copy, p, n);
		p = copy;
	}
	for (unsigned i = 0; i < 64; i += 16) {
		uint32_t plain;
		uint32_t wide;

		classify(p + i, &plain, &wide);
		words->plain |= (uint64_t)plain << i;
		words->wide |= (uint64_t)wide << i;
	}
	if (n < 64) {
		words->plain &= (UINT64_C(1) << n) - 1;
		words->wide &= (UINT64_C(1) << n) - 1;
	}
}

/* Letters, digits and "_", eight at once: in lower case, and nothing behind n. */
static uint64_t
lower_eight(uint64_t eight, size_t n)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);

	eight |= (eight & 0x40 * ones) >> 1;
	/* "_" has become DEL by that, which is in no word. */
	eight ^= ((eight + ones) & 0x80 * ones) >> 2;
	return n >= 8 ? eight : eight & ((UINT64_C(1) << (n * 8)) - 1);
}

static uint64_t
read_eight(const char *p)
{
	uint64_t eight;

	memcpy(&eight, p, sizeof eight);
	return GUINT64_FROM_LE(eight);
}

static void
write_eight(char *p, uint64_t eight)
{
	eight = GUINT64_TO_LE(eight);
	memcpy(p, &eight, sizeof eight);
}

/* A word of n plain bytes, nearly always at most 16. Behind it may be read up to end. */
static void
take_plain(td_words *words, const char *p, size_t n, const char *end)
{
	uint64_t other = words->seed * UINT64_C(0x9e3779b97f4a7c15) | 1;
	uint64_t hash = words->seed ^ n;
	char copy[TD_WORD_BYTES + 16];

	if ((size_t)(end - p) < ((n + 15) & ~(size_t)15)) {
		memset(copy, 0, sizeof copy);
		memcpy(copy, p, n);
		p = copy;
	}
	words->n = n;
	for (size_t at = 0; at < n; at += 16) {
		uint64_t first = lower_eight(read_eight(p + at), n - at);
		uint64_t second =
		    n - at > 8 ? lower_eight(read_eight(p + at + 8), n - at - 8) : 0;

		write_eight(words->word + at, first);
		write_eight(words->word + at + 8, second);
		hash = td_hash_fold(hash ^ first, other ^ second);
	}
	words->hash = td_hash_fold(hash, other);
}

/* The word that was put together character by character. */
static void
hash_word(td_words *words)
{
	uint64_t other = words->seed * UINT64_C(0x9e3779b97f4a7c15) | 1;
	uint64_t hash = words->seed ^ words->n;

	memset(words->word + words->n, 0, 16);
	for (size_t at = 0; at < words->n; at += 16)
		hash = td_hash_fold(hash ^ read_eight(words->word + at),
		    other ^ read_eight(words->word + at + 8));
	words->hash = td_hash_fold(hash, other);
}

/* Whether a plain word of n bytes is over before p for sure. */
static bool
is_end(const char *p, size_t n, const char *end)
{
	switch (*p) {
	case '.':
		if (n == 1 && g_ascii_isupper(p[-1]))
			return false;
		/* fallthrough */
	case ',':
	case ';':
		return end - p < 2 || !g_ascii_isdigit(p[-1]) ||
		       (!g_ascii_isdigit(p[1]) && (unsigned char)p[1] < 0x80);
	case '\'':
	case '&':
	case '+':
	case '#':
		return false;
	default:
		return (unsigned char)*p < 0x80;
	}
}

bool
td_words_next(td_words *words)
{
	const char *p = words->rest.p;
	const char *end = td_span_end(words->rest);

	while (p < end) {
		uint64_t plain;
		size_t at;
		size_t n;

		if (words->window == NULL || p - words->window >= 64)
			look_at(words, p, end);
		at = (size_t)(p - words->window);
		plain = (words->plain | words->wide) >> at;
		if (plain == 0) {
			if (end - words->window <= 64)
				break;
			p = words->window + 64;
			continue;
		}
		p += __builtin_ctzll(plain);
		at = (size_t)(p - words->window);
		plain = ~(words->plain >> at);
		n = plain == 0 ? 64 : (size_t)__builtin_ctzll(plain);
		if (at > 0 && at + n >= 64) {
			/* It may go on: the window is moved to its beginning. */
			look_at(words, p, end);
			continue;
		}
		if (n > 0 && n < 64 && (p + n >= end || is_end(p + n, n, end))) {
			take_plain(words, p, n, MAX(end, words->readable));
			p += n;
		} else {
			p = td_word_read(words, p, end);
			if (words->n == 0)
				continue;
			hash_word(words);
		}
		words->rest = td_span_between(p, end);
		return true;
	}
	words->rest = td_span_between(end, end);
	return false;
}
