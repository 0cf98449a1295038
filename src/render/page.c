/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/page.c - a page of text in columns */
#include "render/page.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "output/clean.h"

enum { default_width = 80 };

td_page
td_page_new(td_out *out, const td_render_options *options)
{
	return (td_page){ .out = out,
		.options = options,
		.width = options->width ? options->width : default_width,
		.color = options->color };
}

unsigned
td_char_width(gunichar c)
{
	if (c < 0x300)
		return 1;
	if (g_unichar_iszerowidth(c))
		return 0;
	return g_unichar_iswide(c) ? 2 : 1;
}

/* Up to end, or to the NUL where that is NULL. Most bytes are ASCII, and need no table.
 */
static unsigned
width_until(const char *p, const char *end)
{
	unsigned width = 0;

	while (p != end && *p) {
		if ((unsigned char)*p < 0x80) {
			width++;
			p++;
			continue;
		}
		width += td_char_width(g_utf8_get_char(p));
		p += g_utf8_skip[(unsigned char)*p];
	}
	return width;
}

unsigned
td_display_width(const char *text)
{
	return width_until(text, NULL);
}

static const char *
style_start(td_style style)
{
	static const char *const codes[] = {
		[TD_STYLE_NONE] = "",
		[TD_STYLE_BOLD] = "\x1b[1m",
		[TD_STYLE_DIM] = "\x1b[2m",
		[TD_STYLE_GOOD] = "\x1b[32m",
		[TD_STYLE_BAD] = "\x1b[31m",
		[TD_STYLE_MARK] = "\x1b[36m",
	};

	return codes[style];
}

/* Text that is clean already. */
static void
put_clean(td_page *page, td_style style, const char *text, size_t n)
{
	bool paint = page->color && style != TD_STYLE_NONE && n > 0;

	if (paint)
		td_out_text(page->out, style_start(style));
	td_out_bytes(page->out, text, n);
	if (paint)
		td_out_text(page->out, "\x1b[m");
}

/* Length of text that is printable ASCII alone, and so is clean; else SIZE_MAX. */
static size_t
plain_length(const char *text)
{
	const char *p = text;

	while (*p >= 0x20 && *p < 0x7f)
		p++;
	return *p == '\0' ? (size_t)(p - text) : SIZE_MAX;
}

void
td_page_put(td_page *page, td_style style, const char *text)
{
	g_autofree char *clean = NULL;
	size_t n;

	if (!text)
		return;
	n = plain_length(text);
	if (n != SIZE_MAX) {
		put_clean(page, style, text, n);
		page->column += (unsigned)n;
		return;
	}
	clean = td_clean_line(text);
	put_clean(page, style, clean, strlen(clean));
	page->column += td_display_width(clean);
}

void
td_page_line(td_page *page, td_style style, td_span line)
{
	g_autoptr(GString) clean = g_string_sized_new(line.n + 1);

	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	td_clean_append(clean, line.p, line.n, true);
	put_clean(page, style, clean->str, clean->len);
	td_page_end(page);
}

void
td_page_printf(td_page *page, td_style style, const char *format, ...)
{
	char few[256];
	g_autofree char *many = NULL;
	va_list args;
	int n;

	va_start(args, format);
	n = g_vsnprintf(few, sizeof(few), format, args);
	va_end(args);
	if (n < 0 || (size_t)n >= sizeof(few)) {
		va_start(args, format);
		many = g_strdup_vprintf(format, args);
		va_end(args);
	}
	td_page_put(page, style, many ? many : few);
}

void
td_page_number(td_page *page, uint64_t number, unsigned columns)
{
	char digits[20]; /* of 2^64 */
	unsigned n = 0;

	do {
		digits[sizeof digits - ++n] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	if (n < columns)
		td_out_fill(page->out, ' ', columns - n);
	td_out_bytes(page->out, digits + sizeof digits - n, n);
	page->column += MAX(n, columns);
}

void
td_page_fill(td_page *page, td_style style, char c, unsigned n)
{
	bool paint = page->color && style != TD_STYLE_NONE && n > 0;

	if (paint)
		td_out_text(page->out, style_start(style));
	td_out_fill(page->out, c, n);
	if (paint)
		td_out_text(page->out, "\x1b[m");
	page->column += n;
}

void
td_page_to(td_page *page, unsigned column)
{
	if (page->column < column) {
		td_out_fill(page->out, ' ', column - page->column);
		page->column = column;
	}
}

void
td_page_end(td_page *page)
{
	td_out_char(page->out, '\n');
	page->column = 0;
}

/* The words of clean text from the column that the page is in; a line's words are painted
 * together. */
static void
wrap_clean(td_page *page, td_style style, const char *text, unsigned indent)
{
	g_autoptr(GString) line = g_string_new(NULL);

	while (*text) {
		size_t n = strcspn(text, " ");
		unsigned width = width_until(text, text + n);

		if (n > 0 && line->len > 0 && page->column + 1 + width > page->width) {
			put_clean(page, style, line->str, line->len);
			g_string_truncate(line, 0);
			td_page_end(page);
			td_page_to(page, indent);
		} else if (n > 0 && line->len > 0) {
			g_string_append_c(line, ' ');
			page->column++;
		}
		g_string_append_len(line, text, (gssize)n);
		page->column += width;
		text += n + (text[n] == ' ');
	}
	put_clean(page, style, line->str, line->len);
}

/* Length of text that is printable ASCII with single blanks between its words, and no
 * longer than there is room: it is written as it stands. Else SIZE_MAX. */
static size_t
fitting_length(const char *text, size_t room)
{
	char before = ' ';
	size_t n = 0;

	for (; text[n] != '\0'; n++) {
		if (text[n] < 0x20 || text[n] >= 0x7f || n == room ||
		    (text[n] == ' ' && before == ' '))
			return SIZE_MAX;
		before = text[n];
	}
	return before == ' ' ? SIZE_MAX : n;
}

void
td_page_wrap(td_page *page, td_style style, const char *text, unsigned indent)
{
	size_t room = page->width > page->column ? page->width - page->column : 0;
	size_t n = text ? fitting_length(text, room) : SIZE_MAX;
	g_autofree char *clean = NULL;

	if (n != SIZE_MAX) {
		put_clean(page, style, text, n);
		page->column += (unsigned)n;
		return;
	}
	clean = td_clean_line(text);
	wrap_clean(page, style, clean, indent);
}

void
td_page_item(td_page *page, td_style style, const char *separator, const char *text,
    unsigned indent)
{
	g_autofree char *cleaned = NULL;
	const char *clean = text ? text : "";
	unsigned width, before = (unsigned)strlen(separator);
	td_style quiet = style == TD_STYLE_NONE ? TD_STYLE_NONE : TD_STYLE_DIM;

	if (plain_length(clean) == SIZE_MAX)
		clean = cleaned = td_clean_line(clean);
	width = td_display_width(clean);
	if (page->column <= indent) {
		td_page_to(page, indent);
	} else if (page->column + before + width <= page->width) {
		put_clean(page, quiet, separator, before);
		page->column += before;
	} else {
		/* The mark stays with what it follows, its blank does not. */
		while (before > 0 && separator[before - 1] == ' ')
			before--;
		put_clean(page, quiet, separator, before);
		td_page_end(page);
		td_page_to(page, indent);
	}
	if (page->column + width <= page->width) {
		put_clean(page, style, clean, strlen(clean));
		page->column += width;
		return;
	}
	wrap_clean(page, style, clean, indent);
}

void
td_page_heading(td_page *page, const char *title)
{
	g_autofree char *clean = td_clean_line(title);
	GString *line = g_string_new("=== ");
	unsigned width;

	g_string_append_printf(line, "%s ", clean);
	width = td_display_width(line->str);
	do {
		g_string_append_c(line, '=');
	} while (++width < page->width);
	td_page_end(page);
	put_clean(page, TD_STYLE_BOLD, line->str, line->len);
	td_page_end(page);
	g_string_free(line, TRUE);
}
