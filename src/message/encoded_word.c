/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/encoded_word.c - decodes header text as `git mailinfo` does, which is laxer
 * than RFC 2047: a word may hold blanks, may be long and may stand beside anything */
#include "message/encoded_word.h"

#include <stdbool.h>

#include "message/defect.h"
#include "message/transfer.h"

struct decoder {
	GString *out;     /* decoded text, not yet checked */
	GString *pending; /* bytes of words in one charset other than UTF-8 */
	char charset[40]; /* theirs */
	td_converters *converters;
	unsigned *defects;
};

static void
flush_pending(struct decoder *decoder)
{
	if (decoder->pending->len == 0)
		return;
	td_append_utf8(decoder->out,
	    (td_span){ decoder->pending->str, decoder->pending->len }, decoder->charset,
	    decoder->converters, decoder->defects);
	g_string_truncate(decoder->pending, 0);
}

static void
add_word(struct decoder *decoder, td_span charset, char encoding, td_span text)
{
	g_autofree char *name =
	    td_span_dup(td_span_head(charset, sizeof(decoder->charset) - 1));
	char *language = strchr(name, '*');
	GString *to;

	if (language)
		*language = '\0'; /* RFC 2231 5: charset*language */
	if (td_charset_is_utf8(name)) {
		flush_pending(decoder);
		to = decoder->out;
	} else {
		if (g_ascii_strcasecmp(name, decoder->charset) != 0)
			flush_pending(decoder);
		g_strlcpy(decoder->charset, name, sizeof(decoder->charset));
		to = decoder->pending;
	}
	if (g_ascii_tolower(encoding) == 'q')
		td_decode_q(text, true, to);
	else
		td_decode_base64_line(text, to);
}

/*
 * Reads the word at the front of text, which begins with "=?". Gives its length, or 0
 * where it is none. *ends turns false when no "?=" is left: nobody need look again.
 */
static size_t
read_word(struct decoder *decoder, td_span text, bool *ends)
{
	td_span body, charset;
	ptrdiff_t mark = td_span_find_byte(td_span_skip(text, 2), '?');
	char encoding;

	if (mark < 0) {
		*ends = false;
		return 0;
	}
	charset = td_span_head(td_span_skip(text, 2), (size_t)mark);
	body = td_span_skip(text, 2 + charset.n + 1);
	if (body.n < 2 || body.p[1] != '?' || !strchr("bBqQ", body.p[0]) ||
	    body.p[0] == '\0')
		return 0;
	encoding = body.p[0];
	body = td_span_skip(body, 2);
	mark = td_span_find(body, "?=");
	if (mark < 0) {
		*ends = false;
		return 0;
	}
	body = td_span_head(body, (size_t)mark);
	add_word(decoder, charset, encoding, body);
	return (size_t)(body.p + body.n + 2 - text.p);
}

static void
decode_all(struct decoder *decoder, td_span text)
{
	const char *begin = text.p;
	td_span between = { text.p, 0 };
	bool ends = true;

	while (ends) {
		ptrdiff_t hit = td_span_find(text, "=?");
		size_t n;

		if (hit < 0)
			break;
		text = td_span_skip(text, (size_t)hit);
		between = td_span_between(between.p, text.p);
		/* Blanks between two words are not text; those before the first are. */
		if (between.n > 0 &&
		    (between.p == begin || td_span_trim(between).n > 0)) {
			flush_pending(decoder);
			g_string_append_len(decoder->out, between.p, (gssize)between.n);
			between = (td_span){ text.p, 0 };
		}
		n = read_word(decoder, text, &ends);
		if (n == 0) {
			*decoder->defects |= TD_DEFECT_BAD_ENCODING;
			text = td_span_skip(text, 2);
		} else {
			text = td_span_skip(text, n);
			between = (td_span){ text.p, 0 };
		}
	}
	flush_pending(decoder);
	between = td_span_between(between.p, td_span_end(text));
	g_string_append_len(decoder->out, between.p, (gssize)between.n);
}

/* Most texts are short and have none: memchr is faster than memmem then. */
bool
td_encoded_word_any(td_span text)
{
	ptrdiff_t at;

	while ((at = td_span_find_byte(text, '=')) >= 0) {
		text = td_span_skip(text, (size_t)at + 1);
		if (text.n > 0 && text.p[0] == '?')
			return true;
	}
	return false;
}

char *
td_encoded_word_decode(
    td_span unfolded, size_t max, td_converters *converters, unsigned *defects)
{
	g_autoptr(GString) out = NULL;
	g_autoptr(GString) pending = NULL;
	struct decoder decoder = { .converters = converters, .defects = defects };

	if (!td_encoded_word_any(unfolded))
		return td_utf8_line(unfolded, max, defects);
	decoder.out = out = g_string_sized_new(unfolded.n + 1);
	decoder.pending = pending = g_string_new(NULL);
	decode_all(&decoder, unfolded);
	return td_utf8_line((td_span){ out->str, out->len }, max, defects);
}
