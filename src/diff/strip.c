/* SPDX-License-Identifier: GPL-2.0-or-later */
/* diff/strip.c - text without its blanks; most of what a patch-id costs beside the hash
 */
#include "diff/strip.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>
#include <string.h>
#endif

/* No branch: blanks come at random. */
static size_t
strip_bytes(unsigned char *out, const unsigned char *text, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = text[i];

		out[kept] = c;
		kept += (size_t)((c != ' ') & (c != '\t') & (c != '\n') & (c != '\r'));
	}
	return kept;
}

#if defined(__x86_64__)
/* Eight bytes at a time, of which one instruction leaves those that are wanted. */
__attribute__((target("bmi2,popcnt"))) static size_t
strip_words(unsigned char *out, const unsigned char *text, size_t n)
{
	const __m128i blank = _mm_set1_epi8(' ');
	const __m128i tab = _mm_set1_epi8('\t');
	const __m128i lf = _mm_set1_epi8('\n');
	const __m128i cr = _mm_set1_epi8('\r');
	size_t kept = 0;
	size_t i = 0;

	for (; i + 16 <= n; i += 16) {
		__m128i bytes, drop;
		uint64_t low, high, low_drop, high_drop;

		memcpy(&bytes, text + i, sizeof(bytes));
		drop = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, blank),
					_mm_cmpeq_epi8(bytes, tab)),
		    _mm_or_si128(_mm_cmpeq_epi8(bytes, lf), _mm_cmpeq_epi8(bytes, cr)));
		low_drop = (uint64_t)_mm_cvtsi128_si64(drop);
		high_drop = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(drop, drop));
		memcpy(&low, text + i, sizeof(low));
		memcpy(&high, text + i + 8, sizeof(high));
		low = _pext_u64(low, ~low_drop);
		high = _pext_u64(high, ~high_drop);
		memcpy(out + kept, &low, sizeof(low));
		kept += 8 - (size_t)_mm_popcnt_u64(low_drop) / 8;
		memcpy(out + kept, &high, sizeof(high));
		kept += 8 - (size_t)_mm_popcnt_u64(high_drop) / 8;
	}
	return kept + strip_bytes(out + kept, text + i, n - i);
}
#endif

size_t
td_strip_blanks(unsigned char *out, const unsigned char *text, size_t n)
{
#if defined(__x86_64__)
	if (__builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt"))
		return strip_words(out, text, n);
#endif
	return strip_bytes(out, text, n);
}
