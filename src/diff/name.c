/* SPDX-License-Identifier: GPL-2.0-or-later */
/* diff/name.c - file names in the header lines of a diff */
#include "diff/name.h"

#include <glib.h>

#include "base/limits.h"

/* git's isspace, within a line. */
static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char *
dup_name(td_span name)
{
	char *copy = td_span_dup(td_span_head(name, TD_MAX_PATH_BYTES));
	size_t n = 0;

	for (const char *p = copy; *p; p++) {
		if (*p != '/' || n == 0 || copy[n - 1] != '/')
			copy[n++] = *p;
	}
	copy[n] = '\0';
	return copy;
}

/* Reads the escape after a backslash; -1 where it is none. */
static int
take_escape(td_span *rest)
{
	static const char letters[] = "abfnrtv\\\"";
	static const char meant[] = "\a\b\f\n\r\t\v\\\"";
	const char *hit;
	int value = 0;

	if (rest->n == 0 || *rest->p == '\0')
		return -1;
	hit = strchr(letters, *rest->p);
	if (hit) {
		*rest = td_span_skip(*rest, 1);
		return (unsigned char)meant[hit - letters];
	}
	if (rest->n < 3 || *rest->p > '3')
		return -1;
	for (size_t i = 0; i < 3; i++) {
		if (rest->p[i] < '0' || rest->p[i] > '7')
			return -1;
		value = value * 8 + (rest->p[i] - '0');
	}
	*rest = td_span_skip(*rest, 3);
	return value;
}

/* Takes "a\tb" with its quotes off the front; false where it is not well quoted. */
static bool
take_quoted(td_span *line, GString *name)
{
	td_span rest = td_span_skip(*line, 1);

	while (rest.n > 0 && *rest.p != '"') {
		int c = (unsigned char)*rest.p;

		rest = td_span_skip(rest, 1);
		if (c == '\\')
			c = take_escape(&rest);
		if (c < 0)
			return false;
		if (name->len < TD_MAX_PATH_BYTES)
			g_string_append_c(name, (char)c);
	}
	if (rest.n == 0)
		return false;
	*line = td_span_skip(rest, 1);
	return true;
}

/* Takes leading directories off; false where there are not so many. */
static bool
strip_directories(td_span *name, unsigned strip)
{
	for (; strip > 0; strip--) {
		ptrdiff_t slash = td_span_find_byte(*name, '/');

		if (slash < 0)
			return false;
		*name = td_span_skip(*name, (size_t)slash + 1);
	}
	return true;
}

static char *
find_quoted(td_span line, unsigned strip)
{
	g_autoptr(GString) quoted = g_string_new(NULL);
	td_span name;

	if (!take_quoted(&line, quoted))
		return NULL;
	name = td_span_of(quoted->str);
	return strip_directories(&name, strip) ? dup_name(name) : NULL;
}

static char *
find_bare(td_span name, const char *shorter, unsigned strip)
{
	size_t n = shorter ? strlen(shorter) : 0;

	if (!strip_directories(&name, strip) || name.n == 0)
		return g_strdup(shorter);
	if (shorter && n < name.n && memcmp(name.p, shorter, n) == 0)
		return g_strdup(shorter);
	return dup_name(name);
}

/* Up to the first character that cannot be in a bare name. */
static td_span
until_end(td_span line, bool tab_ends)
{
	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] == '\r' || (tab_ends && line.p[i] == '\t'))
			return td_span_head(line, i);
	}
	return line;
}

char *
td_diff_name(td_span line, unsigned strip, bool tab_ends)
{
	if (line.n > 0 && *line.p == '"') {
		char *name = find_quoted(line, strip);

		if (name)
			return name;
	}
	return find_bare(until_end(line, tab_ends), NULL, strip);
}

/* Whether the end of text looks like the pattern, where 0 stands for a digit and ~ for a
 * sign. */
static bool
ends_like(td_span text, const char *pattern)
{
	size_t n = strlen(pattern);
	const char *p;

	if (text.n < n)
		return false;
	p = text.p + text.n - n;
	for (size_t i = 0; i < n; i++) {
		if (pattern[i] == '0'   ? !is_digit(p[i])
		    : pattern[i] == '~' ? p[i] != '+' && p[i] != '-'
					: p[i] != pattern[i])
			return false;
	}
	return true;
}

static bool
cut_end(td_span *text, const char *pattern)
{
	if (!ends_like(*text, pattern))
		return false;
	text->n -= strlen(pattern);
	return true;
}

/* " 19:41:17" or " 19:41:17.620000023". */
static void
cut_time(td_span *text)
{
	td_span whole = *text;

	if (cut_end(text, " 00:00:00"))
		return;
	while (whole.n > 1 && is_digit(whole.p[whole.n - 1]))
		whole.n--;
	if (whole.n == text->n || whole.n == 0 || whole.p[whole.n - 1] != '.')
		return;
	whole.n--;
	if (cut_end(&whole, " 00:00:00"))
		*text = whole;
}

/* Takes a timestamp off the end, with the tab (or blanks, where a mailer was at it)
 * before it. False where there is none. */
static bool
cut_timestamp(td_span *line)
{
	td_span rest = *line;

	if (rest.n == 0 || !is_digit(rest.p[rest.n - 1]))
		return false;
	if (!cut_end(&rest, " ~0000"))
		cut_end(&rest, " ~00:00");
	cut_time(&rest);
	if (!cut_end(&rest, "0000-00-00") && !cut_end(&rest, "00-00-00"))
		return false;
	if (rest.n == 0)
		return false;
	if (rest.p[rest.n - 1] == '\t') {
		rest.n--;
	} else {
		if (rest.p[rest.n - 1] != ' ')
			return false;
		while (rest.n > 0 && rest.p[rest.n - 1] == ' ')
			rest.n--;
	}
	*line = rest;
	return true;
}

char *
td_diff_name_plain(td_span line, const char *shorter, unsigned strip)
{
	td_span name = line;

	if (line.n > 0 && *line.p == '"') {
		char *quoted = find_quoted(line, strip);

		if (quoted)
			return quoted;
	}
	if (!cut_timestamp(&name))
		name = until_end(line, true);
	return find_bare(name, shorter, strip);
}

/* As strip_directories, but an absolute name is none. */
static bool
strip_relative(td_span *name, unsigned strip)
{
	if (name->n > 0 && *name->p == '/')
		return false;
	return strip_directories(name, strip);
}

static char *
find_both_quoted(td_span line, unsigned strip)
{
	g_autoptr(GString) first = g_string_new(NULL);
	g_autoptr(GString) second = g_string_new(NULL);
	td_span a, b;

	if (!take_quoted(&line, first))
		return NULL;
	while (line.n > 0 && is_blank(*line.p))
		line = td_span_skip(line, 1);
	/* git wants the second name quoted as well: it looks for a bare one up to the LF
	 * and with it, so that never fits. */
	if (line.n == 0 || *line.p != '"' || !take_quoted(&line, second))
		return NULL;
	a = td_span_of(first->str);
	b = td_span_of(second->str);
	if (!strip_relative(&a, strip) || !strip_relative(&b, strip))
		return NULL;
	return td_span_equal(a, b) ? td_span_dup(a) : NULL;
}

/* name: after the a/ of the first one. quote: where the second one starts. */
static char *
find_second_quoted(td_span name, size_t quote, unsigned strip)
{
	g_autoptr(GString) second = g_string_new(NULL);
	td_span rest = td_span_skip(name, quote);
	td_span b;

	if (!take_quoted(&rest, second))
		return NULL;
	b = td_span_of(second->str);
	if (!strip_relative(&b, strip))
		return NULL;
	if (b.n >= quote || memcmp(b.p, name.p, b.n) != 0 || !is_blank(name.p[b.n]))
		return NULL;
	return td_span_dup(b);
}

/*
 * "x/y z b/x/y z": the name may hold blanks, so it is the one blank at which both halves
 * are the same. The place of the next slash is kept, so that a line of a million blanks
 * costs a million steps.
 */
char *
td_diff_name_both(td_span line, unsigned strip)
{
	td_span name = line;
	ptrdiff_t quote;
	size_t slash = 0;

	if (line.n > 0 && *line.p == '"')
		return find_both_quoted(line, strip);
	if (!strip_relative(&name, strip))
		return NULL;
	quote = td_span_find_byte(name, '"');
	if (quote >= 0)
		return find_second_quoted(name, (size_t)quote, strip);
	for (size_t n = 0; n < name.n; n++) {
		size_t second = n + 1;

		if (name.p[n] != ' ' && name.p[n] != '\t')
			continue;
		if (second < name.n && name.p[second] == '/')
			return NULL;
		if (strip > 0) {
			while (slash < name.n && (slash < second || name.p[slash] != '/'))
				slash++;
			if (slash == name.n)
				return NULL;
			second = slash + 1;
		}
		if (name.n - second == n && memcmp(name.p, name.p + second, n) == 0)
			return td_span_dup(td_span_head(name, MIN(n, TD_MAX_PATH_BYTES)));
	}
	return NULL;
}

bool
td_diff_name_is_null(td_span line)
{
	size_t n = strlen("/dev/null");

	return td_span_has_prefix(line, "/dev/null") &&
	       (line.n == n || is_blank(line.p[n]));
}

static unsigned
two_digits(const char *p)
{
	return (unsigned)(p[0] - '0') * 10 + (unsigned)(p[1] - '0');
}

/* After the last tab: midnight UTC of 1970-01-01, told in any zone. */
bool
td_diff_name_has_epoch(td_span line)
{
	const char *tab = line.n > 0 ? memrchr(line.p, '\t', line.n) : NULL;
	td_span text;
	unsigned day, minutes, zone, zone_minutes;
	bool east;

	if (!tab)
		return false;
	text = td_span_between(tab + 1, td_span_end(line));
	if (td_span_has_prefix(text, "1969-12-31 "))
		day = 24 * 60;
	else if (td_span_has_prefix(text, "1970-01-01 "))
		day = 0;
	else
		return false;
	text = td_span_skip(text, strlen("1970-01-01 "));
	if (!ends_like(td_span_head(text, 8), "00:00:00") || text.p[0] > '2' ||
	    text.p[3] > '5' || text.p[6] != '0' || text.p[7] != '0')
		return false;
	minutes = two_digits(text.p) * 60 + two_digits(text.p + 3);
	text = td_span_skip(text, 8);
	if (text.n > 1 && text.p[0] == '.' && text.p[1] == '0') {
		text = td_span_skip(text, 1);
		while (text.n > 0 && *text.p == '0')
			text = td_span_skip(text, 1);
	}
	if (!(text.n == 6 && ends_like(text, " ~0000")) &&
	    !(text.n == 7 && ends_like(text, " ~00:00")))
		return false;
	zone_minutes = two_digits(text.p + text.n - 2);
	if (text.p[2] > '2' || zone_minutes > 59)
		return false;
	zone = two_digits(text.p + 2) * 60 + zone_minutes;
	east = text.p[1] == '+';
	return east ? minutes == day + zone : minutes + zone == day;
}
