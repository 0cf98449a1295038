/* SPDX-License-Identifier: GPL-2.0-or-later */
/* patch/classic.c - the old update's reading of a mail, on raw bytes */
#include "patch/classic.h"

#include <glib.h>

/* The value of a header field with its continuation lines; the first such field counts.
 */
static void
read_header(td_span mail, td_classic *classic, td_span *body)
{
	td_span rest = mail, line;
	td_span *folded = NULL;
	bool has_subject = false, has_from = false;

	*body = (td_span){ td_span_end(mail), 0 };
	while (td_span_next_line(&rest, &line)) {
		if (line.n == 0 || (line.n == 1 && line.p[0] == '\r')) {
			*body = rest;
			break;
		}
		if (line.p[0] == ' ' || line.p[0] == '\t') {
			if (folded)
				*folded = td_span_between(folded->p, td_span_end(line));
			continue;
		}
		folded = NULL;
		if (!has_subject && td_span_has_prefix_nocase(line, "Subject:")) {
			has_subject = true;
			classic->subject = td_span_trim(td_span_skip(line, 8));
		} else if (!has_from && td_span_has_prefix_nocase(line, "From:")) {
			has_from = true;
			classic->author = td_span_skip(line, 5);
			folded = &classic->author;
		}
	}
	classic->author = td_span_trim(classic->author);
}

/* What follows the [...] that a subject starts with; all of it where there is none. */
static td_span
title_of(td_span subject)
{
	ptrdiff_t close = td_span_find_byte(subject, ']');

	if (close < 0 || subject.p[0] != '[')
		return subject;
	return td_span_trim(td_span_skip(subject, (size_t)close + 1));
}

static size_t
digits_before(td_span text)
{
	size_t n = 0;

	while (n < text.n && g_ascii_isdigit(text.p[text.n - 1 - n]))
		n++;
	return n;
}

/* Digits are read as they are, so a number of any length is right: 0000001 is 1. */
static bool
is_zero_or_one(td_span digits)
{
	while (digits.n > 1 && digits.p[0] == '0')
		digits = td_span_skip(digits, 1);
	return td_span_is(digits, "0") || td_span_is(digits, "1");
}

static bool
is_shown(td_span subject)
{
	ptrdiff_t close = td_span_find_byte(subject, ']');
	td_span tag;
	size_t total, number;

	if (close < 0)
		return true;
	tag = td_span_trim(td_span_head(subject, (size_t)close));
	total = digits_before(tag);
	if (total == 0 || total == tag.n || tag.p[tag.n - total - 1] != '/')
		return true;
	tag.n -= total + 1;
	number = digits_before(tag);
	return number == 0 || is_zero_or_one(td_span_skip(tag, tag.n - number));
}

/* "<", then "@", then ">", with no other bracket between. */
static bool
has_address(td_span line)
{
	bool inside = false, at = false;

	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] == '<') {
			inside = true;
			at = false;
		} else if (line.p[i] == '>') {
			if (inside && at)
				return true;
			inside = false;
		} else if (line.p[i] == '@') {
			at = true;
		}
	}
	return false;
}

/* The first body line "From: ... <...@...>" with its LF; empty where there is none. */
static td_span
find_inbody_from(td_span body)
{
	td_span rest = body, line;

	while (rest.n > 0) {
		const char *start = rest.p;
		ptrdiff_t next;

		if (td_span_has_prefix(rest, "From: ")) {
			td_span_next_line(&rest, &line);
			if (has_address(line))
				return td_span_between(start, rest.p);
			continue;
		}
		next = td_span_find(rest, "\nFrom: ");
		if (next < 0)
			break;
		rest = td_span_skip(rest, (size_t)next + 1);
	}
	return (td_span){ body.p, 0 };
}

static td_span
domain_of(td_span contributor)
{
	const char *at =
	    contributor.n ? memrchr(contributor.p, '@', contributor.n) : NULL;
	td_span domain = { contributor.p, 0 };

	if (!at)
		return domain;
	domain = td_span_between(at + 1, td_span_end(contributor));
	for (size_t i = 0; i < domain.n; i++) {
		if (strchr("> \t\r\n", domain.p[i])) {
			domain.n = i;
			break;
		}
	}
	return domain;
}

/* Does the text before " changed" end in "<digits> file" or "<digits> files"? */
static bool
ends_in_file_count(td_span text)
{
	if (text.n > 0 && text.p[text.n - 1] == 's')
		text.n--;
	return text.n > 5 && memcmp(text.p + text.n - 5, " file", 5) == 0 &&
	       g_ascii_isdigit(text.p[text.n - 6]);
}

/* Where the line ends that holds "<digits> file(s) changed"; -1 for none. */
static ptrdiff_t
find_summary_end(td_span body)
{
	size_t at = 0;
	ptrdiff_t hit, lf;

	while ((hit = td_span_find(td_span_skip(body, at), " changed")) >= 0) {
		at += (size_t)hit;
		if (ends_in_file_count(td_span_head(body, at))) {
			lf = td_span_find_byte(td_span_skip(body, at), '\n');
			return lf < 0 ? (ptrdiff_t)body.n : (ptrdiff_t)at + lf + 1;
		}
		at++;
	}
	return -1;
}

/* Where the first line starts that is the diff's or the signature's. */
static size_t
find_diff(td_span body)
{
	td_span rest = body, line;

	while (td_span_next_line(&rest, &line)) {
		if (td_span_has_prefix(line, "diff --git ") || td_span_is(line, "-- ") ||
		    td_span_is(line, "-- \r"))
			return (size_t)(line.p - body.p);
	}
	return body.n;
}

void
td_classic_read(td_span mail, td_classic *classic)
{
	td_span body;
	td_span from = { NULL, 0 };
	ptrdiff_t end;

	*classic = (td_classic){ 0 };
	read_header(mail, classic, &body);
	classic->title = title_of(classic->subject);
	classic->patch = td_span_has_prefix(classic->subject, "[PATCH");
	classic->contributor = classic->author;
	if (classic->patch) {
		from = find_inbody_from(body);
		if (from.n > 0)
			classic->contributor = td_span_trim(td_span_skip(from, 6));
		classic->shown = is_shown(classic->subject);
	}
	classic->domain = domain_of(classic->contributor);
	if (!classic->shown)
		return;
	end = find_summary_end(body);
	classic->body = td_span_head(body, end < 0 ? find_diff(body) : (size_t)end);
	if (from.n > 0 && td_span_end(from) <= td_span_end(classic->body))
		classic->inbody_from = from;
}
