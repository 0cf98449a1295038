/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/text_messages.c - cover letters, commit messages, diffstats */
#include <string.h>

#include "output/moment.h"
#include "render/stat.h"
#include "render/text_parts.h"
#include "render/words.h"

#define MESSAGE_INDENT 4 /* as git log has it */

static void
draw_text(td_page *page, const char *text)
{
	td_span rest = td_span_of(text), line;
	bool after_empty = false;

	while (td_span_next_line(&rest, &line)) {
		bool empty = td_span_trim(line).n == 0;

		if (empty && after_empty)
			continue;
		after_empty = empty;
		if (!empty) {
			td_out_fill(page->out, ' ', MESSAGE_INDENT);
			td_out_bytes(page->out, line.p, line.n);
		}
		td_out_char(page->out, '\n');
	}
}

static void
draw_field(td_page *page, const char *name, const char *value)
{
	td_page_put(page, TD_STYLE_NONE, name);
	td_page_wrap(page, TD_STYLE_NONE, value, page->column);
	td_page_end(page);
}

static void
draw_link(td_page *page, const char *message_id)
{
	g_autofree char *url = td_words_mail_url(page->options, message_id);

	if (!*message_id)
		return;
	td_page_put(page, TD_STYLE_DIM, "Link:    ");
	td_page_put(page, TD_STYLE_DIM, url);
	td_page_end(page);
}

static void
draw_rule(td_page *page)
{
	td_page_end(page);
	td_page_fill(page, TD_STYLE_DIM, '-', page->width);
	td_page_end(page);
}

static bool
same_person(const td_report_person *a, const td_report_person *b)
{
	return a == b || (a && b && strcmp(a->address, b->address) == 0 &&
			     strcmp(a->name, b->name) == 0);
}

/* The status, capitalised, and what stands behind it. */
static void
draw_series_head(td_page *page, const td_report_series *series)
{
	g_autofree char *author = td_words_person(series->author);
	g_autofree char *trailers = td_words_trailers(series);
	g_autofree char *missing = td_words_missing(series);
	char minute[TD_MOMENT];

	td_page_printf(page, TD_STYLE_MARK, "%s:", td_words_status(series->status));
	td_page_put(page, TD_STYLE_NONE, " ");
	td_page_wrap(page, TD_STYLE_BOLD, series->subject, MESSAGE_INDENT);
	td_page_end(page);
	draw_field(page, "Author:  ", author);
	if (series->sender && !same_person(series->author, series->sender)) {
		g_autofree char *sender = td_words_person(series->sender);

		draw_field(page, "Sender:  ", sender);
	}
	if (td_moment_minute(series->received, minute)) {
		td_page_printf(page, TD_STYLE_NONE, "Arrived: %s UTC", minute);
		td_page_end(page);
	}
	if (missing[0])
		draw_field(page, "Missing: ", missing);
	if (trailers[0])
		draw_field(page, "Got:     ", trailers);
	if (series->evidence_text[0])
		draw_field(page, "Status:  ", series->evidence_text);
	draw_link(page, series->message_id);
}

static bool
draw_message(td_page *page, const td_report_patch *patch, GError **error)
{
	g_autofree char *text = td_words_message(page->report, patch, error);
	g_autofree char *changelog = NULL;

	if (!text)
		return false;
	changelog = td_words_changelog(page->report, patch, error);
	if (!changelog)
		return false;
	if (text[0]) {
		td_page_end(page);
		draw_text(page, text);
	}
	if (changelog[0]) {
		td_page_end(page);
		draw_field(page, "    ", "Since the version before:");
		draw_text(page, changelog);
	}
	if (patch->stat && patch->stat->len > 0) {
		td_page_end(page);
		td_stat_draw(page, patch);
	}
	return true;
}

/* A patch under its series: its own heading where the series has more than one. */
static bool
draw_patch(td_page *page, const td_report_series *series, const td_report_patch *patch,
    GError **error)
{
	if (series->total > 1 || series->cover) {
		td_page_end(page);
		td_page_printf(
		    page, TD_STYLE_MARK, "[%u/%u]", patch->number, series->total);
		td_page_put(page, TD_STYLE_NONE, patch->extra ? " (once more) " : " ");
		td_page_wrap(page, TD_STYLE_BOLD, patch->title, MESSAGE_INDENT);
		td_page_end(page);
	}
	if (!same_person(patch->author, series->author)) {
		g_autofree char *author = td_words_person(patch->author);

		draw_field(page, "Author:  ", author);
	}
	return draw_message(page, patch, error);
}

static bool
draw_series(td_page *page, const td_report_series *series, GError **error)
{
	draw_series_head(page, series);
	if (series->status == TD_STATUS_SUPERSEDED) {
		td_page_end(page);
		td_page_put(page, TD_STYLE_DIM,
		    "    (not repeated here: a later version is in this update)");
		td_page_end(page);
		return true;
	}
	if (series->cover && !draw_message(page, series->cover, error))
		return false;
	for (guint i = 0; i < series->patches->len; i++) {
		if (!draw_patch(
			page, series, g_ptr_array_index(series->patches, i), error))
			return false;
	}
	return true;
}

bool
td_text_messages(td_page *page, unsigned first, unsigned n, GError **error)
{
	const GPtrArray *list = page->report->series;

	if (first == 0 && list->len > 0)
		td_page_heading(page, "Commit messages");
	for (guint i = first; n > 0 && i < list->len && !td_out_failed(page->out);
	     i++, n--) {
		if (i > 0)
			draw_rule(page);
		if (!draw_series(page, g_ptr_array_index(list, i), error))
			return false;
	}
	return true;
}
