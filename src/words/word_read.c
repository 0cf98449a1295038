/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words/word_read.c - a word by its characters: what joins two parts of one, what ends it
 */
#include "words/word_read.h"

#include <glib.h>
#include <string.h>

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

const char *
td_word_read(td_words *words, const char *p, const char *end)
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
	return p;
}
