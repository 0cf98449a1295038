/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/text_events.c - pulls, what was applied, what was talked about */
#include <string.h>

#include "output/moment.h"
#include "render/text_parts.h"
#include "render/words.h"

#define ROW_INDENT 9

static void
draw_pull(td_page *page, const td_report_pull *pull)
{
	g_autofree char *where =
	    g_strconcat(pull->url, pull->ref[0] ? " " : "", pull->ref, NULL);
	char day[TD_MOMENT];

	td_page_to(page, 1);
	td_page_put(page, pull->merged_by[0] ? TD_STYLE_GOOD : TD_STYLE_DIM,
	    pull->merged_by[0] ? "merged" : "asked");
	td_page_to(page, ROW_INDENT);
	td_page_wrap(page, TD_STYLE_BOLD, pull->title, ROW_INDENT);
	td_page_end(page);
	td_page_to(page, ROW_INDENT);
	td_page_wrap(page, TD_STYLE_NONE, td_words_name(pull->sender), ROW_INDENT);
	if (td_moment_day(pull->received, day))
		td_page_item(page, TD_STYLE_DIM, ", ", day, ROW_INDENT);
	if (where[0])
		td_page_item(page, TD_STYLE_DIM, ", ", where, ROW_INDENT);
	td_text_id(page, pull->message_id, ROW_INDENT);
	td_page_end(page);
}

void
td_text_pulls(td_page *page)
{
	const GPtrArray *list = page->report->pulls;
	g_autofree char *title = g_strdup_printf("Pull requests: %u", list->len);

	if (list->len == 0)
		return;
	td_page_heading(page, title);
	for (guint i = 0; i < list->len; i++)
		draw_pull(page, g_ptr_array_index(list, i));
}

#define COMMIT_COLUMNS 12
#define APPLIED_INDENT (COMMIT_COLUMNS + 3)

/* One notice may speak of twenty patches: it is named once, before its first. */
static void
draw_notice(td_page *page, const td_report_applied *row)
{
	char day[TD_MOMENT];

	td_page_wrap(page, TD_STYLE_NONE, td_words_name(row->by), 0);
	if (row->reported)
		td_page_item(page, TD_STYLE_NONE, " ", "reports", 1);
	if (td_moment_day(row->received, day))
		td_page_item(page, TD_STYLE_DIM, ", ", day, 1);
	if (row->tree[0] || row->branch[0]) {
		g_autofree char *where = g_strconcat("to ", row->tree,
		    row->tree[0] && row->branch[0] ? " " : "", row->branch, NULL);

		td_page_item(page, TD_STYLE_NONE, ", ", where, 1);
	}
	td_text_id(page, row->message_id, 1);
	td_page_end(page);
}

void
td_text_applied(td_page *page)
{
	const GPtrArray *list = page->report->applied;
	const td_report_applied *before = NULL;
	g_autofree char *about = NULL;

	if (list->len == 0)
		return;
	about = td_words_applied(page->report);
	td_page_heading(page, "What was applied");
	td_page_put(page, TD_STYLE_DIM, about);
	td_page_end(page);
	for (guint i = 0; i < list->len; i++) {
		const td_report_applied *row = g_ptr_array_index(list, i);

		if (!before || strcmp(before->message_id, row->message_id) != 0)
			draw_notice(page, row);
		before = row;
		td_page_to(page, 1);
		td_page_printf(page, TD_STYLE_MARK, "%.*s", COMMIT_COLUMNS, row->commit);
		td_page_to(page, APPLIED_INDENT);
		td_page_wrap(page, TD_STYLE_NONE, row->title[0] ? row->title : row->about,
		    APPLIED_INDENT);
		td_page_end(page);
	}
}

static void
draw_thread(td_page *page, const td_report_thread *thread, bool dated)
{
	const char *starter = td_words_name(thread->starter);
	g_autofree char *topic = td_words_topic(thread);
	char day[TD_MOMENT];

	td_page_printf(page, TD_STYLE_NONE, "%7u %6u", thread->mails, thread->people);
	td_page_to(page, ROW_INDENT + 7);
	td_page_wrap(page, TD_STYLE_BOLD, topic, ROW_INDENT + 7);
	td_page_end(page);
	td_page_to(page, ROW_INDENT + 7);
	if (starter[0] || thread->begun_before) {
		g_autofree char *text = g_strdup_printf("%s%s",
		    !starter[0]            ? "begun before"
		    : thread->begun_before ? "begun before, here first by "
					   : "begun by ",
		    starter);

		td_page_wrap(page, TD_STYLE_NONE, text, ROW_INDENT + 7);
	}
	if (dated && td_moment_day(thread->first, day))
		td_page_item(page, TD_STYLE_DIM, ", ", day, ROW_INDENT + 7);
	td_text_id(page, thread->message_id, ROW_INDENT + 7);
	td_page_end(page);
}

void
td_text_threads(td_page *page)
{
	const GPtrArray *list = page->report->threads;

	if (list->len == 0)
		return;
	td_page_heading(page, "Most discussed");
	td_page_put(page, TD_STYLE_DIM, "replies people");
	td_page_end(page);
	for (unsigned i = 0; i < td_words_rows(page->report, list); i++)
		draw_thread(page, g_ptr_array_index(list, i), false);
}

void
td_text_discussions(td_page *page)
{
	g_autoptr(GPtrArray) list = td_words_discussions(page->report);
	g_autofree char *title =
	    g_strdup_printf("%s: %u", td_words_discussions_name(page->report), list->len);

	if (list->len == 0)
		return;
	td_page_heading(page, title);
	td_page_put(page, TD_STYLE_DIM, "replies people");
	td_page_end(page);
	for (unsigned i = 0; i < list->len; i++)
		draw_thread(page, g_ptr_array_index(list, i), true);
}
