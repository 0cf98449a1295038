/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/transfer.c - undoes Content-Transfer-Encoding */
#include "message/transfer.h"

#include <stdint.h>

/* RFC 2045: of base64. */
#define LONGEST_LINE 76

/* Digit values and one; 0 is no digit. */
static const uint8_t base64_digits[256] = {
	['A'] = 1,
	['B'] = 2,
	['C'] = 3,
	['D'] = 4,
	['E'] = 5,
	['F'] = 6,
	['G'] = 7,
	['H'] = 8,
	['I'] = 9,
	['J'] = 10,
	['K'] = 11,
	['L'] = 12,
	['M'] = 13,
	['N'] = 14,
	['O'] = 15,
	['P'] = 16,
	['Q'] = 17,
	['R'] = 18,
	['S'] = 19,
	['T'] = 20,
	['U'] = 21,
	['V'] = 22,
	['W'] = 23,
	['X'] = 24,
	['Y'] = 25,
	['Z'] = 26,
	['a'] = 27,
	['b'] = 28,
	['c'] = 29,
	['d'] = 30,
	['e'] = 31,
	['f'] = 32,
	['g'] = 33,
	['h'] = 34,
	['i'] = 35,
	['j'] = 36,
	['k'] = 37,
	['l'] = 38,
	['m'] = 39,
	['n'] = 40,
	['o'] = 41,
	['p'] = 42,
	['q'] = 43,
	['r'] = 44,
	['s'] = 45,
	['t'] = 46,
	['u'] = 47,
	['v'] = 48,
	['w'] = 49,
	['x'] = 50,
	['y'] = 51,
	['z'] = 52,
	['0'] = 53,
	['1'] = 54,
	['2'] = 55,
	['3'] = 56,
	['4'] = 57,
	['5'] = 58,
	['6'] = 59,
	['7'] = 60,
	['8'] = 61,
	['9'] = 62,
	['+'] = 63,
	['/'] = 64,
};

void
td_decode_q(td_span line, bool header, GString *out)
{
	const char *p = line.p;
	const char *end = td_span_end(line);

	while (p < end && *p != '\0') {
		char c = *p++;

		if (c == '=') {
			int high, low;

			if (p == end || *p == '\n' || *p == '\0')
				return;
			high = g_ascii_xdigit_value(*p);
			low = high >= 0 && p + 1 < end ? g_ascii_xdigit_value(p[1]) : -1;
			if (low >= 0) {
				c = (char)(high << 4 | low);
				p += 2;
			}
		} else if (header && c == '_') {
			c = ' ';
		}
		g_string_append_c(out, c);
	}
}

/* Digits that do not make three bytes yet. */
typedef struct digits {
	unsigned bits, have;
} digits;

/* Decodes as long as four digits come after one another; where these end. */
static const char *
decode_fours(const char *p, const char *end, char **to)
{
	char *out = *to;

	for (; end - p >= 4; p += 4) {
		unsigned a = base64_digits[(unsigned char)p[0]];
		unsigned b = base64_digits[(unsigned char)p[1]];
		unsigned c = base64_digits[(unsigned char)p[2]];
		unsigned d = base64_digits[(unsigned char)p[3]];

		if (a == 0 || b == 0 || c == 0 || d == 0)
			break;
		a = (a - 1) << 18 | (b - 1) << 12 | (c - 1) << 6 | (d - 1);
		*out++ = (char)(a >> 16);
		*out++ = (char)(a >> 8 & 255);
		*out++ = (char)(a & 255);
	}
	*to = out;
	return p;
}

/* Decodes up to the end or a NUL; to has room for three bytes in four of p's. */
static char *
decode_base64(const char *p, const char *end, char *to, digits *left)
{
	unsigned bits = left->bits, have = left->have;

	if (have == 0)
		p = decode_fours(p, end, &to);
	for (; p < end; p++) {
		unsigned digit = base64_digits[(unsigned char)*p];

		if (digit == 0) {
			if (*p == '\0')
				break;
			continue;
		}
		bits = bits << 6 | (digit - 1);
		if (++have == 4) {
			*to++ = (char)(bits >> 16 & 255);
			*to++ = (char)(bits >> 8 & 255);
			*to++ = (char)(bits & 255);
			bits = have = 0;
		}
	}
	*left = (digits){ bits, have };
	return to;
}

static char *
end_base64(char *to, digits *left)
{
	if (left->have >= 2)
		*to++ = (char)(left->bits >> (left->have * 6 - 8) & 255);
	if (left->have == 3)
		*to++ = (char)(left->bits >> 2 & 255);
	*left = (digits){ 0, 0 };
	return to;
}

void
td_decode_base64_line(td_span line, GString *out)
{
	size_t begin = out->len;
	digits left = { 0, 0 };
	char *end;

	g_string_set_size(out, begin + line.n / 4 * 3 + 3);
	end = decode_base64(line.p, td_span_end(line), out->str + begin, &left);
	end = end_base64(end, &left);
	g_string_truncate(out, (size_t)(end - out->str));
}

/* A NUL hides the rest of its line, the line end too. */
static td_span
cut_lines_at_nul(td_span text, GString *copy)
{
	const char *end = td_span_end(text);
	td_span line;

	while (td_span_next_line(&text, &line)) {
		size_t n = strnlen(line.p, line.n);

		g_string_append_len(copy, line.p, (gssize)n);
		if (n == line.n && td_span_end(line) < end)
			g_string_append_c(copy, '\n');
	}
	return (td_span){ copy->str, copy->len };
}

void
td_decode_quoted_printable(td_span text, GString *out)
{
	g_autoptr(GString) copy = NULL;
	const char *p, *end, *hit;

	if (td_span_find_byte(text, '\0') >= 0) {
		copy = g_string_sized_new(text.n);
		text = cut_lines_at_nul(text, copy);
	}
	p = text.p;
	end = td_span_end(text);
	while (p < end && (hit = memchr(p, '=', (size_t)(end - p)))) {
		int high, low;

		g_string_append_len(out, p, hit - p);
		p = hit + 1;
		if (p == end)
			return;
		if (*p == '\n') {
			p++;
			continue;
		}
		high = g_ascii_xdigit_value(*p);
		low = high >= 0 && p + 1 < end ? g_ascii_xdigit_value(p[1]) : -1;
		if (low >= 0) {
			g_string_append_c(out, (char)(high << 4 | low));
			p += 2;
		} else {
			g_string_append_c(out, '=');
		}
	}
	if (p < end)
		g_string_append_len(out, p, end - p);
}

/* Each line by itself, as git does it, but for one that is longer than the standard
 * allows: a server cut it there, within four digits as well as between. */
void
td_decode_base64(td_span text, GString *out)
{
	size_t begin = out->len;
	digits left = { 0, 0 };
	td_span line;
	char *to;

	g_string_set_size(out, begin + text.n / 4 * 3 + 3);
	to = out->str + begin;
	while (td_span_next_line(&text, &line)) {
		to = decode_base64(line.p, td_span_end(line), to, &left);
		if (line.n <= LONGEST_LINE || td_span_find_byte(line, '=') >= 0)
			to = end_base64(to, &left);
	}
	to = end_base64(to, &left);
	g_string_truncate(out, (size_t)(to - out->str));
}
