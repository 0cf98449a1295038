/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/charset.c - from whatever a mail is written in to UTF-8 */
#include "message/charset.h"

#include <errno.h>
#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "message/defect.h"

void
td_converters_clear(td_converters *converters)
{
	for (unsigned i = 0; i < converters->count; i++) {
		if (converters->open[i].iconv != (iconv_t)-1)
			iconv_close(converters->open[i].iconv);
	}
	converters->count = 0;
}

bool
td_charset_is_utf8(const char *charset)
{
	if (charset[0] == '\0')
		return true;
	if (g_ascii_strncasecmp(charset, "utf", 3) != 0)
		return false;
	charset += 3;
	if (*charset == '-')
		charset++;
	return strcmp(charset, "8") == 0;
}

bool
td_charset_is_ascii_based(const char *charset)
{
	static const char *const others[] = { "utf-7", "utf7", "utf-16", "utf16",
		"utf-32", "utf32", "ucs", "iso-10646", "iso-2022", "iso2022", "csiso2022",
		"hz", "unicode", "csunicode", "ebcdic", "ibm", "cp037", "cp5" };

	for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
		if (g_ascii_strncasecmp(charset, others[i], strlen(others[i])) == 0)
			return false;
	}
	return true;
}

/* How many bytes at the front are ASCII and no NUL; looks at 32 of them at once. */
static size_t
ascii_prefix(const char *p, size_t n)
{
	size_t i = 0;

#ifdef __SSE2__
	const __m128i zero = _mm_setzero_si128();

	for (; i + 32 <= n; i += 32) {
		__m128i one = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
		__m128i two =
		    _mm_loadu_si128((const __m128i *)(const void *)(p + i + 16));

		/* Signed: above zero is what is below 128. */
		one = _mm_and_si128(_mm_cmpgt_epi8(one, zero), _mm_cmpgt_epi8(two, zero));
		if (_mm_movemask_epi8(one) != 0xffff)
			break;
	}
#endif
	while (i < n && (signed char)p[i] > 0)
		i++;
	return i;
}

bool
td_is_ascii(td_span text)
{
	return ascii_prefix(text.p, text.n) == text.n;
}

/* The length of the UTF-8 character at p (n > 0 bytes are there), or 0. */
static size_t
character_length(const unsigned char *p, size_t n)
{
	if (p[0] < 0x80)
		return p[0] != 0;
	if (p[0] < 0xc2)
		return 0;
	if (p[0] < 0xe0)
		return n >= 2 && (p[1] & 0xc0) == 0x80 ? 2 : 0;
	if (n < 3 || (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80)
		return 0;
	if (p[0] < 0xf0) {
		if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f))
			return 0;
		return 3;
	}
	if (p[0] > 0xf4 || n < 4 || (p[3] & 0xc0) != 0x80 ||
	    (p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f))
		return 0;
	return 4;
}

size_t
td_utf8_valid_prefix(td_span text)
{
	size_t i = 0;

	while (i < text.n && text.p[i] != '\0') {
		size_t n = ascii_prefix(text.p + i, text.n - i);

		if (n == 0)
			n = character_length(
			    (const unsigned char *)text.p + i, text.n - i);
		if (n == 0)
			break;
		i += n;
	}
	return i;
}

static void
append_windows_1252(GString *out, unsigned char c)
{
	/* 0x80 to 0x9f; the five holes become the replacement character. */
	static const uint16_t upper[32] = { 0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e,
		0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd,
		0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013,
		0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178 };

	if (c >= 0x80 && c < 0xa0)
		g_string_append_unichar(out, upper[c - 0x80]);
	else
		g_string_append_unichar(out, c);
}

/* A text with good multi-byte characters in it is damaged UTF-8; one without any is
 * something else. */
static bool
has_multibyte(td_span text)
{
	const unsigned char *p = (const unsigned char *)text.p;

	for (size_t i = 0; i < text.n;) {
		size_t n = character_length(p + i, text.n - i);

		if (n > 1)
			return true;
		i++;
	}
	return false;
}

static void
append_damaged(GString *out, td_span text, unsigned *defects)
{
	bool utf8 = has_multibyte(text);

	while (text.n > 0) {
		size_t good = td_utf8_valid_prefix(text);

		g_string_append_len(out, text.p, (gssize)good);
		text = td_span_skip(text, good);
		if (text.n == 0)
			break;
		if (text.p[0] == '\0') {
			*defects |= TD_DEFECT_NUL;
		} else {
			*defects |= TD_DEFECT_BAD_CHARSET;
			if (utf8)
				g_string_append_unichar(out, 0xfffd);
			else
				append_windows_1252(out, (unsigned char)text.p[0]);
		}
		text = td_span_skip(text, 1);
	}
}

static void
append_from_utf8(GString *out, td_span text, unsigned *defects)
{
	size_t good = td_utf8_valid_prefix(text);

	if (good == text.n)
		g_string_append_len(out, text.p, (gssize)text.n);
	else
		append_damaged(out, text, defects);
}

/* Of characters that are seen; Shift_JIS has a yen sign for "\\". */
static bool
keeps_ascii(const char *charset, iconv_t handle)
{
	char ascii[0x7f - ' '], out[4 * sizeof ascii];
	char *from = ascii, *to = out;
	size_t left = sizeof ascii, room = sizeof out;

	for (size_t i = 0; i < sizeof ascii; i++)
		ascii[i] = (char)(' ' + i);
	return td_charset_is_ascii_based(charset) &&
	       iconv(handle, &from, &left, &to, &room) == 0 &&
	       room == sizeof out - sizeof ascii && memcmp(out, ascii, sizeof ascii) == 0;
}

/* NULL for a name that none has. */
static const td_converter *
find_converter(td_converters *converters, const char *charset)
{
	td_converter *found;

	for (unsigned i = 0; i < converters->count; i++) {
		if (strcmp(converters->open[i].charset, charset) == 0)
			return &converters->open[i];
	}
	if (strlen(charset) >= sizeof(converters->open[0].charset) ||
	    strchr(charset, '/'))
		return NULL;
	if (converters->count == TD_CONVERTERS) {
		if (converters->open[TD_CONVERTERS - 1].iconv != (iconv_t)-1)
			iconv_close(converters->open[TD_CONVERTERS - 1].iconv);
		converters->count--;
	}
	found = &converters->open[converters->count++];
	g_strlcpy(found->charset, charset, sizeof found->charset);
	found->iconv = iconv_open("UTF-8",
	    g_ascii_strcasecmp(charset, "latin-1") == 0 ? "ISO-8859-1" : charset);
	found->keeps_ascii =
	    found->iconv != (iconv_t)-1 && keeps_ascii(charset, found->iconv);
	return found;
}

/*
 * What mailers mean by the name of an older charset, as browsers have it: Windows wrote
 * GBK and called it gb2312. NULL for none. ks_c_5601-1987 is no name to glibc at all.
 */
static const char *
wider_charset(const char *charset)
{
	static const char *const wider[][2] = { { "gb", "GB18030" },
		{ "x-gbk", "GB18030" }, { "euc-cn", "GB18030" }, { "ks_c", "CP949" },
		{ "ksc", "CP949" }, { "euc-kr", "CP949" }, { "shift", "CP932" },
		{ "sjis", "CP932" }, { "x-sjis", "CP932" }, { "big5", "BIG5-HKSCS" },
		{ "euc-jp", "EUC-JP-MS" }, { "tis", "CP874" }, { "windows-874", "CP874" },
		{ "windows-949", "CP949" } };

	for (size_t i = 0; i < G_N_ELEMENTS(wider); i++) {
		if (g_ascii_strncasecmp(charset, wider[i][0], strlen(wider[i][0])) == 0)
			return wider[i][1];
	}
	return NULL;
}

/* False where the bytes are not in that charset. */
static bool
convert(iconv_t iconv_handle, td_span text, GString *out)
{
	union {
		const char *read_only;
		char *as_iconv_wants;
	} in = { .read_only = text.p };
	char *from = in.as_iconv_wants;
	size_t left = text.n;

	iconv(iconv_handle, NULL, NULL, NULL, NULL);
	for (bool flushed = false; !flushed;) {
		char chunk[1024];
		char *to = chunk;
		size_t room = sizeof(chunk);
		size_t rc;

		flushed = left == 0;
		rc = iconv(iconv_handle, flushed ? NULL : &from, &left, &to, &room);
		if (rc == (size_t)-1 && errno != E2BIG)
			return false;
		g_string_append_len(out, chunk, to - chunk);
	}
	return true;
}

/* Whole lines of US-ASCII at the front; all of it where nothing else follows. */
static size_t
ascii_lines(td_span text)
{
	size_t n = ascii_prefix(text.p, text.n);

	while (n < text.n && n > 0 && text.p[n - 1] != '\n')
		n--;
	return n;
}

/* Most lines of a mail are US-ASCII, whatever it says that it is written in, and no
 * character goes on past a line: the others alone are converted. */
static bool
convert_lines(iconv_t handle, td_span text, GString *out)
{
	while (text.n > 0) {
		size_t plain = ascii_lines(text);
		td_span line = td_span_skip(text, plain);
		ptrdiff_t end = td_span_find_byte(line, '\n');

		g_string_append_len(out, text.p, (gssize)plain);
		if (end >= 0)
			line.n = (size_t)end + 1;
		if (line.n > 0 && !convert(handle, line, out))
			return false;
		text = td_span_skip(text, plain + line.n);
	}
	return true;
}

/* False, with out as it was, where the bytes are not in that charset. */
static bool
convert_as(td_converters *converters, const char *charset, td_span text, GString *out)
{
	const td_converter *converter = find_converter(converters, charset);
	size_t begin = out->len;

	if (converter != NULL && converter->iconv != (iconv_t)-1 &&
	    (converter->keeps_ascii ? convert_lines : convert)(
		converter->iconv, text, out))
		return true;
	g_string_truncate(out, begin);
	return false;
}

void
td_append_utf8(GString *out, td_span text, const char *charset, td_converters *converters,
    unsigned *defects)
{
	size_t begin = out->len;

	if (td_charset_is_utf8(charset) ||
	    (td_charset_is_ascii_based(charset) && td_is_ascii(text))) {
		append_from_utf8(out, text, defects);
		return;
	}
	if (!convert_as(converters, charset, text, out)) {
		const char *wider =
		    td_utf8_valid_prefix(text) < text.n ? wider_charset(charset) : NULL;

		*defects |= TD_DEFECT_BAD_CHARSET;
		if (!wider || !convert_as(converters, wider, text, out))
			append_from_utf8(out, text, defects);
	}
	if (memchr(out->str + begin, '\0', out->len - begin)) {
		g_autofree char *copy = g_memdup2(out->str + begin, out->len - begin);
		size_t n = out->len - begin;

		g_string_truncate(out, begin);
		append_from_utf8(out, (td_span){ copy, n }, defects);
	}
}

/* U+0080 to U+009F are controls too: some terminals obey them. */
static size_t
control_length(const char *p, size_t n)
{
	unsigned char c = (unsigned char)p[0];

	if (c < 0x20 || c == 0x7f)
		return 1;
	return c == 0xc2 && n > 1 && (unsigned char)p[1] < 0xa0 ? 2 : 0;
}

bool
td_is_plain_line(td_span text)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	size_t i = 0;

	/* Eight at a time: a byte below 0x20, or one above 0x7e, sets its highest bit. */
	for (; i + 8 <= text.n; i += 8) {
		uint64_t word;

		memcpy(&word, text.p + i, sizeof word);
		if (((word | (word - ones * 0x20) | (word + ones)) & (ones << 7)) != 0)
			return false;
	}
	for (; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c < 0x20 || c >= 0x7f)
			return false;
	}
	return true;
}

char *
td_utf8_line(td_span text, size_t max, unsigned *defects)
{
	GString *out;
	size_t kept = 0;

	if (text.n <= max && td_is_plain_line(text))
		return td_span_dup(text);
	out = g_string_sized_new(text.n + 1);
	append_from_utf8(out, text, defects);
	for (size_t i = 0; i < out->len;) {
		size_t n = control_length(out->str + i, out->len - i);

		if (n == 0)
			out->str[kept++] = out->str[i++];
		else if (n == 1 && strchr("\t\n\v\f\r", out->str[i])) {
			out->str[kept++] = ' ';
			i++;
		} else {
			i += n;
		}
	}
	if (kept > max) {
		*defects |= TD_DEFECT_LIMIT;
		kept = max;
		while (kept > 0 && ((unsigned char)out->str[kept] & 0xc0) == 0x80)
			kept--;
	}
	g_string_truncate(out, kept);
	return g_string_free(out, FALSE);
}
