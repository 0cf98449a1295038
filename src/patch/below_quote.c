/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/below_quote.c - the real commit message of a patch that came with a quoted reply
 */
#include "patch/below_quote.h"

#include "base/limits.h"
#include "message/charset.h"
#include "message/encoded_word.h"

static bool
is_quote(td_span line)
{
	return line.n > 0 && line.p[0] == '>';
}

static bool
is_attribution(td_span line)
{
	line = td_span_trim(line);
	return line.n > 6 && td_span_is(td_span_skip(line, line.n - 6), "wrote:");
}

static bool
is_empty(td_span line)
{
	return td_span_trim(line).n == 0;
}

static bool
ends_message(td_span line)
{
	return td_span_is(td_span_trim(line), "---") ||
	       td_span_has_prefix(line, "diff -") ||
	       td_span_has_prefix(line, "Index: ") || td_span_has_prefix(line, "--- ");
}

/* "On Monday, Ann wrote:", "Ann <ann@example.org> schrieb:" */
static bool
names_a_writer(td_span line)
{
	line = td_span_trim(line);
	return line.n > 0 && line.p[line.n - 1] == ':' &&
	       (is_attribution(line) || td_span_find(line, "writes:") >= 0 ||
		   td_span_find_byte(line, '@') >= 0);
}

/*
 * What is left below the attribution and the quote at the top. False where there is no
 * such quote. An attribution may be broken over two lines, as mailers do. attributed: a
 * line above the quote must name who wrote it, or it is a message that cites.
 */
static bool
skip_quote(td_span text, bool attributed, td_span *own)
{
	td_span rest = text, line, above = { NULL, 0 };
	unsigned before = 0;
	bool quoted = false;

	*own = text;
	while (td_span_next_line(&rest, &line)) {
		if (is_quote(line))
			quoted = true;
		else if (quoted && !is_empty(line))
			break;
		else if (!quoted && !is_empty(line) && !is_attribution(line) &&
			 ++before > 1)
			break;
		if (!quoted && !is_empty(line))
			above = line;
		*own = rest;
	}
	return quoted && (!attributed || above.n == 0 || names_a_writer(above));
}

bool
td_begins_with_quote(td_span text)
{
	td_span own;

	return skip_quote(text, false, &own);
}

/* More quoted than not: an answer, and not a message that cites. */
static bool
is_mostly_quote(td_span text)
{
	unsigned quoted = 0, other = 0;
	td_span line;

	while (td_span_next_line(&text, &line)) {
		quoted += is_quote(line);
		other += !is_quote(line) && !is_empty(line);
	}
	return quoted > other;
}

static bool
is_inbody_header(td_span line)
{
	return td_span_has_prefix(line, "From: ") || td_span_has_prefix(line, "Date: ") ||
	       td_span_has_prefix(line, "Subject: ");
}

/*
 * The header of a patch pasted below: a From line with an address, then other header
 * lines, then an empty one. *rest is moved behind it.
 */
static bool
take_inner_header(td_span *rest, td_span *from)
{
	td_span line, at = *rest;

	if (!td_span_next_line(&at, &line) || !td_span_has_prefix(line, "From: ") ||
	    td_span_find_byte(line, '@') < 0)
		return false;
	*from = td_span_trim(td_span_skip(line, strlen("From: ")));
	while (td_span_next_line(&at, &line)) {
		if (is_empty(line)) {
			*rest = at;
			return true;
		}
		if (!is_inbody_header(line) && line.p[0] != ' ' && line.p[0] != '\t')
			return false;
	}
	return false;
}

static td_span
up_to_end(td_span text)
{
	td_span rest = text, line;

	while (rest.n > 0) {
		const char *here = rest.p;

		td_span_next_line(&rest, &line);
		if (ends_message(line))
			return td_span_between(text.p, here);
	}
	return text;
}

/* Looks between the first "---" and the diff. */
static bool
find_inner(td_span patch, td_span *message, td_span *from)
{
	td_span line;

	td_span_next_line(&patch, &line);
	while (patch.n > 0) {
		if (take_inner_header(&patch, from)) {
			*message = up_to_end(patch);
			return td_span_trim(*message).n > 0;
		}
		td_span_next_line(&patch, &line);
		if (ends_message(line) && !td_span_is(td_span_trim(line), "---"))
			return false;
	}
	return false;
}

static char *
to_utf8(td_span text, const char *charset)
{
	g_auto(td_converters) converters = { 0 };
	g_autoptr(GString) utf8 = g_string_new(NULL);
	unsigned defects = 0;

	td_append_utf8(utf8, text, charset, &converters, &defects);
	return g_strdup(utf8->str);
}

bool
td_below_quote_find(
    td_span message, td_span patch, const char *charset, td_below_quote *found)
{
	g_auto(td_converters) converters = { 0 };
	unsigned defects = 0;
	td_span own, from;

	*found = (td_below_quote){ 0 };
	if (!skip_quote(message, true, &own))
		return false;
	if (is_mostly_quote(message) && find_inner(patch, &message, &from)) {
		found->message = to_utf8(message, charset);
		found->from = td_encoded_word_decode(
		    from, TD_MAX_NAME_BYTES, &converters, &defects);
		return true;
	}
	if (td_span_trim(own).n == 0)
		return false;
	found->message = td_span_dup(own);
	return true;
}

void
td_below_quote_clear(td_below_quote *found)
{
	g_clear_pointer(&found->message, g_free);
	g_clear_pointer(&found->from, g_free);
}
