/* SPDX-License-Identifier: GPL-2.0-or-later */
/* show/standing_cells.c - the words and columns that tables of series and their pages
 * share
 */
#include "show/standing_cells.h"

#include "output/clean.h"
#include "render/page.h"

/* In so many columns, cut with a mark where it is longer; pads only when asked to. Whole
 * when columns is 0. */
void
td_cells_text(td_out *out, const char *text, unsigned columns, bool pad)
{
	g_autofree char *line = td_clean_line(text);
	const char *end = line;
	unsigned used = 0, all = 0;

	if (columns == 0) {
		td_out_text(out, line);
		return;
	}
	for (const char *p = line; *p != '\0'; p += g_utf8_skip[(unsigned char)*p])
		all += td_char_width(g_utf8_get_char(p));
	for (; *end != '\0'; end += g_utf8_skip[(unsigned char)*end]) {
		unsigned width = td_char_width(g_utf8_get_char(end));

		if (used + width > columns - (all > columns ? 1 : 0))
			break;
		used += width;
	}
	td_out_bytes(out, line, (size_t)(end - line));
	if (all > columns) {
		td_out_text(out, "\342\200\246");
		used++;
	}
	if (pad && used < columns)
		td_out_fill(out, ' ', columns - used);
}

static const char *
color_of(td_state state)
{
	switch (state) {
	case TD_STATE_APPLIED:
	case TD_STATE_PARTLY:
		return "\033[32m";
	case TD_STATE_REVIEWED:
		return "\033[36m";
	case TD_STATE_CHANGES:
	case TD_STATE_REJECTED:
		return "\033[31m";
	case TD_STATE_SUPERSEDED:
	case TD_STATE_STALE:
		return "\033[2m";
	case TD_STATE_NEW:
	case TD_STATE_UPDATED:
	case TD_STATE_RESENT:
	case TD_STATE_RFC:
	case TD_STATE_PULL:
	case TD_STATE_COUNT:
		break;
	}
	return NULL;
}

void
td_cells_version(char text[16], const td_index_series *series)
{
	const char *rfc = series->rfc ? "RFC " : "";

	if (series->minor != 0)
		g_snprintf(text, 16, "%sv%u.%u", rfc, series->version, series->minor);
	else
		g_snprintf(text, 16, "%sv%u", rfc, series->version);
}

void
td_cells_size(char text[16], const td_index_series *series)
{
	if (series->received < series->total)
		g_snprintf(text, 16, "%u/%u", series->received, series->total);
	else
		g_snprintf(text, 16, "%u", MAX(series->total, 1u));
}

/* "reviewed, stale": the mark hides nothing, but what waits for nobody is dim. */
void
td_cells_state(td_out *out, const td_standing *standing, const char *word,
    unsigned columns, bool color)
{
	td_state looks = standing->stale ? TD_STATE_STALE : standing->state;
	const char *start = color ? color_of(looks) : NULL;
	char marked[40];

	g_snprintf(marked, sizeof marked, "%s%s", word, standing->stale ? ", stale" : "");
	td_out_text(out, start);
	td_cells_text(out, marked, columns, true);
	if (start != NULL)
		td_out_text(out, "\033[m");
}

void
td_cells_id(td_out *out, const char *before, const char *message_id)
{
	g_autofree char *line = td_clean_line(message_id);

	if (*line != '\0')
		td_out_printf(out, "%s<%s>\n", before, line);
}

/* To the end of the line from that column on, further lines below its front. */
void
td_cells_wrapped(
    td_out *out, const td_standing_style *style, unsigned column, const char *text)
{
	const td_render_options options = { .width = style->width };
	td_page page = td_page_new(out, &options);

	page.column = column;
	if (style->width != 0)
		td_page_wrap(&page, TD_STYLE_NONE, text, column);
	else
		td_cells_text(out, text, 0, false);
	td_out_char(out, '\n');
}
