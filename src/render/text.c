/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/text.c - a report as text, for a terminal and a mail */
#include "render/formats.h"
#include "render/text_parts.h"

#define WIDTH_LEAST 40
#define WIDTH_MOST 120 /* longer lines are hard to read */

static bool
draw_parts(td_page *page, GError **error)
{
	unsigned parts = page->report->parts;

	td_text_totals(page);
	if (parts & (TD_PART_DOMAINS | TD_PART_CONTRIBUTORS | TD_PART_REVIEWERS))
		td_text_ranks(page);
	if (parts & TD_PART_SERIES)
		td_text_series(page);
	if (parts & TD_PART_WAITING)
		td_text_waiting(page);
	if (parts & TD_PART_MESSAGES && !td_text_messages(page, error))
		return false;
	if (parts & TD_PART_PULLS)
		td_text_pulls(page);
	if (parts & TD_PART_APPLIED)
		td_text_applied(page);
	if (parts & TD_PART_THREADS)
		td_text_threads(page);
	if (parts & TD_PART_DISCUSSIONS)
		td_text_discussions(page);
	return true;
}

bool
td_render_text(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);
	td_page page = td_page_new(out, options);

	page.report = report;
	page.width = CLAMP(page.width, WIDTH_LEAST, WIDTH_MOST);
	if (!draw_parts(&page, error))
		return false;
	return td_out_close(g_steal_pointer(&out), error);
}
