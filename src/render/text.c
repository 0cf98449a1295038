/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/text.c - a report as text, for a terminal and a mail */
#include "output/shares.h"
#include "render/formats.h"
#include "render/text_parts.h"

#define WIDTH_LEAST 40
#define WIDTH_MOST 120 /* longer lines are hard to read */
#define SHARE_SERIES 32
#define SHARES_FOR_TWO 8 /* a short page is drawn before a thread would begin */

/* What shares are drawn of: what stands before the messages, these, and the rest. */
typedef struct drawing {
	const td_report *report;
	const td_render_options *options;
	unsigned messages; /* shares of them */
} drawing;

static void
draw_front(td_page *page)
{
	unsigned parts = page->report->parts;

	td_text_totals(page);
	if (parts & (TD_PART_DOMAINS | TD_PART_CONTRIBUTORS | TD_PART_REVIEWERS))
		td_text_ranks(page);
	if (parts & TD_PART_SERIES)
		td_text_series(page);
	if (parts & TD_PART_WAITING)
		td_text_waiting(page);
}

static void
draw_rear(td_page *page)
{
	unsigned parts = page->report->parts;

	if (parts & TD_PART_PULLS)
		td_text_pulls(page);
	if (parts & TD_PART_APPLIED)
		td_text_applied(page);
	if (parts & TD_PART_THREADS)
		td_text_threads(page);
	if (parts & TD_PART_DISCUSSIONS)
		td_text_discussions(page);
}

static bool
draw_share(td_out *out, unsigned share, const void *data, GError **error)
{
	const drawing *self = data;
	td_page page = td_page_new(out, self->options);

	page.report = self->report;
	page.width = CLAMP(page.width, WIDTH_LEAST, WIDTH_MOST);
	if (share == 0)
		draw_front(&page);
	else if (share <= self->messages)
		return td_text_messages(
		    &page, (share - 1) * SHARE_SERIES, SHARE_SERIES, error);
	else
		draw_rear(&page);
	return true;
}

bool
td_render_text(const td_report *report, const td_render_options *options,
    const td_sink *sink, GError **error)
{
	g_autoptr(td_out) out = td_out_new(sink);
	drawing self = { .report = report, .options = options };
	bool two = options->two_threads;

	if (report->parts & TD_PART_MESSAGES)
		self.messages = (report->series->len + SHARE_SERIES - 1) / SHARE_SERIES;
	two = two && self.messages >= SHARES_FOR_TWO;
	if (!td_shares_write(out, self.messages + 2, two, draw_share, &self, error))
		return false;
	return td_out_close(g_steal_pointer(&out), error);
}
