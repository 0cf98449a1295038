/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index/word.c - where a word begins and ends; nearly all of them are plain ASCII */
#include "index/word.h"

#include <glib.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* What a byte is when it stands in a word: its lower case; SEPARATOR or WIDE else. */
enum { SEPARATOR = 0, WIDE = 0x80 };

#define LETTERS(first)                                                                   \
	(first), (first) + 1, (first) + 2, (first) + 3, (first) + 4, (first) + 5,        \
	    (first) + 6, (first) + 7, (first) + 8, (first) + 9, (first) + 10,            \
	    (first) + 11, (first) + 12, (first) + 13, (first) + 14, (first) + 15,        \
	    (first) + 16, (first) + 17, (first) + 18, (first) + 19, (first) + 20,        \
	    (first) + 21, (first) + 22, (first) + 23, (first) + 24, (first) + 25

#define TIMES_16(value)                                                                  \
	(value), (value), (value), (value), (value), (value), (value), (value), (value), \
	    (value), (value), (value), (value), (value), (value), (value)

static const unsigned char lower[256] = {
	['0'] = '0',
	'1',
	'2',
	'3',
	'4',
	'5',
	'6',
	'7',
	'8',
	'9',
	['A'] = LETTERS('a'),
	['_'] = '_',
	['a'] = LETTERS('a'),
	[0x80] = TIMES_16(WIDE),
	TIMES_16(WIDE),
	TIMES_16(WIDE),
	TIMES_16(WIDE),
	TIMES_16(WIDE),
	TIMES_16(WIDE),
	TIMES_16(WIDE),
	TIMES_16(WIDE),
};

/* The characters that a writer without blanks uses. */
static const struct {
	gunichar first, last;
} unspaced[] = {
	{ 0x0e00, 0x0e7f }, /* Thai */
	{ 0x1100, 0x11ff }, /* Hangul Jamo */
	{ 0x2e80, 0x2fdf }, /* radicals */
	{ 0x3000, 0x9fff }, /* Kana, Bopomofo, Han */
	{ 0xa960, 0xa97f },
	{ 0xac00, 0xd7ff }, /* Hangul */
	{ 0xf900, 0xfaff },
	{ 0xfe30, 0xfe4f },
	{ 0xff00, 0xffef }, /* full and half width */
	{ 0x1b000, 0x1b12f },
	{ 0x1f200, 0x1f2ff },
	{ 0x20000, 0x2fa1f },
};

__extension__ typedef unsigned __int128 wide_product;

static uint64_t
mix(uint64_t a, uint64_t b)
{
	wide_product product = (wide_product)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static bool
is_unspaced(gunichar c)
{
	if (c < unspaced[0].first)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(unspaced); i++)
		if (c >= unspaced[i].first && c <= unspaced[i].last)
			return true;
	return false;
}

/* One character: 0 and a length of 1 where the bytes are none. */
static gunichar
decode(const char *p, const char *end, size_t *n)
{
	gunichar c;

	*n = 1;
	if ((unsigned char)*p < 0x80)
		return (unsigned char)*p;
	c = g_utf8_get_char_validated(p, MIN(end - p, 6));
	if (c == (gunichar)-1 || c == (gunichar)-2)
		return 0;
	*n = (size_t)g_unichar_to_utf8(c, NULL);
	return c;
}

static const uint32_t word_types =
    1u << G_UNICODE_UPPERCASE_LETTER | 1u << G_UNICODE_TITLECASE_LETTER |
    1u << G_UNICODE_LOWERCASE_LETTER | 1u << G_UNICODE_MODIFIER_LETTER |
    1u << G_UNICODE_OTHER_LETTER | 1u << G_UNICODE_NON_SPACING_MARK |
    1u << G_UNICODE_ENCLOSING_MARK | 1u << G_UNICODE_SPACING_MARK |
    1u << G_UNICODE_DECIMAL_NUMBER | 1u << G_UNICODE_LETTER_NUMBER |
    1u << G_UNICODE_OTHER_NUMBER | 1u << G_UNICODE_CONNECT_PUNCTUATION;

/* In lower case; 0 for what is in no word. */
static gunichar
word_char(gunichar c)
{
	if (c < 0x80)
		return lower[c];
	if ((word_types >> g_unichar_type(c) & 1) == 0)
		return 0;
	return g_unichar_tolower(c);
}

/* What may stand inside a word: itself, IGNORED (of no width), or 0. */
enum { IGNORED = 0x110000 };

static gunichar
inside(gunichar c)
{
	if (c == '\'' || c == '&' || c == 0xb7 || c == 0x5f4 || c == 0x2027)
		return c;
	if (c == 0x2019 || c == 0x201b)
		return '\'';
	if ((c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff)
		return IGNORED;
	return 0;
}

static gunichar
inside_number(gunichar c)
{
	switch (c) {
	case ',':
	case '.':
	case ';':
	case 0x037e:
	case 0x0589:
	case 0x060d:
	case 0x07f8:
	case 0x2044:
	case 0xfe10:
	case 0xfe13:
	case 0xfe14:
		return c;
	default:
		return (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff
			   ? IGNORED
			   : 0;
	}
}

static bool
is_digit(gunichar c)
{
	return c < 0x80 ? c >= '0' && c <= '9'
			: g_unichar_type(c) == G_UNICODE_DECIMAL_NUMBER;
}

/* Counts on when there is no room, so that a word that is too long is known as such. */
static void
put(td_words *words, gunichar c)
{
	char bytes[6];
	int n;

	if (c < 0x80) {
		if (words->n < TD_WORD_BYTES)
			words->word[words->n] = (char)c;
		words->n++;
		return;
	}
	n = g_unichar_to_utf8(c, bytes);
	if (words->n + (size_t)n <= TD_WORD_BYTES)
		memcpy(words->word + words->n, bytes, (size_t)n);
	words->n += (size_t)n;
}

/* "U.S.", "P.T.O": where the word is over, or NULL where it is no such thing. */
static const char *
take_initials(td_words *words, const char *p, const char *end)
{
	size_t n;

	words->n = 0;
	do {
		put(words, lower[(unsigned char)*p++]);
	} while (p < end && *p == '.' && ++p < end && g_ascii_isupper(*p));
	if (words->n > 1 && (p == end || word_char(decode(p, end, &n)) == 0))
		return p;
	return NULL;
}

/* "c++", "c#": at most three, and not what joins two words. */
static const char *
take_suffix(td_words *words, const char *p, const char *end)
{
	size_t before = words->n;
	unsigned count = 0;
	size_t n;

	while (p < end && (*p == '+' || *p == '#')) {
		if (++count > 3)
			break;
		put(words, (unsigned char)*p++);
	}
	if (count > 3 || (p < end && word_char(decode(p, end, &n)) != 0))
		words->n = before;
	return p;
}

/*
 * Takes what joins this word to a next one: the place where that begins; NULL where the
 * word is over. last is the word's last character so far.
 */
static const char *
take_join(td_words *words, gunichar last, const char *p, const char *end)
{
	gunichar join;
	gunichar next;
	size_t n;
	size_t next_n;

	join = decode(p, end, &n);
	if (p + n >= end)
		return NULL;
	next = decode(p + n, end, &next_n);
	if (word_char(next) == 0 || is_unspaced(next))
		return NULL;
	join = is_digit(last) && is_digit(next) ? inside_number(join) : inside(join);
	if (join == 0)
		return NULL;
	if (join != IGNORED)
		put(words, join);
	return p + n;
}

/* The rest of a word that is not plain: p stands in it or behind a part of it. */
static const char *
take_slowly(td_words *words, gunichar last, const char *p, const char *end)
{
	while (p < end) {
		size_t n;
		gunichar raw = decode(p, end, &n);
		gunichar c = word_char(raw);
		const char *next;

		if (c != 0 && is_unspaced(raw))
			return p;
		if (c != 0) {
			put(words, c);
			last = raw;
			p += n;
			continue;
		}
		next = take_join(words, last, p, end);
		if (next == NULL)
			return take_suffix(words, p, end);
		p = next;
	}
	return p;
}

/* A word at p, which is the first byte of one. Gives where it ends. */
static const char *
take_word(td_words *words, const char *p, const char *end)
{
	const char *begin = p;
	unsigned char c;

	words->n = 0;
	while (p < end && (c = lower[(unsigned char)*p]) != SEPARATOR && c != WIDE) {
		if (words->n < TD_WORD_BYTES)
			words->word[words->n] = (char)c;
		words->n++;
		p++;
	}
	if (p == end)
		return p;
	switch (*p) {
	case '.':
		if (p - begin == 1 && g_ascii_isupper(*begin)) {
			const char *after = take_initials(words, begin, end);

			if (after != NULL)
				return after;
			words->n = 1;
		}
		/* fallthrough */
	case ',':
	case ';':
		if (end - p < 2 || !g_ascii_isdigit(p[-1]) ||
		    (!g_ascii_isdigit(p[1]) && (unsigned char)p[1] < 0x80))
			return p;
		break;
	case '\'':
	case '&':
	case '+':
	case '#':
		break;
	default:
		if ((unsigned char)*p < 0x80)
			return p;
	}
	return take_slowly(words, p == begin ? 0 : (unsigned char)p[-1], p, end);
}

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
		unsigned char c = lower[(unsigned char)p[i]];

		*plain |= (uint32_t)(c != SEPARATOR && c != WIDE) << i;
		*wide |= (uint32_t)(c == WIDE) << i;
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
		hash = mix(hash ^ first, other ^ second);
	}
	words->hash = mix(hash, other);
}

/* The word that was put together character by character. */
static void
hash_word(td_words *words)
{
	uint64_t other = words->seed * UINT64_C(0x9e3779b97f4a7c15) | 1;
	uint64_t hash = words->seed ^ words->n;

	memset(words->word + words->n, 0, 16);
	for (size_t at = 0; at < words->n; at += 16)
		hash = mix(hash ^ read_eight(words->word + at),
		    other ^ read_eight(words->word + at + 8));
	words->hash = mix(hash, other);
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

/* The word at p, or none if that is too long or no letter. Gives where it ends. */
static const char *
take_any(td_words *words, const char *p, const char *end)
{
	gunichar c;
	size_t n;

	words->n = 0;
	if ((unsigned char)*p < 0x80) {
		p = take_word(words, p, end);
	} else {
		c = decode(p, end, &n);
		if (word_char(c) == 0)
			return p + n;
		if (is_unspaced(c)) {
			put(words, word_char(c));
			p += n;
		} else {
			p = take_word(words, p, end);
		}
	}
	if (words->n > TD_WORD_BYTES)
		words->n = 0;
	else if (words->n > 0)
		hash_word(words);
	return p;
}

bool
td_words_next(td_words *words)
{
	const char *p = words->rest.p;
	const char *end = p + words->rest.n;

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
			p = take_any(words, p, end);
			if (words->n == 0)
				continue;
		}
		words->rest = td_span_between(p, end);
		return true;
	}
	words->rest = td_span_between(end, end);
	return false;
}
