/* SPDX-License-Identifier: GPL-2.0-or-later */
/* render/markdown_series.c - the patch list and the commit messages as markdown */
#include <string.h>

#include "output/markdown.h"
#include "output/moment.h"
#include "render/markdown_parts.h"
#include "render/stat.h"
#include "render/words.h"

#define STAT_WIDTH 80

static void
write_version(td_out *out, const td_report_series *series)
{
	if (series->minor)
		td_out_printf(out, " v%u.%u", series->version, series->minor);
	else if (series->version > 1)
		td_out_printf(out, " v%u", series->version);
	if (series->received_patches < series->total)
		td_out_printf(
		    out, ", %u of %u patches", series->received_patches, series->total);
	else if (series->total > 1)
		td_out_printf(out, ", %u patches", series->total);
}

/* Text after a mark, nothing where there is none. */
static void
write_more(td_out *out, const char *mark, const char *text)
{
	if (!text[0])
		return;
	td_out_text(out, mark);
	td_markdown_text(out, text);
}

static void
write_details(td_markdown *page, const td_report_series *series)
{
	g_autofree char *missing = td_words_missing(series);
	g_autofree char *trailers = td_words_trailers(series);
	g_autofree char *previous = td_words_previous(series);
	char day[TD_MOMENT];

	td_markdown_text(page->out, td_words_name(series->author));
	td_moment_day(series->received, day);
	write_more(page->out, series->before ? ", posted " : ", ", day);
	if (series->files > 0)
		td_out_printf(page->out, ", %u file%s +%u -%u", series->files,
		    series->files == 1 ? "" : "s", series->insertions, series->deletions);
	if (series->replies > 0)
		td_out_printf(page->out, ", %u repl%s", series->replies,
		    series->replies == 1 ? "y" : "ies");
	else
		td_out_text(page->out, ", no reply");
	write_more(page->out, ", missing ", missing);
	write_more(page->out, "; ", trailers);
	if (series->status != TD_STATUS_REVIEWED)
		write_more(page->out, "; ", series->evidence_text);
	write_more(page->out, "; ", previous ? previous : "");
	td_out_char(page->out, '\n');
}

static void
write_row(td_markdown *page, const td_report_series *series, bool status)
{
	g_autofree char *tree = td_words_marks(series);

	td_out_text(page->out, "- ");
	td_markdown_mail(page, series->title, series->message_id);
	write_version(page->out, series);
	write_more(page->out, ", ", tree);
	td_out_text(page->out, "\\\n  ");
	if (status || series->status == TD_STATUS_PARTLY_APPLIED)
		td_out_printf(page->out, "**%s**: ", td_words_status(series->status));
	write_details(page, series);
}

static void
write_group(td_markdown *page, const GPtrArray *list, td_words_group group)
{
	unsigned n = 0;

	for (guint i = 0; i < list->len; i++) {
		const td_report_series *series = g_ptr_array_index(list, i);

		if (td_words_group_of(series) != group)
			continue;
		if (n++ == 0)
			td_out_printf(
			    page->out, "\n### %s\n\n", td_words_group_name(group));
		write_row(page, series, false);
	}
}

void
td_markdown_series(td_markdown *page)
{
	g_autoptr(GPtrArray) list = td_words_listed(page->report);

	td_out_printf(
	    page->out, "\n## Patch list: %u series\n", page->report->series->len);
	if (list->len == 0) {
		td_out_text(page->out, "\nNo patches in this range.\n");
		return;
	}
	if (td_words_grouped(page->report->order)) {
		for (td_words_group group = 0; group < TD_GROUPS; group++)
			write_group(page, list, group);
		return;
	}
	td_out_char(page->out, '\n');
	for (guint i = 0; i < list->len; i++)
		write_row(page, g_ptr_array_index(list, i), true);
}

void
td_markdown_waiting(td_markdown *page)
{
	const GPtrArray *list = page->report->waiting;
	unsigned rows = td_words_rows(page->report, list);

	if (list->len == 0)
		return;
	td_out_text(page->out, "\n## Waiting for an answer");
	if (rows < list->len)
		td_out_printf(page->out, ": %u of %u", rows, list->len);
	td_out_printf(
	    page->out, "\n\n%u days at least, fewest first.", page->report->waiting_days);
	td_out_text(page->out, "\n\n| days | series | author |\n| ---: | --- | --- |\n");
	for (unsigned i = 0; i < rows; i++) {
		const td_report_series *series = g_ptr_array_index(list, i);

		td_out_printf(page->out, "| %u | ", series->waiting);
		td_markdown_mail(page, series->subject, series->message_id);
		td_out_text(page->out, " | ");
		td_markdown_text(page->out, td_words_name(series->author));
		td_out_text(page->out, " |\n");
	}
}

/* Longer than any run of backticks between the fences. */
static unsigned
fence_length(const td_report_patch *patch, const char *text)
{
	unsigned most = td_markdown_backticks(text);

	for (guint i = 0; patch->stat && i < patch->stat->len; i++) {
		const td_report_file *file =
		    &g_array_index(patch->stat, td_report_file, i);

		most = MAX(most, td_markdown_backticks(file->path));
		if (file->old_path)
			most = MAX(most, td_markdown_backticks(file->old_path));
	}
	return MAX(most + 1, 3);
}

static bool
write_message(td_markdown *page, const td_report_patch *patch, GError **error)
{
	g_autofree char *text = td_words_message(page->report, patch, error);
	td_page stat = { .out = page->out,
		.report = page->report,
		.options = page->options,
		.width = STAT_WIDTH };
	bool files = patch->stat && patch->stat->len > 0;
	g_autofree char *changelog = NULL;
	unsigned fence;

	if (!text)
		return false;
	changelog = td_words_changelog(page->report, patch, error);
	if (!changelog)
		return false;
	if (!text[0] && !files)
		return true;
	fence = MAX(fence_length(patch, text), td_markdown_backticks(changelog) + 1);
	td_out_char(page->out, '\n');
	td_out_fill(page->out, '`', fence);
	td_out_printf(page->out, "text\n%s%s", text, text[0] ? "\n" : "");
	if (changelog[0])
		td_out_printf(
		    page->out, "---\nSince the version before:\n%s\n", changelog);
	if (text[0] && files)
		td_out_text(page->out, "---\n");
	td_stat_draw(&stat, patch);
	td_out_fill(page->out, '`', fence);
	td_out_char(page->out, '\n');
	return true;
}

static void
write_line(td_out *out, const char *key, const char *value)
{
	if (!value[0])
		return;
	td_out_printf(out, "- %s: ", key);
	td_markdown_text(out, value);
	td_out_char(out, '\n');
}

static void
write_series_head(td_markdown *page, const td_report_series *series)
{
	g_autofree char *author = td_words_person(series->author);
	g_autofree char *missing = td_words_missing(series);
	g_autofree char *trailers = td_words_trailers(series);
	char minute[TD_MOMENT];

	td_out_printf(page->out, "\n### %s: ", td_words_status(series->status));
	td_markdown_mail(page, series->subject, series->message_id);
	td_out_text(page->out, "\n\n");
	write_line(page->out, "Author", author);
	if (td_moment_minute(series->received, minute))
		td_out_printf(page->out, "- Arrived: %s UTC\n", minute);
	write_line(page->out, "Missing", missing);
	write_line(page->out, "Got", trailers);
	write_line(page->out, "Status", series->evidence_text);
}

static bool
write_series(td_markdown *page, const td_report_series *series, GError **error)
{
	write_series_head(page, series);
	if (series->status == TD_STATUS_SUPERSEDED) {
		td_out_text(page->out,
		    "\nNot repeated here: a later version is in this update.\n");
		return true;
	}
	if (series->cover && !write_message(page, series->cover, error))
		return false;
	for (guint i = 0; i < series->patches->len; i++) {
		const td_report_patch *patch = g_ptr_array_index(series->patches, i);

		if (series->total > 1 || series->cover) {
			td_out_printf(page->out, "\n#### \\[%u/%u\\] ", patch->number,
			    series->total);
			td_markdown_mail(page, patch->title, patch->message_id);
			td_out_char(page->out, '\n');
		}
		if (!write_message(page, patch, error))
			return false;
	}
	return true;
}

bool
td_markdown_messages(td_markdown *page, GError **error)
{
	const GPtrArray *list = page->report->series;

	if (list->len == 0)
		return true;
	td_out_text(page->out, "\n## Commit messages\n");
	for (guint i = 0; i < list->len && !td_out_failed(page->out); i++) {
		if (!write_series(page, g_ptr_array_index(list, i), error))
			return false;
	}
	return true;
}
