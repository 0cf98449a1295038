/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/text_series.c - the patch list: what a maintainer reads first */
#include <string.h>

#include "output/moment.h"
#include "render/text_parts.h"
#include "render/words.h"

#define VERSION_COLUMN 1
#define PARTS_END 10 /* the parts end before this column */
#define TITLE_COLUMN 12

void
td_text_id(td_page *page, const char *message_id, unsigned indent)
{
	g_autofree char *id = g_strdup_printf("<%s>", message_id);

	if (*message_id)
		td_page_item(page, TD_STYLE_DIM, " ", id, indent);
}

/* " v14  11/14  exl: devlink health reporters [net-next]" */
static void
draw_title(td_page *page, const td_report_series *series)
{
	g_autofree char *tree = td_words_marks(series);
	g_autofree char *parts = NULL;
	bool whole = series->received_patches >= series->total;
	unsigned width;

	td_page_to(page, VERSION_COLUMN);
	if (series->minor)
		td_page_printf(
		    page, TD_STYLE_MARK, "v%u.%u", series->version, series->minor);
	else if (series->version > 1)
		td_page_printf(page, TD_STYLE_MARK, "v%u", series->version);
	if (whole)
		parts = g_strdup_printf("%u", series->total);
	else
		parts = g_strdup_printf("%u/%u", series->received_patches, series->total);
	width = (unsigned)strlen(parts);
	/* After a version that is too long for its column a blank must stay. */
	td_page_to(
	    page, MAX(page->column + 1, PARTS_END > width ? PARTS_END - width : 0));
	td_page_put(page, whole ? TD_STYLE_MARK : TD_STYLE_BAD, parts);
	td_page_to(page, MAX(page->column + 1, TITLE_COLUMN));
	td_page_wrap(page, TD_STYLE_BOLD,
	    series->title[0] ? series->title : "(without a title)", TITLE_COLUMN);
	if (tree[0]) {
		g_autofree char *text = g_strdup_printf("[%s]", tree);

		td_page_item(page, TD_STYLE_NONE, " ", text, TITLE_COLUMN);
	}
	td_page_end(page);
}

/* "6 replies from 3 people", "no reply". */
static char *
replies_of(const td_report_series *series)
{
	if (series->replies == 0)
		return g_strdup("no reply");
	if (series->repliers == 0)
		return g_strdup_printf("%u repl%s by the author", series->replies,
		    series->replies == 1 ? "y" : "ies");
	if (series->replies == 1)
		return g_strdup("1 reply");
	return g_strdup_printf("%u replies from %u %s", series->replies, series->repliers,
	    series->repliers == 1 ? "person" : "people");
}

/* What the group's name does not say yet. */
static bool
status_needs_words(const td_page *page, const td_report_series *series)
{
	return !td_words_grouped(page->report->order) ||
	       series->status == TD_STATUS_PARTLY_APPLIED;
}

static void
draw_details(td_page *page, const td_report_series *series)
{
	g_autofree char *size = g_strdup_printf("%u file%s +%u -%u", series->files,
	    series->files == 1 ? "" : "s", series->insertions, series->deletions);
	g_autofree char *missing = td_words_missing(series);
	g_autofree char *replies = replies_of(series);
	g_autofree char *trailers = td_words_trailers(series);
	g_autofree char *previous = td_words_previous(series);
	g_auto(GStrv) kinds = g_strsplit(trailers, "; ", -1);
	char day[TD_MOMENT];

	td_page_to(page, TITLE_COLUMN);
	if (status_needs_words(page, series)) {
		td_page_put(page, TD_STYLE_MARK, td_words_status(series->status));
		td_page_put(page, TD_STYLE_NONE, ": ");
	}
	td_page_wrap(page, TD_STYLE_NONE, td_words_name(series->author), TITLE_COLUMN);
	if (td_moment_day(series->received, day)) {
		g_autofree char *when =
		    g_strconcat(series->before ? "posted " : "", day, NULL);

		td_page_item(page, TD_STYLE_DIM, ", ", when, TITLE_COLUMN);
	}
	if (series->files > 0)
		td_page_item(page, TD_STYLE_DIM, ", ", size, TITLE_COLUMN);
	td_page_item(page, TD_STYLE_DIM, ", ", replies, TITLE_COLUMN);
	if (missing[0]) {
		g_autofree char *text = g_strdup_printf("missing %s", missing);

		td_page_item(page, TD_STYLE_BAD, ", ", text, TITLE_COLUMN);
	}
	/* A kind of trailer stays with its first name. */
	for (char **kind = kinds; *kind; kind++)
		td_page_item(page, TD_STYLE_GOOD, "; ", *kind, TITLE_COLUMN);
	if (series->evidence_text[0] && series->status != TD_STATUS_REVIEWED)
		td_page_item(
		    page, TD_STYLE_NONE, "; ", series->evidence_text, TITLE_COLUMN);
	if (previous)
		td_page_item(page, TD_STYLE_NONE, "; ", previous, TITLE_COLUMN);
	td_text_id(page, series->message_id, TITLE_COLUMN);
	td_page_end(page);
}

static void
draw_group(td_page *page, const GPtrArray *list, td_words_group group)
{
	unsigned n = 0;

	for (guint i = 0; i < list->len; i++) {
		const td_report_series *series = g_ptr_array_index(list, i);

		n += td_words_group_of(series) == group;
	}
	if (n == 0)
		return;
	td_page_end(page);
	td_page_printf(page, TD_STYLE_BOLD, "%s (%u)", td_words_group_name(group), n);
	td_page_end(page);
	for (guint i = 0; i < list->len && !td_out_failed(page->out); i++) {
		const td_report_series *series = g_ptr_array_index(list, i);

		if (td_words_group_of(series) != group)
			continue;
		draw_title(page, series);
		draw_details(page, series);
	}
}

void
td_text_series(td_page *page)
{
	g_autoptr(GPtrArray) list = td_words_listed(page->report);
	g_autofree char *title =
	    g_strdup_printf("Patch list: %u series", page->report->series->len);

	td_page_heading(page, title);
	if (list->len == 0) {
		td_page_put(page, TD_STYLE_NONE, "No patches in this range.");
		td_page_end(page);
		return;
	}
	td_page_put(page, TD_STYLE_DIM, " version, patches, title [tree]");
	td_page_end(page);
	if (td_words_grouped(page->report->order)) {
		for (td_words_group group = 0; group < TD_GROUPS; group++)
			draw_group(page, list, group);
		return;
	}
	for (guint i = 0; i < list->len && !td_out_failed(page->out); i++) {
		draw_title(page, g_ptr_array_index(list, i));
		draw_details(page, g_ptr_array_index(list, i));
	}
}

static void
draw_waiting(td_page *page, const td_report_series *series)
{
	char day[TD_MOMENT];

	td_page_printf(page, TD_STYLE_NONE, "%5u", series->waiting);
	td_page_to(page, TITLE_COLUMN);
	td_page_wrap(page, TD_STYLE_BOLD, series->subject, TITLE_COLUMN);
	td_page_end(page);
	td_page_to(page, TITLE_COLUMN);
	td_page_wrap(page, TD_STYLE_NONE, td_words_name(series->author), TITLE_COLUMN);
	if (series->last_answer > 0 && td_moment_day(series->last_answer, day)) {
		g_autofree char *answer = g_strdup_printf("last answer %s", day);

		td_page_item(page, TD_STYLE_DIM, ", ", answer, TITLE_COLUMN);
	} else if (td_moment_day(series->received, day)) {
		g_autofree char *posted = g_strdup_printf("posted %s, no answer", day);

		td_page_item(page, TD_STYLE_DIM, ", ", posted, TITLE_COLUMN);
	}
	td_text_id(page, series->message_id, TITLE_COLUMN);
	td_page_end(page);
}

void
td_text_waiting(td_page *page)
{
	const GPtrArray *list = page->report->waiting;
	unsigned rows = td_words_rows(page->report, list);
	g_autofree char *title = NULL;

	if (list->len == 0)
		return;
	title = rows < list->len
		    ? g_strdup_printf("Waiting for an answer: %u of %u", rows, list->len)
		    : g_strdup_printf("Waiting for an answer: %u series", list->len);
	td_page_heading(page, title);
	td_page_printf(page, TD_STYLE_DIM, " days, %u at least, fewest first",
	    page->report->waiting_days);
	td_page_end(page);
	for (unsigned i = 0; i < rows && !td_out_failed(page->out); i++)
		draw_waiting(page, g_ptr_array_index(list, i));
}
