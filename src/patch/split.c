/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/split.c - in-body headers, commit message and patch, by the rules of
 * `git mailinfo` */
#include "patch/split.h"

#include "base/limits.h"
#include "message/charset.h"
#include "message/encoded_word.h"

/* The state between two lines. */
struct splitter {
	td_split *split;
	bool scissors;
	bool in_header; /* in-body headers may come */
	bool in_patch;
	GString *field; /* the in-body header begun: a raw line and its continuations */
	GString *converted;
	const char *charset;
	bool utf8; /* the charset needs no conversion */
	td_converters converters;
};

void
td_split_free(td_split *split)
{
	if (!split)
		return;
	g_free(split->from);
	g_free(split->subject);
	g_free(split->date);
	g_free(split->own_charset);
	if (split->message)
		g_string_free(split->message, TRUE);
	g_clear_pointer(&split->patch, g_byte_array_unref);
	g_free(split);
}

/* The blanks that git knows, whatever the locale. */
static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static unsigned
scissors_length(td_span text)
{
	if (text.n < 2)
		return 0;
	if ((text.p[0] == '>' && (text.p[1] == '8' || text.p[1] == '%')) ||
	    (text.p[1] == '<' && (text.p[0] == '8' || text.p[0] == '%')))
		return 2;
	return 0;
}

static bool
is_scissors_at(const char *p, const char *at, const char *end)
{
	return (*at == '8' || *at == '%') &&
	       ((at > p && at[-1] == '>') || (at + 1 < end && at[1] == '<'));
}

/* Where the next ">8", "8<", ">%" or "%<" stands: few texts have any, so that the lines
 * need not be looked at one by one. */
static const char *
find_scissors(const char *p, const char *end)
{
	const char *at = p;

	if (at >= end || is_scissors_at(p, at, end))
		return at < end ? at : NULL;
	at++;
#if defined(__SSE2__)
	/* Sixteen bytes at a time, each between its neighbours. */
	for (; end - at > 16; at += 16) {
		__m128i before = _mm_loadu_si128((const __m128i *)(const void *)(at - 1));
		__m128i here = _mm_loadu_si128((const __m128i *)(const void *)at);
		__m128i after = _mm_loadu_si128((const __m128i *)(const void *)(at + 1));
		__m128i hinge = _mm_or_si128(_mm_cmpeq_epi8(here, _mm_set1_epi8('8')),
		    _mm_cmpeq_epi8(here, _mm_set1_epi8('%')));
		__m128i blade = _mm_or_si128(_mm_cmpeq_epi8(before, _mm_set1_epi8('>')),
		    _mm_cmpeq_epi8(after, _mm_set1_epi8('<')));
		int hits = _mm_movemask_epi8(_mm_and_si128(hinge, blade));

		if (hits != 0)
			return at + __builtin_ctz((unsigned)hits);
	}
#endif
	for (; at < end; at++) {
		if (is_scissors_at(p, at, end))
			return at;
	}
	return NULL;
}

/* At least 8 wide, more than a third of it perforation, and less than half of that blank.
 */
bool
td_split_is_scissors(td_span line)
{
	size_t perforation = 0, gap = 0, first = 0, last = 0, i = 0;
	bool cut = false, any = false, inside = false;

	if (!find_scissors(line.p, td_span_end(line)))
		return false;
	for (; i < line.n && line.p[i] != '\0'; i++) {
		if (is_space(line.p[i])) {
			perforation += inside;
			gap += inside;
			continue;
		}
		if (!any)
			first = i;
		any = true;
		last = i;
		if (line.p[i] == '-') {
			inside = true;
			perforation++;
		} else if (scissors_length(td_span_skip(line, i)) > 0) {
			inside = cut = true;
			perforation += 2;
			i++;
		} else {
			inside = false;
		}
	}
	return cut && last - first + 1 >= 8 && last - first + 1 < perforation * 3 &&
	       gap * 2 < perforation;
}

/* Does a patch begin with this line, which still has its LF? */
static bool
is_patch_begin(td_span line)
{
	if (td_span_has_prefix(line, "diff -") || td_span_has_prefix(line, "Index: "))
		return true;
	if (line.n < 4 || !td_span_has_prefix(line, "---"))
		return false;
	if (line.p[3] == ' ' && (line.n == 4 || !is_space(line.p[4])))
		return true;
	for (size_t i = 3; i < line.n && is_space(line.p[i]); i++) {
		if (line.p[i] == '\n')
			return true;
	}
	return false;
}

/* Which of the in-body headers not yet seen the line begins; NULL for none. */
static char **
find_slot(td_split *split, td_span line)
{
	if (line.n == 0)
		return NULL;
	switch (line.p[0] | 0x20) {
	case 'f':
		return !split->from && td_span_has_prefix_nocase(line, "From:")
			   ? &split->from
			   : NULL;
	case 's':
		return !split->subject && td_span_has_prefix_nocase(line, "Subject:")
			   ? &split->subject
			   : NULL;
	case 'd':
		return !split->date && td_span_has_prefix_nocase(line, "Date:")
			   ? &split->date
			   : NULL;
	default:
		return NULL;
	}
}

static char *
decode_value(struct splitter *splitter, td_span value)
{
	g_autoptr(GString) utf8 = NULL;

	value = td_span_head(td_span_trim(value), TD_MAX_HEADER_VALUE);
	if (!splitter->utf8) {
		utf8 = g_string_new(NULL);
		td_append_utf8(utf8, value, splitter->charset, &splitter->converters,
		    &splitter->split->defects);
		value = (td_span){ utf8->str, utf8->len };
	}
	return td_encoded_word_decode(
	    value, TD_MAX_TITLE_BYTES, &splitter->converters, &splitter->split->defects);
}

static void
finish_field(struct splitter *splitter)
{
	td_span field = { splitter->field->str, splitter->field->len };
	char **slot;

	if (field.n == 0)
		return;
	slot = find_slot(splitter->split, field);
	if (slot) {
		ptrdiff_t colon = td_span_find_byte(field, ':');

		*slot = decode_value(splitter, td_span_skip(field, (size_t)colon + 1));
	}
	g_string_truncate(splitter->field, 0);
}

/* ">From " and the line that git format-patch begins a mail with. */
static bool
is_quoted_separator(td_span line)
{
	static const char date[] = " Mon Sep 17 00:00:00 2001\n";
	td_span id = td_span_skip(line, 6);

	if (line.n != 6 + 40 + sizeof(date) - 1)
		return false;
	for (size_t i = 0; i < 40; i++) {
		if (!strchr("0123456789abcdef", id.p[i]) || id.p[i] == '\0')
			return false;
	}
	return td_span_is(td_span_skip(id, 40), date);
}

/* Takes the line if it belongs to the in-body headers. */
static bool
take_header_line(struct splitter *splitter, td_span line)
{
	td_split *split = splitter->split;
	GString *field = splitter->field;

	if (field->len > 0 && (line.p[0] == ' ' || line.p[0] == '\t')) {
		if (splitter->scissors && td_split_is_scissors(line)) {
			finish_field(splitter);
			return false;
		}
		if (field->str[field->len - 1] == '\n')
			g_string_truncate(field, field->len - 1);
		g_string_append_len(field, line.p, (gssize)line.n);
		return true;
	}
	finish_field(splitter);
	if (td_span_has_prefix(line, ">From") && line.n > 5 && is_space(line.p[5]))
		return is_quoted_separator(line);
	if (td_span_has_prefix(line, "[PATCH]") && line.n > 7 && is_space(line.p[7])) {
		g_free(split->subject);
		split->subject = decode_value(splitter, line);
		return true;
	}
	if (!find_slot(split, line))
		return false;
	g_string_append_len(field, line.p, (gssize)line.n);
	return true;
}

/* All before a scissors line is for the reader, not for the commit. */
static void
cut_here(struct splitter *splitter)
{
	td_split *split = splitter->split;

	g_string_truncate(split->message, 0);
	splitter->in_header = true;
	g_clear_pointer(&split->from, g_free);
	g_clear_pointer(&split->subject, g_free);
	g_clear_pointer(&split->date, g_free);
}

/* A line, with its LF, that is not yet known to be the patch's. */
static void
add_line(struct splitter *splitter, td_span line)
{
	if (splitter->in_header) {
		if (td_span_is(line, "\n")) {
			if (splitter->field->len > 0) {
				finish_field(splitter);
				splitter->in_header = false;
			}
			return;
		}
		splitter->in_header = take_header_line(splitter, line);
		if (splitter->in_header)
			return;
	}
	if (!splitter->utf8) {
		g_string_truncate(splitter->converted, 0);
		td_append_utf8(splitter->converted, line, splitter->charset,
		    &splitter->converters, &splitter->split->defects);
		line = (td_span){ splitter->converted->str, splitter->converted->len };
	}
	if (splitter->scissors && td_split_is_scissors(line)) {
		cut_here(splitter);
	} else if (is_patch_begin(line)) {
		splitter->in_patch = true;
	} else {
		g_string_append_len(splitter->split->message, line.p, (gssize)line.n);
	}
}

/* The length of the lines at the front that are nothing but message text. */
static size_t
plain_length(const struct splitter *splitter, td_span text)
{
	const char *end = td_span_end(text);
	const char *line = text.p;
	const char *cut = splitter->scissors ? find_scissors(text.p, end) : NULL;

	while (line < end) {
		const char *next = td_find_lf(line, (size_t)(end - line));

		next = next ? next + 1 : end;
		if ((*line == '-' || *line == 'd' || *line == 'I') &&
		    is_patch_begin(td_span_between(line, next)))
			break;
		if (cut && cut < next) {
			if (td_split_is_scissors(td_span_between(line, next)))
				break;
			cut = find_scissors(next, end);
		}
		line = next;
	}
	return (size_t)(line - text.p);
}

static void
add_patch(struct splitter *splitter, td_span text)
{
	td_split *split = splitter->split;

	if (!split->patch) {
		split->patch = g_byte_array_sized_new((guint)text.n);
		split->charset = splitter->charset;
	}
	g_byte_array_append(split->patch, (const guint8 *)text.p, (guint)text.n);
}

static void
add_text(struct splitter *splitter, const td_text *text)
{
	td_span rest = text->bytes;

	splitter->charset = text->charset;
	splitter->utf8 =
	    td_charset_is_utf8(text->charset) ||
	    (td_charset_is_ascii_based(text->charset) && td_is_ascii(text->bytes));
	while (rest.n > 0 && !splitter->in_patch) {
		const char *end;
		td_span line;

		if (!splitter->in_header && splitter->utf8) {
			size_t n = plain_length(splitter, rest);

			g_string_append_len(splitter->split->message, rest.p, (gssize)n);
			rest = td_span_skip(rest, n);
			if (rest.n == 0)
				break;
		}
		end = td_find_lf(rest.p, rest.n);
		line = end ? td_span_between(rest.p, end + 1) : rest;
		add_line(splitter, line);
		if (!splitter->in_patch)
			rest = td_span_skip(rest, line.n);
	}
	if (splitter->in_patch && rest.n > 0)
		add_patch(splitter, rest);
}

/* Pictures and archives are no message. git would take their bytes, too. */
static bool
is_binary(const td_text *text)
{
	return (g_str_has_prefix(text->type, "image/") ||
		   g_str_has_prefix(text->type, "audio/") ||
		   g_str_has_prefix(text->type, "video/") ||
		   g_str_has_prefix(text->type, "application/")) &&
	       memchr(text->bytes.p, '\0', text->bytes.n);
}

td_split *
td_split_read(const td_body *body, bool scissors)
{
	td_split *split = g_new0(td_split, 1);
	g_autoptr(GString) field = g_string_new(NULL);
	g_autoptr(GString) converted = g_string_new(NULL);
	struct splitter splitter = {
		.split = split,
		.scissors = scissors,
		.in_header = true,
		.field = field,
		.converted = converted,
		.charset = "",
		.utf8 = true,
	};
	td_span text;

	split->message = g_string_sized_new(2048);
	split->charset = "";
	for (unsigned i = 0; i < td_body_count(body); i++) {
		if (!is_binary(td_body_get(body, i)))
			add_text(&splitter, td_body_get(body, i));
	}
	finish_field(&splitter);
	text = (td_span){ split->message->str, split->message->len };
	if (td_utf8_valid_prefix(text) < text.n) {
		GString *valid = g_string_sized_new(text.n + 1);

		td_append_utf8(valid, text, "", &splitter.converters, &split->defects);
		g_string_free(split->message, TRUE);
		split->message = valid;
	}
	td_converters_clear(&splitter.converters);
	return split;
}
