/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/markdown_events.c - pulls, what was applied, what was talked about, as markdown
 */
#include <string.h>

#include "output/markdown.h"
#include "output/moment.h"
#include "render/markdown_parts.h"
#include "render/words.h"

#define COMMIT_DIGITS 12

void
td_markdown_pulls(td_markdown *page)
{
	const GPtrArray *list = page->report->pulls;

	if (list->len == 0)
		return;
	td_out_printf(page->out, "\n## Pull requests: %u\n\n", list->len);
	for (guint i = 0; i < list->len; i++) {
		const td_report_pull *pull = g_ptr_array_index(list, i);
		char day[TD_MOMENT];

		td_out_text(page->out, "- ");
		td_markdown_mail(page, pull->title, pull->message_id);
		td_out_text(page->out, "\\\n  ");
		td_markdown_text(page->out, td_words_name(pull->sender));
		if (td_moment_day(pull->received, day))
			td_out_printf(page->out, ", %s", day);
		if (pull->url[0]) {
			td_out_text(page->out, ", ");
			td_markdown_text(page->out, pull->url);
			if (pull->ref[0])
				td_out_char(page->out, ' ');
			td_markdown_text(page->out, pull->ref);
		}
		if (pull->merged_by[0]) {
			td_out_text(page->out, ", ");
			td_markdown_mail(page, "merged", pull->merged_by);
		}
		td_out_char(page->out, '\n');
	}
}

void
td_markdown_applied(td_markdown *page)
{
	const GPtrArray *list = page->report->applied;

	g_autofree char *about = NULL;

	if (list->len == 0)
		return;
	about = td_words_applied(page->report);
	td_out_printf(page->out,
	    "\n## What was applied\n\n%s.\n\n| commit | patch | tree | by |\n"
	    "| --- | --- | --- | --- |\n",
	    about);
	for (guint i = 0; i < list->len; i++) {
		const td_report_applied *row = g_ptr_array_index(list, i);
		g_autofree char *commit = g_strndup(row->commit, COMMIT_DIGITS);
		const char *title = row->title[0] ? row->title : row->about;

		td_out_text(page->out, "| ");
		td_markdown_text(page->out, commit);
		td_out_text(page->out, " | ");
		td_markdown_mail(
		    page, title, row->about[0] ? row->about : row->message_id);
		td_out_text(page->out, " | ");
		td_markdown_text(page->out, row->tree);
		if (row->tree[0] && row->branch[0])
			td_out_char(page->out, ' ');
		td_markdown_text(page->out, row->branch);
		td_out_text(page->out, " | ");
		td_markdown_text(page->out, td_words_name(row->by));
		td_out_text(page->out, row->reported ? " reports |\n" : " |\n");
	}
}

static void
write_thread(td_markdown *page, const td_report_thread *thread)
{
	g_autofree char *topic = td_words_topic(thread);
	const char *starter = td_words_name(thread->starter);

	td_out_printf(page->out, "| %u | %u | ", thread->mails, thread->people);
	td_markdown_mail(page, topic, thread->message_id);
	td_out_text(page->out, !thread->begun_before ? " | "
			       : starter[0]          ? " | before; here first by "
						     : " | before");
	td_markdown_text(page->out, starter);
}

void
td_markdown_threads(td_markdown *page)
{
	const GPtrArray *list = page->report->threads;

	if (list->len == 0)
		return;
	td_out_text(page->out, "\n## Most discussed\n\n"
			       "| replies | people | thread | begun by |\n"
			       "| ---: | ---: | --- | --- |\n");
	for (unsigned i = 0; i < td_words_rows(page->report, list); i++) {
		write_thread(page, g_ptr_array_index(list, i));
		td_out_text(page->out, " |\n");
	}
}

void
td_markdown_discussions(td_markdown *page)
{
	g_autoptr(GPtrArray) list = td_words_discussions(page->report);

	if (list->len == 0)
		return;
	td_out_printf(page->out,
	    "\n## %s: %u\n\n"
	    "| replies | people | thread | begun by | on |\n"
	    "| ---: | ---: | --- | --- | --- |\n",
	    td_words_discussions_name(page->report), list->len);
	for (unsigned i = 0; i < list->len; i++) {
		const td_report_thread *thread = g_ptr_array_index(list, i);
		char day[TD_MOMENT];

		td_moment_day(thread->first, day);
		write_thread(page, thread);
		td_out_printf(page->out, " | %s |\n", day);
	}
}
