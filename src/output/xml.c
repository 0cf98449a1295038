/* SPDX-License-Identifier: GPL-2.0-or-later */
/* output/xml.c - the one place where text becomes markup */
#include "output/xml.h"

#include <stdarg.h>
#include <string.h>

/* What each ASCII byte is written as; of no length: as itself. */
typedef struct escape {
	char text[7];
	unsigned char n;
} escape;

static const escape escapes[0x80] = {
	['&'] = { "&amp;", 5 },
	['<'] = { "&lt;", 4 },
	['>'] = { "&gt;", 4 },
	['"'] = { "&quot;", 6 },
	['\''] = { "&#39;", 5 },
};

enum {
	longest_escape = sizeof(escape), /* it is copied whole */
	stretch = TD_OUT_ROOM / longest_escape - 16,
};

void
td_xml_open(td_xml *xml, const td_sink *sink)
{
	*xml = (td_xml){ .out = td_out_new(sink) };
}

void
td_xml_open_text(td_xml *xml, size_t expected)
{
	*xml = (td_xml){ .out = td_out_new_text(expected) };
}

char *
td_xml_take(td_xml *xml, size_t *n)
{
	g_clear_error(&xml->error);
	return td_out_take(g_steal_pointer(&xml->out), n);
}

void
td_xml_open_lasting(td_xml *xml, size_t expected)
{
	*xml = (td_xml){ .out = td_out_new_lasting(expected) };
}

GBytes *
td_xml_take_lasting(td_xml *xml)
{
	g_clear_error(&xml->error);
	return td_out_take_lasting(g_steal_pointer(&xml->out));
}

bool
td_xml_close(td_xml *xml, GError **error)
{
	td_out *out = g_steal_pointer(&xml->out);

	if (!xml->error)
		return td_out_close(out, error);
	td_out_free(out);
	g_propagate_error(error, g_steal_pointer(&xml->error));
	return false;
}

bool
td_xml_failed(const td_xml *xml)
{
	return xml->error || td_out_failed(xml->out);
}

void
td_xml_take_error(td_xml *xml, GError *error)
{
	if (xml->error)
		g_error_free(error);
	else
		xml->error = error;
}

static bool
is_plain(unsigned char c)
{
	return c == '\n' || c == '\t' || (c >= 0x20 && c < 0x7f && escapes[c].n == 0);
}

#if defined(__SSE2__)
/* A bit for each byte that is not plain. */
static unsigned
odd_bits(__m128i bytes)
{
	/* Below a blank, signed, are controls, what is past ASCII, and DEL plus one. */
	__m128i odd =
	    _mm_cmplt_epi8(_mm_add_epi8(bytes, _mm_set1_epi8(1)), _mm_set1_epi8(0x21));
	__m128i kept = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')),
	    _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t')));
	/* '"' and '&' differ in one bit, and so do '<' and '>'. */
	__m128i special =
	    _mm_or_si128(_mm_cmpeq_epi8(_mm_or_si128(bytes, _mm_set1_epi8('"' ^ '&')),
			     _mm_set1_epi8('&')),
		_mm_cmpeq_epi8(
		    _mm_or_si128(bytes, _mm_set1_epi8('<' ^ '>')), _mm_set1_epi8('>')));

	special = _mm_or_si128(special, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\'')));
	return (unsigned)_mm_movemask_epi8(
	    _mm_or_si128(_mm_andnot_si128(kept, odd), special));
}

/* Fewer than sixteen bytes, eight and then four at once; gives how many are plain. */
static size_t
copy_plain_rest(const char *p, size_t n, char *to)
{
	size_t i = 0;

	if (n >= 8) {
		__m128i bytes = _mm_loadl_epi64((const __m128i *)(const void *)p);
		unsigned found = odd_bits(bytes) & 0xff;

		_mm_storel_epi64((__m128i *)(void *)to, bytes);
		if (found != 0)
			return (size_t)__builtin_ctz(found);
		i = 8;
	}
	if (n - i >= 4) {
		int four;
		unsigned found;

		memcpy(&four, p + i, sizeof four);
		found = odd_bits(_mm_cvtsi32_si128(four)) & 0xf;
		memcpy(to + i, &four, sizeof four);
		if (found != 0)
			return i + (size_t)__builtin_ctz(found);
		i += 4;
	}
	for (; i < n && is_plain((unsigned char)p[i]); i++)
		to[i] = p[i];
	return i;
}
#endif

/* Copies what is plain up to the first byte that is not, and gives where that is; end
 * for none. Most of a mail is plain. There is room for 16 bytes more. */
static const char *
copy_plain(const char *p, const char *end, char **to)
{
	size_t n;

#if defined(__SSE2__)
	while (end - p >= 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
		unsigned found = odd_bits(bytes);

		_mm_storeu_si128((__m128i *)(void *)*to, bytes);
		if (found != 0) {
			n = (size_t)__builtin_ctz(found);
			*to += n;
			return p + n;
		}
		*to += 16;
		p += 16;
	}
	n = copy_plain_rest(p, (size_t)(end - p), *to);
#else
	for (n = 0; p + n < end && is_plain((unsigned char)p[n]); n++)
		(*to)[n] = p[n];
#endif
	*to += n;
	return p + n;
}

/* Past ASCII: what must not stand in the page as it is, though it is good UTF-8. */
static bool
is_obeyed(gunichar c)
{
	return (c >= 0x80 && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 ||
	       (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

/* A character that g_utf8_get_char_validated() gave. */
static void
put_wide(td_xml *xml, const char *p, size_t n, gunichar c)
{
	if (is_obeyed(c))
		td_out_printf(xml->out, "&lt;U+%04X&gt;", c);
	else if (xml->ascii)
		td_out_printf(xml->out, "&#x%x;", c);
	else
		td_out_bytes(xml->out, p, n);
}

/* An ASCII byte that is not plain and has no escape. next is what follows it, 0 at the
 * end. */
static void
put_control(td_xml *xml, unsigned char c, char next)
{
	if (c == 0x7f)
		put_wide(xml, "\xe2\x90\xa1", 3, 0x2421);
	else if (c != '\r' || next != '\n')
		put_wide(
		    xml, (char[]){ '\xe2', '\x90', (char)(0x80 + c) }, 3, 0x2400u + c);
}

/* Copies what is plain or has an escape; gives where that ends. */
static const char *
put_common(td_xml *xml, const char *p, const char *end)
{
	size_t n = MIN((size_t)(end - p), stretch);
	char *room = td_out_room(xml->out, (n + 16) * longest_escape), *to = room;

	end = p + n;
	while ((p = copy_plain(p, end, &to)) < end) {
		unsigned char c = (unsigned char)*p;

		if (c >= 0x80 || escapes[c].n == 0)
			break;
		memcpy(to, &escapes[c], sizeof escapes[c]);
		to += escapes[c].n;
		p++;
	}
	td_out_filled(xml->out, (size_t)(to - room));
	return p;
}

void
td_xml_span(td_xml *xml, td_span text)
{
	const char *p = text.p, *end;

	if (text.n == 0)
		return;
	end = p + text.n;
	while ((p = put_common(xml, p, end)) < end) {
		unsigned char first = (unsigned char)*p;
		gunichar c;

		/* As much as there was room for. */
		if (is_plain(first) || (first < 0x80 && escapes[first].n > 0))
			continue;
		if (first < 0x80) {
			put_control(xml, first, (char)(p + 1 < end ? p[1] : 0));
			p++;
			continue;
		}
		c = g_utf8_get_char_validated(p, end - p);
		if (c == (gunichar)-1 || c == (gunichar)-2) {
			put_wide(xml, "\xef\xbf\xbd", 3, 0xfffd);
			p++;
			continue;
		}
		put_wide(xml, p, (size_t)g_utf8_skip[first], c);
		p += g_utf8_skip[first];
	}
}

void
td_xml_text(td_xml *xml, const char *text)
{
	td_xml_span(xml, td_span_of(text));
}

void
td_xml_print(td_xml *xml, const char *format, ...)
{
	const char *at;
	va_list args;

	va_start(args, format);
	/* The analyser loses sight of it here. NOLINTBEGIN(clang-analyzer-valist.*) */
	while ((at = strchr(format, '%'))) {
		td_out_bytes(xml->out, format, (size_t)(at - format));
		if (at[1] == 's')
			td_xml_text(xml, va_arg(args, const char *));
		else if (at[1] == 'u')
			td_out_number(xml->out, va_arg(args, unsigned));
		else if (at[1] == '%')
			td_out_char(xml->out, '%');
		else
			g_assert_not_reached();
		format = at + 2;
	}
	/* NOLINTEND(clang-analyzer-valist.*) */
	va_end(args);
	td_out_text(xml->out, format);
}
