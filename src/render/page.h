/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * render/page.h - a page of text in columns: display widths, wrapping, colours
 *
 * Only the text format draws with it.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "output/sink.h"
#include "render/render.h"

typedef enum td_style {
	TD_STYLE_NONE,
	TD_STYLE_BOLD,
	TD_STYLE_DIM,
	TD_STYLE_GOOD, /* green */
	TD_STYLE_BAD,  /* red */
	TD_STYLE_MARK, /* cyan */
} td_style;

typedef struct td_page {
	td_out *out;
	const td_report *report;
	const td_render_options *options;
	unsigned width;
	bool color;
	unsigned column; /* where the next byte of the line goes */
} td_page;

/* A page as the options have it, that goes to out; its width is 80 where they have none.
 */
td_page td_page_new(td_out *out, const td_render_options *options);

/* Columns on a terminal: wide characters take two, combining ones none. text is clean. */
unsigned td_char_width(gunichar c);
unsigned td_display_width(const char *text);

/* Writes text from mail as it is asked to look; it is cleaned here (td_clean_line). */
void td_page_put(td_page *page, td_style style, const char *text);
void td_page_printf(td_page *page, td_style style, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
/* In decimal, with blanks before it up to that many columns; not painted. */
void td_page_number(td_page *page, uint64_t number, unsigned columns);
/* n times the same printable ASCII character. */
void td_page_fill(td_page *page, td_style style, char c, unsigned n);
/* Blanks up to the column; none where the line is past it. */
void td_page_to(td_page *page, unsigned column);
/* A whole line of a mail's text, its tabs kept, and the end of it. */
void td_page_line(td_page *page, td_style style, td_span line);
/* Ends the line. */
void td_page_end(td_page *page);

/*
 * Words at the blanks of text, as many a line as fit; further lines begin in the column
 * indent. A word is never cut, so a very long one stands out.
 */
void td_page_wrap(td_page *page, td_style style, const char *text, unsigned indent);

/*
 * One piece of a list that stays together, after what was put before: with separator in
 * between when the line has room, else on a new line at indent. A piece wider than a
 * line is wrapped at its blanks.
 */
void td_page_item(td_page *page, td_style style, const char *separator, const char *text,
    unsigned indent);

/* "=== title ======", to the full width. An empty line goes before it. */
void td_page_heading(td_page *page, const char *title);
