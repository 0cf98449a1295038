/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message/html.c - a text in HTML as lines of plain text */
#include "message/html.h"

#include <string.h>

#include "base/limits.h"

#define LONGEST_NAME 12   /* of the tags that are known */
#define LONGEST_ENTITY 10 /* "&thetasym;" and the like are left as they are */
#define MOST_BREAKS 2     /* at a time: one empty line */
#define MOST_LINES 1000   /* the same, of pre */
#define MOST_QUOTES 4     /* marks before a line */

typedef struct html_page {
	GString *out;
	td_span rest;
	unsigned quotes; /* blockquotes around it */
	unsigned pre;    /* pre around it: blanks and lines are the author's */
	unsigned breaks; /* lines to end before the next character */
	unsigned pads;   /* hard blanks before it: a line of nothing else is empty */
	bool blank;      /* a blank before it, if it is on the same line */
	bool line;       /* something stands on the line */
	bool begun;
	/* Looked for and not there: not looked for again. */
	bool no_close, no_double, no_single, no_comment_end;
} html_page;

typedef enum effect {
	NO_EFFECT,
	BREAK, /* a line of its own */
	PARAGRAPH,
	QUOTE,
	PRE,
	CELL,
	ITEM,
	HIDDEN, /* nothing in it is text */
} effect;

static const struct known_tag {
	char name[LONGEST_NAME];
	effect effect;
} known_tags[] = {
	{ "br", BREAK },
	{ "div", BREAK },
	{ "tr", BREAK },
	{ "dt", BREAK },
	{ "dd", BREAK },
	{ "hr", BREAK },
	{ "address", BREAK },
	{ "section", BREAK },
	{ "p", PARAGRAPH },
	{ "h1", PARAGRAPH },
	{ "h2", PARAGRAPH },
	{ "h3", PARAGRAPH },
	{ "h4", PARAGRAPH },
	{ "h5", PARAGRAPH },
	{ "h6", PARAGRAPH },
	{ "ul", PARAGRAPH },
	{ "ol", PARAGRAPH },
	{ "table", PARAGRAPH },
	{ "blockquote", QUOTE },
	{ "pre", PRE },
	{ "td", CELL },
	{ "th", CELL },
	{ "li", ITEM },
	{ "style", HIDDEN },
	{ "script", HIDDEN },
	{ "title", HIDDEN },
};

/* Behind &nbsp; of Latin-1 these are in its order, which is Unicode's. */
static const char latin1[] =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr "
    "deg "
    "plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 "
    "iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml "
    "Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash "
    "Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring "
    "aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve "
    "oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml ";

static const struct named {
	char name[LONGEST_NAME];
	gunichar character;
} named[] = {
	{ "amp", '&' },
	{ "lt", '<' },
	{ "gt", '>' },
	{ "quot", '"' },
	{ "apos", '\'' },
	{ "hellip", 0x2026 },
	{ "mdash", 0x2014 },
	{ "ndash", 0x2013 },
	{ "lsquo", 0x2018 },
	{ "rsquo", 0x2019 },
	{ "ldquo", 0x201C },
	{ "rdquo", 0x201D },
	{ "bull", 0x2022 },
	{ "euro", 0x20AC },
	{ "trade", 0x2122 },
	{ "larr", 0x2190 },
	{ "rarr", 0x2192 },
};

static void
end_line(html_page *page, unsigned breaks)
{
	page->breaks = MAX(page->breaks, breaks);
	page->blank = false;
	page->pads = 0;
}

static void
begin_line(const html_page *page, bool empty)
{
	for (unsigned i = 0; i < MIN(page->quotes, MOST_QUOTES); i++)
		g_string_append_c(page->out, '>');
	if (page->quotes > 0 && !empty)
		g_string_append_c(page->out, ' ');
}

/* Ends the lines that are due, so that the next character may follow. */
static void
settle(html_page *page)
{
	if (page->begun) {
		for (unsigned i = 0; i < page->breaks; i++) {
			if (i > 0)
				begin_line(page, true);
			g_string_append_c(page->out, '\n');
		}
	}
	if (!page->begun || page->breaks > 0) {
		begin_line(page, false);
		page->line = false;
	}
	if (page->blank && page->line)
		g_string_append_c(page->out, ' ');
	for (unsigned i = 0; i < page->pads; i++)
		g_string_append_c(page->out, ' ');
	page->breaks = page->pads = 0;
	page->blank = false;
	page->begun = page->line = true;
}

static void
add_character(html_page *page, gunichar c)
{
	settle(page);
	g_string_append_unichar(page->out, c);
}

static bool
is_blank(const html_page *page, char c)
{
	return c == '\r' || c == '\n' || ((c == ' ' || c == '\t') && page->pre == 0);
}

static bool
is_hard_blank(td_span text)
{
	return td_span_has_prefix(text, "\xC2\xA0");
}

/* A text between tags, without entities. */
static void
add_words(html_page *page, td_span text)
{
	while (text.n > 0) {
		size_t n = 1;

		if (*text.p == '\n' && page->pre > 0) {
			/* As many as there are: an empty line is one in a diff. */
			end_line(page, MIN(page->breaks + 1, MOST_LINES));
		} else if (is_blank(page, *text.p)) {
			page->blank = true;
		} else if (is_hard_blank(text)) {
			page->pads++;
			n = 2;
		} else {
			while (n < text.n && !is_blank(page, text.p[n]) &&
			       !is_hard_blank(td_span_skip(text, n)))
				n++;
			settle(page);
			g_string_append_len(page->out, text.p, (gssize)n);
		}
		text = td_span_skip(text, n);
	}
}

static gunichar
find_latin1(td_span name)
{
	const char *at = latin1;

	for (gunichar c = 0xA0; *at; c++) {
		const char *end = strchr(at, ' ');

		if (td_span_equal(td_span_between(at, end), name))
			return c;
		at = end + 1;
	}
	return 0;
}

static gunichar
find_named(td_span name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(named); i++)
		if (td_span_is(name, named[i].name))
			return named[i].character;
	return find_latin1(name);
}

/* "#38", "#x26" */
static gunichar
read_number(td_span digits)
{
	unsigned base = 10;
	gunichar number = 0;

	if (digits.n > 0 && (digits.p[0] | 0x20) == 'x') {
		base = 16;
		digits = td_span_skip(digits, 1);
	}
	for (size_t i = 0; i < digits.n; i++) {
		int digit = g_ascii_xdigit_value(digits.p[i]);

		if (digit < 0 || (unsigned)digit >= base || number > 0x10FFFF)
			return 0;
		number = number * base + (unsigned)digit;
	}
	return number;
}

/* At "&"; what is no entity is text. */
static void
take_entity(html_page *page)
{
	td_span name = td_span_skip(page->rest, 1);
	ptrdiff_t end = td_span_find_byte(td_span_head(name, LONGEST_ENTITY + 1), ';');
	gunichar c = 0;

	if (end > 0) {
		name = td_span_head(name, (size_t)end);
		c = *name.p == '#' ? read_number(td_span_skip(name, 1))
				   : find_named(name);
	}
	if (c == 0 || !g_unichar_validate(c) || (c < ' ' && c != '\t' && c != '\n')) {
		add_character(page, '&');
		page->rest = td_span_skip(page->rest, 1);
		return;
	}
	page->rest = td_span_skip(page->rest, (size_t)end + 2);
	if (c == '\n' || c == '\t')
		page->blank = true;
	else if (c == 0xA0)
		page->pads++;
	else if (c != 0xAD) /* where a word may be broken */
		add_character(page, c);
}

/* The length of a tag, which may have ">" in quotes; 0 where it does not end. */
static size_t
tag_length(html_page *page, td_span tag)
{
	const char *end = page->no_close ? NULL : memchr(tag.p, '>', tag.n);
	const char *first = end;
	const char *at = tag.p;

	page->no_close = !end;
	while (end) {
		size_t n = (size_t)(end - at);
		const char *two = memchr(at, '"', n), *one = memchr(at, '\'', n);
		const char *quote = two && (!one || two < one) ? two : one;
		bool *none;

		if (!quote)
			return (size_t)(end - tag.p) + 1;
		none = *quote == '"' ? &page->no_double : &page->no_single;
		at = *none
			 ? NULL
			 : memchr(quote + 1, *quote, (size_t)(tag.p + tag.n - quote - 1));
		*none = !at;
		if (!at)
			break;
		at++;
		if (at > end)
			end = memchr(at, '>', (size_t)(tag.p + tag.n - at));
	}
	return first ? (size_t)(first - tag.p) + 1 : 0;
}

static effect
effect_of(td_span name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(known_tags); i++)
		if (td_span_equal_nocase(name, td_span_of(known_tags[i].name)))
			return known_tags[i].effect;
	return NO_EFFECT;
}

/* At "</name", which ends what is hidden; at the end where there is none. */
static td_span
skip_hidden(td_span rest, td_span name)
{
	const char *at;

	while (rest.n > 0 && (at = memchr(rest.p, '<', rest.n))) {
		rest = td_span_skip(rest, (size_t)(at - rest.p));
		if (td_span_has_prefix(rest, "</") &&
		    td_span_equal_nocase(
			td_span_head(td_span_skip(rest, 2), name.n), name))
			return rest;
		rest = td_span_skip(rest, 1);
	}
	return td_span_skip(rest, rest.n);
}

static void
apply(html_page *page, td_span name, bool ends)
{
	switch (effect_of(name)) {
	case NO_EFFECT:
		break;
	case BREAK:
		/* Two in a row are an empty line; a div in a div is one line. */
		if (td_span_equal_nocase(name, td_span_of("br")) && !ends)
			page->breaks = MIN(page->breaks + 1, MOST_BREAKS);
		end_line(page, 1);
		break;
	case PARAGRAPH:
		end_line(page, MOST_BREAKS);
		break;
	case QUOTE:
		end_line(page, 1);
		page->quotes =
		    ends ? page->quotes - (page->quotes > 0) : page->quotes + 1;
		break;
	case PRE:
		end_line(page, 1);
		page->pre = ends ? page->pre - (page->pre > 0) : page->pre + 1;
		break;
	case CELL:
		page->blank = true;
		break;
	case ITEM:
		end_line(page, 1);
		if (!ends) {
			add_character(page, '-');
			page->blank = true;
		}
		break;
	case HIDDEN:
		if (!ends)
			page->rest = skip_hidden(page->rest, name);
		break;
	}
}

/* At "<" and a letter or a slash. */
static void
take_tag(html_page *page)
{
	size_t n = tag_length(page, page->rest), name_length = 0;
	bool ends = page->rest.p[1] == '/';
	td_span name = td_span_skip(page->rest, ends ? 2 : 1);

	if (n == 0) {
		add_character(page, '<');
		page->rest = td_span_skip(page->rest, 1);
		return;
	}
	while (name_length < name.n && g_ascii_isalnum(name.p[name_length]))
		name_length++;
	name = td_span_head(name, name_length);
	page->rest = td_span_skip(page->rest, n);
	apply(page, name, ends);
}

/* At "<!" or "<?": a comment, or what a word processor says to itself. */
static void
take_remark(html_page *page)
{
	static const char begin[] = "<!--", end[] = "-->";
	ptrdiff_t n = -1;

	if (td_span_has_prefix(page->rest, begin) && !page->no_comment_end) {
		n = td_span_find(page->rest, end);
		page->no_comment_end = n < 0;
		if (n >= 0) {
			page->rest = td_span_skip(page->rest, (size_t)n + strlen(end));
			return;
		}
	}
	take_tag(page);
}

static bool
begins_tag(td_span text)
{
	return text.n > 1 &&
	       (g_ascii_isalpha(text.p[1]) || strchr("/!?", text.p[1]) != NULL) &&
	       text.p[1] != '\0';
}

/* Cut at the ceiling, but not within a character. */
static td_span
head_of(td_span html)
{
	size_t n = TD_MAX_HTML_BYTES;

	if (html.n <= n)
		return html;
	while (n > 0 && (html.p[n] & 0xC0) == 0x80)
		n--;
	return td_span_head(html, n);
}

void
td_html_append_text(GString *out, td_span html)
{
	html_page page = { .out = out, .rest = head_of(html) };

	while (page.rest.n > 0) {
		size_t n = 0;

		if (*page.rest.p == '<' && begins_tag(page.rest)) {
			if (strchr("!?", page.rest.p[1]))
				take_remark(&page);
			else
				take_tag(&page);
			continue;
		}
		if (*page.rest.p == '&') {
			take_entity(&page);
			continue;
		}
		do
			n++;
		while (n < page.rest.n && page.rest.p[n] != '<' && page.rest.p[n] != '&');
		add_words(&page, td_span_head(page.rest, n));
		page.rest = td_span_skip(page.rest, n);
	}
	if (page.begun)
		g_string_append_c(out, '\n');
}
